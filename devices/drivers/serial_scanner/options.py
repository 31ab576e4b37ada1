"""The options of a serial scanner's binding, checked once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from devices.api.configuration import Options, Wrong
from devices.drivers.serial_scanner.framing import Framing
from devices.drivers.serial_scanner.wire import DIALECTS, Dialect, DialectName

BAUD_RATES: Final = (4800, 9600, 19200, 38400, 57600, 115200)
SSI_RETRIGGER_S: Final = 2.5
"""A session lasts 3 s unless it is set otherwise."""
_CUSTOM_KEYS: Final = ("start_hex", "stop_hex", "acknowledgement_hex")


@dataclass(frozen=True, slots=True)
class SerialScannerOptions:
    """What a binding may say about a serial scanner.

    Attributes:
        dialect_name: whose commands it understands.
        dialect: the commands themselves; empty for SSI, which has packets of its own.
        framing: how it ends a code; SSI does not need one.
        baud: its speed.
        gap_s: silence that ends a code, with framing ``idle_gap``.
        aim_prefix: whether it is set to send the AIM prefix, which says which kind of code it saw.
        ask: whether it is asked if it is there, where its dialect knows a question.
        answer_s: how long it may take to answer; GM65 and SSI allow 500 ms.
        retrigger_s: how long it looks at least before it gives up by itself.
    """

    dialect_name: DialectName
    dialect: Dialect
    framing: Framing
    baud: int
    gap_s: float
    aim_prefix: bool
    ask: bool
    answer_s: float
    retrigger_s: float

    @classmethod
    def from_binding(cls, port: str, table: Mapping[str, Any], *, device_id: str) -> "SerialScannerOptions":
        """Check a binding's port and keys. Raises ConfigurationFaults."""
        options = Options(table, place=f"device.{device_id}", device_id=device_id)
        named = options.text("dialect", DialectName.CONTINUOUS.value, allowed=[name.value for name in DialectName])
        name = DialectName(named)
        framing = options.text("framing", Framing.CR.value, allowed=[framing.value for framing in Framing])
        baud = options.integer("baud", 9600, allowed=BAUD_RATES)
        gap_ms = options.integer("gap_ms", 120, allowed=range(20, 2001))
        aim_prefix = options.flag("aim_prefix", False)
        ask = options.flag("ask", True)
        answer_ms = options.integer("answer_ms", 600, allowed=range(50, 5001))
        dialect = _custom(options) if name is DialectName.CUSTOM else DIALECTS.get(name, Dialect())
        usual_s = SSI_RETRIGGER_S if name is DialectName.SSI else dialect.retrigger_s
        retrigger_s = options.number("retrigger_s", usual_s, low=0.5, high=600.0)
        if not port:
            options.wrong("port", Wrong.MISSING, allowed="the path of a serial port")
        options.finish()
        return cls(
            dialect_name=name,
            dialect=dialect,
            framing=Framing(framing),
            baud=baud,
            gap_s=gap_ms / 1000,
            aim_prefix=aim_prefix,
            ask=ask,
            answer_s=answer_ms / 1000,
            retrigger_s=retrigger_s,
        )


def _custom(options: Options) -> Dialect:
    start, stop, acknowledgement = (_hex(options, key) for key in _CUSTOM_KEYS)
    if not start:
        options.wrong(_CUSTOM_KEYS[0], Wrong.MISSING, allowed="the bytes that make it look, in hexadecimal")
    return Dialect(start=start, stop=stop, started=acknowledgement)


def _hex(options: Options, key: str) -> bytes:
    try:
        return bytes.fromhex(options.text(key, ""))
    except ValueError:
        options.wrong(key, Wrong.NOT_ALLOWED, allowed="hexadecimal")
        return b""

"""Driver ``guide_lights.serial``."""

from typing import ClassVar, Final

from devices.api.configuration import Options, Wrong
from devices.api.control import Control
from devices.api.device import Capabilities, DeviceKind, DriverContext, SelfTest
from devices.api.errors import CommandRefused, DeviceError, NotOpened, NotSupported, ProtocolError
from devices.api.kinds.guide_lights import FlashRate, GuideModule, Light, LightColour, Lights
from devices.api.self_test_step import step
from devices.api.status import CheckState, DeviceState, PartName, Status
from devices.api.wire_language import WireLanguage
from devices.drivers.serial_lights.wire import (
    BEAT,
    HELLO,
    MOST_CHANNELS,
    SHOW,
    TALKER,
    lamp_words,
    parse_beat,
    parse_hello,
)
from devices.ports.board_dialogue import BoardDialogue, BoardSilent
from devices.ports.line_language import sentence_language
from devices.ports.serial_line import SerialLine

BAUD_RATES: Final = (9600, 19200, 38400, 57600, 115200)
_OPEN_DEADLINE_S: Final = 3.0


class SerialGuideLights:
    """Lamps behind a board that speaks in sentences. Meets `devices.api.kinds.guide_lights.GuideLights`.

    Options:
        baud: 9600 unless the board is set otherwise.
        answer_s: how long one answer may take.
        channels: the board's channel of each module; those of a hall that wired them in order if absent.
    """

    kind: ClassVar[DeviceKind] = DeviceKind.GUIDE_LIGHTS
    wire_language: ClassVar[WireLanguage] = sentence_language()

    def __init__(self, context: DriverContext) -> None:
        """Check the port and the options. Raises ConfigurationError."""
        options = Options(context.options, place=f"device.{context.device_id}", device_id=context.device_id)
        self._baud = options.integer("baud", 9600, allowed=BAUD_RATES)
        self._answer_s = options.number("answer_s", 0.3, low=0.05, high=5.0)
        self._channels = _channels(options, context)
        if not context.port:
            options.wrong("port", Wrong.MISSING, allowed="the path of a serial port")
        options.finish()
        self._context = context
        self._line: SerialLine | None = None
        self._dialogue: BoardDialogue | None = None
        self._model = self._serial_number = ""
        self._there = 0
        self._colours: frozenset[LightColour] = frozenset()
        self._shown: dict[int, Light] = {}

    def open(self) -> None:
        """Take the port, hear the board, and light what was lit before it went away.

        Raises:
            NotOpened, ConfigurationError: see `SerialLine`.
            DeadlineExceeded: the port is there, but no board answers.
            ProtocolError: something answers that is no such board.
        """
        self.close()
        control = Control(self._context.clock, device_id=self._context.device_id, deadline_s=_OPEN_DEADLINE_S)
        self._line = SerialLine(self._context.port, self._baud)
        self._dialogue = BoardDialogue(self._line, talker=TALKER, clock=self._context.clock, answer_s=self._answer_s)
        try:
            hello = parse_hello(self._dialogue.ask(HELLO, control=control))
            self._model, self._serial_number, self._there, self._colours = hello
            self._dialogue.ask(SHOW, *lamp_words(self._shown), control=control)
        except DeviceError:
            self.close()
            raise

    def close(self) -> None:
        """Give the port back. The board goes dark by itself, as it hears no more."""
        line, self._line, self._dialogue = self._line, None, None
        if line is not None:
            line.close()

    def reset(self, control: Control) -> None:
        """Hear that it is well, and light again what is to be lit."""
        self._asked(HELLO, control=control)
        self._asked(SHOW, *lamp_words(self._shown), control=control)

    def status(self, control: Control) -> Status:
        """Ask which lamps are broken. A port that is there without a board that answers is `OFFLINE`."""
        try:
            broken = self._beat(control)
        except BoardSilent as error:
            return Status(DeviceState.OFFLINE, detail_code=error.detail_code)
        except (CommandRefused, ProtocolError) as error:
            return Status(DeviceState.HARDWARE_ERROR, detail_code=f"{error.code} {error.detail_code}")
        lamps = CheckState.FAULT if broken else CheckState.OK
        return Status(DeviceState.ONLINE, {PartName.LAMPS: lamps}, ",".join(module.value for module in broken))

    def capabilities(self) -> Capabilities:
        """Model and serial number as the board reports them; features as `GuideLights` says, and ``baud``."""
        return Capabilities(
            model=self._model,
            serial_number=self._serial_number,
            features={
                "modules": ",".join(module.value for module, channel in self._channels.items() if self._has(channel)),
                "colours": ",".join(sorted(colour.value for colour in self._colours)),
                "rates": ",".join(rate.value for rate in FlashRate),
                "baud": self._baud,
            },
        )

    def self_test(self, control: Control) -> SelfTest:
        """Hear the board, and ask for broken lamps. Nothing is lit: a citizen may be standing there."""
        clock = self._context.clock
        return SelfTest(
            (
                step(clock, "board", lambda: parse_hello(self._asked(HELLO, control=control))),
                step(clock, "lamps", lambda: self._see_lamps(control)),
            )
        )

    def poll(self, control: Control) -> None:
        """Let the board hear that somebody is there; without that it goes dark."""
        self._beat(control)

    def show(self, lights: Lights, control: Control) -> None:
        """See `GuideLights.show`."""
        wanted = {
            self._channels[module]: light
            for module, light in lights.items()
            if module in self._channels and self._has(self._channels[module])
        }
        missing = {light.colour for light in wanted.values()} - self._colours
        if missing:
            raise NotSupported(
                device_id=self._context.device_id, detail_code=",".join(sorted(colour.value for colour in missing))
            )
        self._shown = wanted
        self._asked(SHOW, *lamp_words(wanted), control=control)

    def _beat(self, control: Control) -> tuple[GuideModule, ...]:
        """Return the modules whose lamp is broken; light again what a board that was switched off has forgotten."""
        lit, broken = parse_beat(self._asked(BEAT, control=control))
        if lit != self._shown.keys():
            self._asked(SHOW, *lamp_words(self._shown), control=control)
        return tuple(module for module, channel in self._channels.items() if channel in broken)

    def _see_lamps(self, control: Control) -> None:
        broken = self._beat(control)
        if broken:
            raise CommandRefused(detail_code=",".join(module.value for module in broken))

    def _has(self, channel: int) -> bool:
        return channel <= self._there

    def _asked(self, *words: str, control: Control) -> tuple[str, ...]:
        if self._dialogue is None:
            raise NotOpened(device_id=self._context.device_id, detail_code="not_open")
        return self._dialogue.ask(*words, control=control)


def _channels(options: Options, context: DriverContext) -> dict[GuideModule, int]:
    """Read ``[device.NAME.channels]``: a channel by module, each of its own."""
    wired = Options(options.table("channels"), place=f"device.{context.device_id}.channels")
    given = "channels" in context.options
    channels: dict[GuideModule, int] = {}
    for usual, module in enumerate(GuideModule, start=1):
        channel = wired.integer(module.value, 0 if given else usual, allowed=range(MOST_CHANNELS + 1))
        if channel in channels.values():
            wired.wrong(module.value, Wrong.TAKEN, allowed="a channel of its own")
        if channel:
            channels[module] = channel
    for fault in wired.faults():
        options.adopt(fault)
    return channels

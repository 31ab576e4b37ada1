"""The options of a receipt printer's binding, checked once."""

from dataclasses import dataclass
from typing import Final

from devices.api.configuration import ConfigurationFaults, Fault, Options, Wrong, shown
from devices.api.device import DriverContext
from devices.drivers.escpos_printer.line import Address, Flow, PathAddress, parse_tcp
from devices.drivers.escpos_printer.wire import BAND_HEAD_OCTETS, LONGEST_REQUEST_OCTETS, MOST_FEED

BAUD_RATES: Final = (9600, 19200, 38400, 57600, 115200, 230400)
_SLACK_SHARE: Final = 16
WIDTHS_PX: Final = (576, 384)


@dataclass(frozen=True, slots=True)
class EscPosOptions:
    """What a binding may say.

    Attributes:
        width_px: dots across: 576 for 80 mm paper, 384 for 58 mm.
        cutter: whether it has one; without, a receipt is fed to the edge it is torn at.
        process_id: whether the model knows GS ( H, which proves that a receipt came out.
        automatic_status: whether the model may be asked to tell its status by itself (GS a).
        buffer_bytes: how much the printer takes without having printed it; no more is ever under way.
        band_rows: rows in one GS v 0.
        feed_before_cut_dots: white paper below the last row.
        tear_feed_dots: white paper fed instead of a cut, up to the edge.
        reply_timeout_s: how long the printer may take to answer DLE EOT.
    """

    width_px: int = 576
    cutter: bool = True
    process_id: bool = False
    automatic_status: bool = True
    buffer_bytes: int = 4096
    band_rows: int = 24
    feed_before_cut_dots: int = 24
    tear_feed_dots: int = 160
    reply_timeout_s: float = 0.5

    @property
    def room_octets(self) -> int:
        """How much may be under way: a little less than the buffer, whose maker may count otherwise than we do."""
        return self.buffer_bytes - self.buffer_bytes // _SLACK_SHARE

    @property
    def rows_in_band(self) -> int:
        """Rows in one band, which fits with the question behind it."""
        room = self.room_octets - BAND_HEAD_OCTETS - LONGEST_REQUEST_OCTETS
        return max(1, min(self.band_rows, room // (self.width_px // 8)))


def read_binding(context: DriverContext) -> tuple[Address, EscPosOptions]:
    """Check port and options.

    Raises:
        ConfigurationFaults: everything that is wrong.
    """
    place = f"device.{context.device_id}"
    usual = EscPosOptions()
    options = Options(context.options, place=place, device_id=context.device_id)
    baud = options.integer("baud", 115200, allowed=BAUD_RATES)
    flow = options.text("flow", Flow.NONE.value, allowed=[flow.value for flow in Flow])
    read = EscPosOptions(
        width_px=options.integer("width_px", usual.width_px, allowed=WIDTHS_PX),
        cutter=options.flag("cutter", usual.cutter),
        process_id=options.flag("process_id", usual.process_id),
        automatic_status=options.flag("automatic_status", usual.automatic_status),
        buffer_bytes=options.integer("buffer_bytes", usual.buffer_bytes, allowed=range(256, 1024 * 1024 + 1)),
        band_rows=options.integer("band_rows", usual.band_rows, allowed=range(1, 1025)),
        feed_before_cut_dots=options.integer(
            "feed_before_cut_dots", usual.feed_before_cut_dots, allowed=range(MOST_FEED + 1)
        ),
        tear_feed_dots=options.integer("tear_feed_dots", usual.tear_feed_dots, allowed=range(MOST_FEED + 1)),
        reply_timeout_s=options.number("reply_timeout_s", usual.reply_timeout_s, low=0.05, high=5.0),
    )
    faults = list(options.faults())
    address: Address = PathAddress(context.port, baud, Flow(flow))
    if not context.port.startswith("/"):
        try:
            tcp = parse_tcp(context.port)
        except ValueError:
            tcp = None
        if tcp is None:
            allowed = "the path of a serial port or printer, or tcp://HOST[:PORT]"
            faults.insert(0, Fault(f"{place}.port", Wrong.NOT_ALLOWED, shown(context.port), allowed))
        else:
            address = tcp
            faults += [
                Fault(f"{place}.{key}", Wrong.NOT_ALLOWED, shown(context.options[key]), "a serial port only")
                for key in ("baud", "flow")
                if key in context.options
            ]
    if faults:
        raise ConfigurationFaults(faults, device_id=context.device_id)
    return address, read

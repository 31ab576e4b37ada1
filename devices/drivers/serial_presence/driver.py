"""Driver ``presence_sensor.serial``."""

from typing import ClassVar, Final, assert_never

from devices.api.configuration import Options, Wrong
from devices.api.control import Control
from devices.api.device import Capabilities, DeviceKind, DriverContext, SelfTest
from devices.api.errors import CommandRefused, DeviceError, NotOpened, ProtocolError
from devices.api.kinds.presence_sensor import PersonApproached, PersonLeft, PresenceReading
from devices.api.self_test_step import step
from devices.api.status import CheckState, DeviceState, PartName, Status
from devices.api.wire_language import WireLanguage
from devices.drivers.serial_presence.debounce import Debounce, Thresholds, Turn
from devices.drivers.serial_presence.wire import HELLO, LOOK, MOST_MM, TALKER, Trouble, parse_hello, parse_look
from devices.ports.board_dialogue import BoardDialogue, BoardSilent
from devices.ports.line_language import sentence_language
from devices.ports.serial_line import SerialLine

BAUD_RATES: Final = (9600, 19200, 38400, 57600, 115200)
_OPEN_DEADLINE_S: Final = 3.0


class SerialPresenceSensor:
    """A sensor behind a board that speaks in sentences. Meets `devices.api.kinds.presence_sensor.PresenceSensor`.

    Options:
        baud: 9600 unless the board is set otherwise.
        answer_s: how long one answer may take.
        near_mm, far_mm, arrive_s, leave_s: see `Thresholds`.
    """

    kind: ClassVar[DeviceKind] = DeviceKind.PRESENCE_SENSOR
    wire_language: ClassVar[WireLanguage] = sentence_language()

    def __init__(self, context: DriverContext) -> None:
        """Check the port and the options. Raises ConfigurationError."""
        options = Options(context.options, place=f"device.{context.device_id}", device_id=context.device_id)
        self._baud = options.integer("baud", 9600, allowed=BAUD_RATES)
        self._answer_s = options.number("answer_s", 0.3, low=0.05, high=5.0)
        self._thresholds = _thresholds(options)
        if not context.port:
            options.wrong("port", Wrong.MISSING, allowed="the path of a serial port")
        options.finish()
        self._context = context
        self._line: SerialLine | None = None
        self._dialogue: BoardDialogue | None = None
        self._model = self._serial_number = ""
        self._measures = False
        self._debounce = Debounce(self._thresholds)

    def open(self) -> None:
        """Take the port and hear the board.

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
            self._model, self._serial_number, self._measures = parse_hello(self._dialogue.ask(HELLO, control=control))
        except DeviceError:
            self.close()
            raise

    def close(self) -> None:
        """Give the port back. Whoever was there has not left by that: it is told once the sensor sees again."""
        line, self._line, self._dialogue = self._line, None, None
        if line is not None:
            line.close()

    def reset(self, control: Control) -> None:
        """Hear that it is well."""
        parse_hello(self._asked(HELLO, control))

    def status(self, control: Control) -> Status:
        """Ask how it is. A port that is there without a board that answers is `OFFLINE`."""
        try:
            _, trouble = self._looked(control)
        except BoardSilent as error:
            return Status(DeviceState.OFFLINE, detail_code=error.detail_code)
        except (CommandRefused, ProtocolError) as error:
            return Status(DeviceState.HARDWARE_ERROR, detail_code=f"{error.code} {error.detail_code}")
        if trouble is Trouble.NONE:
            return Status(DeviceState.ONLINE, {PartName.SENSOR: CheckState.OK})
        return Status(DeviceState.ONLINE, {PartName.SENSOR: CheckState.FAULT}, trouble.value.lower())

    def capabilities(self) -> Capabilities:
        """Model and serial number as the board reports them; features ``measures`` and ``baud``."""
        return Capabilities(self._model, self._serial_number, {"measures": self._measures, "baud": self._baud})

    def self_test(self, control: Control) -> SelfTest:
        """Hear the board, and ask whether it can see."""
        clock = self._context.clock
        return SelfTest(
            (
                step(clock, "board", lambda: parse_hello(self._asked(HELLO, control))),
                step(clock, "sensor", lambda: self._see(control)),
            )
        )

    def poll(self, control: Control) -> None:
        """Look whether somebody has come or gone."""
        reading, _ = self._looked(control)
        turn = self._debounce.see(reading, self._context.clock.monotonic_s())
        match turn:
            case None:
                return
            case Turn.CAME:
                self._context.post(PersonApproached(self._context.device_id, reading.distance_mm))
            case Turn.WENT:
                self._context.post(PersonLeft(self._context.device_id))
            case _:
                assert_never(turn)

    def look(self, control: Control) -> PresenceReading:
        """See `PresenceSensor.look`."""
        return self._looked(control)[0]

    def _see(self, control: Control) -> None:
        _, trouble = self._looked(control)
        if trouble is not Trouble.NONE:
            raise CommandRefused(detail_code=trouble.value.lower())

    def _looked(self, control: Control) -> tuple[PresenceReading, Trouble]:
        return parse_look(self._asked(LOOK, control))

    def _asked(self, word: str, control: Control) -> tuple[str, ...]:
        if self._dialogue is None:
            raise NotOpened(device_id=self._context.device_id, detail_code="not_open")
        return self._dialogue.ask(word, control=control)


def _thresholds(options: Options) -> Thresholds:
    usual = Thresholds()
    near_mm = options.integer("near_mm", usual.near_mm, allowed=range(100, MOST_MM + 1))
    far_mm = options.integer("far_mm", max(near_mm, usual.far_mm), allowed=range(100, MOST_MM + 1))
    if far_mm < near_mm:
        options.wrong("far_mm", Wrong.NOT_ALLOWED, allowed=f"from near_mm, {near_mm}")
    return Thresholds(
        near_mm,
        far_mm,
        options.number("arrive_s", usual.arrive_s, low=0.0, high=60.0),
        options.number("leave_s", usual.leave_s, low=0.0, high=600.0),
    )

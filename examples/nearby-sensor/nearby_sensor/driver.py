"""Driver ``presence_sensor.nearby``."""

from typing import ClassVar, Final

from devices.api.configuration import Options, Wrong
from devices.api.control import Control
from devices.api.device import Capabilities, DeviceKind, DriverContext, SelfTest
from devices.api.errors import DeadlineExceeded, DeviceError, NotOpened, ProtocolError
from devices.api.kinds.presence_sensor import PersonApproached, PersonLeft, Presence, PresenceReading
from devices.api.self_test_step import step
from devices.api.status import CheckState, DeviceState, PartName, Status
from devices.api.wire_language import WireLanguage
from devices.ports.serial_line import SerialLine
from nearby_sensor.language import NearbyLanguage
from nearby_sensor.wire import LOOK, WHO, FrameScanner, frame, parse_look, parse_who

_BAUD: Final = 9600
_OPEN_S: Final = 3.0
_ANSWER_S: Final = 0.3


class NearbySensor:
    """Meets `devices.api.kinds.presence_sensor.PresenceSensor`.

    Options:
        near_mm: who is as near as this has come; 1000 unless set.
        looks: how many looks in a row must agree before somebody has come or left; 3 unless set.
    """

    kind: ClassVar[DeviceKind] = DeviceKind.PRESENCE_SENSOR
    wire_language: ClassVar[WireLanguage] = NearbyLanguage()

    def __init__(self, context: DriverContext) -> None:
        """Check port and options; nothing is opened. Raises ConfigurationFaults."""
        options = Options(context.options, place=f"device.{context.device_id}", device_id=context.device_id)
        self._near_mm = options.integer("near_mm", 1000, allowed=range(100, 5001))
        self._looks = options.integer("looks", 3, allowed=range(1, 101))
        if not context.port:
            options.wrong("port", Wrong.MISSING, allowed="the path of a serial port")
        options.finish()
        self._context = context
        self._line: SerialLine | None = None
        self._frames = FrameScanner()
        self._model = ""
        self._there = False
        self._agreeing = 0

    def open(self) -> None:
        """Take the port and hear the sensor.

        Raises:
            NotOpened: the port is not there, or another program has it.
            DeadlineExceeded: the port is there, but no sensor answers.
            ProtocolError: something answers that is no such sensor.
        """
        self.close()
        self._line = SerialLine(self._context.port, _BAUD)
        try:
            self._model = parse_who(self._ask(WHO, self._leash(_OPEN_S)))
        except DeviceError:
            self.close()
            raise

    def close(self) -> None:
        """Give the port back. Never raises."""
        line, self._line = self._line, None
        if line is not None:
            line.close()

    def reset(self, control: Control) -> None:
        """Hear that it is well."""
        parse_who(self._ask(WHO, control))

    def status(self, control: Control) -> Status:
        """Ask how it is: a port that is there without a sensor that answers is `OFFLINE`."""
        try:
            reading = self.look(control)
        except DeadlineExceeded:
            return Status(DeviceState.OFFLINE, detail_code="no_answer")
        except ProtocolError as error:
            return Status(DeviceState.HARDWARE_ERROR, detail_code=error.code)
        blind = reading.presence is Presence.UNKNOWN
        return Status(DeviceState.ONLINE, {PartName.SENSOR: CheckState.FAULT if blind else CheckState.OK})

    def capabilities(self) -> Capabilities:
        """Model as the sensor says it; it measures."""
        return Capabilities(self._model, "", {"measures": True})

    def self_test(self, control: Control) -> SelfTest:
        """Hear the sensor, and look once."""
        clock = self._context.clock
        return SelfTest(
            (step(clock, "who", lambda: self.reset(control)), step(clock, "look", lambda: self.look(control)))
        )

    def poll(self, control: Control) -> None:
        """Look whether somebody has come or gone; whoever only passes by is nobody."""
        reading = self.look(control)
        there = reading.presence is Presence.SOMEBODY and (reading.distance_mm or 0) <= self._near_mm
        if reading.presence is Presence.UNKNOWN or there == self._there:
            self._agreeing = 0
            return
        self._agreeing += 1
        if self._agreeing < self._looks:
            return
        self._there, self._agreeing = there, 0
        device_id = self._context.device_id
        self._context.post(PersonApproached(device_id, reading.distance_mm) if there else PersonLeft(device_id))

    def look(self, control: Control) -> PresenceReading:
        """See `PresenceSensor.look`."""
        return parse_look(self._ask(LOOK, control))

    def _ask(self, command: int, control: Control) -> bytes:
        """Return the payload of the answer.

        Raises:
            NotOpened, Disconnected, CommandCancelled: as the port and the leash say.
            DeadlineExceeded: no answer in time. A damaged one is as none: the sensor is asked only once.
            ProtocolError: an answer to another question.
        """
        if self._line is None:
            raise NotOpened(device_id=self._context.device_id, detail_code="not_open")
        control.check()
        self._line.discard()
        self._frames.clear()
        self._line.send(frame(command))
        ends_s = self._context.clock.monotonic_s() + min(_ANSWER_S, control.remaining_s)
        while self._context.clock.monotonic_s() < ends_s:
            self._frames.feed(self._line.receive())
            control.check()
            body = self._frames.next_body()
            if body is None:
                continue
            if body[0] != command:
                raise ProtocolError(device_id=self._context.device_id, detail_code="another_answer")
            return body[1:]
        raise DeadlineExceeded(device_id=self._context.device_id, detail_code="no_answer")

    def _leash(self, deadline_s: float) -> Control:
        return Control(self._context.clock, device_id=self._context.device_id, deadline_s=deadline_s)

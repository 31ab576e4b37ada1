"""Driver ``code_scanner.serial``."""

import logging
from typing import ClassVar, Final

from devices.api.control import Control
from devices.api.device import Capabilities, DeviceKind, DriverContext, SelfTest
from devices.api.errors import CommandRefused, DeviceError, NotOpened, ProtocolError
from devices.api.kinds.code_scanner import ScannedCode
from devices.api.self_testing import try_step
from devices.api.status import DeviceState, Status
from devices.api.wire_language import WireLanguage
from devices.drivers.serial_scanner.dialogue import Dialogue, ScannerSilent
from devices.drivers.serial_scanner.framing import Framer
from devices.drivers.serial_scanner.options import SerialScannerOptions
from devices.drivers.serial_scanner.plain_dialogue import PlainDialogue
from devices.drivers.serial_scanner.redaction import SCANNER_LANGUAGE
from devices.drivers.serial_scanner.ssi_dialogue import SsiDialogue
from devices.drivers.serial_scanner.wire import DialectName
from devices.ports.serial_line import SerialLine

_LOG = logging.getLogger(__name__)
_OPEN_DEADLINE_S: Final = 6.0
_END_DEADLINE_S: Final = 2.5


class SerialCodeScanner:
    """A scanner on a serial line. Meets `devices.api.kinds.code_scanner.CodeScanner`.

    Options: see `SerialScannerOptions` and the README.
    """

    kind: ClassVar[DeviceKind] = DeviceKind.CODE_SCANNER
    wire_language: ClassVar[WireLanguage] = SCANNER_LANGUAGE

    def __init__(self, context: DriverContext) -> None:
        """Check the port and the options. Raises ConfigurationError."""
        self._options = SerialScannerOptions.from_binding(context.port, context.options, device_id=context.device_id)
        self._context = context
        self._line: SerialLine | None = None
        self._dialogue: Dialogue | None = None
        self._model = ""

    def open(self) -> None:
        """Take the port; where the dialect knows a question, hear the scanner answer.

        Raises:
            NotOpened, ConfigurationError: see `SerialLine`.
            DeadlineExceeded: the port is there, but nothing answers at this speed in this dialect.
        """
        self.close()
        self._line = SerialLine(self._context.port, self._options.baud)
        self._dialogue = self._new_dialogue(self._line)
        try:
            if self._asks:
                self._model = self._dialogue.ask(self._leash(_OPEN_DEADLINE_S))
        except DeviceError:
            self.close()
            raise

    def close(self) -> None:
        """Give the port back."""
        line, self._line, self._dialogue = self._line, None, None
        if line is not None:
            line.close()

    def reset(self, control: Control) -> None:
        """Have it stop looking, and hear that it is well."""
        self._spoken_to.end(control)
        if self._asks:
            self._spoken_to.ask(control)

    def status(self, control: Control) -> Status:
        """Ask the scanner. Where nothing can be asked, its open port is all that is known (``port_only``)."""
        if not self._asks:
            self._opened_line.discard()
            return Status(DeviceState.ONLINE, detail_code="port_only")
        try:
            self._spoken_to.ask(control)
        except ScannerSilent as error:
            return Status(DeviceState.OFFLINE, detail_code=error.detail_code)
        except (CommandRefused, ProtocolError) as error:
            return Status(DeviceState.HARDWARE_ERROR, detail_code=error.detail_code)
        return Status(DeviceState.ONLINE)

    def capabilities(self) -> Capabilities:
        """Features: ``dialect``, ``framing``, ``baud``, ``triggered`` and ``asked`` (whether it tells how it is)."""
        options = self._options
        return Capabilities(
            model=self._model,
            features={
                "dialect": options.dialect_name.value,
                "framing": "packets" if options.dialect_name is DialectName.SSI else options.framing.value,
                "baud": options.baud,
                "triggered": self._dialogue.is_triggered if self._dialogue else bool(options.dialect.start),
                "asked": self._asks,
            },
        )

    def self_test(self, control: Control) -> SelfTest:
        """Look at the port, ask the question, and have it look and stop; what its dialect lacks is left out."""
        clock = self._context.clock
        steps = [try_step("port", self._see_port, clock)]
        if self._asks:
            steps.append(try_step("answer", lambda: self._spoken_to.ask(control), clock))
        if self._dialogue is not None and self._dialogue.is_triggered:
            steps.append(try_step("trigger", lambda: self._trigger_once(control), clock))
        return SelfTest(tuple(steps))

    def poll(self, control: Control) -> None:
        """Drop what was shown while nobody asked, and see that the port is there."""
        control.check()
        self._opened_line.discard()

    def scan(self, control: Control) -> ScannedCode:
        """See `CodeScanner.scan`.

        Raises:
            DeadlineExceeded: none was shown in time, or a triggered scanner does not acknowledge.
            CommandRefused: the scanner refuses to look.
            ProtocolError: what it sends has no end, or stays damaged.
        """
        control.check()
        dialogue = self._spoken_to
        dialogue.begin(control)
        try:
            while True:
                control.check()
                seen = dialogue.look(control)
                if seen is not None:
                    return seen
        finally:
            self._end(dialogue)

    def _end(self, dialogue: Dialogue) -> None:
        """Have it stop looking. The scan has ended, well or not; a scanner that goes on does not change that."""
        try:
            dialogue.end(self._leash(_END_DEADLINE_S))
        except DeviceError as error:
            _LOG.info("scanner %s does not stop: %s %s", self._context.device_id, error.code, error.detail_code)

    def _see_port(self) -> None:
        self._opened_line.discard()

    def _trigger_once(self, control: Control) -> None:
        self._spoken_to.begin(control)
        self._spoken_to.end(control)

    def _new_dialogue(self, line: SerialLine) -> Dialogue:
        options, clock = self._options, self._context.clock
        if options.dialect_name is DialectName.SSI:
            return SsiDialogue(line, clock=clock, answer_s=options.answer_s, retrigger_s=options.retrigger_s)
        return PlainDialogue(
            line,
            clock=clock,
            dialect=options.dialect,
            framer=Framer(options.framing, gap_s=options.gap_s),
            aim_prefix=options.aim_prefix,
            answer_s=options.answer_s,
            retrigger_s=options.retrigger_s,
        )

    def _leash(self, deadline_s: float) -> Control:
        return Control(self._context.clock, device_id=self._context.device_id, deadline_s=deadline_s)

    @property
    def _asks(self) -> bool:
        can_ask = self._options.dialect_name is DialectName.SSI or bool(self._options.dialect.question)
        return can_ask and self._options.ask

    @property
    def _opened_line(self) -> SerialLine:
        if self._line is None:
            raise NotOpened(device_id=self._context.device_id, detail_code="not_open")
        return self._line

    @property
    def _spoken_to(self) -> Dialogue:
        if self._dialogue is None:
            raise NotOpened(device_id=self._context.device_id, detail_code="not_open")
        return self._dialogue

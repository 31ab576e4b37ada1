"""Driver ``code_scanner.keyboard-wedge``."""

from typing import ClassVar, Final

from devices.api.configuration import Options, Wrong
from devices.api.control import Control
from devices.api.device import Capabilities, DeviceKind, DriverContext, SelfTest
from devices.api.errors import NotOpened
from devices.api.kinds.code_scanner import ScannedCode, text_of
from devices.api.self_testing import try_step
from devices.api.status import DeviceState, Status
from devices.drivers.keyboard_wedge.bursts import BurstRule
from devices.drivers.keyboard_wedge.event_file import EventFile
from devices.drivers.keyboard_wedge.wire import EventScanner, Typist, bytes_of

_LOOK_S: Final = 0.05
_UNKNOWN: Final = "unknown"
"""A keyboard does not say which kind of code it typed."""


class KeyboardWedgeScanner:
    """A scanner that types. Meets `devices.api.kinds.code_scanner.CodeScanner`.

    Options:
        gap_ms: strokes further apart are a person's, or two codes.
        least_characters: shorter bursts are no code.
        silence_ends: whether a burst is a code without Enter or Tab behind it.
    """

    kind: ClassVar[DeviceKind] = DeviceKind.CODE_SCANNER

    def __init__(self, context: DriverContext) -> None:
        """Check the port and the options. Raises ConfigurationError."""
        options = Options(context.options, place=f"device.{context.device_id}", device_id=context.device_id)
        self._gap_s = options.integer("gap_ms", 35, allowed=range(5, 201)) / 1000
        self._least = options.integer("least_characters", 6, allowed=range(1, 1001))
        self._silence_ends = options.flag("silence_ends", False)
        if not context.port:
            options.wrong("port", Wrong.MISSING, allowed="/dev/input/by-id/...-event-kbd")
        options.finish()
        self._context = context
        self._file: EventFile | None = None
        self._events = EventScanner()
        self._typist = Typist()
        self._rule = self._new_rule()

    def open(self) -> None:
        """Take the keyboard for us alone: from here on nothing that it types reaches a page.

        Raises:
            NotOpened: see `EventFile`.
            ConfigurationError: it is no input device.
        """
        self.close()
        self._file = EventFile(self._context.port, grab=True)
        self._events, self._typist = EventScanner(), Typist()
        self._rule = self._new_rule()

    def close(self) -> None:
        """Let go of the keyboard."""
        file, self._file = self._file, None
        if file is not None:
            file.close()
        self._rule.clear()

    def reset(self, control: Control) -> None:
        """Forget what was typed, and which keys are held."""
        control.check()
        self._drop()
        self._typist = Typist()

    def status(self, control: Control) -> Status:
        """A keyboard tells nothing of itself: that its device file is there is all that is known (``port_only``)."""
        control.check()
        self._drop()
        return Status(DeviceState.ONLINE, detail_code="port_only")

    def capabilities(self) -> Capabilities:
        """Features: ``gap_ms`` and ``least_characters``. Model and serial number as the kernel knows them."""
        file = self._file
        return Capabilities(
            model=file.name if file else "",
            serial_number=file.serial_number if file else "",
            features={"gap_ms": round(self._gap_s * 1000), "least_characters": self._least},
        )

    def self_test(self, control: Control) -> SelfTest:
        """Look at the device file. Whether codes can be read only a code can tell."""
        control.check()
        return SelfTest((try_step("port", self._drop, self._context.clock),))

    def poll(self, control: Control) -> None:
        """Drop what was typed while nobody asked, and see that the keyboard is there."""
        control.check()
        self._drop()

    def scan(self, control: Control) -> ScannedCode:
        """See `CodeScanner.scan`."""
        control.check()
        self._drop()
        self._rule.clear()
        file = self._opened
        try:
            while True:
                control.check()
                came = file.read(max(_LOOK_S, self._gap_s))
                codes = self._codes(came)
                if not came and self._rule.under_way:
                    codes += self._rule.fall_silent()
                if codes:
                    payload = bytes_of(codes[0])
                    return ScannedCode(payload, text_of(payload), _UNKNOWN)
        finally:
            self._rule.clear()

    def _codes(self, came: bytes) -> list[str]:
        codes: list[str] = []
        for event in self._events.feed(came):
            stroke = self._typist.strike(event)
            if stroke is not None:
                codes += self._rule.take(stroke)
        return codes

    def _drop(self) -> None:
        """Take what has come and is still coming; modifiers are followed, characters are not kept."""
        while came := self._opened.read(self._gap_s if self._rule.under_way else 0.0):
            self._codes(came)
        self._rule.clear()

    def _new_rule(self) -> BurstRule:
        return BurstRule(gap_s=self._gap_s, least_characters=self._least, silence_ends=self._silence_ends)

    @property
    def _opened(self) -> EventFile:
        if self._file is None:
            raise NotOpened(device_id=self._context.device_id, detail_code="not_open")
        return self._file

"""Code scanners. The protocol is `devices.api.kinds.code_scanner`."""

import re
from typing import Final

from devices.api.control import Control
from devices.api.device import DeviceKind
from devices.api.errors import DeadlineExceeded
from devices.api.events import DeviceEvent
from devices.api.kinds.code_scanner import CodeScanner, ScanCode, ScannedCode
from devices.contract.check import Checks
from devices.contract.hands import Deed
from devices.contract.kind_suite import Begun, KindSuite, LongCommand
from devices.contract.outcome import must
from devices.contract.quiet import kept_logs, leaks
from devices.contract.running import Running
from devices.contract.subject import Subject

SHOW: Final = Deed("show", "Show a code to the scanner")
HIDE: Final = Deed("hide", "Take the code away from the scanner")

_check = Checks()
_SYMBOLOGY: Final = re.compile(r"[a-z][a-z0-9_]*")
_BEGIN_S: Final = 0.2


def _without_code(subject: Subject) -> None:
    subject.do(HIDE)


def _wait_for_a_code(subject: Subject, scanner: CodeScanner, control: Control, begun: Begun) -> ScannedCode:
    del subject
    begun()
    return scanner.scan(control)


def scan_one(subject: Subject, scanner: CodeScanner) -> ScannedCode:
    """Begin to scan, and only then have a code shown."""
    _without_code(subject)
    control = subject.control(ScanCode().deadline_s)
    scanning: Running[ScannedCode] = subject.running(lambda: scanner.scan(control))
    try:
        scanning.lasts(_BEGIN_S)
        subject.do(SHOW)
        return scanning.result(ScanCode().deadline_s + subject.patience.late_s)
    finally:
        control.cancel()


@_check
def reads_a_code(subject: Subject) -> None:
    """The bytes that were encoded, the text that they are, and a name in lower case for the kind of code."""
    with subject.opened() as device:
        code = scan_one(subject, _scanner(device))
    must(isinstance(code, ScannedCode), "ScannedCode", type(code).__name__)
    must(bool(code.payload), "bytes", "none")
    must(_SYMBOLOGY.fullmatch(code.symbology) is not None, "a name as qr_code", code.symbology)
    if code.text is not None:
        coded = {code.text.encode("utf-8"), code.text.encode("gb18030", errors="replace")}
        must(code.payload in coded, "a text that is the payload", "another text")


@_check
def reads_the_next_code_too(subject: Subject) -> None:
    """A second scan waits for a code and reads it."""
    with subject.opened() as device:
        first = scan_one(subject, _scanner(device))
        second = scan_one(subject, _scanner(device))
    must(first == second, "the same code twice", "two that differ")


@_check
def no_code_in_time_is_told(subject: Subject) -> None:
    """Nothing shown in the time given is a DeadlineExceeded, and the scanner scans again afterwards."""
    with subject.opened() as device:
        scanner = _scanner(device)
        _without_code(subject)
        error = subject.error_of(lambda: scanner.scan(subject.control(0.5)))
        must(isinstance(error, DeadlineExceeded), "DeadlineExceeded", type(error).__name__)
        scan_one(subject, scanner)


@_check
def keeps_the_code_to_itself(subject: Subject) -> None:
    """What was scanned stands in no log line, in no repr and in no event's: it may be somebody's identity code."""
    with kept_logs() as logs, subject.opened() as device:
        code = scan_one(subject, _scanner(device))
        shown = [*logs, repr(code), *map(repr, subject.mailbox.of(DeviceEvent))]
    secrets = [code.payload.hex(), repr(code.payload)[2:-1]]
    found = leaks([*secrets, code.text] if code.text else secrets, shown)
    must(not found, "nothing of the code in logs and reprs", f"{found} forms of it")


def _scanner(device: object) -> CodeScanner:
    must(hasattr(device, "scan"), "CodeScanner", type(device).__name__)
    return device  # type: ignore[return-value]  # a driver under test is checked by what it does, not by its type


SUITE: Final = KindSuite(
    DeviceKind.CODE_SCANNER,
    checks=_check,
    long_command=LongCommand(_wait_for_a_code, prepare=_without_code),
)

"""What the journal can do wrong.

    JournalError
    +-- JournalInUse         another process has it open                       technician
    +-- JournalNewer         written by a newer program; left untouched        technician
    +-- JournalUnavailable   the disk is full, read-only or failing            technician
    +-- JournalDamaged       what is in the file cannot be trusted             technician
    +-- StepRefused          a print cannot come from there to here            (a fault of the program)
    +-- ReprintRefused       what came of the print does not call for another  staff
    +-- KeyReused            one idempotency key for two different messages    (a fault of the program)
    +-- NotAnIdentifier      something that is no id or code was to be kept    (a fault of the program)

After any of them nothing of the write that raised it counts as written: an effect that was to follow must not begin.
Errors carry facts and a code; `detail_code` never holds what was to be written.
"""

from typing import ClassVar


class JournalError(Exception):
    """Root of the tree. `code` names the error to translations and the staff page."""

    code: ClassVar[str] = "journal_error"

    def __init__(self, detail_code: str = "") -> None:
        """Keep the facts; the message is for logs and technicians only."""
        self.detail_code = detail_code
        super().__init__(" ".join(part for part in (self.code, detail_code) if part))


class JournalInUse(JournalError):
    """Another process holds the journal's lock."""

    code = "journal_in_use"


class JournalNewer(JournalError):
    """A newer program wrote it; an older one must not touch it. `detail_code` is the file's version."""

    code = "journal_newer"


class JournalUnavailable(JournalError):
    """The file cannot be written or read now; `detail_code` is SQLite's name of the reason."""

    code = "journal_unavailable"


class JournalDamaged(JournalError):
    """SQLite finds the file's content broken; the next start moves it aside."""

    code = "journal_damaged"


class StepRefused(JournalError):
    """A print's state cannot follow the one it is in; `detail_code` is ``from->to``."""

    code = "step_refused"


class ReprintRefused(JournalError):
    """A paper may not be printed again; `detail_code` says why: it is not settled, it was reprinted already."""

    code = "reprint_refused"


class KeyReused(JournalError):
    """The idempotency key already stands for another message."""

    code = "key_reused"


class NotAnIdentifier(JournalError):
    """Refused: it does not look like an id. `detail_code` names the field, never the value."""

    code = "not_an_identifier"

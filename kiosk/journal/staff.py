"""What was done behind the staff door: who (a role, no name), what, when. Append-only."""

from dataclasses import dataclass

from kiosk.domain.staff import PauseReason, StaffAct, StaffRole
from kiosk.journal.store import Store
from kiosk.journal.vocabulary import code as fit_code


@dataclass(frozen=True, slots=True)
class StaffEntry:
    """One act. `code` says more (a pause's reason); `at` is RFC 3339 in UTC; `role` is None for a refused PIN."""

    role: StaffRole | None
    act: StaffAct
    code: str
    at: str


class StaffLog:
    """The list of acts."""

    def __init__(self, store: Store) -> None:
        """Keep it in `store`."""
        self._store = store

    def note(self, role: StaffRole | None, act: StaffAct, code: str = "") -> None:
        """Write one down.

        Raises:
            JournalError: it is not written.
        """
        with self._store.write() as connection:
            connection.execute(
                "INSERT INTO staff_acts (role, act, code, at) VALUES (?, ?, ?, ?)",
                (role.value if role else "", act.value, fit_code(code), self._store.now()),
            )

    def recent(self, limit: int = 200) -> tuple[StaffEntry, ...]:
        """Return the latest acts, latest first."""
        with self._store.read() as connection:
            rows = connection.execute("SELECT role, act, code, at FROM staff_acts ORDER BY seq DESC LIMIT ?", (limit,))
            return tuple(
                StaffEntry(
                    StaffRole(row["role"]) if row["role"] else None, StaffAct(row["act"]), row["code"], row["at"]
                )
                for row in rows
            )

    def paused(self) -> PauseReason | None:
        """Return why staff have closed the terminal, or None where it is open: so that a restart does not open it."""
        with self._store.read() as connection:
            row = connection.execute(
                "SELECT act, code FROM staff_acts WHERE act IN (?, ?) ORDER BY seq DESC LIMIT 1",
                (StaffAct.PAUSED.value, StaffAct.OPENED.value),
            ).fetchone()
        return PauseReason(row["code"]) if row is not None and row["act"] == StaffAct.PAUSED.value else None

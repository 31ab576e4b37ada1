"""How the bench speaks: results on standard output, errors on standard error, or everything as JSON."""

import json
from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from devices.api.configuration import ConfigurationFaults
from devices.api.errors import DeviceError
from devices.cli.exits import Exit, exit_for
from devices.words import actor_words, words_for, wrong_words

_WIDE = 200


class Output:
    """One command's mouth."""

    def __init__(self, *, as_json: bool) -> None:
        """Speak JSON or to people."""
        self.as_json = as_json
        # Highlighting would colour whatever looks like a number, in personal data too; we colour on purpose only.
        self._out = Console(highlight=False, soft_wrap=True)
        if not self._out.is_terminal:  # nothing is cut off where a program or a file reads
            self._out.width = _WIDE
        self._err = Console(highlight=False, soft_wrap=True, stderr=True)

    def document(self, value: Any) -> None:
        """Print one JSON document."""
        self._out.file.write(json.dumps(value, ensure_ascii=False) + "\n")
        self._out.file.flush()

    def line(self, text: str) -> None:
        """Print a line for people; `text` may carry rich's markup."""
        self._out.print(text)

    def table(self, *columns: str, rows: Sequence[tuple[str, ...]]) -> None:
        """Print a table for people; cells may carry rich's markup."""
        table = Table(*columns, box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
        for row in rows:
            table.add_row(*row)
        self._out.print(table)

    def failed(self, error: DeviceError) -> Exit:
        """Say what happened and who can do what; return the exit status for it."""
        status = exit_for(error)
        if self.as_json:
            self.document({"ok": False, "exit_status": int(status), "error": error_document(error)})
            return status
        if isinstance(error, ConfigurationFaults):
            for fault in error.faults:
                found = f" ({escape(fault.found)})" if fault.found else ""
                self._err.print(f"[red]{escape(fault.key)} {wrong_words(fault.wrong)}[/]{found}")
                if fault.allowed:
                    self._err.print(f"  allowed: {escape(fault.allowed)}")
            return status
        words = words_for(error)
        code = " ".join(part for part in (error.device_id, error.code, error.detail_code) if part)
        self._err.print(f"[red]{words.happened}[/]")
        self._err.print(f"{actor_words(error.actor)}: {words.to_do}.")
        self._err.print(f"[dim]{escape(code)}[/]")
        return status


def error_document(error: DeviceError) -> dict[str, Any]:
    """Return an error as JSON says it."""
    words = words_for(error)
    document: dict[str, Any] = {
        "code": error.code,
        "detail_code": error.detail_code,
        "device_id": error.device_id,
        "actor": error.actor.value,
        "remedy": error.remedy.value,
        "retry_is_safe": error.retry_is_safe,
        "happened": words.happened,
        "to_do": words.to_do,
    }
    if isinstance(error, ConfigurationFaults):
        document["faults"] = [
            {"key": fault.key, "wrong": fault.wrong.value, "found": fault.found, "allowed": fault.allowed}
            for fault in error.faults
        ]
    return document

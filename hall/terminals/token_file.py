"""A token kept in a file for a kiosk that runs this hall as its child: made once, readable by its owner only."""

from pathlib import Path

from hall.project.state_folder import write_secret_once
from hall.terminals.tokens import admit_terminal, terminal_of


def ensure_token(file: Path, *, name: str) -> None:
    """Leave in `file` a token that this hall knows: the one there if it is good, a new one otherwise.

    Raises:
        OSError: the file cannot be read or written.
    """
    if file.exists() and terminal_of(file.read_text(encoding="ascii", errors="replace").strip()) is not None:
        return
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    file.unlink(missing_ok=True)
    write_secret_once(file, admit_terminal(name).encode() + b"\n")

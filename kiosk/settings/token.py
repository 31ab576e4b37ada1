"""The terminal's token for the hall: a secret, so it stands in a file of its own and never in settings."""

import os
import re
import stat
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.settings.errors import SettingsError, SettingsFault

_VISIBLE = re.compile(r"[\x21-\x7e]{16,512}")
_KEY = "hall.token_file"


@dataclass(frozen=True, slots=True)
class TerminalToken:
    """The bearer token. `repr` keeps it to itself."""

    secret: str = field(repr=False)


def read_token(file: Path, *, key: str = _KEY) -> TerminalToken:
    """Read the token that the setting `key` names.

    Raises:
        SettingsError: the file is not there, can be read or written by others, or holds no token. The error names
            the file and what is wrong with it, never its content.
    """
    try:
        # Not blocking: a name that turns out to be a pipe must not stop the start.
        descriptor = os.open(file, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    except OSError as error:
        raise SettingsError(file, [SettingsFault(key, f"cannot be read: {error.strerror}")]) from error
    try:
        # The open file is looked at, not its name: the name could point elsewhere a moment later.
        fault = _fault(key, os.fstat(descriptor))
        if fault is not None:
            raise SettingsError(file, [fault])
        raw = os.read(descriptor, 4096)
    finally:
        os.close(descriptor)
    text = raw.decode("ascii", errors="replace").strip()
    if not _VISIBLE.fullmatch(text):
        raise SettingsError(file, [SettingsFault(key, "no token in it", "one line of 16 to 512 visible characters")])
    return TerminalToken(text)


def _fault(key: str, about: os.stat_result) -> SettingsFault | None:
    if not stat.S_ISREG(about.st_mode):
        return SettingsFault(key, "not a plain file")
    if about.st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        return SettingsFault(key, f"others may use it (mode {stat.S_IMODE(about.st_mode):04o})", "mode 0600")
    if about.st_uid not in (os.geteuid(), 0):
        return SettingsFault(key, "belongs to another user", "our own file, or root's")
    return None

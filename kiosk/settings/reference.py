"""The list of settings as text for a terminal and as docs/settings.md, so that neither can fall behind the code."""

import textwrap
from collections.abc import Iterable, Iterator
from enum import Enum
from itertools import groupby
from pathlib import Path

from kiosk.domain.text import Bilingual
from kiosk.settings.loading import described
from kiosk.settings.spec import Setting
from kiosk.settings.values import allowed

_MARKDOWN_HEAD = """\
# Settings

The kiosk reads one TOML file: the one given by `--settings`, else `$XDG_CONFIG_HOME/hallkiosk/settings.toml`, else
`/etc/hallkiosk/settings.toml`. Every key may be left out. Unknown keys and values that are not allowed are refused
at start, all of them at once. Relative paths are taken from the file's own folder.

The terminal's token for the hall is a secret: it stands alone in the file that `hall.token_file` names (mode 0600).

This page is written by `kiosk settings --explain --markdown`, and a test holds it against the code.
"""


def as_markdown() -> str:
    """Return the whole of docs/settings.md."""
    lines = [_MARKDOWN_HEAD]
    for section, settings in _sections():
        lines += [f"## [{section}]", "", "| key | default | allowed | what it does |", "|---|---|---|---|"]
        lines += [
            f"| `{setting.path[-1]}` | {_code(default_text(setting))} | {_escaped(allowed(setting))} "
            f"| {_escaped(setting.spec.description)} |"
            for setting in settings
        ]
        lines.append("")
    return "\n".join(lines)


def as_text(*, width: int = 100) -> str:
    """Return the list for a terminal `width` characters wide."""
    lines: list[str] = []
    for section, settings in _sections():
        lines += [f"[{section}]"]
        for setting in settings:
            lines.append(f"  {setting.path[-1]} = {default_text(setting)}")
            for words in (setting.spec.description, f"Allowed: {allowed(setting)}."):
                lines += textwrap.wrap(words, width, initial_indent="      ", subsequent_indent="      ")
        lines.append("")
    return "\n".join(lines)


def default_text(setting: Setting) -> str:
    """Return the default as TOML would write it, or what it depends on."""
    return setting.spec.default_text or value_text(setting.default)


def value_text(value: object) -> str:
    """Return `value` as TOML would write it; a value that is not given is ``(none)``."""
    match value:
        case None:
            return "(none)"
        case Enum():
            return _quoted(str(value.value))
        case bool():
            return "true" if value else "false"
        case Bilingual():
            return f"{{ zh = {_quoted(value.zh)}, en = {_quoted(value.en)} }}"
        case str() | Path():
            return _quoted(str(value))
        case _:
            return str(value)


def _sections() -> Iterator[tuple[str, Iterable[Setting]]]:
    return ((section, list(rows)) for section, rows in groupby(described(), lambda row: ".".join(row.path[:-1])))


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _code(text: str) -> str:
    return f"`{text}`"


def _escaped(text: str) -> str:
    return text.replace("|", "\\|")

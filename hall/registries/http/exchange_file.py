"""The exchange file: which registry is reached where, by which token, within what time.

    [social_insurance]
    url = "https://exchange.example/social"
    token_file = "social.token"     # mode 0600; relative to this file
    answer_limit_s = 4              # for a whole answer; optional, as is what follows
    connect_limit_s = 3
    at_once = 2                     # calls under way to it at most; others wait for a second
    ca_file = "city-root.pem"       # instead of the system's authorities

A table ``["*"]`` stands for every registry that has none of its own. Read once, when the hall starts.

Population, household, business and property are also asked by the hall itself, through ports of their own;
``own_port = true`` in their tables has the exchange answer those as well, instead of the hall's own database. For
property it needs ``scope``, which papers name: ``{ zh = "...", en = "...", searched = ["..."] }``.
"""

import os
import stat
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from hall.registries.ports import RegistryName, Scope

EVERY_OTHER: Final = "*"
ANSWER_LIMIT_S: Final = 4.0
CONNECT_LIMIT_S: Final = 3.0
LONGEST_LIMIT_S: Final = 60.0
AT_ONCE: Final = 2
MOST_AT_ONCE: Final = 64
OWN_PORTS: Final = frozenset(
    {RegistryName.POPULATION, RegistryName.HOUSEHOLD, RegistryName.BUSINESS, RegistryName.PROPERTY}
)
_KEYS: Final = frozenset({"url", "token_file", "answer_limit_s", "connect_limit_s", "at_once", "ca_file"})
_LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})
_TOKEN_CHARACTERS: Final = frozenset(map(chr, range(0x21, 0x7F)))


class ExchangeFileWrong(Exception):
    """The exchange file cannot be used; the hall does not start with it.

    Attributes:
        file: which.
        faults: everything that is wrong, each with its place.
    """

    def __init__(self, file: Path, faults: list[str]) -> None:
        """Keep the facts; no token is among them."""
        self.file = file
        self.faults = faults
        super().__init__("\n  ".join([f"{file} cannot be used:", *faults]))


@dataclass(frozen=True, slots=True)
class ExchangeLine:
    """How one registry is reached.

    Attributes:
        url: without a slash at the end; ``/v1/...`` follows.
        token: bearer token; secret.
        own_port: whether the exchange answers the hall's own questions to this registry, too.
        scope: what a property registry searches.
    """

    url: str
    token: str = field(repr=False)
    answer_limit_s: float = ANSWER_LIMIT_S
    connect_limit_s: float = CONNECT_LIMIT_S
    at_once: int = AT_ONCE
    ca_file: Path | None = None
    own_port: bool = False
    scope: Scope | None = None


def read_exchange_file(file: Path) -> Mapping[str, ExchangeLine]:
    """Return a line for each registry that the file names, by its name or `EVERY_OTHER`.

    Raises:
        ExchangeFileWrong: with everything that is wrong at once.
    """
    try:
        tables = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise ExchangeFileWrong(file, [f"it cannot be read: {error.strerror}"]) from error
    except UnicodeDecodeError as error:
        raise ExchangeFileWrong(file, ["it is not UTF-8"]) from error
    except tomllib.TOMLDecodeError as error:
        raise ExchangeFileWrong(file, [f"it is not TOML: {error}"]) from error
    known = {registry.value for registry in RegistryName} | {EVERY_OTHER}
    faults: list[str] = [] if tables else ["it names no registry"]
    lines: dict[str, ExchangeLine] = {}
    for name, table in tables.items():
        place = f"[{name}]" if name != EVERY_OTHER else f'["{name}"]'
        if name not in known:
            faults.append(f"{place}: no such registry; there are {', '.join(sorted(known))}")
        elif not isinstance(table, dict):
            faults.append(f"{name}: not a table")
        else:
            found = _Table(file.parent, place, name, table)
            lines[name] = found.line()
            faults += found.faults
    if faults:
        raise ExchangeFileWrong(file, faults)
    return lines


class _Table:
    """One table, read key by key; what is wrong is collected."""

    def __init__(self, folder: Path, place: str, name: str, table: dict[str, Any]) -> None:
        self._folder = folder
        self._place = place
        self._table = table
        known = set(_KEYS)
        if name in {registry.value for registry in OWN_PORTS}:
            known.add("own_port")
        self._of_property = name == RegistryName.PROPERTY.value
        if self._of_property:
            known.add("scope")
        self.faults = [f"{place} {key}: no such key" for key in sorted(set(table) - known)]

    def line(self) -> ExchangeLine:
        """Return the line; it may only be used if there are no faults."""
        return ExchangeLine(
            url=self._url(),
            token=self._token(),
            answer_limit_s=self._seconds("answer_limit_s", ANSWER_LIMIT_S),
            connect_limit_s=self._seconds("connect_limit_s", CONNECT_LIMIT_S),
            at_once=self._at_once(),
            ca_file=self._ca_file(),
            own_port=self._own_port(),
            scope=self._scope(),
        )

    def _wrong(self, key: str, what: str) -> None:
        self.faults.append(f"{self._place} {key}: {what}")

    def _text(self, key: str) -> str:
        value = self._table.get(key)
        if isinstance(value, str) and value:
            return value
        self._wrong(key, "missing" if value is None else "not a text")
        return ""

    def _url(self) -> str:
        """A token and personal data go there, so only TLS will do, but on this machine itself."""
        url = self._text("url")
        if not url:
            return ""
        try:
            parts = urlsplit(url)
            host, _ = parts.hostname, parts.port
        except ValueError:
            host, parts = None, urlsplit("")
        if not host or parts.query or parts.fragment or parts.username is not None:
            self._wrong("url", "not an address such as https://exchange.example/data, without user, query or fragment")
        elif parts.scheme != "https" and not (parts.scheme == "http" and host in _LOOPBACK):
            self._wrong("url", "must be https; http is for this machine itself only")
        return url.rstrip("/")

    def _token(self) -> str:
        name = self._text("token_file")
        if not name:
            return ""
        try:
            # Not blocking: a name that turns out to be a pipe must not stop the start.
            descriptor = os.open(self._folder / name, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
        except OSError as error:
            self._wrong("token_file", f"cannot be read: {error.strerror}")
            return ""
        try:
            # The open file is looked at, not its name: the name could point elsewhere a moment later.
            mode = os.fstat(descriptor).st_mode
            content = os.read(descriptor, 4096) if stat.S_ISREG(mode) else b""
        finally:
            os.close(descriptor)
        token = content.decode("ascii", errors="replace").strip()
        if not stat.S_ISREG(mode):
            self._wrong("token_file", "not a plain file")
        elif mode & (stat.S_IRWXG | stat.S_IRWXO):
            self._wrong("token_file", f"others may use it (mode {stat.S_IMODE(mode):04o}); make it 0600")
        elif not 16 <= len(token) <= 2048 or not _TOKEN_CHARACTERS.issuperset(token):
            self._wrong("token_file", "no token in it: one line of 16 to 2048 visible characters")
        return token

    def _seconds(self, key: str, default: float) -> float:
        value = self._table.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0.1 <= value <= LONGEST_LIMIT_S:
            self._wrong(key, f"not a number of seconds from 0.1 to {LONGEST_LIMIT_S:.0f}")
            return default
        return float(value)

    def _at_once(self) -> int:
        value = self._table.get("at_once", AT_ONCE)
        if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= MOST_AT_ONCE:
            self._wrong("at_once", f"not a whole number from 1 to {MOST_AT_ONCE}")
            return AT_ONCE
        return value

    def _ca_file(self) -> Path | None:
        if "ca_file" not in self._table:
            return None
        name = self._text("ca_file")
        path = self._folder / name
        if name and not path.is_file():
            self._wrong("ca_file", "no such file")
        return path

    def _own_port(self) -> bool:
        value = self._table.get("own_port", False)
        if not isinstance(value, bool):
            self._wrong("own_port", "neither true nor false")
        elif value and self._of_property and "scope" not in self._table:
            self._wrong("scope", "missing: papers name what was searched")
        return value is True

    def _scope(self) -> Scope | None:
        value = self._table.get("scope")
        if value is None or not self._of_property:
            return None
        texts = value if isinstance(value, dict) else {}
        zh, en, searched = texts.get("zh"), texts.get("en"), texts.get("searched")
        if (
            not (isinstance(zh, str) and zh and isinstance(en, str) and isinstance(searched, list) and searched)
            or not all(isinstance(kind, str) and kind for kind in searched)
            or set(texts) != {"zh", "en", "searched"}
        ):
            self._wrong("scope", 'not { zh = "...", en = "...", searched = ["...", ...] }')
            return None
        return Scope(zh, en, tuple(searched))

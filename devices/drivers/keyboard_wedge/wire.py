"""From the kernel's input events to the characters that a scanner types, and back. Pure.

``struct input_event``: seconds and microseconds as C longs, then type and code (16 bits) and value (32 bits), in the
machine's byte order: 24 bytes on 64-bit Linux. Source: linux/input.h; type, code and value numbers:
linux/input-event-codes.h. The layout is the US one, to which scanners are set unless somebody changed them.
"""

import struct
from dataclasses import dataclass
from typing import Final

_EVENT: Final = struct.Struct("@llHHi")
EVENT_BYTES: Final = _EVENT.size
EV_SYN: Final = 0
EV_KEY: Final = 1
KEY_UP: Final = 0
KEY_DOWN: Final = 1
KEY_HELD: Final = 2
KEY_ENTER: Final = 28
KEY_TAB: Final = 15
KEY_KP_ENTER: Final = 96
KEY_LEFT_SHIFT: Final = 42
KEY_RIGHT_SHIFT: Final = 54
KEY_CAPS_LOCK: Final = 58
KEY_LEFT_CTRL: Final = 29
KEY_RIGHT_CTRL: Final = 97
KEY_LEFT_ALT: Final = 56
KEY_RIGHT_ALT: Final = 100
SHIFTS: Final = frozenset({KEY_LEFT_SHIFT, KEY_RIGHT_SHIFT})
CONTROLS: Final = frozenset({KEY_LEFT_CTRL, KEY_RIGHT_CTRL})
ALTS: Final = frozenset({KEY_LEFT_ALT, KEY_RIGHT_ALT})
ENDS: Final = frozenset({KEY_ENTER, KEY_KP_ENTER, KEY_TAB})
_MICROSECONDS: Final = 1_000_000

_ROWS: Final = (
    (2, "1234567890-=", "!@#$%^&*()_+"),
    (16, "qwertyuiop[]", "QWERTYUIOP{}"),
    (30, "asdfghjkl;'`", 'ASDFGHJKL:"~'),
    (43, "\\zxcvbnm,./", "|ZXCVBNM<>?"),
    (57, " ", " "),
)
"""First key code of a run of keys, what they type, what they type with shift."""
_KEYPAD: Final = {71: "7", 72: "8", 73: "9", 74: "-", 75: "4", 76: "5", 77: "6", 78: "+", 79: "1", 80: "2", 81: "3"} | {
    82: "0",
    83: ".",
    55: "*",
    98: "/",
}
PLAIN: Final = {first + at: one for first, plain, _ in _ROWS for at, one in enumerate(plain)} | _KEYPAD
SHIFTED: Final = {first + at: one for first, _, shifted in _ROWS for at, one in enumerate(shifted)} | _KEYPAD
_KEY_OF: Final = {one: (code, True) for code, one in SHIFTED.items()} | {
    one: (code, False) for code, one in reversed(PLAIN.items())
}


@dataclass(frozen=True, slots=True)
class InputEvent:
    """One event of a device file. `at_s` is the kernel's time of it, on whatever clock it keeps."""

    at_s: float
    type: int
    code: int
    value: int

    def as_bytes(self) -> bytes:
        """Return it as the kernel writes it."""
        seconds = int(self.at_s)
        return _EVENT.pack(seconds, round((self.at_s - seconds) * _MICROSECONDS), self.type, self.code, self.value)


class EventScanner:
    """Cuts what came into events. Every 24 bytes are one; which of them mean something, `Typist` decides."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._held = bytearray()

    def feed(self, came: bytes) -> list[InputEvent]:
        """Take what came; return the events that are whole now."""
        self._held += came
        whole = len(self._held) - len(self._held) % EVENT_BYTES
        events = [
            InputEvent(seconds + microseconds / _MICROSECONDS, kind, code, value)
            for seconds, microseconds, kind, code, value in _EVENT.iter_unpack(bytes(self._held[:whole]))
        ]
        del self._held[:whole]
        return events


@dataclass(frozen=True, slots=True)
class Stroke:
    """A key that was struck: what it types ("" for one that types nothing), or that it ends a code."""

    at_s: float
    text: str = ""
    ends: bool = False


class Typist:
    """Follows the modifiers and says what each key types.

    Three digits on the keypad with Alt held are one byte (``Alt`` codes, as scanners send what no key types): those
    bytes come back as characters below 256, and `bytes_of` makes bytes of them.
    """

    def __init__(self) -> None:
        """Begin with no key held."""
        self._held: set[int] = set()
        self._capitals = False
        self._alt_digits = ""

    def strike(self, event: InputEvent) -> Stroke | None:
        """Take one event; return the stroke that it is, or None for anything else."""
        if event.type != EV_KEY:
            return None
        if event.value == KEY_UP:
            self._held.discard(event.code)
            return self._alt_code(event.at_s) if event.code in ALTS else None
        if event.value != KEY_DOWN:  # held: a keyboard's own repeat, which no scanner sends
            return None
        if event.code in SHIFTS | CONTROLS | ALTS:
            self._held.add(event.code)
            self._alt_digits = ""
            return None
        if event.code == KEY_CAPS_LOCK:
            self._capitals = not self._capitals
            return None
        if event.code in ENDS:
            return Stroke(event.at_s, ends=True)
        if self._held & ALTS:
            self._alt_digits += _KEYPAD.get(event.code, "")
            return Stroke(event.at_s)
        if self._held & CONTROLS:
            return Stroke(event.at_s, self._control(event.code))
        return Stroke(event.at_s, self._text(event.code))

    def _text(self, code: int) -> str:
        plain = PLAIN.get(code, "")
        shifted = bool(self._held & SHIFTS) != (self._capitals and plain.isalpha())
        return SHIFTED.get(code, "") if shifted else plain

    @staticmethod
    def _control(code: int) -> str:
        """Return the control character: Ctrl+] is GS, as in GS1 codes."""
        plain = SHIFTED.get(code, "").upper() if PLAIN.get(code, "").isalpha() else PLAIN.get(code, "")
        return chr(ord(plain) & 0x1F) if plain and "@" <= plain <= "_" else ""

    def _alt_code(self, at_s: float) -> Stroke | None:
        digits, self._alt_digits = self._alt_digits, ""
        if not digits:
            return None
        number = int(digits)
        return Stroke(at_s, chr(number)) if number < 256 else Stroke(at_s)


def bytes_of(text: str) -> bytes:
    """Return what was typed as the bytes that the code held."""
    return text.encode("latin-1")


def typed(payload: bytes, *, begin_s: float = 0.0, apart_s: float = 0.002, end: int = KEY_ENTER) -> list[InputEvent]:
    """Return the events of a scanner that types `payload` and ends it by the key `end` (0: by nothing)."""
    events: list[InputEvent] = []
    at_s = begin_s

    def key(code: int, value: int) -> None:
        events.extend((InputEvent(at_s, EV_KEY, code, value), InputEvent(at_s, EV_SYN, 0, 0)))

    for byte in payload:
        code, shifted = _KEY_OF.get(chr(byte), (0, False))
        if code:
            if shifted:
                key(KEY_LEFT_SHIFT, KEY_DOWN)
            key(code, KEY_DOWN)
            key(code, KEY_UP)
            if shifted:
                key(KEY_LEFT_SHIFT, KEY_UP)
        else:
            key(KEY_LEFT_ALT, KEY_DOWN)
            for digit in f"{byte:03d}":
                pad = next(code for code, one in _KEYPAD.items() if one == digit)
                key(pad, KEY_DOWN)
                key(pad, KEY_UP)
            key(KEY_LEFT_ALT, KEY_UP)
        at_s += apart_s
    if end:
        key(end, KEY_DOWN)
        key(end, KEY_UP)
    return events

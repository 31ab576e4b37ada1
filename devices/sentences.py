r"""Sentences of the small boards in the cabinet (guide lights, presence sensor): text framed as in NMEA 0183.

::

    $TALKER,SEQUENCE,WORD,WORD,...*CHECK\r\n        $GL,07,SHOW,1GM*18

`CHECK` is the XOR of all characters between ``$`` and ``*``, two hexadecimal digits. `SEQUENCE` is two digits, and an
answer carries that of its question, so that a late one is never taken for another's.

Source: NMEA 0183, 5.3 (framing and check); the words are ours (README of each driver).
"""

import re
from dataclasses import dataclass
from functools import reduce
from operator import xor
from typing import Final

from devices.api.errors import ChecksumError, ProtocolError

LONGEST_BYTES: Final = 160
SEQUENCES: Final = 100
_WORD: Final = re.compile(r"[A-Za-z0-9_.:+?-]*")
_TALKER: Final = re.compile(r"[A-Z]{2}")
_CHECK_DIGITS: Final = 2
_LEAST_WORDS: Final = 3


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: who talks (``GL``, ``PS``), the number of the question, and its words."""

    talker: str
    sequence: int
    words: tuple[str, ...]

    def as_bytes(self) -> bytes:
        """Return it as it goes over the line. Raises ValueError for what no sentence can carry."""
        fits = _TALKER.fullmatch(self.talker) and 0 <= self.sequence < SEQUENCES
        if not fits or not self.words or not all(_WORD.fullmatch(word) for word in self.words):
            raise ValueError(f"sentence {self}")
        body = ",".join((self.talker, f"{self.sequence:02d}", *self.words)).encode("ascii")
        framed = b"$%b*%02X\r\n" % (body, _check(body))
        if len(framed) > LONGEST_BYTES:
            raise ValueError(f"a sentence of {len(framed)} bytes")
        return framed


class SentenceScanner:
    """Finds sentences in a stream of bytes and finds its way back after noise. What precedes a ``$`` is dropped."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._held = bytearray()

    def clear(self) -> None:
        """Forget what has come."""
        self._held.clear()

    def feed(self, came: bytes) -> None:
        """Add bytes from the line."""
        self._held += came

    def next_sentence(self) -> Sentence | None:
        """Return the next whole sentence, or None until more has come.

        Raises:
            ChecksumError: a whole sentence with a wrong check.
            ProtocolError: a line that is no sentence. Either way the search goes on behind it.
        """
        while True:
            begins = self._held.find(b"$")
            if begins < 0:
                self._held.clear()
                return None
            del self._held[:begins]
            again, ends = self._held.find(b"$", 1), self._held.find(b"\r\n")
            if again > 0 and (ends < 0 or again < ends):
                del self._held[:again]  # what had begun was cut short: another one begins within it
                continue
            if ends < 0:
                if len(self._held) > LONGEST_BYTES:
                    self._held.clear()
                    raise ProtocolError(detail_code="sentence_without_end")
                return None
            line = bytes(self._held[1:ends])
            del self._held[: ends + 2]
            return _sentence(line)


def _sentence(line: bytes) -> Sentence:
    body, star, check = line.rpartition(b"*")
    if not star or len(check) != _CHECK_DIGITS:
        raise ProtocolError(detail_code="sentence_broken")
    if check.upper() != b"%02X" % _check(body):
        raise ChecksumError(detail_code="sentence_damaged")
    try:
        words = body.decode("ascii").split(",")
    except UnicodeDecodeError as error:
        raise ProtocolError(detail_code="sentence_broken") from error
    known = len(words) >= _LEAST_WORDS and _TALKER.fullmatch(words[0]) and re.fullmatch(r"[0-9]{2}", words[1])
    if not known or not all(_WORD.fullmatch(word) for word in words[2:]):
        raise ProtocolError(detail_code="sentence_broken")
    return Sentence(words[0], int(words[1]), tuple(words[2:]))


def _check(body: bytes) -> int:
    return reduce(xor, body, 0)

"""Protocols of lines of text as a recorder sees them, whose words are about a device and about nobody."""

from collections.abc import Callable

from devices.api.errors import ProtocolError
from devices.api.wire_language import Direction, Piece
from devices.sentences import Sentence, SentenceScanner


class LineSplitter:
    """Cuts a stream after each line end. Meets `devices.api.wire_language.Splitter`."""

    def __init__(self, ends: bytes) -> None:
        """Cut after `ends`."""
        self._ends = ends
        self._held = b""

    def feed(self, came: bytes) -> list[Piece]:
        """Take what came; return the lines that are whole."""
        *lines, self._held = (self._held + came).split(self._ends)
        return [Piece(line + self._ends) for line in lines]

    def rest(self) -> bytes:
        """Return a line that broke off, and forget it."""
        rest, self._held = self._held, b""
        return rest


class LineLanguage:
    """Meets `devices.api.wire_language.WireLanguage` for a protocol whose lines are kept as they are."""

    def __init__(
        self,
        *,
        ends: bytes,
        key: Callable[[bytes], str] = lambda request: request.decode("latin-1").strip(),
        fitted: Callable[[bytes, bytes], bytes] = lambda answer, _: answer,
    ) -> None:
        """Describe it.

        Args:
            ends: what ends a line.
            key: what a request is matched by; its text unless it is numbered.
            fitted: a recorded answer with the numbers that it repeats of another request.
        """
        self._ends = ends
        self._key = key
        self._fitted = fitted

    def splitter(self, direction: Direction) -> LineSplitter:
        """Lines look the same either way."""
        del direction
        return LineSplitter(self._ends)

    def redacted(self, direction: Direction, message: bytes) -> bytes:
        """Return it: nothing of anybody is in it."""
        del direction
        return message

    def key(self, request: bytes) -> str:
        """Return what it is matched by."""
        return self._key(request)

    def fitted(self, answer: bytes, request: bytes) -> bytes:
        """Return the answer with the request's numbers."""
        return self._fitted(answer, request)


def sentence_language() -> LineLanguage:
    """Return the language of the small boards (`devices.sentences`): an answer carries its question's number."""
    return LineLanguage(ends=b"\r\n", key=_sentence_key, fitted=_renumbered)


def _sentence_key(request: bytes) -> str:
    sentence = _sentence(request)
    return ",".join((sentence.talker, *sentence.words)) if sentence else request.hex()


def _renumbered(answer: bytes, request: bytes) -> bytes:
    asked, said = _sentence(request), _sentence(answer)
    if asked is None or said is None:
        return answer
    return Sentence(said.talker, asked.sequence, said.words).as_bytes()


def _sentence(line: bytes) -> Sentence | None:
    scanner = SentenceScanner()
    scanner.feed(line)
    try:
        return scanner.next_sentence()
    except ProtocolError:  # damaged, and kept as it was: the driver has to bear it on replay too
        return None

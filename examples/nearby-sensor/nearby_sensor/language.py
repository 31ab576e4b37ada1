"""The protocol as a recorder sees it (`devices record`): frames, none of which says anything of anybody."""

from devices.api.wire_language import Direction, Piece
from nearby_sensor.wire import STX, frame_at


class NearbySplitter:
    """Cuts a stream behind each frame. Meets `devices.api.wire_language.Splitter`."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._held = b""

    def feed(self, came: bytes) -> list[Piece]:
        """Take what came; return whole frames, and noise that turned out to be none."""
        self._held += came
        pieces: list[Piece] = []
        begins = self._held.find(STX)
        while begins >= 0:
            ends = frame_at(self._held, begins)
            if ends is None:
                begins = self._held.find(STX, begins + 1)
                continue
            if begins:
                pieces.append(Piece(self._held[:begins], whole=False))
            pieces.append(Piece(self._held[begins:ends]))
            self._held = self._held[ends:]
            begins = self._held.find(STX)
        return pieces

    def rest(self) -> bytes:
        """Return a frame that broke off, and forget it."""
        rest, self._held = self._held, b""
        return rest


class NearbyLanguage:
    """Meets `devices.api.wire_language.WireLanguage`."""

    def splitter(self, direction: Direction) -> NearbySplitter:
        """Frames look the same either way."""
        del direction
        return NearbySplitter()

    def redacted(self, direction: Direction, message: bytes) -> bytes:
        """Return it: whether somebody is there is about nobody."""
        del direction
        return message

    def key(self, request: bytes) -> str:
        """Return the request's bytes."""
        return request.hex()

    def fitted(self, answer: bytes, request: bytes) -> bytes:
        """Return the answer: it repeats nothing of its request."""
        del request
        return answer

"""Put blocks onto pages."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from printing.errors import DoesNotFit
from printing.typesetting.blocks import Cuttable, SetBlock
from printing.typesetting.canvas import PaperCanvas

_HAIR_PT: Final = 1e-6


@dataclass(frozen=True, slots=True)
class Flowing:
    """A block and the gap above it, which falls away at the top of a page.

    Attributes:
        keep_with_next: never leave it at the bottom of a page while what follows begins the next (a heading).
    """

    block: SetBlock
    gap_pt: float = 0.0
    keep_with_next: bool = False


@dataclass(frozen=True, slots=True)
class OnPage:
    """A block and how far below the top of the page's text area it stands."""

    block: SetBlock
    down_pt: float


@dataclass(frozen=True, slots=True)
class FilledPage:
    """The blocks of one page."""

    blocks: tuple[OnPage, ...]

    def draw(self, canvas: PaperCanvas, x_pt: float, top_pt: float) -> None:
        """Draw them with the text area's upper left corner at (`x_pt`, `top_pt`)."""
        for placed in self.blocks:
            placed.block.draw(canvas, x_pt, top_pt - placed.down_pt)


def fill_pages(blocks: Sequence[Flowing], *, first_room_pt: float, next_room_pt: float) -> tuple[FilledPage, ...]:
    """Return the blocks page by page: the first page has `first_room_pt` of height, all others `next_room_pt`.

    A block that fits no page whole is divided, and where that cannot be, cut between any two of its lines.

    Raises:
        DoesNotFit: a block that cannot even be cut is taller than an empty page.
    """
    pages: list[FilledPage] = []
    waiting = deque(blocks)
    page = _Page(first_room_pt)
    while waiting:
        item = waiting.popleft()
        if page.take(item):
            continue
        divided = item.block.divide(page.left(item))
        if divided is None and page.empty and page.room_pt >= next_room_pt:
            divided = item.block.cut(page.room_pt) if isinstance(item.block, Cuttable) else None
            if divided is None:
                raise DoesNotFit(height_pt=item.block.height_pt, room_pt=page.room_pt)
        if divided is not None:
            page.put(Flowing(divided[0], item.gap_pt))
            waiting.appendleft(Flowing(divided[1], keep_with_next=item.keep_with_next))
        else:
            waiting.extendleft(reversed([*page.release(), item]))
        pages.append(page.filled())
        page = _Page(next_room_pt)
    pages.append(page.filled())
    return tuple(pages)


class _Page:
    """A page being filled."""

    def __init__(self, room_pt: float) -> None:
        self.room_pt = room_pt
        self._items: list[Flowing] = []
        self._placed: list[OnPage] = []
        self._used = 0.0

    @property
    def empty(self) -> bool:
        return not self._items

    def left(self, item: Flowing) -> float:
        """The room that `item` would find."""
        return self.room_pt - self._down(item)

    def take(self, item: Flowing) -> bool:
        """Put `item` here if it fits whole."""
        fits = item.block.height_pt <= self.left(item) + _HAIR_PT
        if fits:
            self.put(item)
        return fits

    def put(self, item: Flowing) -> None:
        down = self._down(item)
        self._items.append(item)
        self._placed.append(OnPage(item.block, down))
        self._used = down + item.block.height_pt

    def release(self) -> list[Flowing]:
        """Give back the last blocks that want to stay with what follows, unless the page would be left empty."""
        kept = len(self._items)
        while kept and self._items[kept - 1].keep_with_next:
            kept -= 1
        if not kept:
            return []
        released = self._items[kept:]
        del self._items[kept:], self._placed[kept:]
        return released

    def filled(self) -> FilledPage:
        return FilledPage(tuple(self._placed))

    def _down(self, item: Flowing) -> float:
        return self._used + (item.gap_pt if self._items else 0.0)

"""Put blocks onto pages."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from printing.errors import DoesNotFit
from printing.typesetting.blocks import SetBlock
from printing.typesetting.canvas import PaperCanvas


@dataclass(frozen=True, slots=True)
class Flowing:
    """A block and the gap above it, which falls away at the top of a page."""

    block: SetBlock
    gap_pt: float = 0.0


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

    Raises:
        DoesNotFit: a block that cannot be divided is taller than an empty page.
    """
    pages: list[FilledPage] = []
    waiting = deque(blocks)
    on_page: list[OnPage] = []
    room, used = first_room_pt, 0.0
    while waiting:
        item = waiting.popleft()
        down = used + (item.gap_pt if on_page else 0.0)
        left = room - down
        if item.block.height_pt <= left + 1e-6:
            on_page.append(OnPage(item.block, down))
            used = down + item.block.height_pt
            continue
        divided = item.block.divide(left)
        if divided is not None:
            on_page.append(OnPage(divided[0], down))
            waiting.appendleft(Flowing(divided[1]))
        elif on_page or room < next_room_pt:
            waiting.appendleft(Flowing(item.block))
        else:
            raise DoesNotFit(height_pt=item.block.height_pt, room_pt=room)
        pages.append(FilledPage(tuple(on_page)))
        on_page, room, used = [], next_room_pt, 0.0
    pages.append(FilledPage(tuple(on_page)))
    return tuple(pages)

"""Let a page that is not full breathe: part of what is left over goes between its blocks."""

from typing import Final

from printing.typesetting.flow import FilledPage, OnPage

_SHARE: Final = 0.55
"""How much of the room left over is given away; the rest stays at the bottom."""


def spread_blocks(page: FilledPage, *, room_pt: float, most_pt: float) -> FilledPage:
    """Return `page` with its blocks evenly further apart, by `most_pt` at most; the first block stays."""
    if len(page.blocks) < 2:
        return page
    last = page.blocks[-1]
    left = room_pt - last.down_pt - last.block.height_pt
    step = min(max(left, 0.0) * _SHARE / (len(page.blocks) - 1), most_pt)
    return FilledPage(tuple(OnPage(placed.block, placed.down_pt + step * n) for n, placed in enumerate(page.blocks)))

"""What a page is filled with. A block is set to a width once, then measured, divided between pages and drawn."""

from dataclasses import dataclass
from typing import Protocol

from printing.typesetting.canvas import PaperCanvas


class SetBlock(Protocol):
    """A block whose every character has its place; its width is fixed."""

    @property
    def height_pt(self) -> float:
        """Its height."""
        ...

    def divide(self, room_pt: float) -> "tuple[SetBlock, SetBlock] | None":
        """Return the part that fits `room_pt` and the rest, or None when it cannot be divided there."""
        ...

    def draw(self, canvas: PaperCanvas, x_pt: float, top_pt: float) -> None:
        """Draw it with its upper left corner at (`x_pt`, `top_pt`)."""
        ...


class Block(Protocol):
    """Content that can be set to a width."""

    def set(self, width_pt: float) -> SetBlock:
        """Find every glyph and every line end.

        Raises:
            MissingGlyph: no font has a character.
        """
        ...


@dataclass(frozen=True, slots=True)
class Stack:
    """Blocks one below the other that stay on one page. `gaps_pt[i]` is above block i; the first counts too."""

    parts: tuple[Block, ...]
    gaps_pt: tuple[float, ...]

    def set(self, width_pt: float) -> "SetStack":
        """See `Block.set`."""
        return SetStack(tuple(part.set(width_pt) for part in self.parts), self.gaps_pt)


@dataclass(frozen=True, slots=True)
class SetStack:
    """A `Stack` that has been set."""

    parts: tuple[SetBlock, ...]
    gaps_pt: tuple[float, ...]

    @property
    def height_pt(self) -> float:
        """Its height."""
        return sum(part.height_pt for part in self.parts) + sum(self.gaps_pt)

    def divide(self, room_pt: float) -> None:  # noqa: ARG002 its parts stay together whatever the room
        """See `SetBlock.divide`: never."""
        return

    def draw(self, canvas: PaperCanvas, x_pt: float, top_pt: float) -> None:
        """See `SetBlock.draw`."""
        for part, gap in zip(self.parts, self.gaps_pt, strict=True):
            top_pt -= gap
            part.draw(canvas, x_pt, top_pt)
            top_pt -= part.height_pt

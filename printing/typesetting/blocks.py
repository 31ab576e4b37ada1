"""What a page is filled with. A block is set to a width once, then measured, divided between pages and drawn."""

from dataclasses import dataclass, replace
from typing import Final, Protocol, Self, runtime_checkable

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


@runtime_checkable
class Cuttable(Protocol):
    """A set block that can also be divided where `SetBlock.divide` would rather not, as the last resort."""

    def cut(self, room_pt: float) -> "tuple[SetBlock, SetBlock] | None":
        """Return the part that fits `room_pt` and the rest, or None when not even a line fits."""
        ...


class Block(Protocol):
    """Content that can be set to a width."""

    def set(self, width_pt: float) -> SetBlock:
        """Find every glyph and every line end.

        Raises:
            MissingGlyph: no font has a character.
        """
        ...


@runtime_checkable
class Tightenable(Protocol):
    """A block that can be set a little closer, so that a paper keeps to fewer pages."""

    def tightened(self, share: float) -> Self:
        """Return the same content with `share` of the room between its lines."""
        ...


def tightened(block: Block, share: float) -> Block:
    """Return `block` set closer, or as it is when it cannot be."""
    return block.tightened(share) if isinstance(block, Tightenable) else block


def cut_block(block: SetBlock, room_pt: float) -> tuple[SetBlock, SetBlock] | None:
    """Return what of `block` fits `room_pt` and the rest, of which either may be `NOTHING`; None when it stays whole.

    Only for content that is taller than a page: it is cut between any two lines.
    """
    if block.height_pt <= room_pt + _HAIR_PT:
        return block, NOTHING
    return block.cut(room_pt) if isinstance(block, Cuttable) else block.divide(room_pt)


@dataclass(frozen=True, slots=True)
class Stack:
    """Blocks one below the other that stay on one page. `gaps_pt[i]` is above block i; the first counts too."""

    parts: tuple[Block, ...]
    gaps_pt: tuple[float, ...]

    def set(self, width_pt: float) -> "SetStack":
        """See `Block.set`."""
        return SetStack(tuple(part.set(width_pt) for part in self.parts), self.gaps_pt)

    def tightened(self, share: float) -> "Stack":
        """See `Tightenable.tightened`."""
        return replace(
            self,
            parts=tuple(tightened(part, share) for part in self.parts),
            gaps_pt=tuple(gap * share for gap in self.gaps_pt),
        )


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

    def cut(self, room_pt: float) -> "tuple[SetStack, SetStack] | None":
        """See `Cuttable.cut`: between parts, or inside the part that reaches over the end."""
        left = room_pt
        for index, (part, gap) in enumerate(zip(self.parts, self.gaps_pt, strict=True)):
            left -= gap
            if part.height_pt <= left + _HAIR_PT:
                left -= part.height_pt
                continue
            inside = cut_block(part, left) if left > 0 else None
            before, after = (inside[:1], inside[1:]) if inside is not None else ((), (part,))
            if not index and not before:
                return None
            return (
                SetStack((*self.parts[:index], *before), self.gaps_pt[: index + len(before)]),
                SetStack((*after, *self.parts[index + 1 :]), (0.0, *self.gaps_pt[index + 1 :])),
            )
        return self, NOTHING

    def draw(self, canvas: PaperCanvas, x_pt: float, top_pt: float) -> None:
        """See `SetBlock.draw`."""
        for part, gap in zip(self.parts, self.gaps_pt, strict=True):
            top_pt -= gap
            part.draw(canvas, x_pt, top_pt)
            top_pt -= part.height_pt


NOTHING: Final = SetStack((), ())
"""A block without content or height."""
_HAIR_PT: Final = 1e-6

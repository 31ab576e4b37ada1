"""A window of a tall screen on a developer's desk: the same page, smaller."""

from typing import Final

FRAME_PX: Final = 48
"""What a desktop's title bar takes of the height."""


def fitted(width_px: int, height_px: int, *, free_width_px: int, free_height_px: int) -> tuple[int, int]:
    """Return the largest size of that shape, not above `width_px` x `height_px`, that fits with its title bar."""
    part = min(1.0, free_width_px / width_px, (free_height_px - FRAME_PX) / height_px)
    return round(width_px * part), round(height_px * part)

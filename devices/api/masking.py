"""How a person's data is shown where others may look: on the screen, the bench and the staff page.

Source: the masks of government service terminals, ``430***********0014`` and ``张*`` (domain.md 6).
"""

_STAR = "*"
_HEAD = 3
_TAIL = 4


def mask_number(number: str) -> str:
    """Keep the first three and last four characters of an identity number, stars between; a short one is all stars."""
    hidden = len(number) - _HEAD - _TAIL
    if hidden <= 0:
        return _STAR * len(number)
    return number[:_HEAD] + _STAR * hidden + number[-_TAIL:]


def mask_name(name: str) -> str:
    """Keep the first character and one star, so that the mask does not tell how long the name is."""
    return name[:1] + _STAR if name else ""


def mask_all(text: str) -> str:
    """Say only that something is there (three stars) or not (nothing)."""
    return _STAR * 3 if text else ""

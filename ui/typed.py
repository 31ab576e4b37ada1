"""What a search field that is being typed into asks for. Pure."""


def searched(text: str, composed: str) -> str:
    """Return what to search for: what stands in the field, and what pinyin is being composed there.

    Composed letters count as they are, so that initials find items before any character is chosen (``w f z m``). Where
    some characters of the composition are chosen already, the letters after them are left out: no spelling has both.
    """
    letters = composed.replace(" ", "").replace("'", "")
    chosen = "".join(character for character in letters if not character.isascii())
    return text + (chosen or letters)

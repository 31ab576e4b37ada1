"""Names and numbers as a screen or a receipt may show them (domain.md 6)."""


def masked_name(name: str) -> str:
    """Return the first character and a star: ``张*``."""
    return f"{name[:1]}*"


def masked_number(number: str) -> str:
    """Return the first three and last four characters, stars between: ``430***********0014``."""
    return f"{number[:3]}{'*' * max(0, len(number) - 7)}{number[-4:]}"

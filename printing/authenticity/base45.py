"""Base45: bytes as the 45 characters that a QR code stores most densely. Source: RFC 9285."""

from typing import Final

_ALPHABET: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_VALUES: Final = {character: value for value, character in enumerate(_ALPHABET)}


class Base45Error(ValueError):
    """The text is not base45 (RFC 9285, section 6: a decoder must refuse it)."""


def encode(data: bytes) -> str:
    """Return `data` as base45: three characters for two bytes, two for a last single one."""
    parts: list[str] = []
    for at in range(0, len(data) - 1, 2):
        rest, first = divmod(data[at] * 256 + data[at + 1], 45)
        third, second = divmod(rest, 45)
        parts.append(_ALPHABET[first] + _ALPHABET[second] + _ALPHABET[third])
    if len(data) % 2:
        second, first = divmod(data[-1], 45)
        parts.append(_ALPHABET[first] + _ALPHABET[second])
    return "".join(parts)


def decode(text: str) -> bytes:
    """Return the bytes of a base45 text.

    Raises:
        Base45Error: a character outside the alphabet, a length that cannot be, a group above its largest value.
    """
    if len(text) % 3 == 1:
        raise Base45Error("length")
    try:
        values = [_VALUES[character] for character in text]
    except KeyError as error:
        raise Base45Error("character") from error
    data = bytearray()
    for at in range(0, len(values), 3):
        group = values[at : at + 3]
        size = len(group) - 1
        number = sum(value * 45**power for power, value in enumerate(group))
        if number >= 256**size:
            raise Base45Error("value")
        data += number.to_bytes(size, "big")
    return bytes(data)

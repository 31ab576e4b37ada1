"""What may be written at all. Names and sentences do not fit through here, and neither does an ID number."""

import re

from kiosk.journal.errors import NotAnIdentifier

_IDENTIFIER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,79}")
_NOT_A_CODE = re.compile(r"[^A-Za-z0-9._:>-]+")
_LONGEST_CODE = 80
_ID_NUMBER = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")
"""A citizen's number. No UUID holds 17 digits in a row, so that no id of ours is refused by chance."""


def identifier(field: str, value: str) -> str:
    """Return `value`, an id of a case, a paper, a transaction or a device.

    Raises:
        NotAnIdentifier: it holds anything but visible ASCII without blanks, or what looks like an ID number.
    """
    if not _IDENTIFIER.fullmatch(value) or _ID_NUMBER.search(value):
        raise NotAnIdentifier(field)
    return value


def code(value: str) -> str:
    """Return `value` fit to be kept as a code: cut to length, other characters and ID numbers struck out.

    Codes come from drivers and halls that are not ours. A bad one must not stop the record of what happened.
    """
    return _NOT_A_CODE.sub("_", _ID_NUMBER.sub("_", value))[:_LONGEST_CODE]

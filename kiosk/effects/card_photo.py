"""Finds the card photo's decoder by its entry point: the coding is secret, and vendors' decoders plug in here.

Nothing stands in for a decoder that is not there: faces then cannot be compared, and the terminal says so.
"""

from collections.abc import Iterable
from importlib.metadata import EntryPoint, entry_points

from devices.api.errors import ConfigurationError
from devices.api.kinds.id_card_reader import CardPhotoDecoder

ENTRY_POINT_GROUP = "hallkiosk.card_photo"
_KEY = "devices.card_photo"


def find_decoder(name: str, found: Iterable[EntryPoint] | None = None) -> CardPhotoDecoder:
    """Load and make the decoder of that name, among `found` or among what is installed.

    Raises:
        ConfigurationError: there is none, or more than one, or it does not load; `detail_code` says which.
    """
    installed = tuple(entry_points(group=ENTRY_POINT_GROUP) if found is None else found)
    named = [entry for entry in installed if entry.name == name]
    if len(named) != 1:
        known = ", ".join(sorted(entry.name for entry in installed)) or "none"
        wrong = "installed twice" if named else "not installed"
        raise ConfigurationError(detail_code=f"{_KEY} {name!r}: {wrong}; installed: {known}")
    try:
        decoder: CardPhotoDecoder = named[0].load()()
    # A plug-in may fail with anything while it is imported or made. A technician reads its type, and its module's name.
    except Exception as error:
        detail = f"{_KEY} {name!r}: {named[0].value} does not load: {type(error).__name__}"
        raise ConfigurationError(detail_code=detail) from error
    return decoder

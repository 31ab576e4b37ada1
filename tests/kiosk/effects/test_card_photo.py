"""A photo decoder is found by its name, and nothing stands in for one that is not there."""

from importlib.metadata import EntryPoint, entry_points

import pytest

from devices.api.errors import ConfigurationError
from kiosk.effects.card_photo import ENTRY_POINT_GROUP, find_decoder
from tests.support.kiosk_effects import ZeroPhotos

_HERE = "tests.support.kiosk_effects:ZeroPhotos"


def _entry(name: str, value: str) -> EntryPoint:
    return EntryPoint(name=name, value=value, group=ENTRY_POINT_GROUP)


def test_a_decoder_is_found_by_its_name() -> None:
    """The one that settings name is loaded and made."""
    found = find_decoder("zeros", [_entry("other", "no.such:module"), _entry("zeros", _HERE)])
    assert isinstance(found, ZeroPhotos)


@pytest.mark.parametrize(
    ("entries", "detail"),
    [
        ([], "not installed; installed: none"),
        ([_entry("other", _HERE)], "not installed; installed: other"),
        ([_entry("zeros", _HERE), _entry("zeros", _HERE)], "installed twice"),
        ([_entry("zeros", "no_such_module:Decoder")], "does not load: ModuleNotFoundError"),
        ([_entry("zeros", "tests.support.kiosk_effects:NoSuch")], "does not load: AttributeError"),
    ],
)
def test_a_decoder_that_cannot_be_had_is_a_technicians(entries: list[EntryPoint], detail: str) -> None:
    """Missing, ambiguous or broken: an error that names the setting and what is installed."""
    with pytest.raises(ConfigurationError, match="'zeros'") as caught:
        find_decoder("zeros", entries)
    assert detail in caught.value.detail_code


def test_our_own_decoder_is_installed() -> None:
    """The synthetic decoder is among the entry points of this project."""
    assert "synthetic" in {entry.name for entry in entry_points(group=ENTRY_POINT_GROUP)}

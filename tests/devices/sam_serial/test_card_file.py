"""Simulated cards from files."""

from pathlib import Path

import pytest

from devices.api.configuration import ConfigurationFaults
from devices.drivers.sam_serial.card_file import EXAMPLE_CARD, load_card
from tests.devices.sam_serial import cards

HMT = """
variant = "hmt_residence"
name = "样例二"
sex = "female"
born = 1988-02-29
address = "云江市例江区试验路2号"
number = "810000198802290022"
issuer = "云江市公安局"
valid_from = 2019-01-01
valid_until = 2024-01-01
newest_address = "云江市范水县"
[extra]
pass_number = "H12345678"
times_issued = "01"
"""


def written(folder: Path, text: str) -> Path:
    """Return a file that holds `text`."""
    file = folder / "card.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_card_is_read_from_toml(tmp_path: Path) -> None:
    """Any of the four documents, with its own fields."""
    card = load_card(written(tmp_path, HMT))
    assert card.text == cards.HMT_RESIDENCE
    assert card.newest_address == "云江市范水县"


def test_a_card_without_an_end_is_valid_for_good(tmp_path: Path) -> None:
    """长期 is written by leaving the day out."""
    assert load_card(written(tmp_path, HMT.replace("valid_until = 2024-01-01\n", ""))).text.valid_until is None


@pytest.mark.parametrize(
    ("change", "keys"),
    [
        (("variant", "varaint"), {"card.varaint"}),
        (("2019-01-01", '"2019"'), {"card.valid_from"}),
        (('"female"', '"f"'), {"card.sex"}),
        (('name = "样例二"\n', ""), {"card.name"}),
        (("born = 1988-02-29\n", ""), {"card.born"}),
        (('"样例二"', '"' + "长" * 16 + '"'), {"card"}),
        (("times_issued", "times"), {"card"}),
    ],
)
def test_what_is_wrong_with_a_card_is_named(tmp_path: Path, change: tuple[str, str], keys: set[str]) -> None:
    """A misspelt key, a value of another type, a field that does not fit the chip."""
    with pytest.raises(ConfigurationFaults) as caught:
        load_card(written(tmp_path, HMT.replace(*change)))
    assert {fault.key for fault in caught.value.faults} == keys


def test_a_file_that_is_none_is_refused(tmp_path: Path) -> None:
    """Absent, or no TOML."""
    for path in (tmp_path / "absent", written(tmp_path, "name =")):
        with pytest.raises(ConfigurationFaults):
            load_card(path)


def test_the_example_is_plainly_nobody() -> None:
    """The first of the synthetic people, without an end of validity."""
    assert EXAMPLE_CARD.text.number == "430124199001010014"
    assert EXAMPLE_CARD.text.valid_until is None

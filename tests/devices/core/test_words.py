"""Masks and words."""

import pytest

from devices.api import errors
from devices.api.configuration import ConfigurationFaults, Wrong
from devices.api.errors import Actor, DeviceError
from devices.api.ethnicity import ETHNICITIES
from devices.api.masking import mask_all, mask_name, mask_number
from devices.words import actor_words, words_for, wrong_words


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("430124199001010014", "430***********0014"),
        ("43030220000229001X", "430***********001X"),
        ("CHN123456789012", "CHN********9012"),
        ("12345678", "123*5678"),
        ("1234567", "*******"),
        ("", ""),
    ],
)
def test_a_number_keeps_its_first_three_and_last_four(number: str, masked: str) -> None:
    """And a short one keeps nothing."""
    assert mask_number(number) == masked


@pytest.mark.parametrize(
    ("name", "masked"), [("张样一", "张*"), ("阿依·样例·古丽", "阿*"), ("𬱖样", "𬱖*"), ("J", "J*"), ("", "")]
)
def test_a_name_keeps_its_first_character_and_hides_its_length(name: str, masked: str) -> None:
    """A character beyond the basic plane is one character."""
    assert mask_name(name) == masked


def test_anything_else_only_tells_that_it_is_there() -> None:
    """Long or short."""
    assert (mask_all("云江市样板区"), mask_all("x"), mask_all("")) == ("***", "***", "")


def test_every_error_has_words_of_its_own() -> None:
    """No error of the tree falls back to the root's words."""
    tree = [DeviceError]
    for kind in tree:
        tree += kind.__subclasses__()
    ours = [kind for kind in tree if kind.__module__ in (errors.__name__, ConfigurationFaults.__module__)]
    fallback = words_for(DeviceError())
    assert len(ours) > 20
    for kind in ours:
        error = kind.__new__(kind)
        DeviceError.__init__(error)
        assert kind is DeviceError or words_for(error) != fallback, kind


def test_a_vendor_s_error_falls_back_to_the_root_s_words() -> None:
    """Codes we have never heard of are no crash."""

    class Strange(DeviceError):
        code = "strange"

    assert words_for(Strange()) == words_for(DeviceError())


def test_every_actor_and_every_wrong_has_words() -> None:
    """The bench can say each."""
    assert len({actor_words(actor) for actor in Actor}) == len(Actor)
    assert len({wrong_words(wrong) for wrong in Wrong}) == len(Wrong)


def test_the_peoples_are_those_of_the_standard() -> None:
    """56 peoples, other, and foreign descent; each once."""
    assert list(ETHNICITIES) == [f"{code:02d}" for code in (*range(1, 57), 97, 98)]
    assert len(set(ETHNICITIES.values())) == 58

"""People who cannot exist: their numbers, their cards, and a photo that says it is synthetic."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.api.errors import CardUnreadable
from devices.api.kinds.id_card_reader import Sex
from devices.simulators.people.cards import card_photo, people
from devices.simulators.people.photo import CODED_BYTES, HEIGHT_PX, WIDTH_PX, SyntheticPhotoDecoder, encode_photo

PUBLISHED = {"430124199001010014", "431382198502280013", "43030220000229001X"}
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def test_everybody_has_a_number_that_is_valid_and_nobody_s() -> None:
    """Checksums of GB 11643 hold, sex and birth agree, and no number but the design's three has a real area code."""
    for person in people():
        number = person.text.number
        check = "10X98765432"[sum(weight * int(digit) for weight, digit in zip(WEIGHTS, number, strict=False)) % 11]
        assert number[17] == check
        assert number[6:14] == person.text.born.strftime("%Y%m%d")
        assert (int(number[16]) % 2 == 1) == (person.text.sex is Sex.MALE)
        assert number.startswith("9999") or number in PUBLISHED
    assert len({person.text.number for person in people()}) == len(people()) >= 300


def test_nobody_is_shown_by_repr() -> None:
    """A log that quotes a person quotes nothing of them."""
    person = people()[0]
    assert person.text.name not in repr(person) + repr(person.text)


def test_a_photo_comes_back_through_the_same_door_as_a_real_one() -> None:
    """1024 bytes, a picture of the card's size, and the same picture each time."""
    coded = card_photo(people()[0])
    picture = SyntheticPhotoDecoder().decode(coded)
    assert len(coded) == CODED_BYTES
    assert (picture.width_px, picture.height_px) == (WIDTH_PX, HEIGHT_PX)
    assert len(picture.pixels) == WIDTH_PX * HEIGHT_PX * 3
    assert coded == card_photo(people()[0])


def test_a_busy_picture_still_fits() -> None:
    """Noise, which no coder can shorten, is coded coarsely rather than refused or cut."""
    noise = np.random.default_rng(1).integers(0, 256, (HEIGHT_PX, WIDTH_PX, 3), np.uint8)
    soft = np.repeat(np.repeat(noise[::14, ::14], 14, axis=0), 14, axis=1)[:HEIGHT_PX, :WIDTH_PX]
    assert len(encode_photo(soft)) == CODED_BYTES


@settings(max_examples=60, deadline=None)
@given(st.binary(min_size=0, max_size=1100))
def test_a_real_card_s_photo_is_refused(coded: bytes) -> None:
    """Whatever else is in those bytes, this decoder does not pretend to know it."""
    with pytest.raises(CardUnreadable):
        SyntheticPhotoDecoder().decode(coded)


@settings(max_examples=60, deadline=None)
@given(st.integers(8, CODED_BYTES - 1), st.integers(1, 255))
def test_a_damaged_photo_is_a_picture_or_an_error(place: int, change: int) -> None:
    """One changed byte never raises anything but the contract's own error."""
    coded = bytearray(card_photo(people()[0]))
    coded[place] ^= change
    try:
        picture = SyntheticPhotoDecoder().decode(bytes(coded))
    except CardUnreadable:
        return
    assert len(picture.pixels) == WIDTH_PX * HEIGHT_PX * 3

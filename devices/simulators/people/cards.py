"""Synthetic people: their cards, and how they look before a camera. Nobody here exists; docs/adr/0008."""

import json
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

import assets
from devices.api.kinds.id_card_reader import CardText, CardVariant, Sex
from devices.simulators.people.faces import Light, Pose, View, draw_person
from devices.simulators.people.features import Expression
from devices.simulators.people.figure import Figure
from devices.simulators.people.photo import HEIGHT_PX, WIDTH_PX, encode_photo
from devices.simulators.people.scenery import hall_interior, plain
from devices.simulators.people.traits import face_traits

TODAY: Final = date(2026, 11, 23)
"""Ages are drawn as of this day, so that a face does not change overnight."""

_PHOTO_VIEW: Final = View(pose=Pose(distance_mm=1500, y_mm=20), light=Light(from_x=0.0, from_y=0.3, contrast=0.4))
_PHOTO_EYES: Final = (0.5, 0.47)
"""Where the middle of the eyes lies on a card photo, as parts of its width and height (GA 461)."""


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class SyntheticPerson:
    """One person of assets/synthetic/people.json; the same object each time, so it serves as a key."""

    text: CardText
    newest_address: str
    face_seed: int

    def __repr__(self) -> str:
        """The seed only: habits of not showing names are kept here too."""
        return f"SyntheticPerson({self.face_seed})"

    @property
    def age_years(self) -> int:
        """Age on `TODAY`."""
        born = self.text.born
        return TODAY.year - born.year - ((TODAY.month, TODAY.day) < (born.month, born.day))


@lru_cache(maxsize=1)
def people() -> tuple[SyntheticPerson, ...]:
    """Return everybody, in the file's order: the design's three examples first."""
    listed = json.loads(assets.path("synthetic/people.json").read_text("utf-8"))["people"]
    return tuple(_person(entry) for entry in listed)


def _person(entry: dict[str, str | int | None]) -> SyntheticPerson:
    until = entry["valid_until"]
    text = CardText(
        variant=CardVariant.CITIZEN,
        name=str(entry["name"]),
        sex=Sex(str(entry["sex"])),
        ethnicity_code=str(entry["ethnicity_code"]),
        born=date.fromisoformat(str(entry["born"])),
        address=str(entry["address"]),
        number=str(entry["number"]),
        issuer=str(entry["issuer"]),
        valid_from=date.fromisoformat(str(entry["valid_from"])),
        valid_until=None if until is None else date.fromisoformat(str(until)),
    )
    return SyntheticPerson(text, str(entry["newest_address"]), int(str(entry["face_seed"])))


@lru_cache(maxsize=8)
def _figure(person: SyntheticPerson) -> Figure:
    return Figure(face_traits(person.face_seed, sex=person.text.sex, age_years=person.age_years))


@lru_cache(maxsize=64)
def card_photo(person: SyntheticPerson) -> bytes:
    """Return the 1024 coded bytes of the person's card photo."""
    height, width = 960, 1280
    picture = draw_person(_figure(person), _PHOTO_VIEW, background=plain(width, height), detail=1.0)
    focal_px = height / 2 / np.tan(np.deg2rad(20.0)) / _PHOTO_VIEW.pose.distance_mm
    eyes_px = 2 * _figure(person).traits.eye_x_mm * focal_px
    crop_height = round(HEIGHT_PX * eyes_px / 25)
    crop_width = round(WIDTH_PX * eyes_px / 25)
    top = max(0, round(height / 2 - _PHOTO_VIEW.pose.y_mm * focal_px - crop_height * _PHOTO_EYES[1]))
    left = max(0, round(width / 2 - crop_width * _PHOTO_EYES[0]))
    return encode_photo(picture[top : top + crop_height, left : left + crop_width])


class Sitter:
    """A person before the kiosk's camera: sits with slight motion, turns when asked."""

    def __init__(self, person: SyntheticPerson, *, width_px: int = 640, height_px: int = 480) -> None:
        """Prepare `person` in a hall; drawing begins with the first picture that is asked for."""
        self._person = person
        self._background = hall_interior(width_px, height_px)

    def still(self) -> list[NDArray[np.uint8]]:
        """Looking at the camera, breathing: pictures for a loop, BGR."""
        sway = (0.0, 1.6, 2.4, 1.2, -0.6, -1.8)
        return [self._at(yaw_deg=2.0 + 0.6 * step, x_mm=step, smile=0.3) for step in sway]

    def turning(self, *, to_own_left: bool, most_deg: float = 34.0) -> list[NDArray[np.uint8]]:
        """Turning the head to one side and back."""
        sign = 1.0 if to_own_left else -1.0
        return [self._at(yaw_deg=2.0 + sign * most_deg * part, smile=0.1) for part in _there_and_back()]

    def nodding(self, *, most_deg: float = 17.0) -> list[NDArray[np.uint8]]:
        """Lowering the head and raising it again."""
        return [self._at(yaw_deg=2.0, pitch_deg=-most_deg * part, smile=0.1) for part in _there_and_back()]

    def approaching(self, *, nearest_mm: float = 455.0) -> list[NDArray[np.uint8]]:
        """Leaning towards the camera and back."""
        far_mm = Pose().distance_mm
        return [self._at(yaw_deg=2.0, distance_mm=far_mm + (nearest_mm - far_mm) * part) for part in _there_and_back()]

    def _at(
        self,
        *,
        yaw_deg: float,
        x_mm: float = 0.0,
        pitch_deg: float = 0.0,
        distance_mm: float = 640.0,
        smile: float = 0.2,
    ) -> NDArray[np.uint8]:
        pose = Pose(yaw_deg=yaw_deg, pitch_deg=pitch_deg, x_mm=x_mm, distance_mm=distance_mm)
        view = View(pose=pose, expression=Expression(smile=smile))
        return draw_person(_figure(self._person), view, background=self._background)


def _there_and_back() -> list[float]:
    """Return how much of a movement each picture shows: out in a good half of a second, and back."""
    return [float(part) for part in np.concatenate([np.linspace(0.0, 1.0, 7), [1.0], np.linspace(1.0, 0.0, 6)])]


def held_photo(person: SyntheticPerson, *, width_px: int = 640, height_px: int = 480) -> NDArray[np.uint8]:
    """Return what a camera sees of the person's portrait held before it, printed: an attack, not a person."""
    print_height = height_px * 3 // 4
    portrait = Sitter(person).still()[0]
    flat = cv2.resize(portrait, (print_height * portrait.shape[1] // portrait.shape[0], print_height))
    scene = hall_interior(width_px, height_px).copy()
    top, left = (height_px - flat.shape[0]) // 2, (width_px - flat.shape[1]) // 2
    scene[top : top + flat.shape[0], left : left + flat.shape[1]] = flat
    return scene

"""What people do at the simulated devices: a citizen's hands and face, and a technician's."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from threading import Lock
from typing import Final, assert_never

import numpy as np
from numpy.typing import NDArray

from devices.drivers.camera_scanner.simulator import Look, SimulatedCodes
from devices.drivers.pcsc_reader.virtual_card import social_security_card
from devices.drivers.sam_serial.simulator import SimulatedCard
from devices.simulators.people.cards import Sitter, SyntheticPerson, card_photo, held_photo
from devices.simulators.people.scenery import hall_interior
from kiosk.app.simulation.phone import Phone
from kiosk.app.simulation.world import SimulatedWorld
from kiosk.domain.face import FaceAdvice

FRAMES_PER_S: Final = 12.0
SOCIAL_CARD_PIN: Final = "123456"
"""Of every simulated social-security card."""


class Before(Enum):
    """What is before the face camera."""

    NOBODY = "nobody"
    PERSON = "person"
    PHOTO = "photo"
    COVERED = "covered"


@dataclass(frozen=True, slots=True, eq=False)
class _Sitting:
    """The pictures of somebody before the camera: still, and following each advice that asks for a movement."""

    still: list[NDArray[np.uint8]]
    moving: Mapping[FaceAdvice, list[NDArray[np.uint8]]]


@lru_cache(maxsize=3)
def _sitting(person: SyntheticPerson) -> _Sitting:
    """Draw them. Takes a few seconds."""
    sitter = Sitter(person)
    return _Sitting(
        sitter.still(),
        {
            FaceAdvice.TURN_LEFT: sitter.turning(to_own_left=True),
            FaceAdvice.TURN_RIGHT: sitter.turning(to_own_left=False),
            FaceAdvice.NOD: sitter.nodding(),
            FaceAdvice.COME_MUCH_CLOSER: sitter.approaching(),
        },
    )


class Hands:
    """Uses one simulated world. Any thread; drawing a person takes seconds, so not the GUI's."""

    def __init__(self, world: SimulatedWorld, phone: Phone) -> None:
        """Reach for the devices of `world`; identity codes come from `phone`."""
        self._world = world
        self._phone = phone
        self._codes = SimulatedCodes(world.scanner_camera)
        self._lock = Lock()
        self._person: SyntheticPerson | None = None
        self._advice: FaceAdvice | None = None

    def lay_card(self, person: SyntheticPerson) -> None:
        """Lay the person's card on the reader."""
        self._world.reader.lay(SimulatedCard(person.text, card_photo(person), newest_address=person.newest_address))

    def lift_card(self) -> None:
        """Take the card away."""
        self._world.reader.lift()

    def insert_social_card(self, person: SyntheticPerson) -> None:
        """Put the person's social-security card into the smart-card reader: a new one, with all its tries."""
        content = social_security_card(
            number=person.text.number, name=person.text.name, pin=bytes.fromhex(SOCIAL_CARD_PIN)
        )
        self._world.smart_card_reader.insert(content)

    def take_social_card(self) -> None:
        """Take it out."""
        self._world.smart_card_reader.remove()

    def look(self, before: Before, person: SyntheticPerson | None = None) -> None:
        """Be, or hold something, before the face camera."""
        camera = self._world.camera
        with self._lock:
            self._person = person if before is Before.PERSON else None
            self._advice = None
        camera.uncover()
        match before:
            case Before.NOBODY:
                camera.show(_nobody())
            case Before.PERSON:
                assert person is not None, "somebody must sit there"
                camera.show_sequence(_sitting(person).still, fps=FRAMES_PER_S)
            case Before.PHOTO:
                assert person is not None, "somebody must be on the photo"
                camera.show(held_photo(person))
            case Before.COVERED:
                camera.cover()
            case _:
                assert_never(before)

    def obey(self, advice: FaceAdvice | None) -> None:
        """Do what the screen asks of whoever sits before the camera."""
        with self._lock:
            person = self._person
            if person is None or advice is self._advice:
                return
            self._advice = advice
        sitting = _sitting(person)
        pictures = sitting.still if advice is None else sitting.moving.get(advice, sitting.still)
        self._world.camera.show_sequence(pictures, fps=FRAMES_PER_S)

    def show_identity_code(self, person: SyntheticPerson) -> None:
        """Hold the person's phone with a fresh code before the scanner. Raises `PhoneOffline`."""
        self.show_code(self._phone.fresh_code(person.text.number))

    def show_code(self, text: str) -> None:
        """Hold a phone with any code before the scanner."""
        self._codes.present(text.encode(), look=Look.PHONE)

    def put_phone_away(self) -> None:
        """Take the phone away."""
        self._codes.withdraw()


@lru_cache(maxsize=1)
def _nobody() -> NDArray[np.uint8]:
    return hall_interior(640, 480)

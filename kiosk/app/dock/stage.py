"""What the player has done that no simulator can be asked: what is before the camera, which plugs are out.

What concerns the camera is written on the drawing worker, everything else on the other one; the GUI thread reads. Each
field is replaced whole.
"""

from collections.abc import Callable
from enum import Enum
from threading import Lock

from devices.simulators.people.cards import SyntheticPerson, people
from devices.simulators.simulator import Simulator
from kiosk.app.simulation.hands import Before, Hands
from kiosk.app.simulation.phone import Phone

FOREIGN_CODE = "https://example.org/menu?table=12"
"""A code that is no identity code, such as a citizen may well hold up by mistake."""

REGISTRY = "property"


class InHand(Enum):
    """What is held before the scanner."""

    NOTHING = "nothing"
    IDENTITY_CODE = "identity code"
    OTHER_CODE = "other code"


class Stage:
    """Plays by way of `hands` and `phone`, and remembers."""

    def __init__(self, hands: Hands, phone: Phone, hall_pid: Callable[[], int | None]) -> None:
        """Begin with nobody there and everything plugged in."""
        self._hands = hands
        self._phone = phone
        self._hall_pid = hall_pid
        self._lock = Lock()
        self._unplugged: frozenset[Simulator] = frozenset()
        self._before: tuple[Before, SyntheticPerson | None] = (Before.NOBODY, None)
        self._is_somebody_else = False
        self._in_hand = InHand.NOTHING
        self._registry_down_at: int | None = None

    @property
    def before(self) -> tuple[Before, SyntheticPerson | None]:
        """What is before the face camera, and who or whose photo it is."""
        return self._before

    @property
    def is_somebody_else(self) -> bool:
        """Whether whoever sits there was asked for as somebody else than the chosen person."""
        return self._is_somebody_else

    @property
    def in_hand(self) -> InHand:
        """What is held before the scanner."""
        return self._in_hand

    @property
    def registry_is_down(self) -> bool:
        """Whether the registry was switched off in the hall that runs now: a hall started anew has it on."""
        return self._registry_down_at is not None and self._registry_down_at == self._hall_pid()

    def is_unplugged(self, simulator: Simulator) -> bool:
        """Whether its plug was pulled here."""
        return simulator in self._unplugged

    def look(self, before: Before, person: SyntheticPerson | None = None, *, is_somebody_else: bool = False) -> None:
        """Change what is before the face camera. Takes seconds where a person is drawn."""
        self._hands.look(before, person)
        self._before = (before, person)
        self._is_somebody_else = is_somebody_else

    def show_identity_code(self, person: SyntheticPerson) -> None:
        """Hold up a fresh code. Raises `PhoneOffline`."""
        self._hands.show_identity_code(person)
        self._in_hand = InHand.IDENTITY_CODE

    def show_other_code(self) -> None:
        """Hold up a code that means nothing here."""
        self._hands.show_code(FOREIGN_CODE)
        self._in_hand = InHand.OTHER_CODE

    def put_phone_away(self) -> None:
        """Hold up nothing."""
        self._hands.put_phone_away()
        self._in_hand = InHand.NOTHING

    def unplug(self, simulator: Simulator) -> None:
        """Pull a plug."""
        simulator.unplug()
        with self._lock:
            self._unplugged |= {simulator}

    def plug(self, simulator: Simulator) -> None:
        """Put it back."""
        simulator.plug()
        with self._lock:
            self._unplugged -= {simulator}

    def switch_registry(self, *, answers: bool) -> None:
        """Let the property registry answer, or not. Raises `PhoneOffline`."""
        pid = self._hall_pid()
        self._phone.switch_registry(REGISTRY, answers=answers)
        self._registry_down_at = None if answers else pid


def somebody_else(person: SyntheticPerson) -> SyntheticPerson:
    """Return the next person of the list after `person`."""
    everybody = people()
    return everybody[(everybody.index(person) + 1) % len(everybody)]

"""After a session nothing of a person is left: not in what the process can reach of itself, and not in any file."""

import gc
import types
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from devices.api.clock import SystemClock
from devices.api.kinds.id_card_reader import CardRead, CardText
from devices.api.kinds.smart_card_reader import SocialSecurityCard
from devices.simulators.people.cards import SyntheticPerson, card_photo, people
from kiosk.app.simulation.hands import SOCIAL_CARD_PIN, Before, Hands
from kiosk.app.simulation.phone import Phone
from kiosk.app.simulation.world import ROLES, SimulatedWorld
from kiosk.app.terminal import Terminal
from kiosk.domain.citizen import SignInMethod
from kiosk.flow import touches
from kiosk.flow.states import StateName
from kiosk.identity.verifying import Verifier
from kiosk.settings.model import Settings
from tests.support import worlds
from ui import application

PERSON = people()[2]
"""Used by no other test of a face on a whole terminal, so that what is found here comes from here."""
PATIENCE_MS = 90_000
_FACE_BYTES = 112 * 112 * 3


def reachable(root: object, *, without: set[int]) -> Iterator[object]:
    """Yield everything that `root` leads to, but for code, modules and what is in `without`."""
    seen = {id(root), *without}
    ahead = [root]
    while ahead:
        here = ahead.pop()
        yield here
        for each in gc.get_referents(here):
            is_code = isinstance(each, type | types.ModuleType | types.CodeType | types.FrameType)
            is_namespace = isinstance(each, dict) and "__spec__" in each and "__loader__" in each
            if id(each) not in seen and not is_code and not is_namespace:
                seen.add(id(each))
                ahead.append(each)


def traces(root: object, person: SyntheticPerson, *, without: set[int]) -> list[str]:
    """Say what of `person` is reachable from `root`: words, the card, coded or decoded pictures, embeddings."""
    text = person.text
    words = (text.number, text.name, text.address)
    photo = card_photo(person)[:64]
    found = []
    for each in reachable(root, without=without):
        match each:
            case str() if any(word in each for word in words):
                found.append(f"text of {len(each)} characters")
            case bytes() | bytearray() if photo in each or any(word.encode() in each for word in words):
                found.append(f"{len(each)} bytes")
            case CardRead() | CardText() | SocialSecurityCard():
                found.append(type(each).__name__)
            case np.ndarray() if each.dtype == np.uint8 and each.nbytes >= _FACE_BYTES and each.any():
                found.append(f"picture {each.shape}")
            case np.ndarray() if each.dtype == np.float32 and each.size == 512 and each.any():
                found.append("embedding")
            case _:
                pass
    return found


@pytest.fixture
def visited(qapp: QGuiApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[tuple[Terminal, SimulatedWorld, Any]]:
    """A terminal at which one citizen has laid a card and sits before the camera; they follow what is asked of them."""
    application.dress(qapp)
    clock = SystemClock()
    world = SimulatedWorld(tmp_path / "printed", clock=clock, seconds_per_sheet=0.1)
    world.start()
    usual = Settings()
    settings = replace(
        usual,
        state=replace(usual.state, folder=tmp_path / "state"),
        devices=replace(usual.devices, card_photo="synthetic", roles=ROLES),
        screen=replace(usual.screen, motion=False, speech=False),
        journal=replace(usual.journal, record_events=True),
    )
    terminal = Terminal(settings, clock=clock, simulation=world)
    terminal.start()
    hands = Hands(world, Phone(lambda: terminal.embedded_hall.address if terminal.embedded_hall else None))

    def at(*names: StateName) -> None:
        def there() -> bool:
            state = terminal.loop.state
            if state.session is not None and state.name is StateName.FACE:
                hands.obey(state.session.face_advice)
            return state.name in names

        qtbot.waitUntil(there, timeout=PATIENCE_MS)

    at(StateName.ATTRACT)
    hands.look(Before.PERSON, PERSON)
    hands.lay_card(PERSON)
    terminal.post(touches.ScreenTouched(worlds.SESSION_ID))
    terminal.post(touches.SignInMethodChosen(SignInMethod.CARD_AND_FACE))
    at(StateName.CONSENT)
    yield terminal, world, at
    terminal.stop()
    world.stop()


def test_nothing_of_a_person_is_left_when_they_have_gone(
    visited: tuple[Terminal, SimulatedWorld, Any], tmp_path: Path
) -> None:
    """All that the terminal's objects lead to is searched: a card that was read is found, and later nothing is."""
    terminal, world, at = visited
    # The simulated devices hold the citizen, as the real hall's lobby would.
    without = {id(world), *map(id, world.simulators.values())}
    assert {"CardRead", "CardText"} <= set(traces(terminal, PERSON, without=without)), "the search finds what is there"
    terminal.post(touches.ConsentGiven(worlds.NOW))
    at(StateName.HOME)
    terminal.post(touches.CancelChosen())
    at(StateName.ATTRACT)
    gc.collect()
    assert traces(terminal, PERSON, without=without) == []
    verifiers = [each for each in reachable(terminal, without=without) if isinstance(each, Verifier)]
    assert verifiers, "the search reaches the face engine"
    words = [word.encode() for word in (PERSON.text.number, PERSON.text.name, PERSON.text.address)]
    files = [file for file in (tmp_path / "state").rglob("*") if file.is_file() and "hall" not in file.parts]
    assert files
    assert [str(file) for file in files if any(word in file.read_bytes() for word in words)] == []


def test_nothing_of_a_social_security_card_is_left(visited: tuple[Terminal, SimulatedWorld, Any]) -> None:
    """Its text is found while its PIN is asked for; neither is once its holder has gone."""
    terminal, world, at = visited
    without = {id(world), *map(id, world.simulators.values())}
    terminal.post(touches.BackChosen())
    at(StateName.SIGN_IN)
    hands = Hands(world, Phone(lambda: None))
    hands.lift_card()
    hands.insert_social_card(PERSON)
    terminal.post(touches.SignInMethodChosen(SignInMethod.SOCIAL_CARD))
    at(StateName.PIN)
    assert "SocialSecurityCard" in traces(terminal, PERSON, without=without), "the search finds what is there"
    terminal.post(touches.PinEntered(SOCIAL_CARD_PIN))
    at(StateName.HOME)
    hands.take_social_card()
    terminal.post(touches.CancelChosen())
    at(StateName.ATTRACT)
    gc.collect()
    assert traces(terminal, PERSON, without=without) == []

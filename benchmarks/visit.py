"""One scripted visit: card, consent, face, home, search by initials, look-up, certificate, receipt, rating.

What the citizen does beside the touches (lays the card, turns the head) runs on a thread of its own, so that drawing
simulated people is not counted as the terminal's work on the GUI thread.
"""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from PySide6.QtCore import QPoint

from benchmarks.finger import Finger
from benchmarks.frames import NotSeen, pause, run_until
from benchmarks.rig import Rig
from devices.simulators.people.cards import card_photo, people
from kiosk.app.simulation.hands import Before, Hands
from kiosk.app.simulation.phone import Phone
from kiosk.flow.states import StateName

_SETTLED_MS: Final = 320
"""Pages ignore touches for a moment after they appear, and move for another."""
_HELD_MS: Final = 30
_WITHIN_MS: Final = 40_000
_ITEM: Final = "no-house-proof"


class Visit:
    """Plays visits on one terminal. GUI thread only."""

    def __init__(self, rig: Rig, *, card_laid: Callable[[], None] = lambda: None) -> None:
        """Draw the citizen, which takes seconds. `card_laid` is called when the card is on the reader."""
        terminal = rig.terminal
        self._terminal = terminal
        self._hands = Hands(
            rig.world, Phone(lambda: terminal.embedded_hall.address if terminal.embedded_hall else None)
        )
        self._finger = Finger(terminal.screen.window)
        self._person = people()[0]
        self._card_laid = card_laid
        card_photo(self._person)
        self._hands.look(Before.PERSON, self._person)
        self.waited_s = 0.0

    def play(self) -> float:
        """Play one, from the attract page to the attract page; return its length in seconds. Raises `NotSeen`."""
        loop = self._terminal.loop
        self.waited_s = 0.0
        with ThreadPoolExecutor(1, thread_name_prefix="citizen") as body:

            def obey() -> None:
                session = loop.state.session
                body.submit(self._hands.obey, session.face_advice if session else None)

            began_s = time.monotonic()
            self._at(StateName.ATTRACT)
            self._touch_middle()
            self._at(StateName.SIGN_IN)
            self._touch("cardWayKey")
            self._at(StateName.CARD)
            body.submit(self._lay_card)
            self._at(StateName.CONSENT)
            loop.stepped.connect(obey)
            self._touch("agreeKey")
            self._at(StateName.HOME)
            loop.stepped.disconnect(obey)
            body.submit(self._hands.lift_card)
            self._touch("searchKey")
            self._at(StateName.SEARCH)
            for letter in "wfzm":
                self._touch(f"key_{letter}")
            self._touch(f"item_{_ITEM}")
            self._at(StateName.EXPLAIN)
            self._touch("confirmLookupKey")
            self._at(StateName.RESULT)
            self._touch("printKey")
            self._at(StateName.TAKING)
            self._touch("hasPaperKey")
            self._at(StateName.RATING)
            self._touch("rate_5")
            self._at(StateName.THANKS)
            self._touch("doneKey")
            run_until("the attract page", lambda: loop.state.name is StateName.ATTRACT, within_ms=_WITHIN_MS)
        return time.monotonic() - began_s

    def _lay_card(self) -> None:
        self._hands.lay_card(self._person)
        self._card_laid()

    def _at(self, name: StateName) -> None:
        loop = self._terminal.loop
        try:
            run_until(name.value, lambda: loop.state.name is name, within_ms=_WITHIN_MS)
        except NotSeen as error:
            notice = loop.state.notice
            problem = f", {notice.problem.code.value} {notice.problem.detail_code}" if notice else ""
            raise NotSeen(f"{name.value}: the terminal is at {loop.state.name.value}{problem}") from error
        self._wait(_SETTLED_MS)

    def _touch(self, name: str) -> None:
        self._tap(self._finger.middle_of(name))

    def _touch_middle(self) -> None:
        window = self._terminal.screen.window
        self._tap(QPoint(window.width() // 2, window.height() // 2))

    def _tap(self, at: QPoint) -> None:
        self._finger.press(at)
        self._wait(_HELD_MS)
        self._finger.release(at)
        self._wait(_HELD_MS)

    def _wait(self, milliseconds: int) -> None:
        self.waited_s += milliseconds / 1000
        pause(milliseconds)

"""What can go wrong at a terminal, on the whole of it: real pages, drivers, simulators' bytes, hall and journal.

Each leads to a page that says what happened and what to do, nothing is lost, and nothing is printed twice.
"""

import hashlib
import os
import signal
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from devices.api.clock import SystemClock
from devices.drivers.sam_serial.simulator import SimulatedCard
from devices.simulators.faults import Partial, WrongChecksum
from devices.simulators.people.cards import SyntheticPerson, card_photo, people
from kiosk.app.simulation.hands import Before, Hands
from kiosk.app.simulation.phone import Phone
from kiosk.app.simulation.world import ROLES, SimulatedWorld
from kiosk.app.terminal import Terminal
from kiosk.domain.citizen import SignInMethod
from kiosk.domain.problem import ProblemCode
from kiosk.domain.timeouts import Timeouts
from kiosk.flow import touches
from kiosk.flow.events import Event
from kiosk.flow.notice import Choice
from kiosk.flow.states import StateName
from kiosk.journal.intents import IntentEnd, IntentKind
from kiosk.settings.model import FaceSettings, Settings
from tests.support import worlds
from tests.support.browser import save_on_phone
from tests.support.screen_codes import code_on
from ui import application

PATIENCE_MS = 60_000


@dataclass
class Bench:
    """One terminal, its world, and the hands in it."""

    qtbot: QtBot
    terminal: Terminal
    world: SimulatedWorld
    hands: Hands
    phone: Phone

    def post(self, *events: Event) -> "Bench":
        """Do this at the screen."""
        for event in events:
            self.terminal.post(event)
        return self

    def until(self, condition: Callable[[], bool]) -> "Bench":
        """Let the terminal go on until then."""
        self.qtbot.waitUntil(condition, timeout=PATIENCE_MS)
        return self

    def at(self, name: StateName) -> "Bench":
        """Wait until the flow is there."""
        return self.until(lambda: self.terminal.loop.state.name is name)

    def problem(self) -> ProblemCode:
        """What the notice page says; it is awaited."""
        self.at(StateName.NOTICE)
        notice = self.terminal.loop.state.notice
        assert notice is not None
        assert self.terminal.screen.view.property("page") is not None
        return notice.problem.code

    def offers(self, choice: Choice) -> bool:
        """Whether the notice page offers it."""
        notice = self.terminal.loop.state.notice
        return notice is not None and notice.target(choice) is not None

    def sign_in(self, person: SyntheticPerson, session_id: str = worlds.SESSION_ID) -> "Bench":
        """Begin a visit with a one-off code, which needs no face. The hall remembers keys by `session_id`."""
        self.post(touches.ScreenTouched(session_id), touches.SignInMethodChosen(SignInMethod.IDENTITY_CODE))
        self.at(StateName.IDENTITY_CODE)
        self.hands.show_identity_code(person)
        self.at(StateName.HOME)
        self.hands.put_phone_away()
        return self

    def look_up(self) -> "Bench":
        """Open the proof and agree to the look-up."""
        return self.post(touches.ItemOpened("no-house-proof"), touches.LookupConfirmed(worlds.NOW))

    def end(self) -> None:
        """End the visit."""
        self.post(touches.CancelChosen()).at(StateName.ATTRACT)


@pytest.fixture(scope="module")
def _terminal(
    qapp: QGuiApplication, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Terminal, SimulatedWorld]]:
    """One terminal for the module: a hall takes a while to come up."""
    application.dress(qapp)
    folder: Path = tmp_path_factory.mktemp("terminal")
    clock = SystemClock()
    world = SimulatedWorld(folder / "printed", clock=clock, seconds_per_sheet=0.1)
    world.start()
    usual = Settings()
    settings = replace(
        usual,
        state=replace(usual.state, folder=folder / "state"),
        devices=replace(usual.devices, card_photo="synthetic", roles=ROLES),
        face=replace(FaceSettings(), liveness=False),
        timeouts=replace(Timeouts(), card_s=2.0, idle_warning_s=1.0, idle_s=120.0),
        screen=replace(usual.screen, motion=False),
    )
    terminal = Terminal(settings, clock=clock, simulation=world)
    terminal.start()
    yield terminal, world
    terminal.stop()
    world.stop()


@pytest.fixture
def bench(qtbot: QtBot, _terminal: tuple[Terminal, SimulatedWorld]) -> Iterator[Bench]:
    """The terminal, free and with everything in order; free again afterwards."""
    terminal, world = _terminal
    phone = Phone(lambda: terminal.embedded_hall.address if terminal.embedded_hall else None)
    here = Bench(qtbot, terminal, world, Hands(world, phone), phone)
    here.at(StateName.ATTRACT)
    yield here
    world.reader.scenario.clear()
    world.reader.lift()
    world.document_printer.load_paper()
    if terminal.loop.state.session is not None:
        here.end()


@pytest.mark.parametrize("fault", [WrongChecksum(), Partial(keep_bytes=640)])
def test_a_damaged_answer_of_the_reader(bench: Bench, fault: WrongChecksum | Partial) -> None:
    """A wrong checksum byte or half a frame, each time: a page that offers to try again, which then works."""
    bench.world.reader.scenario.add(fault, on="read_base", times=None)
    bench.hands.lay_card(people()[0])
    bench.post(touches.ScreenTouched(worlds.SESSION_ID), touches.SignInMethodChosen(SignInMethod.CARD_AND_FACE))
    assert bench.problem() in (ProblemCode.CARD_UNREADABLE, ProblemCode.READER_FAULT, ProblemCode.NO_CARD)
    assert bench.offers(Choice.TRY_AGAIN)
    bench.world.reader.scenario.clear()
    bench.world.reader.lift()
    bench.hands.lay_card(people()[0])
    bench.post(touches.NoticeAnswered(Choice.TRY_AGAIN)).at(StateName.CONSENT)


def test_no_card(bench: Bench) -> None:
    """Nobody lays a card: the page says so and offers another way."""
    bench.post(touches.ScreenTouched(worlds.SESSION_ID), touches.SignInMethodChosen(SignInMethod.CARD_AND_FACE))
    bench.post(touches.ActivitySeen())
    assert bench.problem() is ProblemCode.NO_CARD
    assert bench.offers(Choice.OTHER_WAY)


def test_a_code_that_is_none(bench: Bench) -> None:
    """A code that the hall does not know is refused without saying more, and may be tried again."""
    bench.post(touches.ScreenTouched(worlds.SESSION_ID), touches.SignInMethodChosen(SignInMethod.IDENTITY_CODE))
    bench.at(StateName.IDENTITY_CODE)
    bench.hands.show_code("NOT-A-CODE-OF-THIS-HALL-000000000000")
    assert bench.problem() in (ProblemCode.CODE_UNKNOWN, ProblemCode.NO_CODE)
    bench.hands.put_phone_away()
    assert bench.offers(Choice.TRY_AGAIN)


def test_a_citizen_whom_the_registry_does_not_know(bench: Bench) -> None:
    """A card that is in order, of nobody the population registry has: said plainly, another way offered."""
    stranger = replace(people()[0].text, number="999901199001010990", name="无样人")
    bench.hands.look(Before.PERSON, people()[0])
    bench.world.reader.lay(SimulatedCard(stranger, card_photo(people()[0])))
    bench.post(touches.ScreenTouched(worlds.SESSION_ID), touches.SignInMethodChosen(SignInMethod.CARD_AND_FACE))
    bench.at(StateName.CONSENT).post(touches.ConsentGiven(worlds.NOW))
    assert bench.problem() is ProblemCode.CITIZEN_UNKNOWN
    assert not bench.offers(Choice.TRY_AGAIN)


def test_the_registry_is_down_then_answers(bench: Bench) -> None:
    """The look-up fails, is tried again, and ends in the same one case."""
    bench.sign_in(people()[0])
    bench.phone.switch_registry("property", answers=False)
    bench.look_up()
    assert bench.problem() is ProblemCode.REGISTRY_DOWN
    bench.phone.switch_registry("property", answers=True)
    bench.post(touches.NoticeAnswered(Choice.TRY_AGAIN)).at(StateName.RESULT)


def test_out_of_paper_then_filled_prints_once(bench: Bench) -> None:
    """The page says that paper is out before anything was sent; filled and tried again, one original comes out."""
    before = len(bench.world.document_printer.printed)
    bench.sign_in(people()[0]).look_up().at(StateName.RESULT)
    bench.world.document_printer.take_paper_out()
    bench.post(touches.PrintChosen())
    assert bench.problem() is ProblemCode.PAPER_OUT
    assert bench.offers(Choice.TRY_AGAIN)
    assert len(bench.world.document_printer.printed) == before
    bench.world.document_printer.load_paper()
    bench.post(touches.NoticeAnswered(Choice.TRY_AGAIN)).at(StateName.TAKING)
    bench.post(touches.PaperTaken()).at(StateName.RATING)
    assert len(bench.world.document_printer.printed) == before + 1
    bench.post(touches.RatingSkipped()).at(StateName.THANKS)
    bench.post(touches.ScreenTouched(worlds.SESSION_ID)).at(StateName.ATTRACT)


def test_to_the_phone_instead_of_the_printer(bench: Bench, tmp_path: Path) -> None:
    """No paper in the printer: the phone gets the signed file, the terminal sees it, nothing is claimed as printed."""
    before = len(bench.world.document_printer.printed)
    # A session of its own: the journal remembers what an earlier one has printed.
    bench.sign_in(people()[0], str(uuid4())).look_up().at(StateName.RESULT)
    bench.world.document_printer.take_paper_out()
    bench.post(touches.PrintChosen())
    assert bench.problem() is ProblemCode.PAPER_OUT
    bench.post(touches.NoticeAnswered(Choice.PHONE)).at(StateName.PHONE_COPY)
    session = bench.terminal.loop.state.here
    assert session.phone_copy is not None
    assert session.paper is not None
    bench.until(lambda: code_on(bench.terminal.screen.grab()) != "")
    assert code_on(bench.terminal.screen.grab()) == session.phone_copy.url
    file = tmp_path / "saved.pdf"
    save_on_phone(code_on(bench.terminal.screen.grab()), file)
    bench.at(StateName.PHONE_COPY_GIVEN)
    assert hashlib.sha256(file.read_bytes()).hexdigest() == session.paper.sha256
    told = subprocess.run(["pdfsig", "-nocert", str(file)], capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid" in told
    assert "Total document signed" in told
    bench.post(touches.PhoneCopyReceived()).at(StateName.RATING)
    intents = {intent.kind: intent for intent in bench.terminal._journal.journal.intents.recent()}
    assert intents[IntentKind.GIVE_TO_PHONE].ended is IntentEnd.DONE
    assert bench.terminal.loop.state.here.paper_printed is False
    assert len(bench.world.document_printer.printed) == before


def test_the_hall_dies_and_comes_back(bench: Bench) -> None:
    """In mid-visit the page says that the hall cannot be reached; it comes back, and trying again goes on."""
    bench.sign_in(people()[0])
    hall = bench.terminal.embedded_hall
    assert hall is not None
    assert hall.pid is not None
    first = hall.pid
    os.kill(first, signal.SIGKILL)
    bench.look_up()
    bench.until(lambda: bench.terminal.loop.state.name in (StateName.NOTICE, StateName.RESULT))
    if bench.terminal.loop.state.name is StateName.NOTICE:
        assert bench.problem() in (ProblemCode.HALL_DOWN, ProblemCode.HALL_FAULT)
        bench.until(lambda: hall.pid not in (None, first))
        bench.post(touches.NoticeAnswered(Choice.TRY_AGAIN))
        bench.until(lambda: bench.terminal.loop.state.name in (StateName.NOTICE, StateName.RESULT))

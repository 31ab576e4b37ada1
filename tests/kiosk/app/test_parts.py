"""The small parts of wiring: the hall's process, calls to the GUI thread, the loop, and the look for leftovers."""

import os
import signal
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread

import pytest
from pytestqt.qtbot import QtBot

from devices.api.clock import SystemClock
from devices.simulators.people.cards import people
from kiosk.app.embedded_hall import EmbeddedHall, HallAddress
from kiosk.app.gui_calls import GuiCalls, GuiThreadBusy
from kiosk.app.leftovers import find_leftovers
from kiosk.app.loop import FlowLoop
from kiosk.domain.timeouts import Timeouts
from kiosk.flow import outcomes, touches
from kiosk.flow.effects import Effect, RefreshCatalogue
from kiosk.flow.journeys.terminal import JOURNEY
from kiosk.flow.state import State
from kiosk.flow.states import StateName
from kiosk.mailbox import Mailbox
from kiosk.settings.token import read_token
from tests.support import worlds


@dataclass
class Hall:
    """An embedded hall and what it told."""

    process: EmbeddedHall
    ready: Event
    addresses: list[HallAddress] = field(default_factory=list)


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    """A hall that starts, and is gone afterwards."""
    ready = Event()
    told: list[HallAddress] = []

    def on_first_ready(address: HallAddress) -> None:
        told.append(address)
        ready.set()

    process = EmbeddedHall(
        tmp_path / "hall",
        port=0,
        terminal_name="test-1",
        synthetic=True,
        clock=SystemClock(),
        on_first_ready=on_first_ready,
    )
    process.start()
    yield Hall(process, ready, told)
    process.stop()
    assert process.pid is None


def test_a_hall_that_dies_comes_back_where_it_was(hall: Hall) -> None:
    """The kiosk is told once where the hall is; kill -9 brings it back at the same address, without being told."""
    assert hall.ready.wait(60)
    first = hall.process.pid
    assert first is not None
    assert read_token(hall.addresses[0].token_file).secret
    os.kill(first, signal.SIGKILL)
    again = Event()
    for _ in range(200):
        if hall.process.pid not in (None, first):
            break
        again.wait(0.1)
    assert hall.process.pid not in (None, first)
    assert hall.addresses == [hall.process.address]


def test_a_call_is_done_on_the_gui_thread_and_waited_for(qtbot: QtBot) -> None:
    """The caller goes on only after the GUI thread has done it, and gets what it raised."""
    calls = GuiCalls()
    seen: list[str] = []

    def fail() -> None:
        raise KeyError("asked for")

    def work() -> None:
        calls.call(lambda: seen.append("done"), within_s=5)
        seen.append("after")
        with pytest.raises(KeyError):
            calls.call(fail, within_s=5)
        seen.append("raised")

    worker = Thread(target=work)
    worker.start()
    qtbot.waitUntil(lambda: "raised" in seen, timeout=5000)
    worker.join()
    assert seen == ["done", "after", "raised"]


def test_a_gui_thread_that_stands_still_is_not_waited_for(qtbot: QtBot) -> None:
    """Nothing drains the queue here: the call gives up instead of hanging."""
    with pytest.raises(GuiThreadBusy):
        GuiCalls().call(lambda: None, within_s=0.05)


def test_the_loop_shows_what_events_make_of_the_state(qtbot: QtBot) -> None:
    """Events from any thread reach the flow in order; its effects are handed on and its state shown."""
    done: list[Effect] = []
    shown: list[State] = []
    loop = FlowLoop(JOURNEY, carry_out=done.append, show=shown.append)
    mailbox = Mailbox(wake=loop.wake, on_full=lambda: None)
    loop.start(mailbox, timeouts=Timeouts(), face_attempts=3)
    request = next(effect.request for effect in done if isinstance(effect, RefreshCatalogue))
    poster = Thread(target=lambda: mailbox.post(outcomes.CatalogueArrived(request, worlds.catalogue())))
    with qtbot.waitSignal(loop.stepped, timeout=5000):
        poster.start()
    poster.join()
    assert shown[-1].name is StateName.ATTRACT


def test_a_step_that_fails_ends_the_session_instead_of_the_terminal(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault in a rule leaves no citizen's data on a screen that no longer moves."""
    loop = FlowLoop(JOURNEY, carry_out=lambda _: None, show=lambda _: None)
    mailbox = Mailbox(wake=loop.wake, on_full=lambda: None)
    loop.start(mailbox, timeouts=Timeouts(), face_attempts=3)
    request = loop.state.pending
    assert request is not None
    mailbox.post(outcomes.CatalogueArrived(request, worlds.catalogue()))
    with qtbot.waitSignal(loop.stepped, timeout=5000):
        mailbox.post(touches.ScreenTouched(worlds.SESSION_ID))

    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("kiosk.app.loop.step", broken)
    with qtbot.waitSignal(loop.stepped, timeout=5000):
        mailbox.post(touches.ActivitySeen())
    assert loop.state.name is StateName.WIPING
    assert loop.state.session is None


def test_leftovers_are_found_where_they_are(tmp_path: Path) -> None:
    """The look for personal data finds a planted name and number, in either coding, and nothing else."""
    person = people()[0]
    assert find_leftovers(tmp_path, [person]) == []
    (tmp_path / "log.txt").write_text(f"served {person.text.number}", "utf-8")
    (tmp_path / "dump.bin").write_bytes(person.text.name.encode("utf-16-le"))
    (tmp_path / "clean.txt").write_text("served somebody", "utf-8")
    assert find_leftovers(tmp_path, [person]) == ["dump.bin", "log.txt"]

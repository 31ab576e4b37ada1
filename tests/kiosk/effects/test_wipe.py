"""`Wiped` means that everything personal is gone; anything less is a fault that closes the terminal."""

from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest

from devices.api.control import Control
from devices.api.errors import DeviceError, Disconnected, OutcomeUnknown
from devices.api.kinds.id_card_reader import CardRead
from kiosk.domain.problem import ProblemCode
from kiosk.effects.ports import Wiper
from kiosk.flow.effects import CompareFace, ReadCard, RefreshCatalogue, Wipe
from kiosk.flow.outcomes import CatalogueArrived, EffectFailed, FaceCompared, Wiped
from kiosk.journal.faults import FaultKind
from tests.support import worlds
from tests.support.hall_double import Fault
from tests.support.kiosk_effects import PATIENCE_S, World, world


def _failed(it: World, request: int = 1) -> EffectFailed:
    failed = it.inbox.outcome(request)
    assert isinstance(failed, EffectFailed)
    assert failed.problem.code is ProblemCode.TERMINAL_FAULT
    return failed


def test_everything_is_wiped(it: World) -> None:
    """All wipers have run when `Wiped` is posted."""
    it.runner.carry_out(Wipe(1))
    assert it.inbox.outcome(1) == Wiped(1)
    assert it.wiped == ["screen"]


def test_a_wiper_that_fails_is_named(tmp_path: Path) -> None:
    """The others still run; the fault names which and how, without what it said."""

    def fail() -> None:
        raise RuntimeError("张样一")

    with world(tmp_path, wipers=(Wiper("clipboard", fail),)) as it:
        it.runner.carry_out(Wipe(1))
        failed = _failed(it)
        assert failed.problem.detail_code.startswith("wipe:clipboard:RuntimeError:test_wipe.py:")
        assert it.wiped == ["screen"]
        (fault,) = it.journal.faults.recent()
        assert fault.kind is FaultKind.WIPE_FAILED
        assert "张" not in fault.code


def test_a_wiper_that_takes_too_long_is_a_fault(tmp_path: Path) -> None:
    """Ten seconds are the limit; a later try may succeed."""
    begun, release = Event(), Event()

    def hang() -> None:
        begun.set()
        release.wait(PATIENCE_S)

    with world(tmp_path, wipers=(Wiper("keyboard", hang),)) as it:
        it.runner.carry_out(Wipe(1))
        # The camera's wiper, which is before it, has begun by then and has nothing to do.
        assert begun.wait(PATIENCE_S)
        it.clock.await_wait(until_s=10.0)
        it.clock.advance(10.0)
        assert _failed(it).problem.detail_code == "wipe:keyboard:too_late"
        release.set()
        it.runner.carry_out(Wipe(2))
        assert it.inbox.outcome(2) == Wiped(2)


def test_wiping_calls_back_what_is_personal_and_waits_for_its_end(it: World) -> None:
    """A card that is being read is let go first; the wipers run after that, not before."""
    order: list[str] = []
    reading, go_on = Event(), Event()

    def read(control: Control) -> CardRead:
        reading.set()
        go_on.wait(PATIENCE_S)
        order.append("read")
        return worlds.card()

    it.reader.script = read
    it.runner.carry_out(ReadCard(1, within_s=60.0))
    assert reading.wait(PATIENCE_S)
    it.runner.carry_out(Wipe(2))
    it.clock.await_wait(until_s=10.0)
    assert it.wiped == []
    go_on.set()
    assert it.inbox.outcome(2) == Wiped(2)
    assert order == ["read"]
    assert it.wiped == ["screen"]
    assert it.inbox.finals(1) == []


def test_what_does_not_end_is_a_fault(it: World) -> None:
    """A device that holds a citizen's card data for ever: not wiped."""
    reading, go_on = Event(), Event()

    def read(control: Control) -> CardRead:
        reading.set()
        go_on.wait(PATIENCE_S)
        return worlds.card()

    it.reader.script = read
    it.runner.carry_out(ReadCard(1, within_s=600.0))
    assert reading.wait(PATIENCE_S)
    it.runner.carry_out(Wipe(2))
    it.clock.await_wait(until_s=10.0)
    it.clock.advance(10.0)
    assert _failed(it, 2).problem.detail_code == "wipe:effects:too_late"
    go_on.set()


def test_a_catalogue_on_its_way_does_not_matter(it: World) -> None:
    """It holds nothing personal: neither called back nor waited for."""
    it.hall.next("/v1/catalogue", Fault.HELD)
    it.runner.carry_out(RefreshCatalogue(1))
    assert it.hall.held.wait(PATIENCE_S)
    it.runner.carry_out(Wipe(2))
    assert it.inbox.outcome(2) == Wiped(2)
    it.hall.released.set()
    assert isinstance(it.inbox.outcome(1), CatalogueArrived)


def test_a_camera_that_was_not_handed_back_is_handed_back_by_wiping(it: World) -> None:
    """The comparison's verdict stood; wiping fails until the camera lets go of the picture."""
    it.camera.stop_fails = OutcomeUnknown()
    it.runner.carry_out(CompareFace(1, worlds.card(), within_s=30.0))
    assert isinstance(it.inbox.outcome(1), FaceCompared)
    it.runner.carry_out(Wipe(2))
    assert _failed(it, 2).problem.detail_code.startswith("wipe:camera:OutcomeUnknown")
    assert len(it.camera.seats) == 1
    it.camera.stop_fails = None
    it.runner.carry_out(Wipe(3))
    assert it.inbox.outcome(3) == Wiped(3)
    assert it.camera.seats == []


@pytest.mark.parametrize("error", [Disconnected])
def test_a_camera_that_has_gone_has_ended_its_seats_itself(it: World, error: Callable[[], DeviceError]) -> None:
    """Nothing of it is left to hand back."""
    it.camera.stop_fails = error()
    it.runner.carry_out(CompareFace(1, worlds.card(), within_s=30.0))
    it.inbox.outcome(1)
    it.runner.carry_out(Wipe(2))
    assert it.inbox.outcome(2) == Wiped(2)


def test_a_fault_that_cannot_be_written_down_is_told_all_the_same(tmp_path: Path) -> None:
    """A journal that fails does not turn a failed wipe into a good one."""

    def fail() -> None:
        raise RuntimeError

    with world(tmp_path, wipers=(Wiper("clipboard", fail),)) as it:
        it.journal.close()
        it.runner.carry_out(Wipe(1))
        assert _failed(it).problem.detail_code.endswith("not_journalled")

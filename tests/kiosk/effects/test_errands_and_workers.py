"""A request ends once; what was called back says nothing more; threads do not leak and survive what jobs throw."""

from threading import Barrier, Event, Thread, active_count

import pytest

from kiosk.domain.face import FaceAdvice
from kiosk.effects.errand import Errand, Errands
from kiosk.effects.workers import Workers
from kiosk.flow.events import Event as FlowEvent
from kiosk.flow.outcomes import FaceProgressed, Wiped
from tests.support.kiosk_clock import ManualClock
from tests.support.kiosk_effects import PATIENCE_S, Inbox


def _progress(request: int) -> FaceProgressed:
    return FaceProgressed(request, FaceAdvice.NO_FACE, 0.0)


def test_an_errand_ends_once() -> None:
    """Progress before the end is posted, a second end and later progress are not."""
    inbox = Inbox()
    errand = Errand(1, personal=True, post=inbox.post)
    errand.progress(_progress(1))
    assert errand.end(Wiped(1))
    assert not errand.end(Wiped(1))
    errand.progress(_progress(1))
    assert inbox.events == [_progress(1), Wiped(1)]


def test_what_was_called_back_says_nothing_more() -> None:
    """Neither progress nor an outcome, and the cancel is called once, also where it is registered late."""
    inbox = Inbox()
    errand = Errand(1, personal=True, post=inbox.post)
    cancelled: list[str] = []
    with errand.cancelling(lambda: cancelled.append("during")):
        errand.call_back()
        errand.call_back()
    with errand.cancelling(lambda: cancelled.append("late")):
        pass
    errand.progress(_progress(1))
    assert not errand.end(Wiped(1))
    assert inbox.events == []
    assert cancelled == ["during", "late"]


def test_many_ends_at_once_are_one() -> None:
    """Eight threads try to end it together: one outcome."""
    inbox = Inbox()
    errand = Errand(1, personal=True, post=inbox.post)
    barrier = Barrier(8)

    def end() -> None:
        barrier.wait(PATIENCE_S)
        errand.end(Wiped(1))

    threads = [Thread(target=end) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE_S)
    assert inbox.events == [Wiped(1)]


def test_an_outcome_may_lead_to_a_call_back_on_the_same_thread() -> None:
    """Whoever takes the outcome in at once may call the same request back: nothing waits for itself."""
    events: list[FlowEvent] = []

    def post(event: FlowEvent) -> None:
        events.append(event)
        errands.call_back(1)

    errands = Errands(post)
    errands.begin(1, personal=True).end(Wiped(1))
    assert events == [Wiped(1)]


def test_a_number_on_its_way_cannot_be_used_again() -> None:
    """The flow numbers its requests; two of a number are a fault of it. Once gone, the number is free."""
    errands = Errands(Inbox().post)
    errand = errands.begin(1, personal=False)
    with pytest.raises(ValueError, match="request 1"):
        errands.begin(1, personal=False)
    errands.gone(errand)
    errands.begin(1, personal=False)


def test_wiping_waits_for_what_is_personal_only() -> None:
    """A catalogue on its way does not hold up a wipe, a card does."""
    errands = Errands(Inbox().post)
    wipe = errands.begin(1, personal=True)
    errands.begin(2, personal=False)
    assert not errands.personal_left(but=wipe)
    card = errands.begin(3, personal=True)
    assert errands.personal_left(but=wipe)
    told = Event()
    with errands.telling(told.set):
        errands.gone(card)
    assert told.is_set()
    assert not errands.personal_left(but=wipe)


def test_jobs_run_and_what_they_throw_is_reported() -> None:
    """A job that fails is named and its thread goes on; after closing no job is taken and no thread is left."""
    before = active_count()
    crashes: list[tuple[str, str]] = []
    workers = Workers(2, clock=ManualClock(), crashed=lambda name, error: crashes.append((name, type(error).__name__)))
    done = [Event() for _ in range(6)]

    def fail() -> None:
        raise KeyError("张样一")

    for event in done[:3]:
        workers.submit("good", event.set)
    for _ in range(4):
        workers.submit("bad", fail)
    for event in done[3:]:
        workers.submit("good", event.set)
    assert all(event.wait(PATIENCE_S) for event in done)
    assert workers.close(PATIENCE_S) == ()
    assert workers.close(PATIENCE_S) == ()
    assert crashes == [("bad", "KeyError")] * 4
    assert not workers.submit("late", done[0].set)
    assert active_count() == before


def test_a_thread_that_hangs_is_named() -> None:
    """Closing does not wait for ever: it says which thread it left behind."""
    workers = Workers(1, clock=ManualClock(), crashed=lambda *_: None)
    release = Event()

    def hang() -> None:
        release.wait(PATIENCE_S)

    workers.submit("hangs", hang)
    assert workers.close(0.05) == ("effects 0",)
    release.set()
    assert workers.close(PATIENCE_S) == ()

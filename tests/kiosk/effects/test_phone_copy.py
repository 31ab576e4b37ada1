"""A paper to a phone, asked of the hall: offered, watched, and in the journal as what it is."""

from typing import Any

import pytest

from kiosk.domain.phone_copy import PhoneCopyStep
from kiosk.domain.problem import ProblemCode
from kiosk.effects.phone_copy import _in_words
from kiosk.flow.effects import CallBack, OfferPhoneCopy, WatchPhoneCopy
from kiosk.flow.outcomes import EffectFailed, PhoneCopyEnded, PhoneCopyOffered, PhoneCopyProgressed
from kiosk.journal.intents import Intent, IntentEnd, IntentKind
from tests.kiosk.effects.test_paper import _visit
from tests.support.hall_double import Fault
from tests.support.kiosk_effects import World

KEY = "7b0c3a52-0d6f-4c55-9a44-0d1f9b8f1c12"
A_LOOK_S = 1.2


def _watch(it: World, request: int = 2, within_s: float = 260.0) -> WatchPhoneCopy:
    citizen, case, paper = _visit(it)
    it.runner.carry_out(OfferPhoneCopy(1, citizen, paper, KEY))
    offered = it.inbox.outcome(1)
    assert isinstance(offered, PhoneCopyOffered)
    assert offered.phone_copy.url not in repr(offered)
    return WatchPhoneCopy(request, case, paper, offered.phone_copy, within_s)


def _intent(it: World) -> Intent:
    return next(intent for intent in it.journal.intents.recent() if intent.kind is IntentKind.GIVE_TO_PHONE)


def _next_look(it: World, **hall: Any) -> None:
    it.clock.await_wait(until_s=it.clock.monotonic_s() + A_LOOK_S)
    for name, value in hall.items():
        setattr(it.hall, name, value)
    it.clock.advance(A_LOOK_S)


def test_watched_until_it_is_given(it: World) -> None:
    """Each step and each change of the time left is told once; the journal says phone, and knows of no print."""
    effect = _watch(it)
    it.runner.carry_out(effect)
    it.inbox.wait(PhoneCopyProgressed)
    assert _intent(it).ended is None
    _next_look(it, download_state="opened")
    it.inbox.wait(PhoneCopyProgressed, wanted=lambda told: told.copy_step is PhoneCopyStep.OPENED)
    _next_look(it)
    _next_look(it, download_state="given")
    assert it.inbox.outcome(2) == PhoneCopyEnded(2, PhoneCopyStep.GIVEN)
    told = [(seen.copy_step, seen.left_s) for seen in it.inbox.of(PhoneCopyProgressed)]
    assert told == [(PhoneCopyStep.WAITING, 300), (PhoneCopyStep.OPENED, 300)]
    intent = _intent(it)
    assert (intent.ended, intent.code, intent.paper_id) == (IntentEnd.DONE, "given", effect.paper.paper_id)
    assert not it.printer.jobs
    assert IntentKind.PRINT_PAPER not in {each.kind for each in it.journal.intents.recent()}


def test_a_lost_answer_ends_nothing_and_time_does(it: World) -> None:
    """The hall is away for one look, then nobody comes: expired, and so it stands in the journal."""
    effect = _watch(it, within_s=10.0)
    it.runner.carry_out(effect)
    _next_look(it)
    it.hall.next(effect.phone_copy.download_id, Fault.NOT_JSON)
    for _ in range(8):
        _next_look(it)
    assert it.inbox.outcome(2) == PhoneCopyEnded(2, PhoneCopyStep.EXPIRED)
    assert (_intent(it).ended, _intent(it).code) == (IntentEnd.FAILED, "expired")


def test_called_back(it: World) -> None:
    """Whoever prints after all is not waited for; the hall knows what becomes of an open page."""
    it.runner.carry_out(_watch(it))
    it.inbox.wait(PhoneCopyProgressed)
    it.runner.carry_out(CallBack(2))
    it.runner.close()
    assert it.inbox.finals(2) == []
    assert _intent(it).ended is IntentEnd.CALLED_BACK


@pytest.mark.parametrize(
    ("status", "code", "meaning"),
    [
        (429, "too_many_downloads", ProblemCode.PHONE_COPY_TOO_OFTEN),
        (409, "paper_no_longer_holds", ProblemCode.HALL_FAULT),
        (401, "citizen_session_invalid", ProblemCode.SIGN_IN_ENDED),
    ],
)
def test_what_the_hall_refuses(it: World, status: int, code: str, meaning: ProblemCode) -> None:
    """In a citizen's terms."""
    citizen, _, paper = _visit(it)
    it.hall.refuse_next("/downloads", status, code, retry=status == 429)
    it.runner.carry_out(OfferPhoneCopy(1, citizen, paper, KEY))
    failed = it.inbox.outcome(1)
    assert isinstance(failed, EffectFailed)
    assert failed.problem.code is meaning


@pytest.mark.parametrize(("left_s", "said"), [(299.0, 300), (61, 120), (60, 60), (51.2, 60), (9, 10), (0.5, 10)])
def test_the_time_left_is_never_said_too_short(left_s: float, said: int) -> None:
    """Whole minutes, at the end tens of seconds, rounded up."""
    assert _in_words(left_s) == said

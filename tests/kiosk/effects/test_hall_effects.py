"""What is asked of the hall comes back as outcomes; what has consequences is in the journal before it is asked."""

import sqlite3
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.domain.citizen import Assurance, SignedInCitizen
from kiosk.domain.problem import Actor, ProblemCode
from kiosk.domain.rating import RatingLevel
from kiosk.flow.effects import (
    CallBack,
    EndHallSession,
    IssuePaper,
    OpenCase,
    PostRating,
    RefreshCatalogue,
    SignInWithCard,
    SignInWithCode,
)
from kiosk.flow.outcomes import CaseOpened, CatalogueArrived, EffectFailed, PaperIssued, SignedIn
from kiosk.journal.intents import IntentEnd, IntentKind
from kiosk.journal.journal import FILE_NAME
from kiosk.journal.messages import RatingGiven
from tests.support import worlds
from tests.support.hall_double import CODE, Fault
from tests.support.kiosk_effects import PATIENCE_S, World

KEY = "7b0c3a52-0d6f-4c55-9a44-0d1f9b8f1c11"


def _sign_in(it: World) -> SignedInCitizen:
    return it.client.sign_in_with_code(CODE, idempotency_key="key-of-the-sign-in")


def _open_case(it: World, request: int = 1) -> OpenCase:
    return OpenCase(request, _sign_in(it), worlds.item(), worlds.NOW, KEY)


def _failed(it: World, request: int = 1) -> EffectFailed:
    failed = it.inbox.outcome(request)
    assert isinstance(failed, EffectFailed)
    return failed


def test_the_catalogue_arrives(it: World) -> None:
    """Twice the same object where nothing changed."""
    it.runner.carry_out(RefreshCatalogue(1))
    first = it.inbox.outcome(1)
    it.runner.carry_out(RefreshCatalogue(2))
    second = it.inbox.outcome(2)
    assert isinstance(first, CatalogueArrived)
    assert isinstance(second, CatalogueArrived)
    assert first.catalogue is second.catalogue


def test_signing_in_both_ways(it: World) -> None:
    """By card and face, and by code."""
    it.runner.carry_out(SignInWithCard(1, worlds.card(), worlds.NOW, worlds.verdict(), KEY))
    by_card = it.inbox.outcome(1)
    assert isinstance(by_card, SignedIn)
    assert by_card.citizen.assurance is Assurance.HIGH
    it.runner.carry_out(SignInWithCode(2, CODE, "another-key"))
    assert isinstance(it.inbox.outcome(2), SignedIn)


def test_an_unknown_citizen_is_a_problem(it: World) -> None:
    """The hall's refusal, in a citizen's terms, with the hall's actor."""
    card = worlds.card()
    stranger = replace(card, text=replace(card.text, number="43030220000229001X"))
    it.runner.carry_out(SignInWithCard(1, stranger, worlds.NOW, worlds.verdict(), KEY))
    problem = _failed(it).problem
    assert (problem.code, problem.actor) == (ProblemCode.CITIZEN_UNKNOWN, Actor.STAFF)


def test_a_case_and_its_paper_are_in_the_journal_before_they_are_asked_for(it: World, tmp_path: Path) -> None:
    """While the hall still holds its answer back, another process sees the intent; afterwards it is done."""
    effect = _open_case(it)
    it.hall.next("/v1/cases", Fault.HELD)
    it.runner.carry_out(effect)
    assert it.hall.held.wait(PATIENCE_S)
    connection = sqlite3.connect(tmp_path / FILE_NAME)
    assert connection.execute("SELECT kind, key FROM intents").fetchall() == [("open_case", KEY)]
    connection.close()
    it.hall.released.set()
    opened = it.inbox.outcome(1)
    assert isinstance(opened, CaseOpened)
    it.runner.carry_out(IssuePaper(2, effect.citizen, opened.case, "key-of-the-paper"))
    issued = it.inbox.outcome(2)
    assert isinstance(issued, PaperIssued)
    paper, case = it.journal.intents.recent()
    assert (case.kind, case.ended, case.code) == (IntentKind.OPEN_CASE, IntentEnd.DONE, opened.case.case_id)
    assert (paper.kind, paper.ended, paper.code) == (IntentKind.ISSUE_PAPER, IntentEnd.DONE, issued.paper.paper_id)
    assert paper.case_id == opened.case.case_id


@pytest.mark.parametrize(
    ("fault", "code", "ended"),
    [
        (Fault.SERVER_ERROR, ProblemCode.HALL_FAULT, IntentEnd.FAILED),
        (Fault.NOT_JSON, ProblemCode.HALL_FAULT, IntentEnd.UNKNOWN),
    ],
)
def test_a_failure_closes_the_intent_with_what_is_known(
    it: World, fault: Fault, code: ProblemCode, ended: IntentEnd
) -> None:
    """A refusal means nothing was done; a broken answer leaves it open whether it was."""
    effect = _open_case(it)
    it.hall.next("/v1/cases", fault)
    it.runner.carry_out(effect)
    assert _failed(it).problem.code is code
    assert it.journal.intents.recent()[0].ended is ended
    assert it.journal.intents.open() == ()


def test_a_redo_after_a_lost_answer_finds_the_first_case(it: World) -> None:
    """The answer was lost until the time was over; the same key again opens no second case."""
    effect = _open_case(it)
    it.hall.next("/v1/cases", *[Fault.LOST_REPLY] * 30)
    it.runner.carry_out(effect)
    problem = _failed(it).problem
    assert (problem.code, problem.retry_is_safe) == (ProblemCode.HALL_DOWN, True)
    it.hall._faults.clear()
    it.runner.carry_out(replace(effect, request=2))
    opened = it.inbox.outcome(2)
    assert isinstance(opened, CaseOpened)
    assert list(it.hall.cases) == [opened.case.case_id]


def test_a_registry_that_is_down_is_told_as_such(it: World) -> None:
    """After the retries: the registry's problem, safe to try again."""
    effect = _open_case(it)
    it.hall.registry_down = True
    it.runner.carry_out(effect)
    problem = _failed(it).problem
    assert (problem.code, problem.retry_is_safe) == (ProblemCode.REGISTRY_DOWN, True)


def test_called_back_cuts_the_call_off(it: World) -> None:
    """Nothing is posted, the intent says so, and the worker is free again."""
    effect = _open_case(it)
    it.hall.next("/v1/cases", Fault.HELD)
    it.runner.carry_out(effect)
    assert it.hall.held.wait(PATIENCE_S)
    it.runner.carry_out(CallBack(1))
    it.runner.carry_out(CallBack(1))
    it.runner.carry_out(CallBack(99))
    it.runner.carry_out(replace(effect, request=2))
    assert isinstance(it.inbox.outcome(2), CaseOpened)
    assert it.inbox.finals(1) == []
    # The first one's end is written when its cut call returns, maybe after the second's.
    assert IntentEnd.CALLED_BACK in {_ended(it, seq) for seq in (1,)}


def _ended(it: World, seq: int) -> IntentEnd | None:
    """The end of an intent, waited for."""
    it.runner._workers.close(PATIENCE_S)
    return next(intent.ended for intent in it.journal.intents.recent() if intent.seq == seq)


def test_nothing_is_asked_when_it_cannot_be_written_down(it: World) -> None:
    """A journal that takes nothing stops the case before the hall is asked."""
    effect = _open_case(it)
    it.journal.close()
    asked = len(it.hall.asked)
    it.runner.carry_out(effect)
    assert _failed(it).problem.code is ProblemCode.TERMINAL_FAULT
    assert len(it.hall.asked) == asked


def test_a_session_is_ended_at_the_hall(it: World) -> None:
    """In the background, without an outcome."""
    citizen = _sign_in(it)
    it.runner.carry_out(EndHallSession(citizen))
    it.runner._workers.close(PATIENCE_S)
    assert it.hall.sessions == set()
    assert it.inbox.finals(0) == []


def test_a_session_is_ended_later_if_the_hall_is_away(it: World) -> None:
    """Tried again until the hall is there."""
    citizen = replace(_sign_in(it), expires_at=it.clock.now() + timedelta(minutes=15))
    it.hall.next("/v1/sign-ins/current", *[Fault.UNAVAILABLE] * 40)
    it.runner.carry_out(EndHallSession(citizen))
    it.clock.await_wait(until_s=30.0)
    assert it.hall.sessions
    it.hall._faults.clear()
    it.clock.advance(30.0)
    it.clock.await_wait(until_s=3630.0)
    it.runner._workers.close(PATIENCE_S)
    assert it.hall.sessions == set()


def test_a_session_that_has_expired_is_let_go(it: World) -> None:
    """The token is not kept longer than it is worth anything."""
    citizen = replace(_sign_in(it), expires_at=it.clock.now() - timedelta(seconds=1))
    it.hall.next("/v1/sign-ins/current", *[Fault.UNAVAILABLE] * 40)
    it.runner.carry_out(EndHallSession(citizen))
    it.runner._workers.close(PATIENCE_S)
    assert it.runner._scheduler._due == {}


def test_a_rating_is_kept_for_the_hall(it: World) -> None:
    """It is in the outbox under the flow's key; posted twice it is there once."""
    rated = PostRating("c0ffee00-0000-4000-8000-000000000001", RatingLevel.SATISFIED, KEY)
    it.runner.carry_out(rated)
    it.runner.carry_out(rated)
    it.runner._workers.close(PATIENCE_S)
    (posted,) = it.journal.outbox.waiting()
    assert (posted.key, posted.message) == (KEY, RatingGiven(rated.case_id, RatingLevel.SATISFIED))


def test_a_rating_that_cannot_be_kept_is_sent_at_once(it: World) -> None:
    """Without a journal there is one try, and it is made."""
    effect = _open_case(it)
    case = it.client.open_case(effect.citizen, effect.item, consented_at=worlds.NOW, idempotency_key=KEY)
    it.journal.close()
    it.runner.carry_out(PostRating(case.case_id, RatingLevel.FAIR, "key-of-the-rating"))
    it.runner._workers.close(PATIENCE_S)
    assert it.hall.ratings == {case.case_id: 3}

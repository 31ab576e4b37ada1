"""Moves of a case: the table, its guards, the clock, supplements, what follows, withdrawal, and days that pass."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hall.audit.models import AuditRow
from hall.cases.deadlines import keep_deadlines
from hall.cases.guards import GUARDS, Guard, GuardRefused
from hall.cases.handling import handle
from hall.cases.models import Case, CaseEvent, CaseMaterial
from hall.cases.moving import move
from hall.cases.notes import Note, Wanted, Why
from hall.cases.states import FINAL, TRANSITIONS, CaseState, Move
from hall.problems.errors import CaseStateConflict
from hall.project.hall_time import now
from hall.workdays.calendar import working_days
from tests.support.hall_applications import HYGIENE_FORM, apply, upload
from tests.support.hall_terminal import Terminal

WHOLE = Note(reason="面积不符", remedy="可在六十日内申请行政复议", wanted=Wanted(materials={"floor-plan": "缺比例尺"}))
TERMS = {
    "time_limits": {"legal": {"amount": 20, "unit": "working_days"}, "promised": {"amount": 5, "unit": "working_days"}},
    "case_type": "promised",
}


@pytest.fixture
def citizen(terminal: Terminal) -> str:
    """A citizen signed in."""
    return terminal.sign_in()


def applied(terminal: Terminal, citizen: str, *, follows: bool = False) -> Case:
    """Return a hygiene licence with terms that has been applied for; nothing outstanding unless `follows`."""
    case_id = apply(terminal, citizen, **TERMS)["case_id"]
    if not follows:
        CaseMaterial.objects.filter(case_id=case_id).update(handed_in_at=now())
    return again(case_id)


def again(case_id: Any) -> Case:
    """Read the case anew."""
    return Case.objects.select_related("item_version").get(pk=case_id)


def attached(terminal: Terminal, citizen: str, *names: str) -> dict[str, Any]:
    """Return materials with a fresh file each."""
    return {
        name: {"met": "attached", "attachment_ids": [upload(terminal, citizen).json()["attachment_id"]]}
        for name in names
    }


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
@given(moves=st.lists(st.tuples(st.sampled_from(Move), st.booleans(), st.booleans()), min_size=1, max_size=12))
def test_no_illegal_move_and_no_lost_event(
    terminal: Terminal, moves: list[tuple[Move, bool, bool]], fresh_case: Case
) -> None:
    """Whatever is tried, in any order, by readers of old versions too: no illegal move and no lost event.

    A case only goes where the table leads, each move leaves one event, the events lead from the start to where the case
    is, and what is refused changes nothing.
    """
    savepoint = transaction.savepoint()
    case, stale, done = again(fresh_case.pk), again(fresh_case.pk), 0
    for what, told, is_stale in moves:
        before, tried = again(case.pk), stale if is_stale else again(case.pk)
        try:
            move(tried, what, actor="test", note=WHOLE if told else Note())
        except (CaseStateConflict, GuardRefused):
            after = again(case.pk)
            assert (after.state, after.version, after.decision) == (before.state, before.version, before.decision)
            continue
        done += 1
        after = again(case.pk)
        assert TRANSITIONS[CaseState(before.state)][what] is CaseState(after.state)
        assert (tried.version, after.version) == (before.version + 1, before.version + 1)
        assert (after.stopped_on is not None) == (after.state == "supplement_wanted")
        assert after.state != "not_accepted" or after.accepted_on is None
        assert CaseState(after.state) not in {CaseState.APPROVED, CaseState.REJECTED} or after.accepted_on is not None
    events = list(CaseEvent.objects.filter(case=case).order_by("pk"))
    assert len(events) == done
    states = ["received", *(event.after for event in events)]
    assert [event.before for event in events] == states[:-1]
    assert again(case.pk).state == states[-1]
    assert sum(event.move == "ask_for_supplement" for event in events) <= 1
    transaction.savepoint_rollback(savepoint)


@pytest.fixture
def fresh_case(terminal: Terminal, citizen: str) -> Case:
    """An application that nobody has looked at."""
    return applied(terminal, citizen)


def test_every_move_has_guards_and_every_guard_guards() -> None:
    """No move and no guard is forgotten."""
    assert GUARDS.keys() == set(Move)
    assert {guard for guards in GUARDS.values() for guard in guards} == set(Guard)


@pytest.mark.parametrize(
    ("moves", "what", "note", "guard"),
    [
        ([], Move.ASK_FOR_SUPPLEMENT, Note(wanted=Wanted()), Guard.SOMETHING_WANTED),
        ([Move.ASK_FOR_SUPPLEMENT, Move.SUPPLEMENT], Move.ASK_FOR_SUPPLEMENT, WHOLE, Guard.NEVER_ASKED),
        ([Move.ASK_FOR_SUPPLEMENT], Move.RESUME, WHOLE, Guard.ACCEPTED_BEFORE),
        ([Move.ACCEPT, Move.ASK_FOR_SUPPLEMENT], Move.SUPPLEMENT, WHOLE, Guard.NOT_ACCEPTED_YET),
        ([Move.ACCEPT, Move.ASK_FOR_SUPPLEMENT], Move.DECLINE, WHOLE, Guard.NOT_ACCEPTED_YET),
        ([], Move.DECLINE, Note(remedy="x"), Guard.REASON_GIVEN),
        ([Move.ACCEPT], Move.REJECT, Note(reason="x"), Guard.REMEDY_GIVEN),
        ([Move.ACCEPT], Move.END, Note(), Guard.REASON_GIVEN),
        ([Move.ACCEPT], Move.ISSUE_RESULT, Note(), Guard.DECIDED_OR_AT_ONCE),
    ],
)
def test_guards(fresh_case: Case, moves: list[Move], what: Move, note: Note, guard: Guard) -> None:
    """What the table allows is still refused where something it needs does not hold, by that thing's name."""
    case = fresh_case
    for before in moves:
        move(case, before, actor="test", note=WHOLE)
    with pytest.raises(GuardRefused) as caught:
        move(case, what, actor="test", note=note)
    assert caught.value.guard is guard


def test_nothing_is_approved_before_everything_came(terminal: Terminal, citizen: str) -> None:
    """Accepted without what may follow (容缺受理), decided only with it; the applicant hands it in meanwhile."""
    case = applied(terminal, citizen, follows=True)
    handle(case, Move.ACCEPT, actor="counter-3")
    with pytest.raises(GuardRefused):
        handle(case, Move.APPROVE, actor="counter-3")
    place = f"/cases/{case.pk}/additions"
    given = terminal.get(f"/cases/{case.pk}", citizen).json()
    assert [(step["who"], step["step"]) for step in given["progress"]["next"]] == [
        ("office", "decide"),
        ("applicant", "hand_in"),
    ]
    first = terminal.post(place, {"materials": attached(terminal, citizen, "floor-plan")}, citizen)
    assert first.status_code == 201, first.content
    assert terminal.post(place, {"materials": attached(terminal, citizen, "hygiene-rules")}, citizen).status_code == 201
    assert terminal.post(place, {"materials": {}}, citizen).json()["code"] == "case_state_conflict"
    case = again(case.pk)
    handle(case, Move.APPROVE, actor="counter-3")
    handle(case, Move.ISSUE_RESULT, actor="counter-3")
    given = terminal.get(f"/cases/{case.pk}", citizen).json()
    assert [step["state"] for step in given["progress"]["steps"]] == ["accepted", "approved", "completed"]
    assert given["progress"]["next"] == []


def test_a_supplement_is_asked_for_once_and_answered_at_once(terminal: Terminal, citizen: str) -> None:
    """The applicant sees everything that is missing in the office's words; part of it is refused by what is missing."""
    case = applied(terminal, citizen)
    wanted = Wanted(materials={"floor-plan": "缺比例尺"}, form={"shop_name": "与营业执照不一致"}, days=10)
    handle(case, Move.ASK_FOR_SUPPLEMENT, actor="counter-3", note=Note(wanted=wanted))
    given = terminal.get(f"/cases/{case.pk}", citizen).json()
    answer_by = working_days().after(now().date(), 10).isoformat()
    assert given["supplement"] == {
        "materials": {"floor-plan": "缺比例尺"}, "form": {"shop_name": "与营业执照不一致"}, "answer_by": answer_by
    }  # fmt: skip
    assert given["progress"]["next"] == [{"who": "applicant", "step": "answer", "by": answer_by}]
    assert given["progress"]["stopped"] is True
    place, form = f"/cases/{case.pk}/additions", {"shop_name": "样例美发店"}

    def refused(body: dict[str, Any]) -> tuple[str, list[tuple[str, str]]]:
        problem = terminal.post(place, body, citizen).json()
        return problem["code"], [(fault["pointer"], fault["code"]) for fault in problem["errors"]]

    assert refused({"form": form}) == ("materials_missing", [("/materials/floor-plan", "missing")])
    plan = attached(terminal, citizen, "floor-plan")
    assert refused({"materials": plan}) == ("form_invalid", [("/form/shop_name", "required")])
    other = {**form, "mobile": "13800000002"}
    assert refused({"materials": plan, "form": other}) == ("form_invalid", [("/form/mobile", "not_wanted")])
    too_long = {"shop_name": "长" * 41}
    assert refused({"materials": plan, "form": too_long}) == ("form_invalid", [("/form/shop_name", "maxLength")])
    both = {**plan, **attached(terminal, citizen, "business-licence")}
    assert refused({"materials": both, "form": form}) == (
        "materials_missing",
        [("/materials/business-licence", "not_wanted")],
    )
    reply = terminal.post(place, {"materials": plan, "form": form}, citizen)
    assert (reply.status_code, reply.json()["state"], reply.json()["supplement"]) == (201, "received", None)
    case = again(case.pk)
    assert case.form == {**HYGIENE_FORM, **form}
    assert AuditRow.objects.filter(action="case_added_to", outcome="supplement").count() == 1
    assert CaseEvent.objects.filter(case=case).count() == 2


def test_the_clock(terminal: Terminal, citizen: str) -> None:
    """Terms begin on the day after acceptance, and run on by what was left of them once the applicant has answered."""
    case, calendar, today = applied(terminal, citizen), working_days(), now().date()
    handle(case, Move.ACCEPT, actor="counter-3")
    assert (case.promised_due, case.legal_due) == (calendar.after(today, 5), calendar.after(today, 20))
    handle(case, Move.ASK_FOR_SUPPLEMENT, actor="counter-3", note=WHOLE)
    # Asked three working days before the promise ends; answered today.
    asked = today - timedelta(days=30)
    Case.objects.filter(pk=case.pk).update(
        stopped_on=asked, promised_due=calendar.after(asked, 3), legal_due=calendar.after(asked, 18)
    )
    body = {"materials": attached(terminal, citizen, "floor-plan")}
    assert terminal.post(f"/cases/{case.pk}/additions", body, citizen).json()["state"] == "accepted"
    case = again(case.pk)
    assert (case.promised_due, case.legal_due) == (calendar.after(today, 3), calendar.after(today, 18))
    assert case.stopped_on is None


def test_silence_is_acceptance(terminal: Terminal, citizen: str) -> None:
    """Five working days without a word, and the case is accepted as of the day it was received; not a day sooner."""
    case, calendar, today = applied(terminal, citizen), working_days(), now().date()
    received = today
    while calendar.after(received, 5) >= today:
        received -= timedelta(days=1)
    Case.objects.filter(pk=case.pk).update(received_on=received + timedelta(days=1))
    assert keep_deadlines() == (calendar.after(received + timedelta(days=1), 5) < today)
    Case.objects.filter(pk=case.pk).update(received_on=received)
    assert keep_deadlines() == 1
    case = again(case.pk)
    assert (case.state, case.accepted_on, case.promised_due) == ("accepted", received, calendar.after(received, 5))
    assert AuditRow.objects.get(action="case_moved").actor == "deadline"
    assert keep_deadlines() == 0


@pytest.mark.parametrize("why", [Why.SUPPLEMENT_NOT_ANSWERED, Why.MATERIAL_DID_NOT_FOLLOW])
def test_what_did_not_come_ends_the_case(terminal: Terminal, citizen: str, why: Why) -> None:
    """Once the day has passed, not on it; the applicant reads what ended it."""
    case = applied(terminal, citizen, follows=why is Why.MATERIAL_DID_NOT_FOLLOW)
    if why is Why.SUPPLEMENT_NOT_ANSWERED:
        handle(case, Move.ASK_FOR_SUPPLEMENT, actor="counter-3", note=WHOLE)

    def due(day: date) -> None:
        Case.objects.filter(pk=case.pk, answer_by__isnull=False).update(answer_by=day)
        CaseMaterial.objects.filter(case=case, met="follows").update(due_on=day)

    due(now().date())
    assert keep_deadlines() == 0
    due(now().date() - timedelta(days=1))
    assert keep_deadlines() == 1
    given = terminal.get(f"/cases/{case.pk}", citizen).json()
    assert (given["state"], given["decision"]["why"]) == ("ended_abnormally", why.value)
    assert given["progress"]["why"] == why.value


def test_withdrawal(terminal: Terminal, citizen: str) -> None:
    """The applicant withdraws until it is decided, once; nobody else can."""
    case = applied(terminal, citizen)
    place = f"/cases/{case.pk}/withdrawal"
    assert terminal.post(place, {}, terminal.sign_in(("431382198502280013", "李例二", "2035-08-12"))).status_code == 404
    reply = terminal.post(place, {"reason": "不办了"}, citizen)
    assert (reply.status_code, reply.json()["state"]) == (201, "withdrawn")
    assert reply.json()["decision"] == {"why": "by_applicant", "reason": "不办了", "remedy": ""}
    assert terminal.post(place, {}, citizen).json()["code"] == "case_state_conflict"
    assert AuditRow.objects.filter(action="case_moved", outcome="withdraw").count() == 1


def test_a_rejection_tells_why_and_what_helps(terminal: Terminal, citizen: str) -> None:
    """Reason and remedy reach the applicant, and nothing of them can be read in the database."""
    from django.db import connection

    case = applied(terminal, citizen)
    handle(case, Move.ACCEPT, actor="counter-3")
    handle(case, Move.REJECT, actor="counter-3", note=WHOLE)
    given = terminal.get(f"/cases/{case.pk}", citizen).json()
    assert given["decision"] == {"why": "by_office", "reason": WHOLE.reason, "remedy": WHOLE.remedy}
    with connection.cursor() as cursor:
        cursor.execute("SELECT decision FROM cases_case")
        assert WHOLE.reason.encode() not in bytes(cursor.fetchone()[0])
    assert CaseState(case.state) in FINAL


def test_own_cases(terminal: Terminal, citizen: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A citizen's own cases, the newest first, page by page, each once; nobody else's."""
    from tests.support.hall import case_body

    monkeypatch.setattr("hall.cases.listing.PAGE", 2)
    opened = [terminal.post("/cases", case_body(), citizen).json()["case_id"] for _ in range(3)]
    terminal.post("/cases", case_body(), terminal.sign_in(("431382198502280013", "李例二", "2035-08-12")))
    first = terminal.get("/cases", citizen).json()
    second = terminal.get(f"/cases?after={first['next_after']}", citizen).json()
    assert [case["case_id"] for case in first["cases"] + second["cases"]] == opened[::-1]
    assert (len(first["cases"]), second["next_after"]) == (2, None)
    assert first["cases"][0]["item_title"]["zh"]
    assert terminal.get("/cases").status_code == 401

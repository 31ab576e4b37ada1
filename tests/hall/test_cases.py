"""Opening a case and looking at it."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from hall.audit.models import AuditRow
from hall.cases.models import Case, CaseEvent
from hall.cases.moving import move
from hall.cases.states import FINAL, TRANSITIONS, CaseState, Move, TransitionTableWrong, check_table
from hall.catalogue.models import Item, ItemVersion
from hall.identity.codes import issue_code
from hall.problems.errors import CaseStateConflict
from hall.registries.ports import RegistryDown
from tests.support.hall import LOOKUP_CONSENT, WITH_TWO_HOUSES, WITHOUT_HOUSE, case_body, new_key
from tests.support.hall_terminal import Terminal


def test_no_house(terminal: Terminal) -> None:
    """Who owns nothing gets an accepted case with an empty result, a number with its check character, a verifier."""
    from hall.cases.numbering import check_character

    reply = terminal.post("/cases", case_body(purpose="school-entry"), terminal.sign_in())
    assert reply.status_code == 201
    case = reply.json()
    assert (case["state"], case["item_id"], case["item_version"]) == ("accepted", "no-house-proof", 1)
    assert case["result"]["kind"] == "no_house"
    assert case["result"]["records"] == []
    assert case["result"]["scope"] == {"zh": "云江市行政区域内", "en": "within Yunjiang City"}
    assert case["result"]["as_of"].endswith("+08:00")
    assert len(case["verifier"]) == 6
    assert case["case_number"].startswith("999900")
    assert check_character(case["case_number"][:-1]) == case["case_number"][-1]
    assert case["papers"] == []
    assert case["rated"] is False


def test_listing(terminal: Terminal) -> None:
    """Who owns two houses gets both, oldest first, with every field of the contract."""
    reply = terminal.post("/cases", case_body(), terminal.sign_in(WITH_TWO_HOUSES))
    result = reply.json()["result"]
    assert result["kind"] == "property_listing"
    assert [record["registered_on"] for record in result["records"]] == ["2007-09-21", "2011-07-21"]
    assert result["records"][0] == {
        "unit_number": "999901010007GB00001F00072604",
        "location": "云江市样板区云江中路324号7栋2604室",
        "right_type": {
            "zh": "国有建设用地使用权/房屋所有权",
            "en": "use of state-owned land for construction, and ownership of the house",
        },
        "area_m2": "85.74",
        "registered_on": "2007-09-21",
        "shared": {"zh": "单独所有", "en": "sole ownership"},
        "certificate_number": "例（2007）云江市不动产权第0000002号",
    }


def test_numbers_of_a_day_follow_each_other(terminal: Terminal) -> None:
    """Serials of a day count up from 1, one a case."""
    citizen = terminal.sign_in()
    numbers = [terminal.post("/cases", case_body(), citizen).json()["case_number"] for _ in range(3)]
    assert [int(number[14:20]) for number in numbers] == [1, 2, 3]


def test_identity_code_is_enough_for_this_item(terminal: Terminal) -> None:
    """Declining the face loses no function: the item also works by identity code."""
    code = issue_code(WITHOUT_HOUSE[0], actor="test").code
    citizen = terminal.post("/sign-ins", {"method": "identity_code", "code": code}).json()["citizen_session"]
    assert terminal.post("/cases", case_body(), citizen).status_code == 201


def test_assurance_too_low(terminal: Terminal) -> None:
    """An item that asks for card and face is refused to a session by code."""
    _republish(assurance="high")
    code = issue_code(WITHOUT_HOUSE[0], actor="test").code
    citizen = terminal.post("/sign-ins", {"method": "identity_code", "code": code}).json()["citizen_session"]
    reply = terminal.post("/cases", case_body(item_version=2), citizen)
    assert (reply.status_code, reply.json()["code"]) == (403, "assurance_too_low")


def _republish(**changes: Any) -> None:
    item = Item.objects.get(item_id="no-house-proof")
    assert item.current is not None
    content = {**item.current.content, **changes}
    item.current = ItemVersion.objects.create(item=item, version=2, content=content, published_at=timezone.now())
    item.save()


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"item_id": "no-such-item"}, 404, "item_unknown"),
        ({"item_version": 2}, 409, "item_version_changed"),
        ({"item_id": "retirement"}, 409, "item_not_available_here"),
        ({"purpose": "curiosity"}, 422, "purpose_unknown"),
        ({"lookup_consents": []}, 422, "lookup_consent_missing"),
        (
            {"lookup_consents": [{"registry": "population", "consented_at": "2026-01-05T09:00:00+08:00"}]},
            422,
            "lookup_consent_missing",
        ),
        (
            {"lookup_consents": [{"registry": "property", "consented_at": "2999-01-05T09:00:00+08:00"}]},
            422,
            "lookup_consent_missing",
        ),
    ],
)
def test_refusals(terminal: Terminal, changes: dict[str, Any], status: int, code: str) -> None:
    """What cannot be opened is refused by its own name; nothing is looked up and no case is there."""
    citizen = terminal.sign_in()
    looked_up = AuditRow.objects.filter(action="registry_lookup").count()
    reply = terminal.post("/cases", case_body(**changes), citizen)
    assert (reply.status_code, reply.json()["code"]) == (status, code)
    assert AuditRow.objects.filter(action="registry_lookup").count() == looked_up
    assert not Case.objects.exists()


def test_version_pinned(terminal: Terminal) -> None:
    """A case keeps the version it began under when the item changes."""
    citizen = terminal.sign_in()
    case = terminal.post("/cases", case_body(), citizen).json()
    _republish(fee_fen=100)
    assert terminal.get(f"/cases/{case['case_id']}", citizen).json()["item_version"] == 1
    assert terminal.post("/cases", case_body(), citizen).json()["code"] == "item_version_changed"


def test_registry_down_opens_nothing_and_is_on_record(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """A silent registry: 503, safe to retry, the attempt and consent on record, no case; the same key works later."""

    class Silent:
        def scope(self) -> Any:
            raise AssertionError("not asked")

        def holdings_of(self, _number: str) -> Any:
            raise RegistryDown

    citizen, key = terminal.sign_in(), new_key()
    with monkeypatch.context() as patched:
        patched.setattr("hall.cases.property_proof.property_registry", Silent)
        reply = terminal.post("/cases", case_body(), citizen, key=key)
    assert (reply.status_code, reply.json()["code"], reply.json()["retry_is_safe"]) == (
        503,
        "registry_unavailable",
        True,
    )
    assert reply["Retry-After"] == "5"
    row = AuditRow.objects.get(action="registry_lookup", outcome="unavailable")
    assert row.consented_at == LOOKUP_CONSENT[0]["consented_at"]
    assert not Case.objects.exists()
    assert terminal.post("/cases", case_body(), citizen, key=key).status_code == 201


def test_only_its_citizen_sees_a_case(terminal: Terminal) -> None:
    """To everybody but its citizen a case does not exist."""
    citizen = terminal.sign_in()
    case = terminal.post("/cases", case_body(), citizen).json()
    assert terminal.get(f"/cases/{case['case_id']}", citizen).json() == case
    other = terminal.sign_in(WITH_TWO_HOUSES)
    reply = terminal.get(f"/cases/{case['case_id']}", other)
    assert (reply.status_code, reply.json()["code"]) == (404, "case_unknown")
    assert terminal.get(f"/cases/{case['case_id']}").status_code == 401


def test_moves_and_compare_and_set(terminal: Terminal) -> None:
    """A move outside the table is refused; of two that read one version, one wins, the other changes nothing."""
    terminal.post("/cases", case_body(), terminal.sign_in())
    first, second = Case.objects.get(), Case.objects.get()
    with pytest.raises(CaseStateConflict):
        move(first, Move.ACCEPT, actor="test")
    move(first, Move.WITHDRAW, actor="test")
    with pytest.raises(CaseStateConflict):
        move(second, Move.ISSUE_RESULT, actor="test")
    case = Case.objects.get()
    assert (case.state, case.version) == ("withdrawn", 2)
    assert list(CaseEvent.objects.order_by("pk").values_list("before", "after")) == [
        ("received", "accepted"),
        ("accepted", "withdrawn"),
    ]


def test_table_is_checked() -> None:
    """A table with an unreachable state, a dead end, or a way out of a final state is refused."""
    without_way_in = {**TRANSITIONS, CaseState.RECEIVED: {Move.END: CaseState.ENDED_ABNORMALLY}}
    dead_end = {**TRANSITIONS, CaseState.APPROVED: {Move.APPROVE: CaseState.APPROVED}}
    for table in (without_way_in, dead_end, {**TRANSITIONS, CaseState.COMPLETED: {}}):
        with pytest.raises(TransitionTableWrong):
            check_table(table, start=CaseState.RECEIVED)
    assert FINAL.isdisjoint(TRANSITIONS)


def test_consent_from_a_clock_a_little_ahead(terminal: Terminal) -> None:
    """A terminal whose clock runs four minutes ahead still counts as having asked before."""
    ahead = (timezone.now() + timedelta(minutes=4)).isoformat()
    body = case_body(lookup_consents=[{"registry": "property", "consented_at": ahead}])
    assert terminal.post("/cases", body, terminal.sign_in()).status_code == 201

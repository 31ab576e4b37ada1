"""Acting for another: whom the registries and leave allow, and nobody else."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from hall.audit.models import AuditRow
from hall.cases.models import Case
from hall.identity.models import SignIn
from hall.registries import wiring
from hall.registries.http.exchange_file import OWN_PORTS
from hall.registries.models import FirmRow, ResidentRow
from hall.registries.ports import RegistryDown, RegistryName
from hall.registries.sql.household import SqlHouseholdRegistry
from tests.hall.test_ways_to_sign_in import a_family
from tests.support.hall import WITH_TWO_HOUSES, WITHOUT_HOUSE, case_body
from tests.support.hall_terminal import Terminal


def person(row: ResidentRow) -> tuple[str, str, str]:
    """Return what `Terminal.sign_in` takes."""
    return row.number, row.name, row.card_valid_until


def sign_in(terminal: Terminal, row: ResidentRow) -> str:
    """Sign a resident in whose card may have no end."""
    from tests.support.hall import card_sign_in

    body = card_sign_in(person(row))
    body["card"]["valid_until"] = row.card_valid_until or None
    reply = terminal.post("/sign-ins", body)
    assert reply.status_code == 201, reply.content
    return str(reply.json()["citizen_session"])


def offered(terminal: Terminal, citizen: str) -> dict[str, Any]:
    """For whom may they act?"""
    reply = terminal.get("/representations", citizen)
    assert reply.status_code == 200
    return dict(reply.json())


def choose(terminal: Terminal, citizen: str, representation_id: str | None) -> Any:
    """Act for somebody from now on."""
    return terminal.post("/sign-ins/current/representation", {"representation_id": representation_id}, citizen)


def test_a_parent_acts_for_their_child(terminal: Terminal) -> None:
    """The child is offered masked; what is opened then is the child's, and the parent is on record."""
    child, parent = a_family()
    citizen = sign_in(terminal, parent)
    (shown,) = [each for each in offered(terminal, citizen)["represented"] if each["kind"] == "child"]
    assert shown["shown_name"] == child.name[0] + "*"
    assert child.number not in str(shown)
    chosen = choose(terminal, citizen, shown["representation_id"])
    assert (chosen.status_code, chosen.json()["acting_for"]["kind"]) == (201, "child")
    opened = terminal.post("/cases", case_body(), citizen)
    assert opened.status_code == 201
    case = Case.objects.get(case_id=opened.json()["case_id"])
    assert (case.person, case.number) == (child.person, child.number)
    audit = AuditRow.objects.filter(action="case_opened").latest("sequence")
    assert audit.subject == child.person
    assert parent.person in audit.detail
    assert choose(terminal, citizen, None).json() == {"acting_for": None}
    assert terminal.get(f"/cases/{case.case_id}", citizen).status_code == 404


def test_a_child_acts_for_nobody(terminal: Terminal) -> None:
    """Nor does anybody for a person of another household, by whatever id."""
    _, parent = a_family()
    mine = offered(terminal, sign_in(terminal, parent))["represented"][0]["representation_id"]
    stranger = terminal.sign_in(WITHOUT_HOUSE)
    assert offered(terminal, stranger)["represented"] == []
    refused = choose(terminal, stranger, mine)
    assert (refused.status_code, refused.json()["code"]) == (404, "representation_unknown")


def test_a_legal_person_acts_for_their_firm(terminal: Terminal) -> None:
    """Firms are shown in full; an item that is for people only is refused for them."""
    citizen = terminal.sign_in(WITH_TWO_HOUSES)
    firms = [each for each in offered(terminal, citizen)["represented"] if each["kind"] == "firm"]
    assert {each["shown_number"] for each in firms} == set(
        FirmRow.objects.filter(legal_person=SignIn.objects.latest("pk").person).values_list("uscc", flat=True)
    )
    assert len(firms) == 2
    assert choose(terminal, citizen, firms[0]["representation_id"]).status_code == 201
    refused = terminal.post("/cases", case_body(), citizen)
    assert (refused.status_code, refused.json()["code"]) == (409, "applicant_not_served")


def leave(**changes: Any) -> dict[str, Any]:
    """Leave for the one with two houses to act in one item."""
    number, name, _ = WITH_TWO_HOUSES
    ends = timezone.now() + timedelta(days=30)
    return {
        "agent_number": number,
        "agent_name": name,
        "items": ["no-house-proof"],
        "ends_at": ends.isoformat(timespec="seconds"),
        **changes,
    }


def test_leave_lets_another_act_and_can_be_taken_back(terminal: Terminal) -> None:
    """It is given by the surest sign-in, seen by the agent only, holds for its items, and ends when taken back."""
    principal = terminal.sign_in(WITHOUT_HOUSE)
    given = terminal.post("/authorisations", leave(), principal)
    assert given.status_code == 201, given.content
    listed = terminal.get("/authorisations", principal).json()["authorisations"]
    assert [each["agent_shown_name"] for each in listed] == ["李*"]
    agent = terminal.sign_in(WITH_TWO_HOUSES)
    (shown,) = [each for each in offered(terminal, agent)["represented"] if each["kind"] == "principal"]
    assert (shown["shown_name"], shown["items"]) == ("张*", ["no-house-proof"])
    choose(terminal, agent, shown["representation_id"])
    opened = terminal.post("/cases", case_body(), agent)
    assert opened.status_code == 201
    assert opened.json()["result"]["kind"] == "no_house"
    ended = terminal.delete(f"/authorisations/{given.json()['authorisation_id']}", principal)
    assert ended.status_code == 204
    assert "principal" not in {each["kind"] for each in offered(terminal, agent)["represented"]}
    assert choose(terminal, agent, shown["representation_id"]).json()["code"] == "representation_unknown"


def test_leave_is_for_its_items(terminal: Terminal) -> None:
    """Another item than those named is refused."""
    terminal.post("/authorisations", leave(items=["property-listing"]), terminal.sign_in(WITHOUT_HOUSE))
    agent = terminal.sign_in(WITH_TWO_HOUSES)
    (shown,) = [each for each in offered(terminal, agent)["represented"] if each["kind"] == "principal"]
    choose(terminal, agent, shown["representation_id"])
    assert terminal.post("/cases", case_body(), agent).json()["code"] == "applicant_not_served"


def test_leave_that_is_refused(terminal: Terminal) -> None:
    """Too long, past, for nobody, under another name; or given by a weaker sign-in."""
    principal = terminal.sign_in(WITHOUT_HOUSE)
    year = (timezone.now() + timedelta(days=400)).isoformat(timespec="seconds")
    past = (timezone.now() - timedelta(days=1)).isoformat(timespec="seconds")
    for changes, code in (
        ({"ends_at": year}, "authorisation_too_long"),
        ({"ends_at": past}, "authorisation_too_long"),
        ({"agent_name": "李例三"}, "citizen_unknown"),
        ({"agent_number": "999901199001010990"}, "citizen_unknown"),
    ):
        assert terminal.post("/authorisations", leave(**changes), principal).json()["code"] == code
    from hall.identity.codes import issue_code

    weak = terminal.post(
        "/sign-ins", {"method": "identity_code", "code": issue_code(WITHOUT_HOUSE[0], actor="test").code}
    ).json()["citizen_session"]
    assert terminal.post("/authorisations", leave(), weak).json()["code"] == "assurance_too_low"


def test_a_registry_that_is_down_leaves_its_part_out(terminal: Terminal, monkeypatch: Any) -> None:
    """The list says that it is not complete, and a choice that may be in the missing part can be tried again."""

    class Silent(SqlHouseholdRegistry):
        def household_of(self, number: str) -> Any:
            raise RegistryDown(RegistryName.HOUSEHOLD.value)

    citizen = terminal.sign_in(WITH_TWO_HOUSES)
    monkeypatch.setattr("hall.identity.representation.household_registry", Silent)
    told = offered(terminal, citizen)
    assert told["complete"] is False
    assert {each["kind"] for each in told["represented"]} == {"firm"}
    refused = choose(terminal, citizen, "0" * 32)
    assert (refused.status_code, refused.json()["code"]) == (503, "registry_unavailable")


def test_an_ended_session_forgets_whom_it_acted_for(terminal: Terminal) -> None:
    """Signing out overwrites both, the citizen and the one represented."""
    child, parent = a_family()
    citizen = sign_in(terminal, parent)
    shown = next(each for each in offered(terminal, citizen)["represented"] if each["kind"] == "child")
    choose(terminal, citizen, shown["representation_id"])
    assert SignIn.objects.latest("pk").represented_number == child.number
    terminal.delete("/sign-ins/current", citizen)
    ended = SignIn.objects.latest("pk")
    assert (ended.number, ended.name, ended.represented_number, ended.represented_name) == ("", "", "", "")


def test_wiring_names_every_registry() -> None:
    """Each registry answers the catalogue's questions, and each port of its own has an adapter in the settings."""
    from django.conf import settings

    assert set(settings.HALL_REGISTRIES) == {name.value for name in OWN_PORTS}
    assert all(wiring.records_of(name) is wiring.records_of(name) for name in RegistryName)
    assert wiring.household_registry() is wiring.household_registry()

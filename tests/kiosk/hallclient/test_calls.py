"""Every call of the contract is sent as it asks and comes back as domain values."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from devices.api.kinds.id_card_reader import CardVariant
from kiosk.domain.case import ResultKind
from kiosk.domain.citizen import Assurance, SignedInCitizen
from kiosk.domain.rating import RatingLevel
from kiosk.domain.text import Bilingual
from kiosk.hallclient import encoding
from kiosk.hallclient.client import HallClient
from kiosk.hallclient.errors import DocumentDamaged, HallRefused
from kiosk.hallclient.values import KeyStatus
from kiosk.journal.messages import FoundBy, PrintFound, PrintReport, RatingGiven
from kiosk.journal.reprints import ReprintReason
from tests.support import worlds
from tests.support.hall_double import CODE, PDF, TOKEN, Fault, HallDouble

HALF_PAST = datetime(2026, 11, 23, 9, 41, tzinfo=UTC)


def _sign_in(client: HallClient) -> SignedInCitizen:
    return client.sign_in_with_code(CODE, idempotency_key="key-of-the-sign-in")


def test_health_and_keys_need_no_person(client: HallClient) -> None:
    """Version, time and keys come typed, times with their offset."""
    health = client.health()
    assert (health.version, health.time) == ("0.1.0", HALF_PAST)
    (key,) = client.keys()
    assert (key.kid, len(key.public_key), key.status) == ("2026-1", 32, KeyStatus.ACTIVE)


def test_the_catalogue_is_fetched_once_per_version(client: HallClient, hall: HallDouble) -> None:
    """The second call asks with the ETag and gives the same object; a new version gives a new one."""
    first = client.catalogue()
    assert client.catalogue() is first
    assert hall.asked[1].headers["if-none-match"] == '"1"'
    hall.catalogue_version = "2"
    second = client.catalogue()
    assert (first.version, second.version) == ("1", "2")
    item = first.item("no-house-proof")
    assert item is not None
    assert item.title == Bilingual("无房证明", "No-house proof")
    assert item.assurance is Assurance.SUBSTANTIAL
    assert [(spelling.text, spelling.initials) for spelling in item.spellings] == [
        ("无房证明", "wfzm"),
        ("不动产登记信息查询证明", "bdcdjxxcxzm"),
    ]
    assert item.lookups[0].legal_basis == Bilingual("示例")
    assert first.themes[0].accent == "#0f9d76"


def test_signing_in_with_a_card_sends_what_the_contract_asks(client: HallClient, hall: HallDouble) -> None:
    """Number, name, variant and validity; score and times of the comparison; no photo, no address."""
    citizen = client.sign_in_with_card(
        worlds.card(), consented_at=HALF_PAST, verdict=worlds.verdict(), idempotency_key="key-of-the-sign-in"
    )
    assert (citizen.masked_name, citizen.assurance) == ("张*", Assurance.HIGH)
    assert hall.asked[0].body == {
        "method": "card_and_face",
        "card": {
            "number": "430124199001010014",
            "name": "张样一",
            "variant": "citizen",
            "valid_until": "2036-05-03",
        },
        "face": {
            "consented_at": "2026-11-23T09:41:00+00:00",
            "result": "match",
            "score": 0.71,
            "threshold": 0.45,
            "engine": "test 1",
            "compared_at": "2026-11-23T09:41:00+00:00",
        },
        "terminal_id": "terminal-1",
    }


@pytest.mark.parametrize("variant", CardVariant)
def test_every_card_has_a_name_in_the_contract(variant: CardVariant) -> None:
    """Each variant is sent by a name; a card without an end is sent as null."""
    card = worlds.card()
    card = replace(card, text=replace(card.text, variant=variant, valid_until=None))
    body = encoding.card_sign_in(card, consented_at=HALF_PAST, verdict=worlds.verdict(), terminal_id="t")
    assert body["card"]["variant"] == variant.value
    assert body["card"]["valid_until"] is None


def test_a_whole_visit(client: HallClient, hall: HallDouble) -> None:
    """Sign in, open, issue, fetch, report, rate, sign out: each call with its key and the citizen's session."""
    citizen = _sign_in(client)
    case = client.open_case(citizen, worlds.item(), consented_at=HALF_PAST, idempotency_key="key-of-the-case")
    assert (case.number, case.verifier) == ("99990120261123000017", "AB12CD")
    assert case.result.kind is ResultKind.PROPERTY_LISTING
    assert case.result.records[0].area_m2 == "89.52"
    assert case.result.answers[0].rows == (("999901001001GB00001F00010001", ""),)
    assert case.result.printable
    assert client.case(citizen, case.case_id) == case
    paper = client.issue_paper(citizen, case, idempotency_key="key-of-the-paper")
    assert (paper.pages, paper.title, paper.size_bytes) == (1, Bilingual("无房证明"), len(PDF))
    assert client.document(citizen, paper) == PDF
    client.end_session(citizen)
    client.end_session(citizen)
    report = PrintReport(case.case_id, paper.paper_id, PrintFound.PRINTED, "job_completed", 1, HALF_PAST)
    client.report_print(report, idempotency_key="key-of-the-report")
    client.rate(RatingGiven(case.case_id, RatingLevel.FAIR), idempotency_key="key-of-the-rating")
    assert hall.ratings == {case.case_id: 3}
    assert hall.reports == [
        {
            "paper_id": paper.paper_id,
            "outcome": "printed",
            "found_by": "printer",
            "evidence": "job_completed",
            "sheets": 1,
            "reported_at": "2026-11-23T09:41:00+00:00",
        }
    ]
    opened = hall.asked[1]
    assert opened.body == {
        "item_id": "no-house-proof",
        "item_version": 1,
        "lookup_consents": [{"registry": "property", "consented_at": "2026-11-23T09:41:00+00:00"}],
    }
    assert opened.headers["citizen-session"] == citizen.session_token
    for asked in hall.asked:
        assert asked.headers["authorization"] == f"Bearer {TOKEN}"
        assert asked.headers["user-agent"] == "hallkiosk/test"
        assert (asked.key is None) == (asked.method != "POST")


def test_a_reprint_needs_a_settled_print_and_no_citizen(client: HallClient, hall: HallDouble) -> None:
    """Refused until the hall knows what staff found; then one copy a key, fetched without a session, and checked."""
    citizen = _sign_in(client)
    case = client.open_case(citizen, worlds.item(), consented_at=HALF_PAST, idempotency_key="key-of-the-case")
    paper = client.issue_paper(citizen, case, idempotency_key="key-of-the-paper")
    client.end_session(citizen)
    with pytest.raises(HallRefused, match="print_not_settled"):
        client.reprint(paper.paper_id, ReprintReason.SPOILED, idempotency_key="key-of-the-reprint")
    report = PrintReport(
        case.case_id, paper.paper_id, PrintFound.SPOILED, "staff_found", 1, HALF_PAST, found_by=FoundBy.STAFF
    )
    client.report_print(report, idempotency_key="key-of-the-report")
    assert (hall.reports[0]["outcome"], hall.reports[0]["found_by"]) == ("spoiled", "staff")
    copy = client.reprint(paper.paper_id, ReprintReason.SPOILED, idempotency_key="key-of-the-reprint")
    assert client.reprint(paper.paper_id, ReprintReason.SPOILED, idempotency_key="key-of-the-reprint") == copy
    assert (copy.copy_number, copy.size_bytes) == (2, len(PDF))
    assert client.reprint_document(copy) == PDF
    hall.next("/document", Fault.OTHER_BYTES)
    with pytest.raises(DocumentDamaged, match="sha256"):
        client.reprint_document(copy)
    with pytest.raises(HallRefused, match="case_state_conflict"):
        client.reprint(paper.paper_id, ReprintReason.SPOILED, idempotency_key="another-key")
    assert all("citizen-session" not in asked.headers for asked in hall.asked if "print" in asked.path)


def test_the_session_has_ended_after_sign_out(client: HallClient) -> None:
    """A call in its name is refused with the hall's code."""
    citizen = _sign_in(client)
    client.end_session(citizen)
    with pytest.raises(HallRefused) as caught:
        client.open_case(citizen, worlds.item(), consented_at=HALF_PAST, idempotency_key="key-of-the-case")
    assert (caught.value.code, caught.value.status) == ("citizen_session_invalid", 401)


def test_the_same_key_gives_the_first_answer_again(client: HallClient, hall: HallDouble) -> None:
    """A redo opens no second case."""
    citizen = _sign_in(client)
    cases = [
        client.open_case(citizen, worlds.item(), consented_at=HALF_PAST, idempotency_key="key-of-the-case")
        for _ in range(2)
    ]
    assert cases[0] == cases[1]
    assert len(hall.cases) == 1


def test_one_connection_serves_many_calls(client: HallClient, hall: HallDouble) -> None:
    """Connections are kept and used again."""
    for _ in range(5):
        client.health()
    assert len(hall._sockets) == 1


def test_nothing_secret_is_in_a_repr(client: HallClient) -> None:
    """Neither the terminal's token nor the citizen's session shows."""
    assert TOKEN not in repr(client._access)
    citizen = _sign_in(client)
    assert citizen.session_token not in repr(citizen)

"""The shipped kiosk client against the shipped hall: what one writes from the contract, the other understands."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest

from devices.api.clock import SystemClock
from devices.api.kinds.id_card_reader import CardRead, CardText, CardVariant, Sex
from kiosk.domain.case import ResultKind
from kiosk.domain.citizen import Assurance, SignedInCitizen
from kiosk.domain.face import FaceResult, FaceVerdict
from kiosk.domain.rating import RatingLevel
from kiosk.domain.search import search
from kiosk.hallclient.access import HallAccess
from kiosk.hallclient.client import HallClient
from kiosk.hallclient.errors import HallRefused
from kiosk.journal.messages import FoundBy, PrintFound, PrintReport, RatingGiven
from kiosk.journal.reprints import ReprintCopy, ReprintReason
from printing.authenticity import Genuine, PublishedKeys, verify_code
from tests.support.hall import WITH_TWO_HOUSES, WITHOUT_HOUSE, RunningHall, new_key

AT = datetime(2026, 1, 5, 9, tzinfo=UTC)
VERDICT = FaceVerdict(FaceResult.MATCH, score=0.7, threshold=0.5, engine="test 1", compared_at=AT)


def _card(person: tuple[str, str, str]) -> CardRead:
    number, name, valid_until = person
    text = CardText(
        variant=CardVariant.CITIZEN,
        name=name,
        sex=Sex.MALE,
        ethnicity_code="01",
        born=date(1990, 1, 1),
        address="云江市",
        number=number,
        issuer="云江市公安局",
        valid_from=date(2016, 5, 3),
        valid_until=date.fromisoformat(valid_until),
    )
    return CardRead(text, photo=bytes(1024))


@pytest.fixture
def client(hall: RunningHall) -> Iterator[HallClient]:
    """The kiosk's client of the shared server."""
    access = HallAccess(hall.url, hall.client().token, terminal_id="T-01", user_agent="tests")
    with HallClient(access, SystemClock()) as client:
        yield client


def _sign_in(client: HallClient, person: tuple[str, str, str]) -> SignedInCitizen:
    return client.sign_in_with_card(_card(person), consented_at=AT, verdict=VERDICT, idempotency_key=new_key())


def test_whole_journey(client: HallClient, hall: RunningHall) -> None:
    """Catalogue, search, sign-in, case, paper, document, report, rating, sign-out: every reply is understood."""
    assert client.health().version == "0.1.0"
    catalogue = client.catalogue()
    assert client.catalogue() is catalogue
    item = search(catalogue, "wfzm")[0]
    assert item.item_id == "no-house-proof"
    citizen = _sign_in(client, WITHOUT_HOUSE)
    assert (citizen.masked_name, citizen.assurance) == ("张*", Assurance.HIGH)
    case = client.open_case(citizen, item, consented_at=AT, idempotency_key=new_key())
    assert case.result.kind is ResultKind.NO_HOUSE
    paper = client.issue_paper(citizen, case, idempotency_key=new_key())
    assert client.document(citizen, paper).startswith(b"%PDF")
    published = PublishedKeys.from_json(hall.client().get("/keys").text)
    assert isinstance(verify_code(paper.code, published), Genuine)
    known = client.keys()
    assert [key.kid for key in known] == [key["kid"] for key in hall.client().get("/keys").json()["keys"]]
    client.end_session(citizen)
    client.end_session(citizen)
    report = PrintReport(
        case_id=case.case_id,
        paper_id=paper.paper_id,
        found=PrintFound.PRINTED,
        evidence="job_completed",
        sheets=1,
        reported_at=AT,
    )
    client.report_print(report, idempotency_key=new_key())
    client.rate(RatingGiven(case_id=case.case_id, level=RatingLevel.SATISFIED), idempotency_key=new_key())
    with pytest.raises(HallRefused) as refused:
        client.case(citizen, case.case_id)
    assert refused.value.code == "citizen_session_invalid"


@pytest.mark.both_databases
def test_reprints_at_once_give_one_copy(client: HallClient) -> None:
    """Four calls with four keys: one copy is signed, the others learn by name that it is there; it is fetched whole."""
    citizen = _sign_in(client, WITHOUT_HOUSE)
    item = search(client.catalogue(), "wfzm")[0]
    case = client.open_case(citizen, item, consented_at=AT, idempotency_key=new_key())
    paper = client.issue_paper(citizen, case, idempotency_key=new_key())
    client.end_session(citizen)
    report = PrintReport(case.case_id, paper.paper_id, PrintFound.SPOILED, "staff_found", 1, AT, found_by=FoundBy.STAFF)
    client.report_print(report, idempotency_key=new_key())

    def reprint(_: int) -> ReprintCopy | str:
        try:
            return client.reprint(paper.paper_id, ReprintReason.SPOILED, idempotency_key=new_key())
        except HallRefused as refused:
            return refused.code

    with ThreadPoolExecutor(4) as pool:
        replies = list(pool.map(reprint, range(4)))
    (copy,) = [reply for reply in replies if isinstance(reply, ReprintCopy)]
    assert [reply for reply in replies if reply is not copy] == ["case_state_conflict"] * 3
    assert copy.copy_number == 2
    assert client.reprint_document(copy).startswith(b"%PDF")


def test_owner_gets_a_listing(client: HallClient) -> None:
    """Records arrive with every field the kiosk shows."""
    citizen = _sign_in(client, WITH_TWO_HOUSES)
    item = search(client.catalogue(), "无房证明")[0]
    case = client.open_case(citizen, item, consented_at=AT, idempotency_key=new_key())
    assert case.result.kind is ResultKind.PROPERTY_LISTING
    assert [record.area_m2 for record in case.result.records] == ["85.74", "251.14"]


def test_code_sign_in_and_refusal(client: HallClient, hall: RunningHall) -> None:
    """An identity code signs in once; the second time the kiosk learns by name why not."""
    code = hall.client().dock("POST", "/identity-codes", {"number": WITHOUT_HOUSE[0]}).json()["code"]
    assert client.sign_in_with_code(code, idempotency_key=new_key()).assurance is Assurance.SUBSTANTIAL
    with pytest.raises(HallRefused) as refused:
        client.sign_in_with_code(code, idempotency_key=new_key())
    assert refused.value.code == "identity_code_used"

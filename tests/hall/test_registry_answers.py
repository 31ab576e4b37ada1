"""Queries and proofs whose content is data: any registry's answer, shown, proved, refused."""

import json
from typing import Any

import pypdfium2
import pytest

from hall.audit.models import AuditRow
from hall.cases.models import Case
from hall.protection.digests import person_digest
from hall.registries import wiring
from hall.registries.faults import SwitchedRecords
from hall.registries.models import RecordRow
from hall.registries.ports import RegistryName
from printing.authenticity import Genuine, PaperKind, PublishedKeys, verify_code
from tests.support.hall import WITHOUT_HOUSE, case_body, new_key
from tests.support.hall_terminal import Terminal

PROOF = "insurance-record-proof"
CONSENT = [{"registry": "social_insurance", "consented_at": "2026-01-05T09:00:00+08:00"}]
INSURED = [
    {"kind": "企业职工基本养老保险", "state": "正常参保", "employer": "云江市试行科技有限公司", "since": "2015-07"},
    {"kind": "失业保险", "state": "正常参保", "employer": "云江市试行科技有限公司", "since": "2015-07", "other": "x"},
]


def body(**changes: Any) -> dict[str, Any]:
    """Return what opens a case of the social-insurance proof."""
    return case_body(**{"item_id": PROOF, "lookup_consents": CONSENT, **changes})


@pytest.fixture
def insured(db: None) -> None:
    """What the registry says of the first example, and of nobody else."""
    RecordRow.objects.filter(check_id="insurance-status").delete()
    RecordRow.objects.create(subject=person_digest(WITHOUT_HOUSE[0]), check_id="insurance-status", rows=INSURED)


def text_of(pdf: bytes) -> str:
    """Return all text, without white space."""
    with pypdfium2.PdfDocument(pdf) as document:
        return "".join("".join(page.get_textpage().get_text_range() for page in document).split())


@pytest.mark.usefixtures("insured")
def test_an_answer_is_shown_by_the_catalogues_fields(terminal: Terminal) -> None:
    """Row by row, only the fields that were asked for, with their words; the look-up is on record by its question."""
    reply = terminal.post("/cases", body(), terminal.sign_in())
    assert reply.status_code == 201, reply.content
    result = reply.json()["result"]
    assert (result["kind"], result["printable"], result["records"]) == ("registry_answer", True, [])
    (answer,) = result["answers"]
    assert answer["title"]["zh"] == "社会保险参保信息"
    assert [field["field_id"] for field in answer["fields"]] == ["kind", "state", "employer", "since"]
    assert answer["rows"][1] == ["失业保险", "正常参保", "云江市试行科技有限公司", "2015-07"]
    looked_up = AuditRow.objects.filter(action="registry_lookup").last()
    assert looked_up is not None
    assert looked_up.outcome == "found"
    assert json.loads(looked_up.detail) == {"registry": "social_insurance", "question": "insurance-status"}
    assert looked_up.consented_at is not None


@pytest.mark.usefixtures("insured")
def test_a_proof_says_what_the_registry_said(terminal: Terminal) -> None:
    """The paper names the citizen, the rows and the department that answers for them; its code is genuine."""
    citizen = terminal.sign_in()
    case = terminal.post("/cases", body(), citizen).json()
    issued = terminal.post(f"/cases/{case['case_id']}/papers", {"copy": "original"}, citizen)
    assert issued.status_code == 201, issued.content
    paper = issued.json()
    assert paper["title"] == {"zh": "社会保险参保证明", "en": "Social insurance record"}
    text = text_of(terminal.get(f"/papers/{paper['paper_id']}/document", citizen).content)
    for words in ("张样一", "430124199001010014", "失业保险", "云江市试行科技有限公司", "2015-07", "特此证明"):
        assert words in text
    verdict = verify_code(paper["code"], PublishedKeys.from_json(terminal.get("/keys").content.decode()))
    assert isinstance(verdict, Genuine)
    assert verdict.claim.kind is PaperKind.REGISTRY_PROOF


@pytest.mark.usefixtures("insured")
def test_nothing_on_record_proves_nothing(terminal: Terminal) -> None:
    """Who is in no register sees so, and gets no paper that looks as if something were proved."""
    citizen = terminal.sign_in(("431382198502280013", "李例二", "2035-08-12"))
    case = terminal.post("/cases", body(), citizen).json()
    assert case["result"]["printable"] is False
    assert case["result"]["answers"][0]["rows"] == []
    refused = terminal.post(f"/cases/{case['case_id']}/papers", {"copy": "original"}, citizen)
    assert (refused.status_code, refused.json()["code"]) == (409, "nothing_to_prove")
    assert AuditRow.objects.filter(action="registry_lookup").latest("pk").outcome == "not_found"


def test_a_silent_registry_opens_nothing(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half an answer is none: the attempt is on record, and the same key works when the registry is back."""
    wiring.FAULTS.set_down(RegistryName.SOCIAL_INSURANCE, down=True)
    citizen, key = terminal.sign_in(), new_key()
    switched = SwitchedRecords(wiring.records_of(RegistryName.SOCIAL_INSURANCE), wiring.FAULTS)
    try:
        with monkeypatch.context() as patched:
            patched.setattr("hall.cases.registry_answer.records_of", lambda _registry: switched)
            reply = terminal.post("/cases", body(), citizen, key=key)
    finally:
        wiring.FAULTS.set_down(RegistryName.SOCIAL_INSURANCE, down=False)
    assert (reply.status_code, reply.json()["code"]) == (503, "registry_unavailable")
    assert Case.objects.count() == 0
    assert terminal.post("/cases", body(), citizen, key=key).status_code == 201


def test_each_registry_is_consented_to(terminal: Terminal) -> None:
    """Consent to another registry is none."""
    consents = [{"registry": "property", "consented_at": "2026-01-05T09:00:00+08:00"}]
    reply = terminal.post("/cases", body(lookup_consents=consents), terminal.sign_in())
    assert (reply.status_code, reply.json()["code"]) == (422, "lookup_consent_missing")

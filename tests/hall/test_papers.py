"""Papers: issued once, signed, fetched byte for byte, their printing reported."""

import hashlib
import json
from typing import Any

import pypdfium2
import pytest

from hall.audit.models import AuditRow
from hall.cases.models import Case
from hall.papers.models import Paper, PrintReport
from hall.profile.models import HallProfile
from printing.authenticity import Genuine, PaperKind, PublishedKeys, verify_code
from tests.support.hall import WITH_TWO_HOUSES, case_body, new_key
from tests.support.hall_terminal import Terminal


def _case(terminal: Terminal, citizen: str) -> str:
    return str(terminal.post("/cases", case_body(purpose="school-entry"), citizen).json()["case_id"])


def _issue(terminal: Terminal, citizen: str, case_id: str, key: str | None = None) -> Any:
    return terminal.post(f"/cases/{case_id}/papers", {"copy": "original"}, citizen, key=key)


def _text(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def test_no_house_proof_is_issued_signed_and_fetched(terminal: Terminal) -> None:
    """The paper completes the case; its bytes are what was promised; its code is genuine under the published keys."""
    citizen = terminal.sign_in()
    case_id = _case(terminal, citizen)
    reply = _issue(terminal, citizen, case_id)
    assert reply.status_code == 201, reply.content
    paper = reply.json()
    assert (paper["copy_number"], paper["title"]["zh"]) == (1, "不动产登记信息查询证明")
    document = terminal.get(f"/papers/{paper['paper_id']}/document", citizen)
    assert document["Content-Type"] == "application/pdf"
    assert document["Cache-Control"] == "no-store"
    assert hashlib.sha256(document.content).hexdigest() == paper["sha256"]
    assert len(document.content) == paper["size_bytes"]
    assert document["Digest"].startswith("sha-256=:")
    text = _text(document.content)
    assert "张样一" in text
    assert "430124199001010014" in text
    assert paper["paper_number"] in text
    assert "子女入学" in text
    verdict = verify_code(paper["code"], PublishedKeys.from_json(terminal.get("/keys").content.decode()))
    assert isinstance(verdict, Genuine)
    assert verdict.claim.paper_number == paper["paper_number"]
    assert verdict.claim.kind is PaperKind.NO_HOUSE_PROOF
    case = terminal.get(f"/cases/{case_id}", citizen).json()
    assert (case["state"], case["papers"]) == ("completed", [paper])


def test_listing_names_every_house(terminal: Terminal) -> None:
    """The owner of two houses gets a listing with both."""
    citizen = terminal.sign_in(WITH_TWO_HOUSES)
    paper = _issue(terminal, citizen, _case(terminal, citizen)).json()
    assert paper["title"]["zh"] == "不动产登记信息查询结果"
    text = _text(terminal.get(f"/papers/{paper['paper_id']}/document", citizen).content)
    for number in ("999901010007GB00001F00072604", "999904001020JC00002F00210701"):
        assert number in "".join(text.split())


def test_every_paper_of_synthetic_data_is_a_specimen(terminal: Terminal) -> None:
    """While the profile says synthetic, papers say 样张; the mark is not the terminal's choice."""
    citizen = terminal.sign_in()
    paper = _issue(terminal, citizen, _case(terminal, citizen)).json()
    marked = _text(terminal.get(f"/papers/{paper['paper_id']}/document", citizen).content)
    HallProfile.objects.update(specimen=False)
    paper = _issue(terminal, citizen, _case(terminal, citizen)).json()
    unmarked = _text(terminal.get(f"/papers/{paper['paper_id']}/document", citizen).content)
    assert "样张" in marked
    assert "样张" not in unmarked


def test_one_original(terminal: Terminal) -> None:
    """The same key gets the same paper; another key is refused: a case has one original."""
    citizen, key = terminal.sign_in(), new_key()
    case_id = _case(terminal, citizen)
    first, again = _issue(terminal, citizen, case_id, key), _issue(terminal, citizen, case_id, key)
    assert first.content == again.content
    second = _issue(terminal, citizen, case_id)
    assert (second.status_code, second.json()["code"]) == (409, "original_already_issued")
    assert Paper.objects.count() == 1
    assert AuditRow.objects.filter(action="paper_issued").count() == 1


def test_withdrawn_case_gives_no_paper(terminal: Terminal) -> None:
    """A case that can have no result gets no paper."""
    citizen = terminal.sign_in()
    case_id = _case(terminal, citizen)
    Case.objects.update(state="withdrawn")
    reply = _issue(terminal, citizen, case_id)
    assert (reply.status_code, reply.json()["code"]) == (409, "case_state_conflict")
    assert not Paper.objects.exists()


@pytest.mark.parametrize("character", ["\U0003134a", "\U0003ffff", "\u200b"])
def test_character_that_cannot_be_printed(terminal: Terminal, character: str, caplog: pytest.LogCaptureFixture) -> None:
    """A name that cannot be printed stops the paper: nothing is issued, the case stays open, staff can act.

    The log tells the field and not what is in it.
    """
    citizen = terminal.sign_in()
    case_id = _case(terminal, citizen)
    case = Case.objects.get()
    case.name = f"张{character}"
    case.save()
    reply = _issue(terminal, citizen, case_id)
    assert (reply.status_code, reply.json()["code"], reply.json()["actor"]) == (409, "paper_not_printable", "staff")
    assert not Paper.objects.exists()
    assert Case.objects.get().state == "accepted"
    record = next(record for record in caplog.records if record.message == "paper_not_printable")
    assert record.__dict__["field"].endswith("name")
    assert character not in caplog.text


@pytest.mark.parametrize("name", ["陈例𬱖", "王例𠀋", "刘样𮎰", "刘样㛃", "龚范䶮", "古丽娜尔·样例·阿布都热合曼"])
def test_rare_and_long_names_print(terminal: Terminal, name: str) -> None:
    """Rare characters and long names of the synthetic city come out as they went in."""
    citizen = terminal.sign_in()
    case_id = _case(terminal, citizen)
    case = Case.objects.get()
    case.name = name
    case.save()
    paper = _issue(terminal, citizen, case_id).json()
    text = _text(terminal.get(f"/papers/{paper['paper_id']}/document", citizen).content)
    assert name in text.replace("\r\n", "").replace("\n", "")


def test_only_its_citizen_gets_a_paper(terminal: Terminal) -> None:
    """Another citizen finds neither the case nor its paper; each fetch is on record."""
    citizen = terminal.sign_in()
    case_id = _case(terminal, citizen)
    paper = _issue(terminal, citizen, case_id).json()
    other = terminal.sign_in(WITH_TWO_HOUSES)
    assert _issue(terminal, other, case_id).json()["code"] == "case_unknown"
    assert terminal.get(f"/papers/{paper['paper_id']}/document", other).json()["code"] == "paper_unknown"
    assert terminal.get(f"/papers/{paper['paper_id']}/document").status_code == 401
    terminal.get(f"/papers/{paper['paper_id']}/document", citizen)
    assert AuditRow.objects.filter(action="paper_fetched").count() == 1


def test_altered_code_is_found_out(terminal: Terminal) -> None:
    """A code with one character changed is not genuine."""
    citizen = terminal.sign_in()
    code = _issue(terminal, citizen, _case(terminal, citizen)).json()["code"]
    keys = PublishedKeys.from_json(terminal.get("/keys").content.decode())
    swapped = code[:-2] + ("A" if code[-2] != "A" else "B") + code[-1]
    assert not isinstance(verify_code(swapped, keys), Genuine)


def _report(paper_id: str, **changes: Any) -> dict[str, Any]:
    return {
        "paper_id": paper_id,
        "outcome": "printed",
        "evidence": "job-completed",
        "sheets": 1,
        "reported_at": "2026-11-23T17:41:00+08:00",
        **changes,
    }


def test_print_reports(terminal: Terminal) -> None:
    """Reports need no citizen, may be several, are added and never changed; a repeated one counts once."""
    citizen = terminal.sign_in()
    case_id = _case(terminal, citizen)
    paper_id = _issue(terminal, citizen, case_id).json()["paper_id"]
    terminal.delete("/sign-ins/current", citizen)
    key = new_key()
    path = f"/cases/{case_id}/print-reports"
    unknown = _report(paper_id, outcome="unknown", evidence="", sheets=0)
    assert [terminal.post(path, unknown, key=key).status_code for _ in range(2)] == [201, 201]
    assert json.loads(terminal.post(path, _report(paper_id)).content) == {}
    assert list(PrintReport.objects.order_by("pk").values_list("outcome", "sheets")) == [("unknown", 0), ("printed", 1)]
    other = terminal.post(path, _report("00000000-0000-4000-8000-000000000000"))
    assert (other.status_code, other.json()["code"]) == (404, "paper_unknown")
    assert terminal.post(path, _report(paper_id, outcome="perhaps")).status_code == 422


def test_reports_and_ratings_come_from_the_cases_terminal(terminal: Terminal) -> None:
    """Another terminal can neither report on a case nor rate it."""
    from hall.terminals.tokens import admit_terminal

    citizen = terminal.sign_in()
    case_id = _case(terminal, citizen)
    paper_id = _issue(terminal, citizen, case_id).json()["paper_id"]
    terminal.token = admit_terminal("T-02")
    for path, body in (("print-reports", _report(paper_id)), ("rating", {"level": 5})):
        reply = terminal.post(f"/cases/{case_id}/{path}", body)
        assert (reply.status_code, reply.json()["code"]) == (404, "case_unknown")


def test_rating_once(terminal: Terminal) -> None:
    """One rating a case, after the citizen has left too; levels 1 to 5; the case says that it was rated."""
    citizen = terminal.sign_in()
    case_id = _case(terminal, citizen)
    path = f"/cases/{case_id}/rating"
    for wrong in ({"level": 0}, {"level": 6}, {"level": "5"}, {"level": 5.5}, {}, {"level": 5, "tags": ["没有"]}):
        assert terminal.post(path, wrong).status_code == 422
    assert terminal.post(path, {"level": 1, "tags": ["slow"], "comment": "等了很久"}).status_code == 201
    again = terminal.post(path, {"level": 5})
    assert (again.status_code, again.json()["code"]) == (409, "already_rated")
    assert terminal.get(f"/cases/{case_id}", citizen).json()["rated"] is True

"""Codes of receipts: the hall vouches for the case, not for whoever printed the receipt."""

from hall.cases.models import Case
from hall.cases.receipt_code import case_digest
from hall.papers.key_changes import rotate_key
from printing.authenticity import Genuine, PaperKind, PublishedKeys, verify_code
from printing.codes import MAX_ALPHANUMERIC
from tests.support.hall import WITHOUT_HOUSE, case_body
from tests.support.hall_terminal import Terminal


def genuine(terminal: Terminal, code: str) -> Genuine:
    """Return the verdict on `code` under the keys that the hall publishes now; it must be genuine."""
    verdict = verify_code(code, PublishedKeys.from_json(terminal.get("/keys").content.decode()))
    assert isinstance(verdict, Genuine)
    return verdict


def test_a_receipts_code_says_which_case_and_nobodys_name(terminal: Terminal) -> None:
    """It is genuine under the published keys, belongs to this case, and fits a code of version 10."""
    given = terminal.post("/cases", case_body(), terminal.sign_in()).json()
    claim = genuine(terminal, given["receipt_code"]).claim
    case = Case.objects.get(pk=given["case_id"])
    assert (claim.kind, claim.paper_number, claim.verifier) == (
        PaperKind.SERVICE_RECEIPT,
        given["case_number"],
        given["verifier"],
    )
    assert claim.issued_at == case.opened_at.replace(microsecond=0)
    assert claim.content_digest == case_digest(case)
    assert len(given["receipt_code"]) <= MAX_ALPHANUMERIC
    assert WITHOUT_HOUSE[0] not in str(claim)


def test_two_cases_have_two_digests(terminal: Terminal) -> None:
    """A code cannot be put on the receipt of another case."""
    citizen = terminal.sign_in()
    for _ in range(2):
        terminal.post("/cases", case_body(), citizen)
    one, other = Case.objects.all()
    assert case_digest(one) != case_digest(other)
    assert one.receipt_code != other.receipt_code


def test_a_code_outlives_its_key(terminal: Terminal) -> None:
    """After a rotation the case shows the code it was opened with, and that is still genuine."""
    citizen = terminal.sign_in()
    opened = terminal.post("/cases", case_body(), citizen).json()
    rotate_key()
    shown = terminal.get(f"/cases/{opened['case_id']}", citizen).json()
    assert shown["receipt_code"] == opened["receipt_code"]
    genuine(terminal, shown["receipt_code"])
    after = terminal.post("/cases", case_body(), citizen).json()
    assert genuine(terminal, after["receipt_code"]).kid != genuine(terminal, shown["receipt_code"]).kid

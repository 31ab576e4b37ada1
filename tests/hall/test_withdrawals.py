"""Papers that no longer hold: reprints supersede, commands revoke, and whoever checks learns so."""

import hashlib
import json
from datetime import timedelta
from typing import Any

from hall.audit.models import AuditRow
from hall.papers.models import Paper, PrintOutcome, PrintReport
from hall.papers.reporting import bear_out
from hall.papers.signing_keys import KeyStatus, SigningKeys
from hall.papers.withdrawing import revoke_paper
from hall.project.hall_time import now
from printing.authenticity import Outcome, PublishedKeys, check_code, outcome_of, read_list
from tests.hall.test_papers import _case, _issue
from tests.support.hall import new_key
from tests.support.hall_terminal import Terminal


def _report(terminal: Terminal, paper_id: str, outcome: str, found_by: str = "staff") -> None:
    body = {
        "paper_id": paper_id,
        "outcome": outcome,
        "found_by": found_by,
        "evidence": "of_the_test",
        "sheets": 0,
        "reported_at": now().isoformat(),
    }
    case_id = Paper.objects.get(paper_id=paper_id).case_id
    assert terminal.post(f"/cases/{case_id}/print-reports", body).status_code == 201


def _reprint(terminal: Terminal, paper_id: str, key: str | None = None, reason: str = "spoiled") -> Any:
    return terminal.post(f"/papers/{paper_id}/reprints", {"reason": reason}, key=key or new_key())


def _spoiled(terminal: Terminal, paper_id: str) -> Any:
    """Have staff find it spoiled, and reprint it."""
    _report(terminal, paper_id, "spoiled")
    return _reprint(terminal, paper_id)


def _outcome(terminal: Terminal, code: str) -> Outcome:
    keys = PublishedKeys.from_json(terminal.get("/keys").content.decode())
    revocations = read_list(terminal.get("/revocations").content.decode(), keys)
    assert revocations.is_fresh(now())
    return outcome_of(check_code(code, keys, revocations, now=now()))


def _standing(terminal: Terminal, paper: dict[str, Any]) -> str:
    reply = terminal.get(f"/papers/{paper['paper_number']}/copies/{paper['copy_number']}").json()
    assert (reply["since"] is None) == (reply["standing"] == "holds")
    return str(reply["standing"])


def test_reprint_supersedes_the_spoiled_copy(terminal: Terminal) -> None:
    """Copy 2 has its own code and says 补打; copy 1 is superseded, offline and online; asking again makes no third."""
    citizen, key = terminal.sign_in(), new_key()
    first = _issue(terminal, citizen, _case(terminal, citizen)).json()
    assert (_outcome(terminal, first["code"]), _standing(terminal, first)) == (Outcome.GENUINE, "holds")
    _report(terminal, first["paper_id"], "spoiled")
    reply = _reprint(terminal, first["paper_id"], key)
    assert reply.status_code == 201, reply.content
    second = reply.json()
    assert _reprint(terminal, first["paper_id"], key).content == reply.content
    assert (second["copy_number"], second["paper_number"]) == (2, first["paper_number"])
    assert (_outcome(terminal, first["code"]), _standing(terminal, first)) == (Outcome.SUPERSEDED, "superseded")
    assert (_outcome(terminal, second["code"]), _standing(terminal, second)) == (Outcome.GENUINE, "holds")
    assert AuditRow.objects.filter(action="paper_superseded").count() == 1
    assert AuditRow.objects.filter(action="paper_issued", outcome="reprint").count() == 1


def test_only_the_latest_copy_is_printed_again(terminal: Terminal) -> None:
    """A superseded copy, a revoked one, another terminal's and one that is not there give no reprint."""
    from hall.terminals.tokens import admit_terminal

    citizen = terminal.sign_in()
    first = _issue(terminal, citizen, _case(terminal, citizen)).json()
    second = _spoiled(terminal, first["paper_id"]).json()
    assert _reprint(terminal, first["paper_id"]).json()["code"] == "case_state_conflict"
    assert revoke_paper(first["paper_number"], 2, actor="test") == 1
    assert _reprint(terminal, second["paper_id"]).json()["code"] == "case_state_conflict"
    assert Paper.objects.count() == 2
    terminal.token = admit_terminal("T-02")
    assert _reprint(terminal, second["paper_id"]).json()["code"] == "paper_unknown"


def test_a_reprint_wants_a_settled_print(terminal: Terminal) -> None:
    """Unknown, printed, or spoiled by a citizen's word alone: no second copy, and the first one holds."""
    citizen = terminal.sign_in()
    first = _issue(terminal, citizen, _case(terminal, citizen)).json()
    paper = Paper.objects.get(paper_id=first["paper_id"])
    refused: tuple[tuple[tuple[tuple[str, str], ...], str], ...] = (
        ((), "spoiled"),
        ((), "not_printed"),
        ((("printed", "printer"),), "spoiled"),
        ((("unknown", "printer"),), "not_printed"),
        ((("not_printed", "printer"), ("unknown", "printer")), "not_printed"),
        ((("printed", "printer"), ("unknown", "citizen")), "spoiled"),
        ((("unknown", "printer"), ("not_printed", "staff")), "spoiled"),
    )
    settled = (
        # The outbox may deliver them in any order.
        ((("spoiled", "staff"), ("unknown", "printer")), "spoiled"),
        ((("unknown", "printer"), ("not_printed", "staff")), "not_printed"),
        ((("not_printed", "printer"), ("not_printed", "printer")), "not_printed"),
    )
    for reports, reason in refused + settled:
        PrintReport.objects.all().delete()
        for outcome, found_by in reports:
            _report(terminal, first["paper_id"], outcome, found_by)
        assert bear_out(paper, PrintOutcome(reason)) is ((reports, reason) in settled), reports
        if (reports, reason) in refused:
            reply = _reprint(terminal, first["paper_id"], reason=reason)
            assert (reply.status_code, reply.json()["code"]) == (409, "print_not_settled")
    assert _standing(terminal, first) == "holds"
    assert _reprint(terminal, first["paper_id"], reason="not_printed").status_code == 201
    issued = AuditRow.objects.get(action="paper_issued", outcome="reprint")
    assert json.loads(issued.detail)["reason"] == "not_printed"


def test_a_terminal_fetches_a_reprint_until_it_is_printed(terminal: Terminal) -> None:
    """Without its citizen: the latest copy, at its own terminal, for a day; never the original. Each is on record."""
    from hall.terminals.tokens import admit_terminal

    def fetched(paper: dict[str, Any]) -> int:
        return int(terminal.get(f"/reprints/{paper['paper_id']}/document").status_code)

    citizen = terminal.sign_in()
    first = _issue(terminal, citizen, _case(terminal, citizen)).json()
    assert fetched(first) == 404
    second = _spoiled(terminal, first["paper_id"]).json()
    reply = terminal.get(f"/reprints/{second['paper_id']}/document")
    assert hashlib.sha256(reply.content).hexdigest() == second["sha256"]
    assert AuditRow.objects.filter(action="paper_fetched").count() == 1
    token, terminal.token = terminal.token, admit_terminal("T-02")
    assert fetched(second) == 404
    terminal.token = token
    _report(terminal, second["paper_id"], "unknown", "printer")
    assert fetched(second) == 200
    _report(terminal, second["paper_id"], "printed", "printer")
    assert fetched(second) == 404
    third = _spoiled(terminal, second["paper_id"]).json()
    assert (fetched(second), fetched(third)) == (404, 200)
    Paper.objects.filter(paper_id=third["paper_id"]).update(issued_at=now() - timedelta(hours=25))
    assert fetched(third) == 404


def test_revoked_paper_is_found_out(terminal: Terminal) -> None:
    """Revoking takes every copy back, once and on record; what is not there cannot be revoked."""
    citizen = terminal.sign_in()
    first = _issue(terminal, citizen, _case(terminal, citizen)).json()
    second = _spoiled(terminal, first["paper_id"]).json()
    assert revoke_paper(first["paper_number"], None, actor="test") == 2
    assert revoke_paper(first["paper_number"], None, actor="test") == 0
    assert revoke_paper("NONE", None, actor="test") is None
    for paper in (first, second):
        assert (_outcome(terminal, paper["code"]), _standing(terminal, paper)) == (Outcome.REVOKED, "revoked")
    assert AuditRow.objects.filter(action="paper_revoked").count() == 2
    assert terminal.get("/papers/NONE/copies/1").json()["code"] == "paper_unknown"


def test_list_and_keys_are_not_sent_twice(terminal: Terminal) -> None:
    """Both have an ETag that holds while nothing changes, and another one once something did."""
    citizen = terminal.sign_in()
    paper = _issue(terminal, citizen, _case(terminal, citizen)).json()
    tags = {path: terminal.client.get(f"/v1{path}")["ETag"] for path in ("/keys", "/revocations")}
    for path, tag in tags.items():
        again = terminal.client.get(f"/v1{path}", headers={"If-None-Match": tag})
        assert (again.status_code, again.content) == (304, b"")
    revoke_paper(paper["paper_number"], None, actor="test")
    assert terminal.client.get("/v1/revocations")["ETag"] != tags["/revocations"]


def test_next_key_is_published_before_it_signs(tmp_path: Any, monkeypatch: Any) -> None:
    """The successor is prepared once, survives a restart, and signs after rotating; the old key stays published."""
    keys = SigningKeys(tmp_path)
    first = keys.active()
    assert not keys.preparation_is_due()
    nearly = first.not_after - timedelta(days=89)
    monkeypatch.setattr("hall.papers.signing_keys.now", lambda: nearly)
    assert keys.preparation_is_due()
    prepared = keys.prepare_next()
    assert keys.prepare_next() == prepared
    assert not keys.preparation_is_due()
    keys = SigningKeys(tmp_path)
    assert keys.active().kid == first.kid
    assert keys.rotate().kid == prepared.kid
    assert {key.kid: key.status for key in keys.all()} == {
        first.kid: KeyStatus.RETIRED,
        prepared.kid: KeyStatus.ACTIVE,
    }

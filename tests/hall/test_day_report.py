"""A terminal's day as the hall knows it: every case once, what became of each paper, nobody's name, no guess."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from hall.cases.models import Case
from hall.papers.day_report import daily_report
from hall.papers.models import Paper, PaperKind
from hall.profile.models import HallProfile
from hall.project.hall_time import now
from hall.terminals import models
from printing.documents.daily_report import DailyReport, ServiceTally
from printing.documents.json_form import to_json
from tests.support.hall import case_body, run_hall
from tests.support.hall_terminal import Terminal


def begin(terminal: Terminal, citizen: str) -> str:
    """Open a case."""
    return str(terminal.post("/cases", case_body(), citizen).json()["case_id"])


def put_paper(terminal: Terminal, citizen: str) -> tuple[str, str]:
    """A case and its paper as it stands in the database, which takes a fiftieth of the time that drawing it does."""
    case_id = begin(terminal, citizen)
    paper = Paper.objects.create(
        case=Case.objects.get(case_id=case_id),
        paper_number=f"9999012026{Paper.objects.count():08d}",
        copy_number=1,
        kind=PaperKind.NO_HOUSE_PROOF,
        title_zh="不动产登记信息查询证明",
        document=b"%PDF",
        size_bytes=4,
        pages=1,
        issued_at=now(),
    )
    return case_id, str(paper.paper_id)


def tell(terminal: Terminal, case_id: str, paper_id: str, outcome: str, by: str, minute: int) -> None:
    """Report on a print, at a minute of the day."""
    body = {
        "paper_id": paper_id,
        "outcome": outcome,
        "found_by": by,
        "evidence": "test",
        "sheets": 1 if outcome == "printed" else 0,
        "reported_at": f"2026-11-23T02:{minute:02d}:00Z",
    }
    reply = terminal.post(f"/cases/{case_id}/print-reports", body)
    assert reply.status_code == 201, reply.content


def report_of(day: date | None = None, name: str = "T-01") -> DailyReport:
    """The terminal's report."""
    return daily_report(models.Terminal.objects.get(name=name), day or now().date())


def test_each_case_is_counted_once_by_item(terminal: Terminal) -> None:
    """Finished, under way and broken off add up to what was begun."""
    citizen = terminal.sign_in()
    finished = terminal.post(f"/cases/{begin(terminal, citizen)}/papers", {"copy": "original"}, citizen)
    assert finished.status_code == 201, finished.content
    begin(terminal, citizen)
    broken_off = begin(terminal, citizen)
    Case.objects.filter(case_id=broken_off).update(state="withdrawn")
    refused = begin(terminal, citizen)
    Case.objects.filter(case_id=refused).update(state="rejected")
    (tally,) = report_of().services
    assert tally == ServiceTally(tally.item, begun=4, finished=2, under_way=1, broken_off=1)
    assert tally.item == "不动产登记信息查询证明"


def test_what_became_of_each_paper(terminal: Terminal) -> None:
    """Staff's word outweighs a printer's; the later outweighs the earlier, in whatever order they arrive."""
    citizen = terminal.sign_in()
    for reports in (
        [("printed", "printer", 1)],
        [("unknown", "citizen", 9), ("printed", "printer", 2)],
        [("unknown", "printer", 3), ("spoiled", "staff", 4), ("printed", "printer", 5)],
        [("not_printed", "printer", 6)],
        [],
    ):
        case_id, paper = put_paper(terminal, citizen)
        for outcome, by, minute in reports:
            tell(terminal, case_id, paper, outcome, by, minute)
    report = report_of()
    assert [entry.outcome for entry in report.papers] == ["已打印", "结果不明", "作废", "未打印", "未回报"]
    assert [entry.sheets for entry in report.papers] == [1, 0, 0, 0, 0]
    open_numbers = [report.papers[at].paper_number for at in (1, 4)]
    assert [point.partition("第1份")[0] for point in report.open_points] == open_numbers


def test_paper_on_a_phone_and_withdrawn_ones_say_so(terminal: Terminal) -> None:
    """A paper that only a phone has is no open point, a print beside it is said too; one taken back is still listed."""
    citizen = terminal.sign_in()
    _, given = put_paper(terminal, citizen)
    case_id, jammed = put_paper(terminal, citizen)
    tell(terminal, case_id, jammed, "not_printed", "printer", 1)
    Paper.objects.filter(paper_id__in=(given, jammed)).update(given_to_phone_at=now())
    case_id, revoked = put_paper(terminal, citizen)
    tell(terminal, case_id, revoked, "printed", "printer", 1)
    Paper.objects.get(paper_id=revoked).withdrawals.create(reason="revoked", at=now())
    report = report_of()
    assert [entry.outcome for entry in report.papers] == ["已发手机", "未打印，已发手机", "已打印，已撤销"]
    assert report.open_points == ()


def test_more_open_points_than_there_is_room_for_are_counted(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing falls off the end of the list without a word."""
    monkeypatch.setattr("hall.papers.day_report._MOST_POINTS", 1)
    citizen = terminal.sign_in()
    for _ in range(3):
        put_paper(terminal, citizen)
    assert report_of().open_points[1:] == ("另有2份待核实，见“文书”。",)


def test_only_this_terminal_s_day(terminal: Terminal) -> None:
    """The day is the hall's, from midnight to midnight; another terminal's cases are in its own report."""
    put_paper(terminal, terminal.sign_in())
    other = Terminal("T-02")
    put_paper(other, other.sign_in())
    begins = now().replace(hour=0, minute=0, second=0)
    counts = []
    for moment in (begins - timedelta(seconds=1), begins, begins + timedelta(days=1)):
        Case.objects.filter(terminal__name="T-01").update(opened_at=moment)
        Paper.objects.filter(case__terminal__name="T-01").update(issued_at=moment)
        report = report_of(begins.date())
        counts.append((sum(tally.begun for tally in report.services), len(report.papers)))
    assert counts == [(0, 0), (1, 1), (0, 0)]
    assert len(report_of(name="T-02").papers) == 1


def test_names_nobody_and_claims_nothing_unheard_of(terminal: Terminal) -> None:
    """No citizen in it; payments and faults are not none but unknown; a synthetic city's report is a specimen."""
    put_paper(terminal, terminal.sign_in())
    report = report_of()
    assert report.payments is None
    assert report.incidents is None
    assert report.specimen
    data = to_json(report)
    for case in Case.objects.all():
        assert case.name not in data
        assert case.number not in data
    HallProfile.objects.update(specimen=False, hall_zh="云江市" * 20)
    assert not report_of().specimen
    assert len(report_of().hall) == 40


def test_the_command_writes_it(state: Path, tmp_path: Path) -> None:
    """A PDF for a terminal that is known, one line otherwise."""
    assert run_hall(state, "token", "create", "--name", "T-01").returncode == 0
    out = tmp_path / "day.pdf"
    done = run_hall(state, "report", "--terminal", "T-01", "--day", "2026-11-23", "--out", str(out))
    assert (done.returncode, done.stdout) == (0, f"{out}: 1 page(s)\n"), done.stderr
    assert out.read_bytes().startswith(b"%PDF")
    refused = run_hall(state, "report", "--terminal", "T-99", "--out", str(out))
    assert (refused.returncode, refused.stderr) == (1, "hall: no such terminal\n")

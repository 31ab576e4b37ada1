"""Check a paper, on the whole terminal: a rendered code before the scanner's camera, real drivers, a real hall."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen
from uuid import uuid4

import pytest

from devices.simulators.people.cards import people
from kiosk.app.simulation.staff import DEMONSTRATION_PINS, set_demonstration_pins
from kiosk.domain.case import Case, Paper
from kiosk.domain.paper_check import CheckedKind, CheckedPaper, Finding, Why
from kiosk.domain.problem import ProblemCode
from kiosk.domain.staff import PrintFinding, StaffRole
from kiosk.flow import touches
from kiosk.flow.desk import PrintStanding
from kiosk.flow.notice import Choice
from kiosk.flow.states import StateName
from printing.cli import main as printing_main
from printing.documents.no_house_proof import NoHouseProof
from printing.samples import sample
from tests.kiosk.app.test_bad_input import Bench, _terminal, bench  # noqa: F401  fixtures


@pytest.fixture
def here(bench: Bench) -> Iterator[Bench]:  # noqa: F811  the fixture
    """The terminal, with nobody signed in."""
    bench.at(StateName.ATTRACT)
    yield bench
    bench.hands.put_phone_away()


def judged(here: Bench, code: str) -> CheckedPaper:
    """Hold `code` before the scanner and return the verdict that the page shows."""
    here.post(touches.PaperCheckOpened(str(uuid4()))).at(StateName.CHECK_PAPER)
    here.hands.show_code(code)
    here.at(StateName.PAPER_VERDICT)
    checked = here.terminal.loop.state.here.checked
    assert checked is not None
    here.hands.put_phone_away()
    return checked


def held(here: Bench, code: str) -> CheckedPaper:
    """Have `code` judged; then leave."""
    checked = judged(here, code)
    here.end()
    assert here.terminal.loop.state.session is None
    return checked


def issued(here: Bench) -> tuple[Paper, Case]:
    """Sign in, have a proof issued, and return it and its case; the visit ends."""
    here.sign_in(people()[0]).look_up().at(StateName.RESULT)
    here.post(touches.PrintChosen()).until(lambda: here.terminal.loop.state.here.paper is not None)
    session = here.terminal.loop.state.here
    assert session.paper is not None
    assert session.case is not None
    here.at(StateName.TAKING)
    here.end()
    return session.paper, session.case


def altered(code: str) -> str:
    """Return `code` with a character near its end changed."""
    at = len(code) - 6
    return code[:at] + ("0" if code[at] != "0" else "1") + code[at + 1 :]


def test_paper_and_receipt_of_this_hall(here: Bench) -> None:
    """Both are genuine, checked online, with kind, time and masked number; altered, they are not."""
    paper, case = issued(here)
    for code, kind in ((paper.code, CheckedKind.NO_HOUSE_PROOF), (case.receipt_code, CheckedKind.SERVICE_RECEIPT)):
        checked = held(here, code)
        assert (checked.finding, checked.why, checked.online) == (Finding.GENUINE, Why.HOLDS, True)
        assert checked.facts is not None
        assert (checked.facts.kind, checked.facts.copy_number) == (kind, 1)
        assert "****" in checked.facts.number
        assert held(here, altered(code)).finding in (Finding.ALTERED, Finding.UNKNOWN)


def test_a_paper_taken_back_is_known_at_once_and_offline(here: Bench) -> None:
    """The list is asked for with each check; while the hall is silent the last one still condemns, and says so."""
    paper, _ = issued(here)
    hall = here.terminal.embedded_hall
    assert hall is not None
    state = hall.address.token_file.parent
    revoke = ["papers", "revoke", "--state", str(state), "--number", paper.number]
    subprocess.run([sys.executable, "-m", "hall", *revoke], check=True, capture_output=True, timeout=60)
    checked = held(here, paper.code)
    assert (checked.finding, checked.why, checked.online) == (Finding.REVOKED, Why.PAPER_REVOKED, True)
    assert hall.pid is not None
    os.kill(hall.pid, signal.SIGSTOP)
    try:
        checked = judged(here, paper.code)
    finally:
        os.kill(hall.pid, signal.SIGCONT)
    assert (checked.finding, checked.why, checked.online) == (Finding.REVOKED, Why.PAPER_REVOKED, False)
    assert checked.as_of is not None
    here.end()


def reprinted(here: Bench) -> None:
    """Behind the staff door: find the paper that its citizen complained of spoiled, and print it again."""
    loop = here.terminal.loop

    def listed(standing: PrintStanding) -> list[int]:
        desk = loop.state.desk
        return [one.number for one in desk.prints if one.standing is standing] if desk is not None else []

    set_demonstration_pins(here.terminal._settings.state.folder, here.terminal._clock)
    here.post(touches.StaffDoorTouched()).at(StateName.STAFF_PIN)
    here.post(touches.StaffPinEntered(DEMONSTRATION_PINS[StaffRole.HALL])).at(StateName.STAFF)
    here.until(lambda: listed(PrintStanding.COMPLAINED) != [])
    (number,) = listed(PrintStanding.COMPLAINED)
    here.post(touches.PrintFound(number, PrintFinding.SPOILED)).until(lambda: number in listed(PrintStanding.SPOILED))
    here.post(touches.ReprintAsked(number)).at(StateName.REPRINTING).at(StateName.STAFF)
    here.until(lambda: listed(PrintStanding.CAME_OUT) != [])
    here.post(touches.StaffLeft()).at(StateName.ATTRACT)


def test_a_spoiled_paper_is_printed_again_and_its_old_copy_is_found_out(here: Bench, tmp_path: Path) -> None:
    """The citizen says so, staff settle it: copy 2 says 补打 and is genuine, copy 1 is superseded, online too."""
    here.sign_in(people()[0], str(uuid4())).look_up().at(StateName.RESULT)
    here.post(touches.PrintChosen()).at(StateName.TAKING)
    paper = here.terminal.loop.state.here.paper
    assert paper is not None
    here.post(touches.PaperSpoiled())
    assert here.problem() is ProblemCode.PAPER_SPOILED
    here.post(touches.NoticeAnswered(Choice.CONTINUE)).at(StateName.RATING).end()
    reprinted(here)
    hall = here.terminal.embedded_hall
    assert hall is not None
    assert hall.address is not None
    files = []
    for name in ("keys", "revocations"):
        with urlopen(f"{hall.address.url}/v1/{name}") as reply:
            (tmp_path / name).write_bytes(reply.read())
    against = ["--keys", str(tmp_path / "keys"), "--revocations", str(tmp_path / "revocations")]
    for job in here.world.document_printer.printed[-2:]:
        files.append(tmp_path / f"{job.job_id}.pdf")
        files[-1].write_bytes(job.pdf)
    assert [printing_main(["verify", str(file), *against]) for file in files] == [6, 0]
    texts = [subprocess.run(["pdftotext", file, "-"], check=True, capture_output=True, text=True) for file in files]
    assert ["补打" in text.stdout for text in texts] == [False, True]
    checked = held(here, paper.code)
    assert (checked.finding, checked.why, checked.online) == (Finding.SUPERSEDED, Why.NEWER_COPY, True)


def test_strange_codes(here: Bench) -> None:
    """A code of another issuer and one of something else are unknown, each with its reason; no facts are shown."""
    document = sample("no-house-proof")
    assert isinstance(document, NoHouseProof)
    checked = held(here, document.issue.code)
    assert (checked.finding, checked.why, checked.facts) == (Finding.UNKNOWN, Why.UNKNOWN_ISSUER, None)
    checked = held(here, "https://example.invalid/pay")
    assert (checked.finding, checked.why) == (Finding.UNKNOWN, Why.OTHER_CODE)

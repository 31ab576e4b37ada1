"""Progress by a receipt: number and verifier open it, nobody guesses, and it tells nothing personal."""

import argparse
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from hall.cases.models import Case, CaseMaterial, ProgressMiss
from hall.commands import cases
from hall.serving.retention import forget_the_past
from tests.support.hall import WITHOUT_HOUSE
from tests.support.hall_applications import apply
from tests.support.hall_terminal import Terminal


@pytest.fixture
def case(terminal: Terminal) -> dict[str, Any]:
    """A hygiene licence that has been applied for."""
    return apply(terminal, terminal.sign_in())


def ask(terminal: Terminal, number: str, verifier: str) -> Any:
    """Ask for the progress of a case."""
    return terminal.get(f"/progress/{number}", **{"Case-Verifier": verifier})


def test_a_receipt_is_enough(terminal: Terminal, case: dict[str, Any]) -> None:
    """Without signing in, in small letters too; the same that the citizen sees, and nothing of whom."""
    reply = ask(terminal, case["case_number"], case["verifier"].lower())
    assert (reply.status_code, reply.json()) == (200, case["progress"])
    assert WITHOUT_HOUSE[1] not in reply.content.decode()
    assert WITHOUT_HOUSE[0] not in reply.content.decode()
    assert "样例理发店" not in reply.content.decode()


def test_a_wrong_number_looks_like_a_wrong_verifier(terminal: Terminal, case: dict[str, Any]) -> None:
    """Nobody learns which case numbers there are."""
    wrong, unknown = ask(terminal, case["case_number"], "222222"), ask(terminal, "99990020260101000001A", "222222")
    assert (wrong.status_code, wrong.json()) == (unknown.status_code, unknown.json())
    assert wrong.json()["code"] == "case_unknown"


def test_guessing_is_slowed_down(terminal: Terminal, case: dict[str, Any]) -> None:
    """Five misses at one case and even the right verifier waits, at every terminal; then it opens again."""
    for _ in range(5):
        assert ask(terminal, case["case_number"], "222222").status_code == 404
    for where in (terminal, Terminal("T-02")):
        reply = ask(where, case["case_number"], case["verifier"])
        assert (reply.status_code, reply.json()["code"]) == (429, "too_many_attempts")
        assert int(reply["Retry-After"]) > 800
    ProgressMiss.objects.update(at=timezone.now() - timedelta(minutes=16))
    assert ask(terminal, case["case_number"], case["verifier"]).status_code == 200
    ProgressMiss.objects.update(at=timezone.now() - timedelta(days=3))
    forget_the_past()
    assert not ProgressMiss.objects.exists()


def test_a_terminal_is_slowed_down(terminal: Terminal, case: dict[str, Any]) -> None:
    """Thirty misses at one terminal, at whatever cases, and that terminal waits; another does not."""
    row = ProgressMiss(terminal=Case.objects.get().terminal, number="0" * 64, at=timezone.now())
    ProgressMiss.objects.bulk_create(
        ProgressMiss(terminal=row.terminal, number=f"{n:064}", at=row.at) for n in range(30)
    )
    assert ask(terminal, case["case_number"], case["verifier"]).status_code == 429
    assert ask(Terminal("T-02"), case["case_number"], case["verifier"]).status_code == 200


def office(*arguments: str) -> int:
    """Run ``hall cases`` in this process, on this database."""
    parser = argparse.ArgumentParser()
    cases.add_arguments(parser)
    return cases.run(parser.parse_args(arguments))


def test_an_office_at_its_command_line(
    terminal: Terminal, case: dict[str, Any], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """List, ask for what is missing, be told what a move needs, accept: and the receipt tells each step."""
    monkeypatch.setattr("hall.commands.cases.open_state", lambda: None)
    number = case["case_number"]
    assert office("list") == 0
    listed = capsys.readouterr().out
    assert number in listed
    assert "office check" in listed
    assert WITHOUT_HOUSE[1] not in listed
    assert office("list", "--state", "lost") == 2
    assert office("do", "decline", "--number", number, "--actor", "counter-3", "--reason", "x") == 1
    assert "decline needs remedy_given" in capsys.readouterr().err
    assert office("do", "approve", "--number", number, "--actor", "counter-3") == 1
    assert "approve cannot be done from received" in capsys.readouterr().err
    assert office("do", "accept", "--number", "1", "--actor", "counter-3") == 1
    asking = ("do", "ask_for_supplement", "--number", number, "--actor", "counter-3")
    assert office(*asking, "--material", "plan=缺比例尺") == 2
    assert "floor-plan" in capsys.readouterr().err
    assert office(*asking, "--material", "floor-plan=缺比例尺", "--days", "10") == 0
    assert ask(terminal, number, case["verifier"]).json()["next"][0]["step"] == "answer"
    CaseMaterial.objects.update(handed_in_at=timezone.now())
    assert office("do", "end", "--number", number, "--actor", "counter-3", "--reason", "申请人去世") == 0
    told = ask(terminal, number, case["verifier"])
    assert (told.json()["state"], told.json()["why"]) == ("ended_abnormally", "by_office")
    assert "申请人去世" not in told.content.decode()

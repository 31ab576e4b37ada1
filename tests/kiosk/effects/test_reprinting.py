"""A spoiled paper on its way to the citizen's hand again: settled, ordered once, printed once, whatever is cut off."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from devices.api.control import Control
from devices.api.errors import OutcomeUnknown, PaperOut
from devices.api.kinds.printing import PrintOutcome, PrintStage, ProgressCallback
from kiosk.domain.case import Case, Paper, PaperFate
from kiosk.domain.problem import ProblemCode
from kiosk.domain.staff import PrintFinding
from kiosk.effects.desk_prints import DeskPrints
from kiosk.flow.desk import PrintStanding
from kiosk.flow.effects import NotePaper, PrintPaper, ReprintPaper, SettlePrint
from kiosk.flow.outcomes import EffectFailed, Outcome, Printed, Reprinted
from kiosk.journal.errors import JournalUnavailable
from kiosk.journal.intents import IntentEnd, IntentKind
from kiosk.journal.print_records import PrintRecord
from kiosk.journal.print_states import PrintState
from tests.support import worlds
from tests.support.hall_double import CODE, PDF, Fault
from tests.support.kiosk_effects import World, world

TRANSACTION = "7b0c3a52-0d6f-4c55-9a44-0d1f9b8f1c11"


@pytest.fixture
def it(tmp_path: Path) -> Iterator[World]:
    """A whole runner."""
    with world(tmp_path) as it:
        yield it


def _issued(it: World) -> tuple[Case, Paper, PrintPaper]:
    citizen = it.client.sign_in_with_code(CODE, idempotency_key="key-of-the-sign-in")
    case = it.client.open_case(citizen, worlds.item(), consented_at=worlds.NOW, idempotency_key="key-of-the-case")
    paper = it.client.issue_paper(citizen, case, idempotency_key="key-of-the-paper")
    return case, paper, PrintPaper(1, citizen, case, paper, TRANSACTION)


def _original(it: World, *, well: bool = True) -> PrintRecord:
    """Print the original, well or with an end that nobody sees; return its entry."""
    _, _, effect = _issued(it)
    if not well:
        it.printer.script = _unknown
    it.runner.carry_out(effect)
    assert isinstance(it.inbox.outcome(1), Printed) is well
    return _entry(it)


def _unknown(_: str, on_progress: ProgressCallback, __: Control) -> PrintOutcome:
    on_progress(PrintStage.SENDING)
    raise OutcomeUnknown


def _entry(it: World, transaction: str = TRANSACTION) -> PrintRecord:
    record = it.journal.prints.find(transaction)
    assert record is not None
    return record


def _settle(it: World, record: PrintRecord, finding: PrintFinding) -> None:
    DeskPrints(it.journal, it.clock, reported=lambda: None).settle(SettlePrint(record.seq, finding))


def _standings(it: World) -> list[tuple[int, PrintStanding, int]]:
    seen = DeskPrints(it.journal, it.clock, reported=lambda: None).look()
    return [(one.number, one.standing, one.copy_number) for one in seen]


def _reprint(it: World, request: int, record: PrintRecord) -> Outcome:
    it.runner.carry_out(ReprintPaper(request, record.seq))
    return it.inbox.outcome(request)


def _problem(outcome: Outcome) -> ProblemCode:
    assert isinstance(outcome, EffectFailed)
    return outcome.problem.code


def _copies(it: World) -> list[str]:
    """What the hall did when it was asked for reprints."""
    return [path for path in it.hall.paths() if path.endswith("/reprints")]


def test_a_spoiled_paper_is_printed_again_once(it: World) -> None:
    """Settled, the hall hears of it and gives copy 2, which the printer gets under a name of its own; then no other."""
    original = _original(it)
    assert _standings(it) == [(original.seq, PrintStanding.CAME_OUT, 1)]
    _settle(it, original, PrintFinding.SPOILED)
    assert _standings(it) == [(original.seq, PrintStanding.SPOILED, 1)]
    assert _reprint(it, 2, original) == Reprinted(2, copy_number=2)
    assert it.printer.sent == [PDF, PDF]
    assert len(set(it.printer.jobs)) == 2
    assert [report["outcome"] for report in it.hall.reports] == ["printed", "spoiled"]
    copy = _entry(it, it.printer.jobs[1].removeprefix("hallkiosk-"))
    assert (copy.state, copy.copy_number) == (PrintState.PRINTED, 2)
    assert _standings(it) == [(copy.seq, PrintStanding.CAME_OUT, 2)]
    assert _problem(_reprint(it, 3, original)) is ProblemCode.REPRINT_REFUSED
    assert len(_copies(it)) == 1
    intents = {intent.kind: intent.ended for intent in it.journal.intents.recent()}
    assert intents[IntentKind.REPRINT] is IntentEnd.DONE


def test_what_nobody_settled_is_refused(it: World) -> None:
    """Unknown, printed, or spoiled by its citizen's word: the page says why, and the hall is not even asked."""
    original = _original(it, well=False)
    assert _problem(_reprint(it, 2, original)) is ProblemCode.PRINT_NOT_SETTLED
    _settle(it, original, PrintFinding.CAME_OUT)
    assert _problem(_reprint(it, 3, original)) is ProblemCode.PRINT_NOT_SETTLED
    assert _standings(it) == [(original.seq, PrintStanding.CAME_OUT, 1)]
    assert _copies(it) == []


def test_a_citizens_word_waits_for_staff(it: World) -> None:
    """Spoiled or missing: listed for staff, told to the hall as unknown, and not printed again before they looked."""
    original = _original(it)
    it.runner.carry_out(NotePaper(TRANSACTION, PaperFate.SPOILED))
    it.runner._workers.close(20.0)
    assert _standings(it) == [(original.seq, PrintStanding.COMPLAINED, 1)]
    reports = [posted.message for posted in it.journal.outbox.waiting()]
    assert [(report.found.value, report.found_by.value) for report in reports] == [  # type: ignore[union-attr]
        ("printed", "printer"),
        ("unknown", "citizen"),
    ]


@pytest.mark.parametrize(("fate", "evidence"), [(PaperFate.HAS_IT, "citizen_has_it"), (PaperFate.LEFT, "citizen_left")])
def test_presented_says_by_what(it: World, fate: PaperFate, evidence: str) -> None:
    """No terminal sees a hand: the entry says what the claim rests on. The same print asked for again is printed."""
    _, _, effect = _issued(it)
    it.runner.carry_out(effect)
    it.inbox.outcome(1)
    it.runner.carry_out(NotePaper(TRANSACTION, fate))
    it.runner._workers.close(20.0)
    record = _entry(it)
    assert (record.state, record.evidence, record.sheets) == (PrintState.PRESENTED, evidence, 1)


def test_a_lost_answer_gives_the_same_copy(it: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The hall signed copy 2, its answer broke off, and then nothing could be written: tried again, it is copy 2."""
    original = _original(it)
    _settle(it, original, PrintFinding.SPOILED)
    it.hall.next("/reprints", Fault.LOST_REPLY)

    def full(*_: object) -> None:
        raise JournalUnavailable("SQLITE_FULL")

    with monkeypatch.context() as broken:
        broken.setattr(it.journal.reprints, "answered", full)
        assert _problem(_reprint(it, 2, original)) is ProblemCode.TERMINAL_FAULT
    assert len(it.printer.jobs) == 1
    assert _reprint(it, 3, original) == Reprinted(3, copy_number=2)
    assert len(_copies(it)) == 3
    assert len(it.hall.superseded) == 1
    assert len(it.printer.jobs) == 2


def test_an_empty_printer_prints_the_same_copy_later(it: World) -> None:
    """Nothing came out: the copy that is signed is the one that is printed when paper is there; no other is ordered."""
    original = _original(it)
    _settle(it, original, PrintFinding.SPOILED)
    well = it.printer.script

    def empty(*_: object) -> PrintOutcome:
        raise PaperOut

    it.printer.script = empty
    failed = _reprint(it, 2, original)
    assert _problem(failed) is ProblemCode.PAPER_OUT
    assert _standings(it) == [(original.seq, PrintStanding.SPOILED, 1)]
    it.printer.script = well
    assert _reprint(it, 3, original) == Reprinted(3, copy_number=2)
    assert len(_copies(it)) == 1


def test_an_unknown_copy_is_for_staff_again(it: World) -> None:
    """The copy's own end was not seen: listed as copy 2, nothing follows by itself, and settled it makes copy 3."""
    original = _original(it)
    _settle(it, original, PrintFinding.SPOILED)
    well, it.printer.script = it.printer.script, _unknown
    assert _problem(_reprint(it, 2, original)) is ProblemCode.PRINT_UNKNOWN
    ((number, standing, copy_number),) = _standings(it)
    assert (standing, copy_number) == (PrintStanding.UNKNOWN, 2)
    it.printer.script = well
    copy = _entry(it, it.printer.jobs[-1].removeprefix("hallkiosk-"))
    assert copy.seq == number
    assert _problem(_reprint(it, 3, copy)) is ProblemCode.PRINT_NOT_SETTLED
    _settle(it, copy, PrintFinding.NOT_PRINTED)
    assert _reprint(it, 4, copy) == Reprinted(4, copy_number=3)


def test_a_hall_that_has_another_copy_refuses(it: World) -> None:
    """A later copy, or a revoked paper: nothing is printed, and the page says that it was replaced."""
    original = _original(it)
    _settle(it, original, PrintFinding.SPOILED)
    it.hall.refuse_next("/reprints", 409, "case_state_conflict")
    assert _problem(_reprint(it, 2, original)) is ProblemCode.REPRINT_REFUSED
    assert len(it.printer.jobs) == 1

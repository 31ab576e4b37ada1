"""At most one original leaves the printer, each step is on the disk before it is taken, and only evidence claims."""

import sqlite3
from dataclasses import replace
from pathlib import Path
from threading import Event

import numpy as np
import pytest
import zxingcpp

from devices.api.control import Control
from devices.api.device import Capabilities
from devices.api.errors import (
    CommandCancelled,
    CoverOpen,
    DeviceError,
    Disconnected,
    OutcomeUnknown,
    PaperJam,
    PaperOut,
)
from devices.api.kinds.printing import PrintEvidence, PrintOutcome, PrintStage, ProgressCallback
from kiosk.domain.case import Case, Paper
from kiosk.domain.citizen import SignedInCitizen
from kiosk.domain.problem import Actor, ProblemCode
from kiosk.effects.receipt import WIDTHS_PX, ReceiptIssuer, draw
from kiosk.flow.effects import CallBack, PrintPaper, PrintReceipt
from kiosk.flow.outcomes import EffectFailed, Printed, PrintProgressed
from kiosk.journal.intents import IntentKind
from kiosk.journal.journal import FILE_NAME
from kiosk.journal.messages import PrintFound, PrintReport
from kiosk.journal.print_states import PrintState
from kiosk.settings.model import DeviceSettings, RoleSettings, Settings, TerminalSettings
from tests.support import worlds
from tests.support.hall_double import CODE, PDF, Fault
from tests.support.kiosk_effects import PATIENCE_S, PrintScript, World, print_well, world

TRANSACTION = "7b0c3a52-0d6f-4c55-9a44-0d1f9b8f1c11"


def _visit(it: World) -> tuple[SignedInCitizen, Case, Paper]:
    citizen = it.client.sign_in_with_code(CODE, idempotency_key="key-of-the-sign-in")
    case = it.client.open_case(citizen, worlds.item(), consented_at=worlds.NOW, idempotency_key="key-of-the-case")
    return citizen, case, it.client.issue_paper(citizen, case, idempotency_key="key-of-the-paper")


def _paper(it: World, request: int = 1) -> PrintPaper:
    citizen, case, paper = _visit(it)
    return PrintPaper(request, citizen, case, paper, TRANSACTION)


def _again(effect: PrintPaper, request: int) -> PrintPaper:
    return replace(effect, request=request)


def _receipt(it: World, request: int = 1) -> PrintReceipt:
    citizen, case, paper = _visit(it)
    return PrintReceipt(request, citizen, worlds.item(), case, paper, None, TRANSACTION)


def _state(it: World) -> PrintState:
    record = it.journal.prints.find(TRANSACTION)
    assert record is not None
    return record.state


def _reports(it: World) -> list[PrintReport]:
    return [posted.message for posted in it.journal.outbox.waiting() if isinstance(posted.message, PrintReport)]


def _failing(error: DeviceError, *stages: PrintStage) -> PrintScript:
    def script(_: str, on_progress: ProgressCallback, __: Control) -> PrintOutcome:
        for stage in stages:
            on_progress(stage)
        raise error

    return script


def test_a_paper_is_fetched_printed_and_reported(it: World) -> None:
    """The bytes that the hall issued go to the printer under the transaction's name; evidence claims; hall is told."""
    it.runner.carry_out(_paper(it))
    assert it.inbox.outcome(1) == Printed(1, sheets=1)
    assert it.printer.sent == [PDF]
    assert it.printer.jobs == [f"hallkiosk-{TRANSACTION}"]
    assert [progress.stage for progress in it.inbox.of(PrintProgressed)] == [
        PrintStage.SENDING,
        PrintStage.ACCEPTED,
        PrintStage.PRINTED,
    ]
    assert _state(it) is PrintState.PRINTED
    (report,) = _reports(it)
    assert (report.found, report.evidence, report.sheets) == (PrintFound.PRINTED, "job_completed", 1)


def test_each_step_is_on_the_disk_before_it_is_taken(it: World, tmp_path: Path) -> None:
    """Another process sees `sending` before the driver is asked at all, and `accepted` while the printer works."""
    seen: list[tuple[str, list[str]]] = []

    def look(when: str) -> None:
        connection = sqlite3.connect(tmp_path / FILE_NAME)
        rows = connection.execute("SELECT state FROM print_steps ORDER BY seq").fetchall()
        connection.close()
        seen.append((when, [row[0] for row in rows]))

    def script(name: str, on_progress: ProgressCallback, control: Control) -> PrintOutcome:
        look("asked")
        on_progress(PrintStage.SENDING)
        on_progress(PrintStage.ACCEPTED)
        look("accepted")
        return PrintOutcome(PrintEvidence.JOB_COMPLETED, sheets=1)

    it.printer.script = script
    it.runner.carry_out(_paper(it))
    it.inbox.outcome(1)
    assert seen == [("asked", ["prepared", "sending"]), ("accepted", ["prepared", "sending", "accepted"])]


@pytest.mark.parametrize("unknown", [False, True])
def test_the_same_transaction_gets_the_first_outcome(it: World, *, unknown: bool) -> None:
    """Printed or unknown: asked again, the printer is not touched and the hall is told once."""
    it.printer.script = _failing(OutcomeUnknown(), PrintStage.SENDING) if unknown else print_well
    effect = _paper(it)
    for request in (1, 2, 3):
        it.runner.carry_out(_again(effect, request))
        outcome = it.inbox.outcome(request)
        if unknown:
            assert isinstance(outcome, EffectFailed)
            assert outcome.problem.code is ProblemCode.PRINT_UNKNOWN
            assert not outcome.problem.retry_is_safe
        else:
            assert outcome == Printed(request, sheets=1)
    assert len(it.printer.jobs) == 1
    assert len(it.printer.sent) == 1
    assert len(_reports(it)) == 1


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (PaperOut(), ProblemCode.PAPER_OUT),
        (CoverOpen(), ProblemCode.COVER_OPEN),
        (PaperJam(), ProblemCode.PAPER_JAM),
        (Disconnected(), ProblemCode.PRINTER_FAULT),
    ],
)
def test_nothing_printed_may_be_tried_again(it: World, error: DeviceError, code: ProblemCode) -> None:
    """What stopped it before anything was sent is told as such; the same transaction then prints one original."""
    it.printer.script = _failing(error)
    effect = _paper(it)
    it.runner.carry_out(effect)
    failed = it.inbox.outcome(1)
    assert isinstance(failed, EffectFailed)
    assert (failed.problem.code, failed.problem.retry_is_safe) == (code, True)
    assert _state(it) is PrintState.NOT_PRINTED
    it.printer.script = print_well
    it.runner.carry_out(_again(effect, 2))
    assert it.inbox.outcome(2) == Printed(2, sheets=1)
    assert it.printer.sent == [PDF]
    assert [report.found for report in _reports(it)] == [PrintFound.NOT_PRINTED, PrintFound.PRINTED]


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (OutcomeUnknown(), ProblemCode.PRINT_UNKNOWN),
        (PaperJam(), ProblemCode.PAPER_JAM),
    ],
)
def test_what_may_have_come_out_is_unknown(it: World, error: DeviceError, code: ProblemCode) -> None:
    """A jam after sending may have spoilt a sheet, a lost end may have printed one: never tried again by itself."""
    it.printer.script = _failing(error, PrintStage.SENDING, PrintStage.ACCEPTED)
    effect = _paper(it)
    it.runner.carry_out(effect)
    failed = it.inbox.outcome(1)
    assert isinstance(failed, EffectFailed)
    assert (failed.problem.code, failed.problem.retry_is_safe) == (code, False)
    assert _state(it) is PrintState.UNKNOWN
    assert [record.transaction_id for record in it.journal.prints.for_staff()] == [TRANSACTION]
    it.runner.carry_out(_again(effect, 2))
    it.inbox.outcome(2)
    assert len(it.printer.jobs) == 1


def test_a_driver_that_breaks_leaves_it_unknown(it: World) -> None:
    """An exception that no driver may raise: what it did is not known."""

    def script(_: str, on_progress: ProgressCallback, __: Control) -> PrintOutcome:
        on_progress(PrintStage.SENDING)
        raise KeyError("boom")

    it.printer.script = script
    it.runner.carry_out(_paper(it))
    failed = it.inbox.outcome(1)
    assert isinstance(failed, EffectFailed)
    assert failed.problem.code is ProblemCode.PRINT_UNKNOWN
    assert _state(it) is PrintState.UNKNOWN


@pytest.mark.parametrize("fault", [Fault.OTHER_BYTES, Fault.SHORT_BYTES])
def test_a_damaged_document_is_not_printed(it: World, fault: Fault) -> None:
    """The printer is not asked; fetching it again is safe and prints it."""
    effect = _paper(it)
    it.hall.next("/document", fault)
    it.runner.carry_out(effect)
    failed = it.inbox.outcome(1)
    assert isinstance(failed, EffectFailed)
    assert (failed.problem.code, failed.problem.retry_is_safe) == (ProblemCode.DOCUMENT_DAMAGED, True)
    assert it.printer.jobs == []
    assert _state(it) is PrintState.NOT_PRINTED
    it.runner.carry_out(_again(effect, 2))
    assert it.inbox.outcome(2) == Printed(2, sheets=1)


def test_a_hall_that_is_down_prints_nothing(it: World) -> None:
    """The document cannot be fetched: the problem is the hall's, the journal knows that nothing was printed."""
    effect = _paper(it)
    it.hall.stop()
    it.runner.carry_out(effect)
    failed = it.inbox.outcome(1)
    assert isinstance(failed, EffectFailed)
    assert failed.problem.code is ProblemCode.HALL_DOWN
    assert _state(it) is PrintState.NOT_PRINTED
    assert it.printer.jobs == []


def test_called_back_while_fetching_prints_nothing(it: World) -> None:
    """The fetch is cut off, the printer is not asked, and no outcome is posted; a new request prints it once."""
    effect = _paper(it)
    it.hall.next("/document", Fault.HELD)
    it.runner.carry_out(effect)
    assert it.hall.held.wait(PATIENCE_S)
    it.runner.carry_out(CallBack(1))
    it.runner.carry_out(_again(effect, 2))
    assert it.inbox.outcome(2) == Printed(2, sheets=1)
    assert it.inbox.finals(1) == []
    assert it.printer.sent == [PDF]


def test_called_back_before_sending_prints_nothing(it: World) -> None:
    """The driver asks before it sends, and is told that nobody wants it any more."""
    ready, go_on = Event(), Event()

    def script(name: str, on_progress: ProgressCallback, control: Control) -> PrintOutcome:
        ready.set()
        go_on.wait(PATIENCE_S)
        return print_well(name, on_progress, control)

    it.printer.script = script
    effect = _paper(it)
    it.runner.carry_out(effect)
    assert ready.wait(PATIENCE_S)
    it.runner.carry_out(CallBack(1))
    go_on.set()
    it.printer.script = print_well
    it.runner.carry_out(_again(effect, 2))
    assert it.inbox.outcome(2) == Printed(2, sheets=1)
    assert it.printer.sent == [PDF]


def test_called_back_after_sending_is_followed_to_its_end(it: World) -> None:
    """Nobody waits for it, but the journal and the hall learn how it ended, and it is not printed again."""
    sent, go_on = Event(), Event()

    def script(_: str, on_progress: ProgressCallback, __: Control) -> PrintOutcome:
        on_progress(PrintStage.SENDING)
        sent.set()
        go_on.wait(PATIENCE_S)
        on_progress(PrintStage.ACCEPTED)
        return PrintOutcome(PrintEvidence.JOB_COMPLETED, sheets=1)

    it.printer.script = script
    effect = _paper(it)
    it.runner.carry_out(effect)
    assert sent.wait(PATIENCE_S)
    it.runner.carry_out(CallBack(1))
    # Asked for again meanwhile, it joins the print under way and hears of its progress.
    it.runner.carry_out(_again(effect, 2))
    go_on.set()
    assert it.inbox.outcome(2) == Printed(2, sheets=1)
    assert it.inbox.finals(1) == []
    assert len(it.printer.jobs) == 1
    assert _state(it) is PrintState.PRINTED
    assert len(_reports(it)) == 1


def test_a_joined_print_that_does_not_end_is_unknown(it: World) -> None:
    """Whoever asked for it again waits no longer than a print may take, and nothing is sent a second time."""
    sent, go_on = Event(), Event()

    def script(_: str, on_progress: ProgressCallback, __: Control) -> PrintOutcome:
        on_progress(PrintStage.SENDING)
        sent.set()
        go_on.wait(PATIENCE_S)
        return PrintOutcome(PrintEvidence.JOB_COMPLETED, sheets=1)

    it.printer.script = script
    effect = _paper(it)
    it.runner.carry_out(effect)
    assert sent.wait(PATIENCE_S)
    it.runner.carry_out(CallBack(1))
    it.runner.carry_out(_again(effect, 2))
    it.clock.await_wait(until_s=120.0)
    it.clock.advance(120.0)
    failed = it.inbox.outcome(2)
    assert isinstance(failed, EffectFailed)
    assert (failed.problem.code, failed.problem.retry_is_safe) == (ProblemCode.PRINT_UNKNOWN, False)
    go_on.set()
    assert len(it.printer.jobs) == 1


def test_nothing_is_sent_when_it_cannot_be_written_down(it: World) -> None:
    """A journal that takes nothing stops the print before the printer is asked."""
    effect = _paper(it)
    it.journal.close()
    it.runner.carry_out(effect)
    failed = it.inbox.outcome(1)
    assert isinstance(failed, EffectFailed)
    assert (failed.problem.code, failed.problem.actor) == (ProblemCode.TERMINAL_FAULT, Actor.TECHNICIAN)
    assert it.printer.jobs == []


def test_a_journal_that_fails_in_mid_print_does_not_hide_the_paper(it: World) -> None:
    """The paper came out and the citizen is told so; without an end in the journal the next start calls it unknown."""

    def script(_: str, on_progress: ProgressCallback, __: Control) -> PrintOutcome:
        on_progress(PrintStage.SENDING)
        it.journal.close()
        on_progress(PrintStage.ACCEPTED)
        return PrintOutcome(PrintEvidence.JOB_COMPLETED, sheets=1)

    it.printer.script = script
    it.runner.carry_out(_paper(it))
    assert it.inbox.outcome(1) == Printed(1, sheets=1)


def test_the_printer_gets_the_time_that_is_left(it: World) -> None:
    """What fetching took is gone from the print's time."""
    left: list[float] = []

    def script(name: str, on_progress: ProgressCallback, control: Control) -> PrintOutcome:
        left.append(control.remaining_s)
        return print_well(name, on_progress, control)

    it.printer.script = script
    effect = _paper(it)
    it.hall.next("/document", Fault.HELD)
    it.runner.carry_out(effect)
    assert it.hall.held.wait(PATIENCE_S)
    it.clock.advance(100.0)
    it.hall.released.set()
    assert it.inbox.outcome(1) == Printed(1, sheets=1)
    assert 0.0 < left[0] <= 20.0


def test_a_receipt_is_laid_out_for_its_printer(it: World) -> None:
    """The raster is as wide as the printer's head; it is journalled as a receipt and not reported to the hall."""
    it.runner.carry_out(_receipt(it))
    assert it.inbox.outcome(1) == Printed(1, sheets=1)
    (raster,) = it.receipt_printer.sent
    assert getattr(raster, "width_px", 0) == 384
    assert [intent.kind for intent in it.journal.intents.recent()] == [IntentKind.PRINT_RECEIPT]
    assert _reports(it) == []


@pytest.mark.parametrize(
    ("error", "stages", "code", "safe"),
    [
        (PaperOut(), (), ProblemCode.PAPER_OUT, True),
        (Disconnected(), (), ProblemCode.RECEIPT_NOT_PRINTED, True),
        (OutcomeUnknown(), (PrintStage.SENDING,), ProblemCode.RECEIPT_UNKNOWN, False),
    ],
)
def test_a_receipt_that_fails_is_a_problem_of_the_receipt(
    it: World, error: DeviceError, stages: tuple[PrintStage, ...], code: ProblemCode, *, safe: bool
) -> None:
    """Out of paper, away, or unknown."""
    it.receipt_printer.script = _failing(error, *stages)
    it.runner.carry_out(_receipt(it))
    failed = it.inbox.outcome(1)
    assert isinstance(failed, EffectFailed)
    assert (failed.problem.code, failed.problem.retry_is_safe) == (code, safe)


def test_a_receipt_that_cannot_be_laid_out_sends_nothing(it: World) -> None:
    """Data that breaks the document's rules is a technician's; the printer is not asked."""
    effect = _receipt(it)
    effect = replace(effect, case=replace(effect.case, number="有问题"))
    it.runner.carry_out(effect)
    failed = it.inbox.outcome(1)
    assert isinstance(failed, EffectFailed)
    assert (failed.problem.code, failed.problem.detail_code) == (ProblemCode.RECEIPT_NOT_PRINTED, "field")
    assert it.receipt_printer.jobs == []
    assert _state(it) is PrintState.NOT_PRINTED


def test_a_receipt_printer_that_cannot_be_asked_has_printed_nothing(it: World) -> None:
    """Its driver broke while it was asked for its width: not printed, not unknown."""

    def broken() -> None:
        raise KeyError("boom")

    it.receipt_printer.capabilities = broken  # type: ignore[method-assign,assignment]  # that is the fault
    it.runner.carry_out(_receipt(it))
    failed = it.inbox.outcome(1)
    assert isinstance(failed, EffectFailed)
    assert (failed.problem.code, failed.problem.retry_is_safe) == (ProblemCode.RECEIPT_NOT_PRINTED, True)
    assert _state(it) is PrintState.NOT_PRINTED


def test_a_terminal_without_printers_says_so(tmp_path: Path) -> None:
    """Empty roles are absent parts."""
    roles = RoleSettings(document_printer="", receipt_printer="")
    with world(tmp_path, settings=replace(Settings(), devices=DeviceSettings(roles=roles))) as it:
        it.runner.carry_out(_paper(it, 1))
        it.runner.carry_out(_receipt(it, 2))
        for request, code in ((1, ProblemCode.PRINTER_FAULT), (2, ProblemCode.RECEIPT_NOT_PRINTED)):
            failed = it.inbox.outcome(request)
            assert isinstance(failed, EffectFailed)
            assert (failed.problem.code, failed.problem.retry_is_safe) == (code, False)


@pytest.mark.parametrize("width_px", WIDTHS_PX)
def test_a_printed_receipt_can_be_read_by_a_scanner(width_px: int) -> None:
    """The real layout, decoded: the code is the hall's, the paper is as wide as the head."""
    issuer = ReceiptIssuer(TerminalSettings())
    code = "HK1:" + "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:" * 5
    case = replace(worlds.case(), number="99990120261123000187", verifier="K7M2Q9", receipt_code=code)
    paper = replace(worlds.paper(), number="YJ2026000017")
    raster = draw(issuer.receipt(worlds.citizen(), worlds.item(), case, paper), width_px)
    assert raster.width_px == width_px
    dots = np.unpackbits(np.frombuffer(raster.bits, np.uint8)).reshape(raster.height_px, width_px)
    codes = zxingcpp.read_barcodes(np.where(dots, 0, 255).astype(np.uint8))
    assert [found.text for found in codes] == [code]


def test_a_head_that_no_layout_fits_is_not_printed_on(it: World) -> None:
    """A printer that says an odd width is a technician's; nothing is sent."""
    it.receipt_printer.capabilities = lambda: Capabilities(features={"width_px": 500})  # type: ignore[method-assign]  # so it says
    it.runner.carry_out(_receipt(it))
    failed = it.inbox.outcome(1)
    assert isinstance(failed, EffectFailed)
    assert failed.problem.code is ProblemCode.RECEIPT_NOT_PRINTED
    assert failed.problem.detail_code == "not_supported:width_px:500"
    assert it.receipt_printer.jobs == []


def test_a_receipt_says_what_was_done() -> None:
    """Fee, papers and state follow from the case; what is too long for its place is shortened, not refused."""
    issuer = ReceiptIssuer(TerminalSettings())
    item = replace(worlds.item(), fee_fen=1250, title=replace(worlds.item().title, zh="长" * 90))
    paper = replace(worlds.paper(), number="YJ2026000017")
    receipt = issuer.receipt(worlds.citizen(), item, worlds.case(), paper)
    assert (receipt.fee, receipt.state, len(receipt.item)) == ("12.50元", "已办结", 80)
    assert [line.paper_number for line in receipt.papers] == ["YJ2026000017"]
    bare = issuer.receipt(worlds.citizen(), worlds.item(), worlds.case(), None)
    assert (bare.fee, bare.state, bare.papers, bare.notes) == ("不收费", "已受理", (), ())


def test_a_receipt_of_a_paper_on_a_phone_lists_none_as_printed() -> None:
    """The case is done; the paper stands in a note, by its number, and not among what came out."""
    paper = replace(worlds.paper(), number="999900202600000001L")
    receipt = ReceiptIssuer(TerminalSettings()).receipt(worlds.citizen(), worlds.item(), worlds.case(), None, paper)
    assert (receipt.state, receipt.papers) == ("已办结", ())
    assert receipt.notes == ("证明已发到手机，编号999900202600000001L",)


def test_the_error_that_calls_a_driver_back_is_the_devices_own() -> None:
    """Drivers let `DeviceError` through their progress calls: the one raised there is one."""
    assert issubclass(CommandCancelled, DeviceError)

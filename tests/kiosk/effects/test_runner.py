"""Every effect of the flow is carried out, each request ends once, and nothing personal is left behind."""

import logging
from pathlib import Path
from threading import Event, current_thread
from threading import enumerate as all_threads
from typing import Any

import pytest

from devices.api.control import Control
from devices.api.kinds.id_card_reader import CardRead
from devices.api.kinds.receipt_printer import ReceiptRaster
from kiosk.domain.problem import Actor, Problem, ProblemCode
from kiosk.domain.rating import RatingLevel
from kiosk.effects.receipt import WIDTHS_PX
from kiosk.flow import effects as flow_effects
from kiosk.flow.effects import (
    CallBack,
    CompareFace,
    Effect,
    EndHallSession,
    IssuePaper,
    NotePaper,
    NoteStaffAct,
    OpenCase,
    OrderDevice,
    PostRating,
    PrintPaper,
    PrintReceipt,
    ReadCard,
    RefreshCatalogue,
    Request,
    SettlePrint,
    SignInWithCard,
    StartTimer,
    StopTimer,
    TryBinding,
    Wipe,
)
from kiosk.flow.outcomes import CaseOpened, EffectFailed, PaperIssued, Printed, SignedIn, TimerName, Wiped
from kiosk.journal.faults import FaultKind
from printing.documents.service_receipt import ServiceReceipt
from tests.support import worlds
from tests.support.hall_double import CODE, NOW
from tests.support.kiosk_effects import PATIENCE_S, World, draw_blank, world


def _declared(root: type[Effect]) -> set[type[Effect]]:
    """Every effect of that kind that the flow declares, roots left out."""
    kinds = {each for each in vars(flow_effects).values() if isinstance(each, type) and issubclass(each, root)}
    return kinds - {Effect, Request}


def test_every_request_of_the_flow_has_somebody_to_carry_it_out(it: World) -> None:
    """A request added to the flow is noticed here, and so is one that was taken out of it."""
    assert set(it.runner._carriers) == _declared(Request)


def test_every_other_effect_is_known(it: World) -> None:
    """Those without an outcome are carried out too; what is none is refused at once."""
    others = _declared(Effect) - _declared(Request)
    assert others == {
        StartTimer,
        StopTimer,
        CallBack,
        EndHallSession,
        PostRating,
        NoteStaffAct,
        OrderDevice,
        TryBinding,
        SettlePrint,
        NotePaper,
    }

    class Dance(Effect):
        """No effect of ours."""

    class Sing(Request):
        """No request of ours."""

    for stranger in (Dance(), Sing(1)):
        with pytest.raises(TypeError, match="no effect"):
            it.runner.carry_out(stranger)


def test_an_effect_that_breaks_is_a_fault_of_the_terminal(it: World, caplog: pytest.LogCaptureFixture) -> None:
    """The page gets a problem, the journal type and place, and what the exception said is nowhere."""

    def broken(effect: object, errand: object) -> Any:
        raise KeyError("张样一")

    it.runner._carriers[RefreshCatalogue] = broken
    it.runner.carry_out(RefreshCatalogue(1))
    failed = it.inbox.outcome(1)
    assert isinstance(failed, EffectFailed)
    assert (failed.problem.code, failed.problem.actor) == (ProblemCode.TERMINAL_FAULT, Actor.TECHNICIAN)
    (fault,) = it.journal.faults.recent()
    assert fault.kind is FaultKind.EFFECT_CRASHED
    assert fault.code.startswith("RefreshCatalogue:KeyError:test_runner.py:")
    assert "张" not in caplog.text


def test_a_late_answer_after_a_call_back_is_dropped(it: World) -> None:
    """The reader answers although it was called back: nobody hears of it."""

    def stubborn(control: Control) -> CardRead:
        while not control.cancelled:
            control._clock.wait(control._cancelled, 0.01)
        return worlds.card()

    it.reader.script = stubborn
    it.runner.carry_out(ReadCard(1, within_s=600.0))
    it.runner.carry_out(CallBack(1))
    it.runner._workers.close(PATIENCE_S)
    assert it.inbox.finals(1) == []


def test_nothing_is_begun_after_closing(tmp_path: Path) -> None:
    """An effect that comes too late is forgotten, and no thread is left."""
    with world(tmp_path) as it:
        it.runner.start()
        it.runner.carry_out(StartTimer(TimerName.IDLE, 60.0, 1))
    it.runner.carry_out(RefreshCatalogue(1))
    assert it.inbox.finals(1) == []
    names = {thread.name for thread in all_threads()}
    assert not [name for name in names if name.startswith(("effects", "scheduler", "outbox", "health"))]


def test_old_entries_go_once_a_day(it: World) -> None:
    """At start and a day later; what is younger than the settings say stays."""
    it.journal.faults.note(FaultKind.EFFECT_CRASHED, "old")
    it.clock.advance(401 * 86400.0)
    it.journal.faults.note(FaultKind.EFFECT_CRASHED, "new")
    it.runner.start()
    it.clock.await_wait(until_s=402 * 86400.0 - 86400.0 + 3600.0)
    it.runner._workers.close(PATIENCE_S)
    assert [fault.code for fault in it.journal.faults.recent()] == ["new"]
    assert "retention" in it.runner._scheduler._due


def _whole_session(it: World) -> list[str]:
    """Live a session; return what must be found nowhere afterwards."""
    card, verdict = worlds.card(), worlds.verdict()
    it.runner.start()
    it.runner.carry_out(ReadCard(1, within_s=60.0))
    it.runner.carry_out(CompareFace(2, card, within_s=30.0))
    it.runner.carry_out(SignInWithCard(3, card, worlds.NOW, verdict, "key-of-the-sign-in"))
    signed_in = it.inbox.outcome(3)
    assert isinstance(signed_in, SignedIn)
    citizen = signed_in.citizen
    it.runner.carry_out(OpenCase(4, citizen, worlds.item(), worlds.NOW, "key-of-the-case"))
    opened = it.inbox.outcome(4)
    assert isinstance(opened, CaseOpened)
    it.runner.carry_out(IssuePaper(5, citizen, opened.case, "key-of-the-paper"))
    issued = it.inbox.outcome(5)
    assert isinstance(issued, PaperIssued)
    it.runner.carry_out(PrintPaper(6, citizen, opened.case, issued.paper, "transaction-of-the-paper"))
    it.runner.carry_out(
        PrintReceipt(7, citizen, worlds.item(), opened.case, issued.paper, None, "transaction-of-the-receipt")
    )
    assert it.inbox.outcome(6) == Printed(6, 1)
    assert it.inbox.outcome(7) == Printed(7, 1)
    it.runner.carry_out(PostRating(opened.case.case_id, RatingLevel.SATISFIED, "key-of-the-rating"))
    it.runner.carry_out(EndHallSession(citizen))
    it.runner.carry_out(Wipe(8))
    assert it.inbox.outcome(8) == Wiped(8)
    record = opened.case.result.records[0]
    return [
        card.text.name,
        card.text.number,
        card.text.address,
        card.text.issuer,
        citizen.session_token,
        citizen.masked_name,
        citizen.masked_number,
        CODE,
        # Not the case's number, which staff name a sheet by: without the verifier it opens nothing.
        opened.case.verifier,
        opened.case.receipt_code,
        record.location,
        record.unit_number,
        record.certificate_number,
        record.area_m2,
        issued.paper.code,
        "synthetic page",
    ]


def test_nothing_personal_is_left_behind(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """After a whole session none of the canaries is in any file of the state folder, in a log or on the console."""
    caplog.set_level(logging.DEBUG)
    with world(tmp_path) as it:
        canaries = _whole_session(it)
    told = caplog.text + "".join(capfd.readouterr())
    files = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert any(file.name == "journal.sqlite3" for file in files)
    for canary in canaries:
        assert canary not in told, canary
        for file in files:
            content = file.read_bytes()
            for encoding in ("utf-8", "gb18030", "utf-16-le"):
                assert canary.encode(encoding) not in content, f"{canary} in {file.name}"
    assert NOW  # the hall's time is no canary: it says nothing about anybody


def test_reprs_of_effects_and_outcomes_can_be_logged(it: World) -> None:
    """What the runner takes and posts shows no personal data when it is printed."""
    _whole_session(it)
    shown = " ".join(map(repr, it.inbox.events))
    for canary in (worlds.card().text.name, worlds.card().text.number, "430***********0014", "AB12CD"):
        assert canary not in shown
    problem = Problem(ProblemCode.TERMINAL_FAULT, Actor.TECHNICIAN, retry_is_safe=False)
    assert "terminal_fault" in repr(EffectFailed(1, problem))


def test_receipts_are_warm_before_the_first_citizen(tmp_path: Path) -> None:
    """As the terminal starts, a receipt of nobody's is drawn at each width, and never on the thread that starts it."""
    drawn: list[tuple[int, bool, bool]] = []
    both = Event()

    def draw(receipt: ServiceReceipt, width_px: int) -> ReceiptRaster:
        drawn.append((width_px, receipt.specimen, current_thread() is starter))
        if len(drawn) == len(WIDTHS_PX):
            both.set()
        return draw_blank(receipt, width_px)

    starter = current_thread()
    with world(tmp_path, draw_receipt=draw) as it:
        it.runner.start()
        assert both.wait(PATIENCE_S)
    assert drawn == [(width_px, True, False) for width_px in WIDTHS_PX]

"""Behind the staff door: who is let in, what is seen, what orders do, and a change that is tried before it is kept."""

import logging
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from devices.api.device import SelfTest, SelfTestStep
from devices.api.errors import PaperOut
from devices.api.status import DeviceState, PartName, Status, SupplyState
from kiosk.domain.problem import ProblemCode
from kiosk.domain.staff import Order, PauseReason, PrintFinding, Restart, StaffAct, StaffRole
from kiosk.effects.errand import Errand
from kiosk.effects.failed import Failed
from kiosk.effects.restarting import Restarting
from kiosk.flow.desk import Desk, DeviceSeen, PrintSeen, PrintStanding
from kiosk.flow.effects import (
    CallBack,
    CheckStaffPin,
    NoteStaffAct,
    OrderDevice,
    RestartTerminal,
    SettlePrint,
    TryBinding,
    WatchDesk,
)
from kiosk.flow.outcomes import DeskProgressed, EffectFailed, StaffAdmitted
from kiosk.journal.errors import JournalError
from kiosk.journal.intents import IntentEnd, IntentKind
from kiosk.journal.messages import PrintFound
from kiosk.journal.print_records import PrintKind
from kiosk.journal.print_states import PrintState
from kiosk.journal.prints import NewPrint
from tests.support.kiosk_effects import STAFF_PIN, TECHNICIAN_PIN, World, world

WATCH = 900


@pytest.fixture
def it(tmp_path: Path) -> Iterator[World]:
    """A whole runner."""
    with world(tmp_path) as it:
        yield it


@pytest.fixture
def watched(it: World) -> Iterator[World]:
    """Somebody looks at the desk."""
    it.runner.carry_out(WatchDesk(WATCH))
    yield it
    it.runner.carry_out(CallBack(WATCH))


def seen(it: World, wanted: Callable[[Desk], bool]) -> Desk:
    """Return the first desk that is as wanted."""
    return it.inbox.wait(DeskProgressed, wanted=lambda event: wanted(event.desk)).desk


def device(desk: Desk, device_id: str) -> DeviceSeen:
    """Return one device of it."""
    return next(one for one in desk.devices if one.device_id == device_id)


def ended(device_id: str, order: Order) -> Callable[[Desk], bool]:
    """Whether the order has ended there."""
    return lambda desk: device(desk, device_id).ended is order


@pytest.mark.parametrize(("pin", "role"), [(STAFF_PIN, StaffRole.HALL), (TECHNICIAN_PIN, StaffRole.TECHNICIAN)])
def test_the_right_pin_opens_and_is_noted(it: World, pin: str, role: StaffRole) -> None:
    """The role comes back, and the journal knows it."""
    it.runner.carry_out(CheckStaffPin(1, pin))
    assert it.inbox.outcome(1) == StaffAdmitted(1, role)
    assert [(entry.role, entry.act) for entry in it.journal.staff.recent()] == [(role, StaffAct.ADMITTED)]


def test_wrong_pins_end_in_a_locked_door(it: World) -> None:
    """Each is noted; the third shuts the door for half a minute and says so."""
    codes = []
    for number in range(1, 5):
        it.runner.carry_out(CheckStaffPin(number, "999190"))
        outcome = it.inbox.outcome(number)
        assert isinstance(outcome, EffectFailed)
        codes.append((outcome.problem.code, outcome.problem.retry_is_safe, outcome.problem.detail_code))
    assert codes == [
        (ProblemCode.STAFF_PIN_WRONG, True, ""),
        (ProblemCode.STAFF_PIN_WRONG, True, ""),
        (ProblemCode.STAFF_PIN_WRONG, False, "wait:30s"),
        (ProblemCode.STAFF_DOOR_LOCKED, False, "wait:30s"),
    ]
    assert [entry.act for entry in it.journal.staff.recent()] == [StaffAct.REFUSED] * 4


def test_a_full_disk_keeps_nobody_out(
    it: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """It may be what they came for: they are let in, and the log says what the journal could not."""

    def full(*_: object) -> None:
        raise JournalError

    monkeypatch.setattr(it.journal.staff, "note", full)
    with caplog.at_level(logging.ERROR):
        it.runner.carry_out(CheckStaffPin(1, STAFF_PIN))
        assert it.inbox.outcome(1) == StaffAdmitted(1, StaffRole.HALL)
    assert "hall admitted" in caplog.text
    assert STAFF_PIN not in caplog.text


def test_what_staff_did_is_written_down(it: World) -> None:
    """Role, act, code."""
    it.runner.carry_out(NoteStaffAct(StaffRole.HALL, StaffAct.PAUSED, PauseReason.CLEANING.value))
    it.runner.close()
    assert it.journal.staff.paused() is PauseReason.CLEANING


def test_the_desk_shows_devices_disk_and_versions(watched: World) -> None:
    """Everything that is bound, as it is bound, and the terminal itself."""
    desk = seen(watched, lambda desk: all(one.since is not None for one in desk.devices))
    assert [one.device_id for one in desk.devices] == [one.device_id for one in watched.supervisor.bindings()]
    assert {one.status.state for one in desk.devices} == {DeviceState.ONLINE}
    assert desk.disk_bytes > desk.disk_free_bytes > 0
    assert desk.versions == (("test", "1"),)
    assert dict(desk.drivers)[device(desk, "card_reader").kind] == ("other", "scripted")


def test_a_self_test_is_run_kept_and_seen(watched: World) -> None:
    """A step that fails is named, and the test stays for reports."""
    reader = watched.devices["card_reader"]
    steps = (SelfTestStep("port", True, 1.0), SelfTestStep("sam_id", False, 2.0, "no_answer"))
    reader.self_test = lambda _: SelfTest(steps)  # type: ignore[method-assign,assignment]  # scripted
    watched.runner.carry_out(OrderDevice("card_reader", Order.SELF_TEST))
    found = device(seen(watched, ended("card_reader", Order.SELF_TEST)), "card_reader")
    assert found.ended_code == "sam_id"
    assert found.test is not None
    assert (found.test.passed, found.test.steps) == (False, steps)


def test_a_jam_that_is_still_there_is_said(watched: World) -> None:
    """'Cleared' is asked of the device, not believed of the staff."""
    printer = watched.devices["document_printer"]
    printer.state = Status(DeviceState.ONLINE, {PartName.PAPER: SupplyState.OUT}, "media-empty")
    watched.runner.carry_out(OrderDevice("document_printer", Order.SUPPLIES_FILLED))
    desk = seen(watched, ended("document_printer", Order.SUPPLIES_FILLED))
    assert device(desk, "document_printer").ended_code == "still:media-empty"
    printer.state = Status(DeviceState.ONLINE, {PartName.PAPER: SupplyState.FULL})
    watched.runner.carry_out(OrderDevice("document_printer", Order.JAM_CLEARED))
    desk = seen(watched, ended("document_printer", Order.JAM_CLEARED))
    assert device(desk, "document_printer").ended_code == ""


def test_test_pages_are_printed_once_under_a_name_of_their_own(watched: World) -> None:
    """A4 and receipt; a printer's refusal is what the desk shows."""
    for device_id in ("document_printer", "receipt_printer"):
        watched.runner.carry_out(OrderDevice(device_id, Order.TEST_PRINT))
        found = device(seen(watched, ended(device_id, Order.TEST_PRINT)), device_id)
        assert found.ended_code == ""
    assert watched.printer.jobs == ["test-1"]
    assert watched.receipt_printer.jobs == ["test-1"]


def test_an_empty_printer_says_so_instead(watched: World) -> None:
    """Nothing is printed, and the error's code is shown."""

    def empty(*_: object) -> None:
        raise PaperOut(detail_code="media-empty")

    watched.printer.script = empty  # type: ignore[assignment]  # raises always
    watched.runner.carry_out(OrderDevice("document_printer", Order.TEST_PRINT))
    found = device(seen(watched, ended("document_printer", Order.TEST_PRINT)), "document_printer")
    assert found.ended_code == "paper_out media-empty"


def test_only_printers_print(watched: World) -> None:
    """Anything else says that it cannot."""
    watched.runner.carry_out(OrderDevice("card_reader", Order.TEST_PRINT))
    found = device(seen(watched, ended("card_reader", Order.TEST_PRINT)), "card_reader")
    assert found.ended_code.startswith("not_supported")


def test_a_print_whose_end_nobody_saw_is_looked_for_once(watched: World) -> None:
    """It is listed until somebody says what they found; not printed, it can be printed again from then on."""
    prints = watched.journal.prints
    new = NewPrint("t-1", PrintKind.PAPER, "case-1", "paper-1", "document_printer")
    begun = prints.step(prints.prepare(new).record, PrintState.SENDING)
    unknown = prints.settle(begun, PrintState.UNKNOWN, evidence="no_answer")
    desk = seen(watched, lambda desk: bool(desk.prints))
    at = datetime.fromisoformat(unknown.at)
    listed = PrintSeen(unknown.seq, PrintStanding.UNKNOWN, True, 1, "case-1", "document_printer", at)
    assert desk.prints == (listed,)
    watched.runner.carry_out(SettlePrint(unknown.seq, PrintFinding.NOT_PRINTED))
    watched.runner.carry_out(SettlePrint(unknown.seq + 1, PrintFinding.CAME_OUT))
    desk = seen(watched, lambda desk: PrintStanding.NOT_PRINTED in {one.standing for one in desk.prints})
    assert len(desk.prints) == 1
    found = prints.find("t-1")
    assert found is not None
    assert (found.state, found.reconciled) == (PrintState.UNKNOWN, PrintFound.NOT_PRINTED)


def test_a_paper_that_a_phone_has_is_said_to_be_there(watched: World) -> None:
    """Whoever reprints ends the citizen's file as well, and must know."""
    prints, intents = watched.journal.prints, watched.journal.intents
    for paper in ("paper-1", "paper-2"):
        new = NewPrint(f"t-{paper}", PrintKind.PAPER, "case-1", paper, "document_printer")
        begun = prints.step(prints.prepare(new).record, PrintState.SENDING)
        prints.settle(begun, PrintState.UNKNOWN, evidence="no_answer")
    for paper, ended in (("paper-1", IntentEnd.DONE), ("paper-2", IntentEnd.FAILED)):
        given = intents.begin(IntentKind.GIVE_TO_PHONE, f"d-{paper}", case_id="case-1", paper_id=paper)
        intents.end(given, ended)
    desk = seen(watched, lambda desk: any(one.on_phone for one in desk.prints))
    assert [one.on_phone for one in desk.prints] == [True, False]


def test_measuring_shows_median_and_p95(watched: World) -> None:
    """Of what can be asked again and again."""
    watched.runner.carry_out(OrderDevice("card_reader", Order.MEASURE))
    found = device(seen(watched, ended("card_reader", Order.MEASURE)), "card_reader")
    assert {one.name: one.runs for one in found.latencies} == {"status": 10, "self_test": 10, "sam_id": 10}
    assert all(one.p50_ms is not None and one.p95_ms is not None for one in found.latencies)


def test_a_change_that_passes_waits_to_be_kept(watched: World) -> None:
    """Tried alive; kept, it is written down."""
    watched.runner.carry_out(TryBinding("card_reader", "other", "/dev/serial/by-id/new"))
    desk = seen(watched, lambda desk: desk.change is not None and desk.change.tested)
    assert desk.change is not None
    assert desk.change.passed
    found = device(seen(watched, lambda desk: device(desk, "card_reader").driver == "other"), "card_reader")
    assert found.port == "/dev/serial/by-id/new"
    watched.runner.carry_out(OrderDevice("card_reader", Order.KEEP_CHANGE))
    seen(watched, ended("card_reader", Order.KEEP_CHANGE))
    watched.runner.carry_out(CallBack(WATCH))
    assert watched.supervisor.bindings()[0].driver == "other"


def test_a_change_that_fails_is_taken_back_at_once(watched: World) -> None:
    """The old driver serves again, and the reason can be read."""
    failing = SelfTest((SelfTestStep("sam_id", False, 2.0),))
    kind = type(watched.devices["card_reader"])
    good = kind.self_test
    kind.self_test = lambda *_: failing  # type: ignore[method-assign]  # every reader built from now on fails
    try:
        watched.runner.carry_out(TryBinding("card_reader", "other", "/dev/serial/by-id/new"))
        desk = seen(watched, lambda desk: desk.change is not None and desk.change.tested)
    finally:
        kind.self_test = good  # type: ignore[method-assign]  # as it was
    assert desk.change is not None
    assert (desk.change.passed, desk.change.code) == (False, "sam_id")
    assert device(desk, "card_reader").driver == "scripted"


def test_a_change_nobody_kept_is_gone_when_the_door_shuts(watched: World) -> None:
    """The terminal serves citizens only by what was kept."""
    watched.runner.carry_out(TryBinding("card_reader", "other", "/dev/serial/by-id/new"))
    seen(watched, lambda desk: desk.change is not None and desk.change.passed)
    watched.runner.carry_out(OrderDevice("camera", Order.SHOW_CAMERA))
    seen(watched, lambda desk: desk.camera is not None)
    watched.runner.carry_out(CallBack(WATCH))
    watched.runner.close()
    assert watched.supervisor.bindings()[0].driver == "scripted"


def test_the_program_is_ended_so_that_it_begins_anew() -> None:
    """And the errand waits to be ended with it."""
    ended_count: list[str] = []
    errand = Errand(1, personal=False, post=lambda _: None)

    def end() -> None:
        ended_count.append("ended")
        errand.call_back()

    with pytest.raises(Failed):
        Restarting(end).restart(RestartTerminal(1, Restart.PROGRAM), errand)
    assert ended_count == ["ended"]


def test_a_machine_that_refuses_is_a_page() -> None:
    """Nothing was ended, and staff read why."""

    def refuse() -> None:
        raise OSError("systemctl:1")

    errand = Errand(1, personal=False, post=lambda _: None)
    with pytest.raises(Failed) as failed:
        Restarting(lambda: pytest.fail("ended"), reboot=refuse).restart(RestartTerminal(1, Restart.MACHINE), errand)
    assert failed.value.problem.code is ProblemCode.RESTART_REFUSED
    assert failed.value.problem.detail_code == "systemctl:1"

"""The staff door in the pure flow: who comes in, what they may, and how it shuts."""

from kiosk.domain.health import Part, PartHealth
from kiosk.domain.problem import Actor, Problem, ProblemCode
from kiosk.domain.staff import Order, PauseReason, PrintFinding, Restart, StaffAct, StaffRole
from kiosk.domain.timeouts import Timeouts
from kiosk.flow import effects, outcomes, touches
from kiosk.flow.engine import begin
from kiosk.flow.journeys.terminal import JOURNEY
from kiosk.flow.notice import Choice
from kiosk.flow.outcomes import TimerName
from kiosk.flow.state import Fault
from kiosk.flow.states import StateName
from tests.kiosk.flow.test_journey import Visit
from tests.support import worlds

PIN = "280519"


def at_attract() -> Visit:
    """A free terminal."""
    visit = Visit().answer(outcomes.CatalogueArrived, catalogue=worlds.catalogue())
    assert visit.at() is StateName.ATTRACT
    return visit


def inside(role: StaffRole) -> Visit:
    """Somebody of that role is in."""
    visit = at_attract().post(touches.StaffDoorTouched()).post(touches.StaffPinEntered(PIN))
    visit.answer(outcomes.StaffAdmitted, role=role)
    assert visit.at() is StateName.STAFF
    return visit


def wiped(visit: Visit) -> Visit:
    """Let the wipe end."""
    assert visit.at() is StateName.WIPING
    return visit.answer(outcomes.Wiped)


def last(visit: Visit, kind: type[effects.Effect]) -> effects.Effect:
    """Return the latest effect of a kind."""
    return [effect for effect in visit.done if isinstance(effect, kind)][-1]


def test_the_pin_is_nowhere_but_in_the_effect() -> None:
    """Neither in the state, nor in what a log could show."""
    visit = at_attract().post(touches.StaffDoorTouched()).post(touches.StaffPinEntered(PIN))
    assert visit.at() is StateName.STAFF_CHECKING
    assert visit.state.staff_pin is None
    assert PIN not in repr(visit.done) + repr(visit.state) + repr(touches.StaffPinEntered(PIN))


def test_the_door_is_no_way_round_a_citizen() -> None:
    """While somebody is being served the corner does nothing."""
    visit = at_attract().post(touches.ScreenTouched(worlds.SESSION_ID))
    before = visit.state
    visit.post(touches.StaffDoorTouched())
    assert visit.at() is before.name


def test_a_wrong_pin_may_be_tried_again_where_that_is_safe() -> None:
    """Locked out, only the end is offered."""
    visit = at_attract().post(touches.StaffDoorTouched()).post(touches.StaffPinEntered(PIN))
    visit.answer(outcomes.EffectFailed, problem=Problem(ProblemCode.STAFF_PIN_WRONG, Actor.STAFF, retry_is_safe=True))
    assert visit.state.notice is not None
    assert visit.state.notice.target(Choice.TRY_AGAIN) is StateName.STAFF_PIN
    visit.post(touches.NoticeAnswered(Choice.TRY_AGAIN)).post(touches.StaffPinEntered(PIN))
    visit.answer(
        outcomes.EffectFailed, problem=Problem(ProblemCode.STAFF_DOOR_LOCKED, Actor.STAFF, retry_is_safe=False)
    )
    assert visit.state.notice is not None
    assert visit.state.notice.target(Choice.TRY_AGAIN) is None


def test_closing_and_opening() -> None:
    """Closed with a reason, it is out of service once staff leave; opened, it greets again. Both are noted."""
    visit = inside(StaffRole.HALL).post(touches.ServicePaused(PauseReason.CLEANING))
    assert last(visit, effects.NoteStaffAct) == effects.NoteStaffAct(StaffRole.HALL, StaffAct.PAUSED, "cleaning")
    wiped(visit.post(touches.StaffLeft()))
    assert visit.at() is StateName.OUT_OF_SERVICE
    assert visit.fault() is Fault.PAUSED
    visit.post(touches.StaffDoorTouched()).post(touches.StaffPinEntered(PIN))
    visit.answer(outcomes.StaffAdmitted, role=StaffRole.HALL)
    wiped(visit.post(touches.ServiceOpened()).post(touches.StaffLeft()))
    assert visit.at() is StateName.ATTRACT
    assert [effect.act for effect in visit.done if isinstance(effect, effects.NoteStaffAct)] == [
        StaffAct.PAUSED,
        StaffAct.LEFT,
        StaffAct.OPENED,
        StaffAct.LEFT,
    ]


def test_a_terminal_that_was_closed_starts_closed() -> None:
    """A restart does not open it."""
    state, _ = begin(JOURNEY, timeouts=Timeouts(), paused=PauseReason.HOURS)
    visit = Visit()
    visit.state = state
    visit.answer(outcomes.CatalogueArrived, catalogue=worlds.catalogue())
    assert visit.at() is StateName.OUT_OF_SERVICE
    assert visit.fault() is Fault.PAUSED


def test_hall_staff_have_no_bench() -> None:
    """A technician's order is taken from a technician only."""
    hall = inside(StaffRole.HALL).post(touches.DeviceOrdered("printer", Order.TEST_PRINT))
    assert not [effect for effect in hall.done if isinstance(effect, effects.OrderDevice)]
    hall.post(touches.DeviceOrdered("printer", Order.SELF_TEST))
    assert last(hall, effects.OrderDevice) == effects.OrderDevice("printer", Order.SELF_TEST)
    technician = inside(StaffRole.TECHNICIAN).post(touches.DeviceOrdered("printer", Order.TEST_PRINT))
    assert last(technician, effects.OrderDevice) == effects.OrderDevice("printer", Order.TEST_PRINT)
    assert last(technician, effects.NoteStaffAct) == effects.NoteStaffAct(
        StaffRole.TECHNICIAN, StaffAct.ORDERED, "test_print:printer"
    )


def test_the_door_shuts_by_itself() -> None:
    """Left alone, it asks, and then nobody is in."""
    visit = inside(StaffRole.TECHNICIAN)
    visit.post(outcomes.TimerFired(TimerName.IDLE, visit.state.entered))
    while visit.at() is StateName.STAFF:
        visit.post(outcomes.TimerFired(TimerName.IDLE_TICK, visit.state.entered))
    wiped(visit)
    assert visit.at() is StateName.ATTRACT
    assert visit.state.staff is None
    assert visit.state.desk is None


def test_a_restart_waits_for_the_citizen() -> None:
    """Asked for in mid-session, it comes after the session; the citizen sees nothing of it."""
    visit = at_attract().post(touches.ScreenTouched(worlds.SESSION_ID)).post(touches.RestartAsked(Restart.PROGRAM))
    assert visit.at() is StateName.SIGN_IN
    wiped(visit.post(touches.CancelChosen()))
    assert visit.at() is StateName.RESTARTING
    assert isinstance(last(visit, effects.RestartTerminal), effects.RestartTerminal)


def test_a_restart_of_a_free_terminal_comes_at_once_and_once() -> None:
    """And if it is refused, the terminal serves on and does not try again by itself."""
    visit = at_attract().post(touches.RestartAsked(Restart.MACHINE))
    assert visit.at() is StateName.RESTARTING
    visit.answer(
        outcomes.EffectFailed, problem=Problem(ProblemCode.RESTART_REFUSED, Actor.TECHNICIAN, retry_is_safe=False)
    )
    wiped(visit.post(touches.NoticeAnswered(Choice.FINISH)))
    assert visit.at() is StateName.ATTRACT
    assert len([effect for effect in visit.done if isinstance(effect, effects.RestartTerminal)]) == 1


def test_what_staff_found_is_noted_and_written_down() -> None:
    """Each finding of a print, with who found it."""
    visit = inside(StaffRole.HALL)
    for finding in PrintFinding:
        visit.post(touches.PrintFound(7, finding))
        assert last(visit, effects.SettlePrint) == effects.SettlePrint(7, finding)
        assert last(visit, effects.NoteStaffAct) == effects.NoteStaffAct(
            StaffRole.HALL, StaffAct.SETTLED, f"7:{finding.value}"
        )
    assert visit.at() is StateName.STAFF


def test_a_reprint_is_noted_awaited_and_comes_back_to_the_page() -> None:
    """Nobody leaves while paper moves; printed, staff are back where they were, and see the desk again."""
    visit = inside(StaffRole.HALL).post(touches.ReprintAsked(7))
    assert last(visit, effects.NoteStaffAct) == effects.NoteStaffAct(StaffRole.HALL, StaffAct.REPRINTED, "7")
    asked = last(visit, effects.ReprintPaper)
    assert isinstance(asked, effects.ReprintPaper)
    assert asked.number == 7
    assert visit.post(touches.StaffLeft()).post(touches.CancelChosen()).at() is StateName.REPRINTING
    visit.answer(outcomes.Reprinted, copy_number=2)
    assert visit.at() is StateName.STAFF
    assert visit.state.reprinted_copy == 2
    assert len(visit.of(effects.WatchDesk)) == 2
    wiped(visit.post(touches.StaffLeft()))
    assert visit.state.reprint_of is None


def test_a_refused_reprint_says_why() -> None:
    """What may be tried again is offered for the same print; otherwise only the way back is."""
    visit = inside(StaffRole.HALL).post(touches.ReprintAsked(7))
    visit.fail(ProblemCode.PAPER_OUT)
    assert visit.state.notice is not None
    assert [choice for choice, _ in visit.state.notice.choices] == [Choice.TRY_AGAIN, Choice.CONTINUE]
    visit.post(touches.NoticeAnswered(Choice.TRY_AGAIN)).fail(ProblemCode.PRINT_NOT_SETTLED, retry_is_safe=False)
    assert {effect.number for effect in visit.done if isinstance(effect, effects.ReprintPaper)} == {7}
    assert visit.state.notice.choices == ((Choice.CONTINUE, StateName.STAFF),)
    visit.post(touches.NoticeAnswered(Choice.CONTINUE))
    assert (visit.at(), visit.state.staff) == (StateName.STAFF, StaffRole.HALL)


def test_no_copy_is_ordered_that_cannot_come_out() -> None:
    """With a printer that lacks something the hall is not asked; once it is well, trying again asks."""
    visit = inside(StaffRole.HALL).post(outcomes.HealthChanged(Part.DOCUMENT_PRINTER, PartHealth.NEEDS_SUPPLY))
    visit.post(touches.ReprintAsked(7))
    assert visit.of(effects.ReprintPaper) == []
    assert visit.state.notice is not None
    assert visit.state.notice.problem.code is ProblemCode.PRINTER_NOT_READY
    visit.post(outcomes.HealthChanged(Part.DOCUMENT_PRINTER, PartHealth.WORKS))
    visit.post(touches.NoticeAnswered(Choice.TRY_AGAIN))
    assert len(visit.of(effects.ReprintPaper)) == 1


def test_a_reprint_nobody_answers_for_is_unknown() -> None:
    """The machine's time runs out: nothing is offered again, and staff go back to look for it."""
    visit = inside(StaffRole.HALL).post(touches.ReprintAsked(7)).timer(TimerName.DEADLINE)
    assert visit.state.notice is not None
    assert visit.state.notice.problem.code is ProblemCode.PRINT_UNKNOWN
    assert visit.state.notice.choices == ((Choice.CONTINUE, StateName.STAFF),)

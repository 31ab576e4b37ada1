"""The staff door in the pure flow: who comes in, what they may, and how it shuts."""

from kiosk.domain.problem import Actor, Problem, ProblemCode
from kiosk.domain.staff import Order, PauseReason, Restart, StaffAct, StaffRole
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

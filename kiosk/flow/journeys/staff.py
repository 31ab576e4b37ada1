"""The staff door: opened on a free terminal only, by a PIN, and shut by itself. Nothing of a citizen is there."""

from dataclasses import replace

from kiosk.domain.health import Part
from kiosk.domain.problem import Actor, ProblemCode
from kiosk.domain.staff import BENCH_ORDERS, StaffAct, StaffRole
from kiosk.flow.asking import ask, own_problem, problem_page
from kiosk.flow.effects import (
    CheckStaffPin,
    Effect,
    NoteStaffAct,
    OrderDevice,
    ReprintPaper,
    RestartTerminal,
    SettlePrint,
    TryBinding,
    WatchDesk,
)
from kiosk.flow.notice import Choice, Notice
from kiosk.flow.outcomes import DeskProgressed, EffectFailed, Reprinted, StaffAdmitted
from kiosk.flow.state import State
from kiosk.flow.states import Page, StateName
from kiosk.flow.table import Move, On, StateSpec, Waits
from kiosk.flow.touches import (
    BindingTried,
    DeviceOrdered,
    PrintFound,
    ReprintAsked,
    RestartAsked,
    ServiceOpened,
    ServicePaused,
    StaffDoorTouched,
    StaffLeft,
    StaffPinEntered,
)

_FINISH = (Choice.FINISH, StateName.WIPING)
_BACK = (Choice.CONTINUE, StateName.STAFF)


def _restart_now(state: State, event: RestartAsked) -> Move:
    return Move(replace(state, restart_due=event.restart), StateName.RESTARTING)


DOOR = On(StaffDoorTouched, to=(StateName.STAFF_PIN,))
"""The row that opens the door; for states where nobody is being served, and for no other."""

RESTART = On(RestartAsked, to=(StateName.RESTARTING,), do=_restart_now)
"""The row that begins anew at once; for the same states. Everywhere else it is done when the session has ended."""


def _pin_entered(state: State, event: StaffPinEntered) -> Move:
    return Move(replace(state, staff_pin=event.pin), StateName.STAFF_CHECKING)


def _check(state: State) -> Move:
    """The PIN is in the effect from here on, and nowhere else."""
    return ask(replace(state, staff_pin=None), CheckStaffPin, pin=state.staff_pin)


def _admitted(state: State, event: StaffAdmitted) -> Move:
    return Move(replace(state, staff=event.role), StateName.STAFF)


def _refused(state: State, event: EffectFailed) -> Move:
    again = ((Choice.TRY_AGAIN, StateName.STAFF_PIN),) if event.problem.retry_is_safe else ()
    return problem_page(state, event.problem, *again, _FINISH)


def _note(state: State, act: StaffAct, code: str = "") -> tuple[Effect, ...]:
    assert state.staff is not None, "the page is shown to staff only"
    return (NoteStaffAct(state.staff, act, code),)


def _pause(state: State, event: ServicePaused) -> Move:
    return Move(replace(state, paused=event.reason), effects=_note(state, StaffAct.PAUSED, event.reason.value))


def _open(state: State) -> Move:
    return Move(replace(state, paused=None), effects=_note(state, StaffAct.OPENED))


def _order(state: State, event: DeviceOrdered) -> Move:
    """Have it done, where this role may: a page that offered too much would be refused here."""
    if event.order in BENCH_ORDERS and state.staff is not StaffRole.TECHNICIAN:
        return Move(state)
    noted = _note(state, StaffAct.ORDERED, f"{event.order.value}:{event.device_id}")
    return Move(state, effects=(*noted, OrderDevice(event.device_id, event.order)))


def _try(state: State, event: BindingTried) -> Move:
    noted = _note(state, StaffAct.TRIED, f"{event.device_id}:{event.driver}")
    return Move(state, effects=(*noted, TryBinding(event.device_id, event.driver, event.port)))


def _settle(state: State, event: PrintFound) -> Move:
    noted = _note(state, StaffAct.SETTLED, f"{event.number}:{event.found.value}")
    return Move(state, effects=(*noted, SettlePrint(event.number, event.found)))


def _reprint_asked(state: State, event: ReprintAsked) -> Move:
    noted = _note(state, StaffAct.REPRINTED, str(event.number))
    return Move(replace(state, reprint_of=event.number, reprinted_copy=None), StateName.REPRINTING, noted)


def _reprinted(state: State, event: Reprinted) -> Move:
    return Move(replace(state, reprinted_copy=event.copy_number), StateName.STAFF)


def _reprint(state: State) -> Move:
    """The hall numbers no copy that is known not to come out. Looked at anew with each try."""
    if state.health.works(Part.DOCUMENT_PRINTER):
        return ask(state, ReprintPaper, number=state.reprint_of)
    problem = own_problem(ProblemCode.PRINTER_NOT_READY, Actor.STAFF)
    return problem_page(state, problem, (Choice.TRY_AGAIN, StateName.REPRINTING), _BACK)


def _not_reprinted(state: State, event: EffectFailed) -> Move:
    again = ((Choice.TRY_AGAIN, StateName.REPRINTING),) if event.problem.retry_is_safe else ()
    return problem_page(state, event.problem, *again, _BACK)


def _reprint_silent(state: State) -> State:
    problem = own_problem(ProblemCode.PRINT_UNKNOWN, Actor.STAFF, retry_is_safe=False)
    return replace(state, notice=Notice(problem, (_BACK,)))


def _restart(state: State, event: RestartAsked) -> Move:
    return replace(_restart_now(state, event), effects=_note(state, StaffAct.RESTARTED, event.restart.value))


def _leave(state: State) -> Move:
    return Move(state, StateName.WIPING, _note(state, StaffAct.LEFT))


def _restarting(state: State) -> Move:
    """Whatever comes of it, it is not asked for twice."""
    return ask(replace(state, restart_due=None, staff=None, desk=None), RestartTerminal, restart=state.restart_due)


STATES = (
    StateSpec(
        StateName.STAFF_PIN,
        Page.STAFF_PIN,
        Waits.CITIZEN,
        limit_s=lambda limits: limits.staff_s,
        on_timeout=StateName.WIPING,
        rules=(On(StaffPinEntered, to=(StateName.STAFF_CHECKING,), do=_pin_entered),),
    ),
    StateSpec(
        StateName.STAFF_CHECKING,
        Page.WORKING,
        Waits.MACHINE,
        limit_s=lambda limits: limits.hall_s,
        on_timeout=StateName.WIPING,
        enter=_check,
        rules=(
            On(StaffAdmitted, to=(StateName.STAFF,), do=_admitted),
            On(EffectFailed, to=(StateName.NOTICE,), do=_refused),
        ),
    ),
    StateSpec(
        StateName.STAFF,
        Page.STAFF,
        Waits.CITIZEN,
        limit_s=lambda limits: limits.staff_s,
        on_timeout=StateName.WIPING,
        enter=lambda state: ask(state, WatchDesk),
        rules=(
            On(DeskProgressed, do=lambda state, event: Move(replace(state, desk=event.desk))),
            On(EffectFailed, to=(StateName.NOTICE,), do=_refused),
            On(ServicePaused, do=_pause),
            On(ServiceOpened, do=lambda state, _: _open(state)),
            On(DeviceOrdered, do=_order),
            On(BindingTried, do=_try),
            On(PrintFound, do=_settle),
            On(ReprintAsked, to=(StateName.REPRINTING,), do=_reprint_asked),
            On(RestartAsked, to=(StateName.RESTARTING,), do=_restart),
            On(StaffLeft, to=(StateName.WIPING,), do=lambda state, _: _leave(state)),
        ),
    ),
    StateSpec(
        StateName.REPRINTING,
        Page.WORKING,
        Waits.MACHINE,
        limit_s=lambda limits: limits.hall_s + limits.print_s,
        on_timeout=StateName.NOTICE,
        at_timeout=_reprint_silent,
        detours=(StateName.NOTICE,),
        locked_because="paper is moving: what has begun is brought to its end",
        enter=_reprint,
        rules=(
            On(Reprinted, to=(StateName.STAFF,), do=_reprinted),
            On(EffectFailed, to=(StateName.NOTICE,), do=_not_reprinted),
        ),
    ),
    StateSpec(
        StateName.RESTARTING,
        Page.WORKING,
        Waits.MACHINE,
        limit_s=lambda limits: limits.hall_s,
        on_timeout=StateName.WIPING,
        locked_because="the terminal is about to begin anew",
        enter=_restarting,
        rules=(On(EffectFailed, to=(StateName.NOTICE,), do=_refused),),
    ),
)

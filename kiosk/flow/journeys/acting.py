"""For whom things are done: oneself, a child, a firm, or whoever gave leave. Chosen from the home page, at any time."""

from dataclasses import replace

from kiosk.domain.problem import Actor, ProblemCode
from kiosk.flow.asking import ask, own_problem, problem_page
from kiosk.flow.effects import ActFor, FindRepresented
from kiosk.flow.notice import Choice, Notice
from kiosk.flow.outcomes import EffectFailed, RepresentationsFound, RepresentationTaken
from kiosk.flow.state import State
from kiosk.flow.states import Page, StateName
from kiosk.flow.table import Move, On, StateSpec, Waits
from kiosk.flow.touches import RepresentationChosen

_HOME = (Choice.HOME, StateName.HOME)
_FINISH = (Choice.FINISH, StateName.WIPING)


def _find(state: State) -> Move:
    return ask(state, FindRepresented, citizen=state.here.citizen)


def _found(state: State, event: RepresentationsFound) -> Move:
    return Move(state.with_session(representations=event.representations), StateName.FOR_WHOM)


def _choose(state: State, event: RepresentationChosen) -> Move:
    offered = state.here.representations
    known = {None, *(each.representation_id for each in (offered.represented if offered else ()))}
    if event.representation_id not in known:
        return Move(state)
    return Move(state.with_session(chosen_representation=event.representation_id), StateName.REPRESENTING)


def _act(state: State) -> Move:
    session = state.here
    return ask(
        state,
        ActFor,
        citizen=session.citizen,
        representation_id=session.chosen_representation,
        idempotency_key=session.key(f"act-for:{state.sequence}"),
    )


def _taken(state: State, event: RepresentationTaken) -> Move:
    return Move(state.with_session(acting_for=event.acting_for), StateName.HOME)


def _failed(state: State, event: EffectFailed) -> Move:
    if event.problem.code is ProblemCode.SIGN_IN_ENDED:
        return problem_page(state, event.problem, _FINISH)
    return problem_page(state, event.problem, (Choice.TRY_AGAIN, StateName.FINDING_REPRESENTED), _HOME, _FINISH)


def _silent(state: State) -> State:
    problem = own_problem(ProblemCode.HALL_DOWN, Actor.STAFF)
    return replace(state, notice=Notice(problem, (_HOME, _FINISH)))


STATES = (
    StateSpec(
        StateName.FINDING_REPRESENTED,
        Page.WORKING,
        Waits.MACHINE,
        limit_s=lambda limits: limits.hall_s,
        on_timeout=StateName.NOTICE,
        at_timeout=_silent,
        enter=_find,
        rules=(
            On(RepresentationsFound, to=(StateName.FOR_WHOM,), do=_found),
            On(EffectFailed, to=(StateName.NOTICE,), do=_failed),
        ),
    ),
    StateSpec(
        StateName.FOR_WHOM,
        Page.FOR_WHOM,
        Waits.CITIZEN,
        limit_s=lambda limits: limits.idle_s,
        on_timeout=StateName.WIPING,
        back=StateName.HOME,
        rules=(On(RepresentationChosen, to=(StateName.REPRESENTING,), do=_choose),),
    ),
    StateSpec(
        StateName.REPRESENTING,
        Page.WORKING,
        Waits.MACHINE,
        limit_s=lambda limits: limits.hall_s,
        on_timeout=StateName.NOTICE,
        at_timeout=_silent,
        enter=_act,
        rules=(
            On(RepresentationTaken, to=(StateName.HOME,), do=_taken),
            On(EffectFailed, to=(StateName.NOTICE,), do=_failed),
        ),
    ),
)

"""Check a paper: anybody may, without signing in. Hold it before the scanner and read the verdict."""

from kiosk.domain.health import Part
from kiosk.domain.problem import Actor, ProblemCode
from kiosk.flow.asking import ask, own_problem, problem_page
from kiosk.flow.effects import CheckPaper
from kiosk.flow.notice import Choice
from kiosk.flow.outcomes import EffectFailed, PaperChecked
from kiosk.flow.state import State
from kiosk.flow.states import Page, StateName
from kiosk.flow.table import Move, On, StateSpec, Waits
from kiosk.flow.touches import AnotherPaperChosen

_FINISH = (Choice.FINISH, StateName.WIPING)


def _await_paper(state: State) -> Move:
    state = state.with_session(checked=None)
    if not state.health.works(Part.CODE_SCANNER):
        return problem_page(state, own_problem(ProblemCode.SCANNER_FAULT, Actor.TECHNICIAN), _FINISH)
    limits = state.timeouts
    return ask(state, CheckPaper, within_s=limits.code_s + limits.idle_warning_s)


def _checked(state: State, event: PaperChecked) -> Move:
    return Move(state.with_session(checked=event.checked), StateName.PAPER_VERDICT)


def _failed(state: State, event: EffectFailed) -> Move:
    return problem_page(state, event.problem, (Choice.TRY_AGAIN, StateName.CHECK_PAPER), _FINISH)


STATES = (
    StateSpec(
        StateName.CHECK_PAPER,
        Page.CHECK_PAPER,
        Waits.CITIZEN,
        limit_s=lambda limits: limits.code_s,
        on_timeout=StateName.WIPING,
        detours=(StateName.NOTICE,),
        enter=_await_paper,
        rules=(
            On(PaperChecked, to=(StateName.PAPER_VERDICT,), do=_checked),
            On(EffectFailed, to=(StateName.NOTICE,), do=_failed),
        ),
    ),
    StateSpec(
        StateName.PAPER_VERDICT,
        Page.PAPER_VERDICT,
        Waits.CITIZEN,
        limit_s=lambda limits: limits.idle_s,
        on_timeout=StateName.WIPING,
        rules=(On(AnotherPaperChosen, to=(StateName.CHECK_PAPER,)),),
    ),
)

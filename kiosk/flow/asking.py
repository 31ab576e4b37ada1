"""Two small verbs that every journey uses: ask for something to be done, and say what went wrong."""

from dataclasses import replace
from typing import Any

from kiosk.domain.problem import Actor, Problem, ProblemCode
from kiosk.flow.effects import Request
from kiosk.flow.notice import Choice, Notice
from kiosk.flow.state import State
from kiosk.flow.states import StateName
from kiosk.flow.table import Move


def ask(state: State, request: type[Request], **arguments: Any) -> Move:
    """Ask for `request` and await its outcome. One request at a time: a second would orphan the first."""
    assert state.pending is None, f"{state.name} already awaits {state.pending}"
    number = state.sequence + 1
    return Move(replace(state, sequence=number, pending=number), effects=(request(request=number, **arguments),))


def problem_page(state: State, problem: Problem, *choices: tuple[Choice, StateName]) -> Move:
    """Go to the notice page about `problem`; the first choice is the recommended one."""
    return Move(replace(state, notice=Notice(problem, choices)), StateName.NOTICE)


def own_problem(code: ProblemCode, actor: Actor, *, retry_is_safe: bool = True) -> Problem:
    """A problem that the flow itself finds, before anything was asked."""
    return Problem(code=code, actor=actor, retry_is_safe=retry_is_safe)

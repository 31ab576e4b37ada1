"""A proof from shared data: explained, consented, looked up, shown, issued, printed. Nothing is printed twice."""

from dataclasses import replace

from kiosk.domain.health import Part
from kiosk.domain.problem import Actor, Problem, ProblemCode
from kiosk.flow.asking import ask, own_problem, problem_page
from kiosk.flow.effects import IssuePaper, OpenCase, PrintPaper, PrintReceipt
from kiosk.flow.journeys.finding import back_to_list
from kiosk.flow.notice import Choice, Notice
from kiosk.flow.outcomes import CaseOpened, EffectFailed, PaperIssued, Printed, PrintProgressed
from kiosk.flow.state import State, print_of
from kiosk.flow.states import Page, StateName
from kiosk.flow.table import Move, On, StateSpec, Waits
from kiosk.flow.touches import BackChosen, LookupConfirmed, NoPaperChosen, PhoneCopyChosen, PrintChosen

_HOME = (Choice.HOME, StateName.HOME)
_FINISH = (Choice.FINISH, StateName.WIPING)
_LISTS = (StateName.HOME, StateName.THEME, StateName.SEARCH)
_PAPER_MOVES = "paper is moving: what has begun is brought to its end"


def _confirm(state: State, event: LookupConfirmed) -> Move:
    session = state.here
    citizen, item = session.citizen, session.item
    assert citizen is not None, "whoever is not signed in sees no item"
    assert item is not None, "look-ups are confirmed for an item"
    if not citizen.assurance.meets(item.assurance):
        problem = own_problem(ProblemCode.ASSURANCE_TOO_LOW, Actor.CITIZEN)
        return problem_page(state, problem, (Choice.OTHER_WAY, StateName.SIGN_IN), _HOME, _FINISH)
    confirmed = state.with_session(lookup_consented_at=event.at, cases_opened=state.here.cases_opened + 1)
    return Move(confirmed, StateName.LOOKING_UP)


def _look_up(state: State) -> Move:
    session = state.here
    return ask(
        state,
        OpenCase,
        citizen=session.citizen,
        item=session.item,
        consented_at=session.lookup_consented_at,
        # The count is of confirmations, so trying again after a lost answer finds the first case, not a second.
        idempotency_key=session.key(f"case:{session.cases_opened}"),
    )


def _no_answer(state: State, problem: Problem, again: StateName) -> Move:
    if problem.code is ProblemCode.SIGN_IN_ENDED:
        return problem_page(state, problem, _FINISH)
    if problem.retry_is_safe:
        return problem_page(state, problem, (Choice.TRY_AGAIN, again), _HOME, _FINISH)
    return problem_page(state, problem, _HOME, _FINISH)


def _silence(again: StateName) -> Notice:
    problem = own_problem(ProblemCode.HALL_DOWN, Actor.STAFF)
    return Notice(problem, ((Choice.TRY_AGAIN, again), _HOME, _FINISH))


def _opened(state: State, event: CaseOpened) -> Move:
    """Begin a case: what became of an earlier one's paper is not this one's."""
    fresh = state.with_session(
        case=event.case,
        paper=None,
        print_stage=None,
        paper_printed=None,
        may_print=event.case.result.printable,
        receipt_printed=None,
        paper_noted=False,
        on_phone=False,
    )
    return Move(fresh, StateName.RESULT)


def to_phone(state: State) -> tuple[tuple[Choice, StateName], ...]:
    """Return the choice of the phone, where there is one. A file is no second print (docs/adr/0013)."""
    return ((Choice.PHONE, StateName.PHONE_COPY_BEGINNING),) if state.phone_copies else ()


def _issue(state: State) -> Move:
    session = state.here
    if session.paper is not None:
        return Move(state, StateName.PRINTING)
    if not state.health.works(Part.DOCUMENT_PRINTER):
        # Nothing is signed that is known not to come out. Looked at anew with each try.
        problem = own_problem(ProblemCode.PRINTER_NOT_READY, Actor.STAFF)
        again, without = (Choice.TRY_AGAIN, StateName.ISSUING), (Choice.CONTINUE, StateName.RECEIPT)
        return problem_page(state, problem, *to_phone(state), again, without)
    return ask_for_paper(state)


def ask_for_paper(state: State) -> Move:
    """Have the case's paper issued: the same request however often it is asked for, and whatever becomes of it."""
    session = state.here
    case = session.case
    assert case is not None, "a paper is issued for a case"
    key = session.key(f"paper:{case.case_id}")
    return ask(state, IssuePaper, citizen=session.citizen, case=case, idempotency_key=key)


def print_if_open(state: State, _event: PrintChosen) -> Move:
    """Print, unless a print's end is unknown already."""
    return Move(state, StateName.ISSUING) if state.here.may_print else Move(state)


def _send_to_phone(state: State, _event: PhoneCopyChosen) -> Move:
    case = state.here.case
    can_send = state.phone_copies and case is not None and case.result.printable
    return Move(state, StateName.PHONE_COPY_BEGINNING) if can_send else Move(state)


def _print(state: State) -> Move:
    session = state.here
    paper = session.paper
    assert paper is not None, "only an issued paper is printed"
    return ask(
        state.with_session(print_stage=None),
        PrintPaper,
        citizen=session.citizen,
        case=session.case,
        paper=paper,
        transaction_id=print_of(session),
    )


def _print_failed(state: State, event: EffectFailed) -> Move:
    problem = event.problem
    otherwise = (*to_phone(state), (Choice.CONTINUE, StateName.RECEIPT))
    failed = state.with_session(paper_printed=False, may_print=problem.retry_is_safe)
    if problem.retry_is_safe:
        return problem_page(failed, problem, (Choice.TRY_AGAIN, StateName.PRINTING), *otherwise)
    return problem_page(failed, problem, *otherwise)


def _print_silent(state: State) -> State:
    """The runner itself did not answer: whether a sheet came out is unknown, so none is sent again."""
    problem = own_problem(ProblemCode.PRINT_UNKNOWN, Actor.STAFF, retry_is_safe=False)
    notice = Notice(problem, (*to_phone(state), (Choice.CONTINUE, StateName.RECEIPT)))
    return replace(state.with_session(paper_printed=False, may_print=False), notice=notice)


def _print_receipt(state: State) -> Move:
    session = state.here
    case = session.case
    assert case is not None, "a receipt is for a case"
    return ask(
        state,
        PrintReceipt,
        citizen=session.citizen,
        item=session.item,
        case=case,
        paper=session.paper if session.paper_printed else None,
        on_phone=session.paper if session.on_phone else None,
        transaction_id=session.key(f"receipt:{case.case_id}"),
    )


def _receipt_failed(state: State, event: EffectFailed) -> Move:
    go_on = (Choice.CONTINUE, StateName.TAKING)
    failed = state.with_session(receipt_printed=False)
    if event.problem.retry_is_safe:
        return problem_page(failed, event.problem, (Choice.TRY_AGAIN, StateName.RECEIPT), go_on)
    return problem_page(failed, event.problem, go_on)


def _receipt_silent(state: State) -> State:
    problem = own_problem(ProblemCode.RECEIPT_UNKNOWN, Actor.STAFF, retry_is_safe=False)
    notice = Notice(problem, ((Choice.CONTINUE, StateName.TAKING),))
    return replace(state.with_session(receipt_printed=False), notice=notice)


STATES = (
    StateSpec(
        StateName.ELSEWHERE,
        Page.ITEM,
        Waits.CITIZEN,
        limit_s=lambda limits: limits.idle_s,
        on_timeout=StateName.WIPING,
        rules=(On(BackChosen, to=_LISTS, do=lambda state, _: back_to_list(state)),),
    ),
    StateSpec(
        StateName.EXPLAIN,
        Page.ITEM,
        Waits.CITIZEN,
        limit_s=lambda limits: limits.idle_s,
        on_timeout=StateName.WIPING,
        rules=(
            On(BackChosen, to=_LISTS, do=lambda state, _: back_to_list(state)),
            On(LookupConfirmed, to=(StateName.LOOKING_UP, StateName.NOTICE), do=_confirm),
        ),
    ),
    StateSpec(
        StateName.LOOKING_UP,
        Page.WORKING,
        Waits.MACHINE,
        limit_s=lambda limits: limits.hall_s,
        on_timeout=StateName.NOTICE,
        at_timeout=lambda state: replace(state, notice=_silence(StateName.LOOKING_UP)),
        enter=_look_up,
        rules=(
            On(CaseOpened, to=(StateName.RESULT,), do=_opened),
            On(
                EffectFailed,
                to=(StateName.NOTICE,),
                do=lambda state, event: _no_answer(state, event.problem, StateName.LOOKING_UP),
            ),
        ),
    ),
    StateSpec(
        StateName.RESULT,
        Page.RESULT,
        Waits.CITIZEN,
        limit_s=lambda limits: limits.idle_s,
        on_timeout=StateName.WIPING,
        back=StateName.HOME,
        rules=(
            On(PrintChosen, to=(StateName.ISSUING,), do=print_if_open),
            On(PhoneCopyChosen, to=(StateName.PHONE_COPY_BEGINNING,), do=_send_to_phone),
            On(NoPaperChosen, to=(StateName.RATING,)),
        ),
    ),
    StateSpec(
        StateName.ISSUING,
        Page.PRINTING,
        Waits.MACHINE,
        limit_s=lambda limits: limits.hall_s,
        on_timeout=StateName.NOTICE,
        at_timeout=lambda state: replace(state, notice=_silence(StateName.ISSUING)),
        detours=(StateName.PRINTING, StateName.NOTICE),
        locked_because="the hall is signing the paper: a few seconds",
        enter=_issue,
        rules=(
            On(
                PaperIssued,
                to=(StateName.PRINTING,),
                do=lambda state, event: Move(state.with_session(paper=event.paper), StateName.PRINTING),
            ),
            On(
                EffectFailed,
                to=(StateName.NOTICE,),
                do=lambda state, event: _no_answer(state, event.problem, StateName.ISSUING),
            ),
        ),
    ),
    StateSpec(
        StateName.PRINTING,
        Page.PRINTING,
        Waits.MACHINE,
        limit_s=lambda limits: limits.print_s,
        on_timeout=StateName.NOTICE,
        at_timeout=_print_silent,
        locked_because=_PAPER_MOVES,
        enter=_print,
        rules=(
            On(PrintProgressed, do=lambda state, event: Move(state.with_session(print_stage=event.stage))),
            On(
                Printed,
                to=(StateName.RECEIPT,),
                do=lambda state, _: Move(state.with_session(paper_printed=True), StateName.RECEIPT),
            ),
            On(EffectFailed, to=(StateName.NOTICE,), do=_print_failed),
        ),
    ),
    StateSpec(
        StateName.RECEIPT,
        Page.PRINTING,
        Waits.MACHINE,
        limit_s=lambda limits: limits.print_s,
        on_timeout=StateName.NOTICE,
        at_timeout=_receipt_silent,
        locked_because=_PAPER_MOVES,
        enter=_print_receipt,
        rules=(
            On(
                Printed,
                to=(StateName.TAKING,),
                do=lambda state, _: Move(state.with_session(receipt_printed=True), StateName.TAKING),
            ),
            On(EffectFailed, to=(StateName.NOTICE,), do=_receipt_failed),
        ),
    ),
)

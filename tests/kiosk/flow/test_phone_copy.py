"""A paper to the citizen's phone instead of the printer, before print and after it failed."""

from dataclasses import replace

import pytest

from kiosk.domain.health import Part, PartHealth
from kiosk.domain.phone_copy import PhoneCopyStep
from kiosk.domain.problem import ProblemCode
from kiosk.flow import effects, outcomes, touches
from kiosk.flow.notice import Choice
from kiosk.flow.outcomes import TimerName
from kiosk.flow.states import StateName
from tests.kiosk.flow.test_journey import Visit, by_card, to_result
from tests.support import worlds


@pytest.fixture
def result() -> Visit:
    """A citizen before their answer."""
    return to_result(by_card(Visit().answer(outcomes.CatalogueArrived, catalogue=worlds.catalogue())))


def shown(visit: Visit) -> Visit:
    """From the choice of the phone to the code on the screen."""
    if visit.state.here.paper is None:
        visit.answer(outcomes.PaperIssued, paper=worlds.paper())
    visit.answer(outcomes.PhoneCopyOffered, phone_copy=worlds.phone_copy())
    assert visit.at() is StateName.PHONE_COPY
    return visit


def given(visit: Visit) -> Visit:
    """The hall says that a phone has it."""
    visit.answer(outcomes.PhoneCopyEnded, copy_step=PhoneCopyStep.GIVEN)
    assert visit.at() is StateName.PHONE_COPY_GIVEN
    return visit


def choices(visit: Visit) -> list[Choice]:
    """What the notice offers."""
    assert visit.state.notice is not None
    return [choice for choice, _ in visit.state.notice.choices]


def receipt(visit: Visit) -> effects.PrintReceipt:
    """The receipt that is printed."""
    (printed,) = visit.of(effects.PrintReceipt)
    assert isinstance(printed, effects.PrintReceipt)
    return printed


def test_to_the_phone_and_no_sheet(result: Visit) -> None:
    """Chosen, issued, offered, taken, confirmed, rated: nothing was printed, and the code is forgotten once used."""
    shown(result.post(touches.PhoneCopyChosen()))
    result.answer(outcomes.PhoneCopyProgressed, copy_step=PhoneCopyStep.OPENED, left_s=60)
    assert (result.state.here.copy_step, result.state.here.copy_left_s) == (PhoneCopyStep.OPENED, 60)
    given(result)
    assert result.state.here.phone_copy is None
    assert result.post(touches.PhoneCopyReceived()).at() is StateName.RATING
    assert not result.of(effects.PrintPaper)
    assert not result.of(effects.PrintReceipt)
    assert len(result.of(effects.IssuePaper)) == 1
    assert result.state.here.paper_printed is None


def test_a_receipt_of_what_went_to_the_phone_claims_no_print(result: Visit) -> None:
    """The receipt names the paper as sent to the phone, not as printed."""
    given(shown(result.post(touches.PhoneCopyChosen()))).post(touches.ReceiptChosen())
    assert result.at() is StateName.RECEIPT
    assert (receipt(result).paper, receipt(result).on_phone) == (None, worlds.paper())


def test_print_after_all(result: Visit) -> None:
    """Whoever changes their mind gets the same paper printed: it is not issued twice, and the phone is called back."""
    shown(result.post(touches.PhoneCopyChosen()))
    watched = result.state.pending
    assert watched is not None
    result.post(touches.PrintChosen())
    assert result.at() is StateName.PRINTING
    assert effects.CallBack(watched) in result.done
    result.answer(outcomes.Printed, sheets=1)
    assert (receipt(result).paper, receipt(result).on_phone) == (worlds.paper(), None)
    assert len(result.of(effects.IssuePaper)) == 1


def test_where_the_printer_is_known_not_to_print(result: Visit) -> None:
    """The phone comes first, and it needs no printer."""
    result.post(outcomes.HealthChanged(Part.DOCUMENT_PRINTER, PartHealth.NEEDS_SUPPLY)).post(touches.PrintChosen())
    assert choices(result) == [Choice.PHONE, Choice.TRY_AGAIN, Choice.CONTINUE]
    given(shown(result.post(touches.NoticeAnswered(Choice.PHONE))))
    assert not result.of(effects.PrintPaper)


def test_after_a_print_that_failed(result: Visit) -> None:
    """Paper out: fill in, phone, or on; going on without from there still prints the receipt."""
    result.post(touches.PrintChosen()).answer(outcomes.PaperIssued, paper=worlds.paper()).fail(ProblemCode.PAPER_OUT)
    assert choices(result) == [Choice.TRY_AGAIN, Choice.PHONE, Choice.CONTINUE]
    shown(result.post(touches.NoticeAnswered(Choice.PHONE))).post(touches.NoPaperChosen())
    assert result.at() is StateName.RECEIPT
    assert (receipt(result).paper, receipt(result).on_phone) == (None, None)


@pytest.mark.parametrize("silent", [False, True])
def test_after_a_print_of_unknown_end(result: Visit, *, silent: bool) -> None:
    """The phone may have it; print is closed there, on the result's page, and in what a lost code offers."""
    result.post(touches.PrintChosen()).answer(outcomes.PaperIssued, paper=worlds.paper())
    if silent:
        result.timer(TimerName.DEADLINE)
    else:
        result.fail(ProblemCode.PRINT_UNKNOWN, retry_is_safe=False)
    shown(result.post(touches.NoticeAnswered(Choice.PHONE))).post(touches.PrintChosen())
    assert result.at() is StateName.PHONE_COPY
    result.post(touches.BackChosen()).post(touches.PrintChosen())
    assert result.at() is StateName.RESULT
    shown(result.post(touches.PhoneCopyChosen()))
    result.answer(outcomes.PhoneCopyEnded, copy_step=PhoneCopyStep.EXPIRED)
    assert choices(result) == [Choice.TRY_AGAIN, Choice.CONTINUE]
    given(shown(result.post(touches.NoticeAnswered(Choice.TRY_AGAIN)))).post(touches.ReceiptChosen())
    assert (receipt(result).paper, receipt(result).on_phone) == (None, worlds.paper())
    assert len(result.of(effects.PrintPaper)) == 1


def test_each_code_is_a_new_one(result: Visit) -> None:
    """Sending once more asks under another key, so the hall makes another code."""
    given(shown(result.post(touches.PhoneCopyChosen())))
    shown(result.post(touches.PhoneCopyChosen()))
    keys = [effect.idempotency_key for effect in result.done if isinstance(effect, effects.OfferPhoneCopy)]
    assert len(set(keys)) == len(keys) == 2


@pytest.mark.parametrize(
    ("code", "safe", "offered"),
    [
        (ProblemCode.HALL_DOWN, True, [Choice.TRY_AGAIN, Choice.PRINT, Choice.CONTINUE]),
        (ProblemCode.PHONE_COPY_TOO_OFTEN, True, [Choice.PRINT, Choice.CONTINUE]),
        (ProblemCode.HALL_FAULT, False, [Choice.PRINT, Choice.CONTINUE]),
        (ProblemCode.SIGN_IN_ENDED, False, [Choice.FINISH]),
    ],
)
def test_what_is_offered_where_the_hall_does_not(
    result: Visit, code: ProblemCode, *, safe: bool, offered: list[Choice]
) -> None:
    """Once more where that may help, print, or on."""
    result.post(touches.PhoneCopyChosen()).answer(outcomes.PaperIssued, paper=worlds.paper())
    result.fail(code, retry_is_safe=safe)
    assert choices(result) == offered


def test_without_phones_there_is_no_such_choice(result: Visit) -> None:
    """Where the settings close it, no touch opens it and no notice offers it."""
    result.state = replace(result.state, phone_copies=False)
    assert result.post(touches.PhoneCopyChosen()).at() is StateName.RESULT
    result.post(touches.PrintChosen()).answer(outcomes.PaperIssued, paper=worlds.paper())
    result.fail(ProblemCode.PRINT_UNKNOWN, retry_is_safe=False)
    assert choices(result) == [Choice.CONTINUE]


def test_what_gives_no_paper_goes_to_no_phone(result: Visit) -> None:
    """Where the hall has nothing to issue, there is nothing to send."""
    case = worlds.case()
    result.state = result.state.with_session(case=replace(case, result=replace(case.result, printable=False)))
    assert result.post(touches.PhoneCopyChosen()).at() is StateName.RESULT


def test_a_second_case_knows_nothing_of_the_first(result: Visit) -> None:
    """What went to a phone, and a print of unknown end, belong to their own case."""
    result.post(touches.PrintChosen()).answer(outcomes.PaperIssued, paper=worlds.paper())
    result.fail(ProblemCode.PRINT_UNKNOWN, retry_is_safe=False)
    given(shown(result.post(touches.NoticeAnswered(Choice.PHONE)))).post(touches.PhoneCopyChosen())
    shown(result).post(touches.BackChosen()).post(touches.BackChosen())
    to_result(result)
    session = result.state.here
    assert (session.paper, session.paper_printed, session.may_print, session.on_phone) == (None, None, True, False)


def test_idle_on_both_pages(result: Visit) -> None:
    """Both pages ask whether somebody is there, and end the session where nobody is."""
    shown(result.post(touches.PhoneCopyChosen())).timer(TimerName.IDLE)
    assert result.asked() == 20
    result.post(touches.ActivitySeen())
    given(result).timer(TimerName.IDLE)
    for _ in range(20):
        result.timer(TimerName.IDLE_TICK)
    assert result.at() is StateName.WIPING

"""A card is read, a code is seen; a payment code is not taken for one and goes nowhere."""

from dataclasses import replace
from pathlib import Path

import pytest

from devices.api.control import Control
from devices.api.errors import CardUnreadable, NoCard
from devices.api.kinds.code_scanner import ScannedCode
from devices.api.kinds.id_card_reader import CardRead
from kiosk.domain.problem import ProblemCode
from kiosk.effects.shown_code import is_payment_code
from kiosk.flow.effects import CallBack, ReadCard, ScanIdentityCode
from kiosk.flow.outcomes import CardWasRead, CodeWasShown, EffectFailed
from kiosk.settings.model import DeviceSettings, RoleSettings, Settings
from tests.support import worlds
from tests.support.kiosk_effects import World, world

PAYMENT_CODES = ("134567890123456789", "2812345678901234", "300000000000000000000000", "6212345678901234567")


def _shown(text: str | None) -> ScannedCode:
    return ScannedCode(b"" if text is None else text.encode(), text, "qr_code")


def test_a_card_is_read(it: World) -> None:
    """What the reader read is the outcome."""
    it.runner.carry_out(ReadCard(1, within_s=60.0))
    read = it.inbox.outcome(1)
    assert isinstance(read, CardWasRead)
    assert read.card == worlds.card()
    assert read.at.tzinfo is not None


@pytest.mark.parametrize(
    ("error", "code"), [(NoCard(), ProblemCode.NO_CARD), (CardUnreadable(), ProblemCode.CARD_UNREADABLE)]
)
def test_a_card_that_is_not_read_is_a_problem(it: World, error: Exception, code: ProblemCode) -> None:
    """The reader's error becomes the problem of the same meaning."""

    def fail(_: Control) -> CardRead:
        raise error

    it.reader.script = fail
    it.runner.carry_out(ReadCard(1, within_s=60.0))
    failed = it.inbox.outcome(1)
    assert isinstance(failed, EffectFailed)
    assert failed.problem.code is code


def test_waiting_for_a_card_can_be_called_back(it: World) -> None:
    """The reader is released, nothing is posted, and the next request is served."""

    def wait(control: Control) -> CardRead:
        while True:
            control.pause(0.005)

    it.reader.script = wait
    it.runner.carry_out(ReadCard(1, within_s=600.0))
    it.runner.carry_out(CallBack(1))
    it.reader.script = lambda _: worlds.card()
    it.runner.carry_out(ReadCard(2, within_s=60.0))
    assert isinstance(it.inbox.outcome(2), CardWasRead)
    assert it.inbox.finals(1) == []


def test_an_identity_code_is_seen(it: World) -> None:
    """Its text, without blanks around it, is the outcome."""
    it.scanner.codes = [_shown(" IDC-0123456789abcdef\n")]
    it.runner.carry_out(ScanIdentityCode(1, within_s=60.0))
    assert it.inbox.outcome(1) == CodeWasShown(1, "IDC-0123456789abcdef")


def test_what_is_no_identity_code_is_passed_over(it: World) -> None:
    """Payment codes, bytes that are no text, nothing, and a whole page: the scanner goes on looking."""
    others = [*PAYMENT_CODES, None, "  ", "x" * 513]
    it.scanner.codes = [*map(_shown, others), _shown("IDC-0123456789abcdef")]
    it.runner.carry_out(ScanIdentityCode(1, within_s=60.0))
    assert it.inbox.outcome(1) == CodeWasShown(1, "IDC-0123456789abcdef")


def test_no_code_in_time_is_a_problem(it: World) -> None:
    """The scanner's time is over: no code."""
    it.runner.carry_out(ScanIdentityCode(1, within_s=0.05))
    failed = it.inbox.outcome(1)
    assert isinstance(failed, EffectFailed)
    assert failed.problem.code is ProblemCode.NO_CODE
    assert failed.problem.retry_is_safe


def test_time_spent_on_other_codes_counts(it: World) -> None:
    """Payment codes shown again and again do not stretch the time."""

    class EndlessPayments(list[ScannedCode]):
        def __bool__(self) -> bool:
            return True

        def pop(self, _index: object = -1) -> ScannedCode:
            it.clock.advance(25.0)
            return _shown(PAYMENT_CODES[0])

    it.scanner.codes = EndlessPayments()
    it.runner.carry_out(ScanIdentityCode(1, within_s=60.0))
    failed = it.inbox.outcome(1)
    assert isinstance(failed, EffectFailed)
    assert failed.problem.code is ProblemCode.NO_CODE


@pytest.mark.parametrize("code", PAYMENT_CODES)
def test_payment_codes_are_known(code: str) -> None:
    """WeChat, Alipay at its shortest and longest, UnionPay."""
    assert is_payment_code(code)
    assert is_payment_code(f" {code}\n")


@pytest.mark.parametrize("code", ["164567890123456789", "281234567890123", "621234567890123456", "IDC-1", "", "1" * 30])
def test_other_codes_are_not_payment_codes(code: str) -> None:
    """Another beginning or length."""
    assert not is_payment_code(code)


def test_a_terminal_without_a_reader_says_so(tmp_path: Path) -> None:
    """A role that is left empty is an absent part, not a crash."""
    roles = RoleSettings(card_reader="", code_scanner="")
    settings = replace(Settings(), devices=DeviceSettings(roles=roles))
    with world(tmp_path, settings=settings) as it:
        it.runner.carry_out(ReadCard(1, within_s=60.0))
        it.runner.carry_out(ScanIdentityCode(2, within_s=60.0))
        for request, code in ((1, ProblemCode.READER_FAULT), (2, ProblemCode.SCANNER_FAULT)):
            failed = it.inbox.outcome(request)
            assert isinstance(failed, EffectFailed)
            assert (failed.problem.code, failed.problem.detail_code) == (code, "absent")

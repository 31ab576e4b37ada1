"""Every code has words, in both languages, and none blames or promises."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import product

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtGui import QGuiApplication

from devices.api.device import DeviceKind
from devices.api.kinds.printing import PrintStage
from devices.api.status import CheckState, DeviceState, PartName, SupplyState
from kiosk.domain.face import FaceAdvice
from kiosk.domain.health import Health, Part, PartHealth
from kiosk.domain.problem import ProblemCode
from kiosk.domain.staff import Order, PauseReason, StaffRole
from kiosk.flow.desk import ChangeSeen, PrintStanding
from kiosk.flow.notice import Choice
from kiosk.flow.state import Fault, Session
from kiosk.flow.states import StateName
from tests.support import worlds
from ui.bridge.item import fee_words
from ui.bridge.printing import statuses
from ui.bridge.sign_in import sign_in_shown
from ui.folders import TRANSLATIONS
from ui.gallery.samples import SAMPLES
from ui.words.choices import choice_words
from ui.words.faces import advice_hint, advice_words
from ui.words.faults import fault_words
from ui.words.parts import health_words, part_is_down, part_name, printer_warning
from ui.words.printing import Step, StepStatus, step_words
from ui.words.problems import problem_words
from ui.words.staff import (
    Label,
    change_words,
    doing_words,
    ended_words,
    kind_words,
    label_words,
    link_words,
    order_words,
    part_state_words,
    part_words,
    passed_words,
    pause_words,
    print_words,
    reprinted_words,
    role_words,
    standing_words,
    state_words,
)
from ui.words.working import working_words

Spoken = Callable[[], list[str]]


def problems() -> list[str]:
    """Title, what happened and what to do, for every code."""
    words = [problem_words(code) for code in ProblemCode]
    return [text for one in words for text in (one.title, one.happened, one.todo)]


def advice() -> list[str]:
    """Advice and its explanation, before the first as well."""
    return [text for one in (None, *FaceAdvice) for text in (advice_words(one), advice_hint(one))]


def parts() -> list[str]:
    """Names, health, and that a part is down."""
    known = (PartHealth.NEEDS_SUPPLY, PartHealth.NEEDS_CLEARING, PartHealth.FAULT, PartHealth.ABSENT)
    return [
        *(part_name(part) for part in Part),
        *(part_is_down(part) for part in Part),
        *(health_words(health) for health in PartHealth),
        *(printer_warning(health) for health in known),
    ]


def staff_words() -> list[str]:
    """The staff page's."""
    states = (*SupplyState, *CheckState)
    changes = (
        ChangeSeen("reader", "D", "P"),
        ChangeSeen("reader", "D", "P", True, True),
        ChangeSeen("reader", "D", "P", True, False, "E"),
    )
    return [
        *(role_words(role) for role in StaffRole),
        *(pause_words(reason) for reason in PauseReason),
        *(kind_words(kind) for kind in DeviceKind),
        *(state_words(state) for state in DeviceState),
        *(part_words(part) for part in PartName),
        *(part_state_words(state) for state in states),
        *(order_words(order) for order in Order),
        *(doing_words(order) for order in Order),
        *(ended_words(order, code) for order, code in product(Order, ("", "E", "kept_until_restart"))),
        *(label_words(label) for label in Label),
        *(passed_words(passed=passed, failed="S") for passed in (True, False)),
        *(link_words(works=works) for works in (True, False)),
        *(change_words(change) for change in changes),
        *(print_words("T", "C", copy=copy) for copy in (None, 2)),
        reprinted_words(2),
        *(standing_words(standing) for standing in PrintStanding),
    ]


_LED_TO = (StateName.RECEIPT, StateName.TAKING, StateName.RATING, StateName.STAFF, StateName.HOME)


def others() -> list[str]:
    """Choices, faults, steps, waiting."""
    return [
        *(choice_words(choice, target) for choice, target in product(Choice, _LED_TO)),
        *(fault_words(fault, None) for fault in (None, *Fault)),
        *(fault_words(Fault.PAUSED, reason) for reason in PauseReason),
        *staff_words(),
        *(step_words(step, status) for step, status in product(Step, StepStatus)),
        *(text for name in StateName for text in working_words(name, "X")),
        fee_words(0),
    ]


@contextmanager
def english() -> Iterator[None]:
    """English is installed."""
    translator = QTranslator()
    assert translator.load("en", str(TRANSLATIONS))
    QCoreApplication.installTranslator(translator)
    try:
        yield
    finally:
        QCoreApplication.removeTranslator(translator)


def is_chinese(text: str) -> bool:
    """Whether there is an ideograph in it."""
    return any("一" <= character <= "鿿" for character in text)


@pytest.mark.parametrize("spoken", [problems, advice, parts, others])
def test_every_code_has_words_in_both_languages(spoken: Spoken, dressed: QGuiApplication) -> None:
    """Nothing is empty, nothing is left untranslated, and English has no Chinese in it."""
    chinese = spoken()
    assert all(is_chinese(text) for text in chinese)
    with english():
        translated = spoken()
    assert all(text.strip() and not is_chinese(text) for text in translated)
    assert spoken() == chinese


@pytest.mark.parametrize("code", ProblemCode)
def test_a_problem_says_three_different_things(code: ProblemCode, dressed: QGuiApplication) -> None:
    """Title, what happened and what to do differ, and are short enough to be read standing."""
    words = problem_words(code)
    assert len({words.title, words.happened, words.todo}) == 3
    assert len(words.title) <= 14
    assert len(words.happened) <= 32
    assert len(words.todo) <= 36


@pytest.mark.parametrize("code", ProblemCode)
def test_no_problem_blames_the_citizen(code: ProblemCode, dressed: QGuiApplication) -> None:
    """No 'you did wrong', no 'illegal', no 'failed'."""
    words = problem_words(code)
    blame = ("错误操作", "非法", "您没有", "您未", "失败", "违规", "不允许")
    assert not any(word in text for word in blame for text in (words.title, words.happened, words.todo))


@pytest.mark.parametrize(
    ("name", "session", "expected"),
    [
        (StateName.ISSUING, Session("s"), "NWWW"),
        (StateName.PRINTING, Session("s"), "DNWW"),
        (StateName.PRINTING, Session("s", print_stage=PrintStage.SENDING), "DNWW"),
        (StateName.PRINTING, Session("s", print_stage=PrintStage.ACCEPTED), "DDNW"),
        (StateName.PRINTING, Session("s", print_stage=PrintStage.PRINTED), "DDDW"),
        (StateName.RECEIPT, Session("s", paper=worlds.paper(), paper_printed=True), "DDDN"),
        (
            StateName.RECEIPT,
            Session("s", paper=worlds.paper(), paper_printed=False, print_stage=PrintStage.ACCEPTED),
            "DDXN",
        ),
        (StateName.RECEIPT, Session("s", paper=worlds.paper(), paper_printed=False), "DXN"),
        (StateName.RECEIPT, Session("s", paper=worlds.paper(), on_phone=True), "DDN"),
        (StateName.RECEIPT, Session("s"), "XN"),
    ],
)
def test_a_print_is_said_to_be_as_far_as_evidence_says(name: StateName, session: Session, expected: str) -> None:
    """Sent is not printed, accepted is not printed; what failed stays marked while the receipt is printed.

    A step that nobody asked for, or of which nobody knows, is not said at all: sent to a phone is not printed.
    """
    letters = {StepStatus.WAITING: "W", StepStatus.NOW: "N", StepStatus.DONE: "D", StepStatus.NOT_DONE: "X"}
    assert "".join(letters[status] for _, status in statuses(name, session)) == expected


def test_only_a_printed_paper_is_called_printed(dressed: QGuiApplication) -> None:
    """'已打印' is said of a step that is done, and of no other."""
    for step, status in product((Step.FEED, Step.RECEIPT), StepStatus):
        assert ("已打印" in step_words(step, status)) == (status is StepStatus.DONE)


def test_a_broken_part_closes_its_way_only(dressed: QGuiApplication) -> None:
    """A part that was not asked yet closes nothing; one that is broken closes the way that needs it, by name."""
    state = SAMPLES["04-sign-in"]
    for part in (Part.CARD_READER, Part.CAMERA, Part.FACE_ENGINE, Part.CODE_SCANNER):
        broken = type(state)(health=Health(((part, PartHealth.FAULT),)))
        shown = sign_in_shown(broken)
        assert part_name(part) in shown.card_closed + shown.code_closed
        assert not (shown.card_closed and shown.code_closed)
    assert sign_in_shown(type(state)()).card_closed == ""


@pytest.mark.parametrize(("fen", "words"), [(0, "免费"), (1250, "¥12.50"), (5, "¥0.05"), (100000, "¥1000.00")])
def test_fees(fen: int, words: str, dressed: QGuiApplication) -> None:
    """In yuan, to the fen; nothing is 'free'."""
    assert fee_words(fen) == words

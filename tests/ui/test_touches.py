"""What is touched is what is posted: the right event, once, with the ids and times the flow needs."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from kiosk.domain.citizen import SignInMethod
from kiosk.domain.rating import RatingLevel
from kiosk.domain.staff import PauseReason, PrintFinding, Restart
from kiosk.domain.text import Language
from kiosk.flow.desk import PrintSeen, PrintStanding
from kiosk.flow.events import Event
from kiosk.flow.notice import Choice
from kiosk.flow.touches import (
    AnotherPaperChosen,
    BackChosen,
    CancelChosen,
    ConsentDeclined,
    ConsentGiven,
    ForWhomOpened,
    HighContrastChosen,
    ItemOpened,
    LanguageChosen,
    LargeTextChosen,
    LookupConfirmed,
    LowReachChosen,
    MobileEntered,
    NoPaperChosen,
    NoticeAnswered,
    OtherWayChosen,
    PaperCheckOpened,
    PaperSpoiled,
    PaperTaken,
    PhoneCopyChosen,
    PhoneCopyReceived,
    PinEntered,
    PrintChosen,
    PrintFound,
    Rated,
    RatingSkipped,
    ReceiptChosen,
    RepresentationChosen,
    ReprintAsked,
    RestartAsked,
    ScreenTouched,
    SearchOpened,
    ServiceOpened,
    ServicePaused,
    SignInMethodChosen,
    SmsCodeEntered,
    SpeechChosen,
    StaffLeft,
    StaffPinEntered,
    ThemeOpened,
)
from tests.support.ui_stage import Stage, accessible
from tests.support.worlds import NOW, SESSION_ID
from ui.gallery.samples import SAMPLES

BEGUN = ScreenTouched(SESSION_ID)

TOUCHES: dict[tuple[str, str], list[Event]] = {
    ("03-attract", "startKey"): [BEGUN],
    ("03-attract", "englishKey"): [LanguageChosen(Language.ENGLISH), BEGUN],
    ("03-attract", "chineseKey"): [LanguageChosen(Language.CHINESE), BEGUN],
    ("03-attract", "largeTextKey"): [LargeTextChosen(on=True), BEGUN],
    ("03-attract", "checkPaperKey"): [PaperCheckOpened(SESSION_ID)],
    ("32-check-paper", "leaveCheckKey"): [CancelChosen()],
    ("33-verdict-genuine", "anotherPaperKey"): [AnotherPaperChosen()],
    ("33-verdict-genuine", "leaveCheckKey"): [CancelChosen()],
    ("04-sign-in", "cardWayKey"): [SignInMethodChosen(SignInMethod.CARD_AND_FACE)],
    ("04-sign-in", "codeWayKey"): [SignInMethodChosen(SignInMethod.IDENTITY_CODE)],
    ("04-sign-in", "phoneWayKey"): [SignInMethodChosen(SignInMethod.PHONE)],
    ("04-sign-in", "smsWayKey"): [SignInMethodChosen(SignInMethod.SMS_CODE)],
    ("04-sign-in", "socialCardWayKey"): [SignInMethodChosen(SignInMethod.SOCIAL_CARD)],
    ("09g-social-card", "otherWayKey"): [OtherWayChosen()],
    ("06-card", "otherWayKey"): [OtherWayChosen()],
    ("06-card", "backKey"): [BackChosen()],
    ("06-card", "endKey"): [CancelChosen()],
    ("07-consent", "agreeKey"): [ConsentGiven(NOW)],
    ("07-consent", "declineKey"): [ConsentDeclined()],
    ("08-face", "otherWayKey"): [OtherWayChosen()],
    ("09-identity-code", "otherWayKey"): [OtherWayChosen()],
    ("09a-phone", "otherWayKey"): [OtherWayChosen()],
    ("09b-mobile", "otherWayKey"): [OtherWayChosen()],
    ("09d-guardian", "otherWayKey"): [OtherWayChosen()],
    ("11-home", "forWhomKey"): [ForWhomOpened()],
    ("11a-for-whom", "oneselfKey"): [RepresentationChosen(None)],
    ("11a-for-whom", "represented_firm"): [RepresentationChosen("firm")],
    ("11-home", "searchKey"): [SearchOpened()],
    ("11-home", "offer_item-00"): [ItemOpened("item-00")],
    ("11-home", "theme_property"): [ThemeOpened("property")],
    ("11-home", "largeTextKey"): [LargeTextChosen(on=True)],
    ("11-home", "contrastKey"): [HighContrastChosen(on=True)],
    ("11-home", "speechKey"): [SpeechChosen(on=True)],
    ("11-home", "lowReachKey"): [LowReachChosen(on=True)],
    ("11-home", "languageKey"): [LanguageChosen(Language.ENGLISH)],
    ("12-theme", "item_item-02"): [ItemOpened("item-02")],
    ("14-search-hits", "item_item-00"): [ItemOpened("item-00")],
    ("16-explain", "confirmLookupKey"): [LookupConfirmed(NOW)],
    ("18-elsewhere", "understoodKey"): [BackChosen()],
    ("20-result-none", "printKey"): [PrintChosen()],
    ("20-result-none", "phoneKey"): [PhoneCopyChosen()],
    ("20-result-none", "noPaperKey"): [NoPaperChosen()],
    ("25a-take-paper", "hasPaperKey"): [PaperTaken()],
    ("25a-take-paper", "spoiledPaperKey"): [PaperSpoiled()],
    ("25b-paper-spoiled", "choice_continue"): [NoticeAnswered(Choice.CONTINUE)],
    ("21c-phone-copy", "printKey"): [PrintChosen()],
    ("21d-phone-copy-opened", "noPaperKey"): [NoPaperChosen()],
    ("21e-phone-copy-given", "onPhoneKey"): [PhoneCopyReceived()],
    ("21e-phone-copy-given", "receiptKey"): [ReceiptChosen()],
    ("21e-phone-copy-given", "sendAgainKey"): [PhoneCopyChosen()],
    ("26-rating", "rate_5"): [Rated(RatingLevel.VERY_SATISFIED)],
    ("26-rating", "rate_1"): [Rated(RatingLevel.VERY_DISSATISFIED)],
    ("26-rating", "skipRatingKey"): [RatingSkipped()],
    ("28-notice-paper", "choice_try_again"): [NoticeAnswered(Choice.TRY_AGAIN)],
    ("28-notice-paper", "choice_continue"): [NoticeAnswered(Choice.CONTINUE)],
    ("30-thanks", "doneKey"): [BEGUN],
    ("31-idle", "leaveKey"): [CancelChosen()],
    ("43-staff-hall", "openServiceKey"): [ServiceOpened()],
    ("43-staff-hall", "pause_hours"): [ServicePaused(PauseReason.HOURS)],
    ("44-staff-technician", "leaveStaffKey"): [StaffLeft()],
}


def test_each_control_posts_its_own_event(stage: Stage) -> None:
    """A finger on each control posts exactly the events it stands for."""
    for (page, name), expected in TOUCHES.items():
        stage.show(SAMPLES[page])
        stage.posted.clear()
        stage.tap(name)
        posted = [event for event in stage.posted if type(event).__name__ != "SearchTyped"]
        assert posted == expected, f"{name} on {page}"


@pytest.mark.parametrize(
    ("page", "digits", "expected"),
    [
        ("09b-mobile", "14000000001", MobileEntered("14000000001")),
        ("09h-pin", "123456", PinEntered("123456")),
        ("09c-sms-code", "012345", SmsCodeEntered("012345")),
    ],
)
def test_digits_are_typed_on_the_pad(stage: Stage, page: str, digits: str, expected: Event) -> None:
    """Each digit by its key; one too many is ignored, one can be taken back; only all of them can be sent."""
    stage.show(SAMPLES[page])
    stage.posted.clear()
    for digit in digits[:-1]:
        stage.tap(f"digit_{digit}")
    assert not stage.find("confirmKey").isEnabled()
    stage.tap("digit_9")
    stage.tap("digit_9")
    stage.tap("digit_back")
    stage.tap(f"digit_{digits[-1]}")
    stage.tap("confirmKey")
    assert stage.posted == [expected]


def test_a_pin_of_the_staff_door_may_be_long(stage: Stage) -> None:
    """Six digits can be sent, and up to twelve: the page does not tell how long the right one is."""
    stage.show(SAMPLES["41-staff-pin"])
    stage.posted.clear()
    for digit in "28051":
        stage.tap(f"digit_{digit}")
    assert not stage.find("confirmKey").isEnabled()
    for digit in "90000000":
        stage.tap(f"digit_{digit}")
    stage.tap("confirmKey")
    assert stage.posted == [StaffPinEntered("280519000000")]


@pytest.mark.parametrize(
    ("key", "expected"),
    [("restartProgramKey", Restart.PROGRAM), ("restartMachineKey", Restart.MACHINE)],
)
def test_a_restart_is_pressed_twice(stage: Stage, key: str, expected: Restart) -> None:
    """Once by mistake does nothing."""
    state = SAMPLES["44-staff-technician"]
    assert state.desk is not None
    stage.show(replace(state, desk=replace(state.desk, prints=())))
    stage.posted.clear()
    stage.tap(key)
    assert stage.posted == []
    stage.tap(key)
    assert stage.posted == [RestartAsked(expected)]


def test_prints_are_settled_at_one_press_and_reprinted_at_the_second(stage: Stage) -> None:
    """What cannot be taken back is pressed twice; each print has the buttons of what is known of it."""
    state = SAMPLES["43-staff-hall"]
    assert state.desk is not None
    for standing, key, presses, expected in (
        (PrintStanding.UNKNOWN, "came_out_1", 1, PrintFound(1, PrintFinding.CAME_OUT)),
        (PrintStanding.UNKNOWN, "not_printed_1", 1, PrintFound(1, PrintFinding.NOT_PRINTED)),
        (PrintStanding.COMPLAINED, "spoiled_1", 1, PrintFound(1, PrintFinding.SPOILED)),
        (PrintStanding.SPOILED, "reprint_1", 2, ReprintAsked(1)),
        (PrintStanding.NOT_PRINTED, "reprint_1", 2, ReprintAsked(1)),
        (PrintStanding.CAME_OUT, "spoiled_1", 2, PrintFound(1, PrintFinding.SPOILED)),
    ):
        seen = PrintSeen(1, standing, True, 1, "case-1", "document_printer", NOW)
        stage.show(replace(state, desk=replace(state.desk, prints=(seen,))))
        stage.tap("staffTab_prints")
        stage.posted.clear()
        for _ in range(presses - 1):
            stage.tap(key)
            assert stage.posted == [], standing
        stage.tap(key)
        assert stage.posted == [expected], standing
    receipt = PrintSeen(1, PrintStanding.UNKNOWN, False, 1, "case-1", "receipt_printer", NOW)
    stage.show(replace(state, desk=replace(state.desk, prints=(receipt,))))
    names = {item.objectName() for item, _ in stage.controls()}
    assert {"came_out_1", "not_printed_1"} <= names
    assert "spoiled_1" not in names


def test_who_comes_back_from_a_reprint_sees_what_became_of_it(stage: Stage) -> None:
    """The prints are open, and the copy that came out is named."""
    stage.show(SAMPLES["43a-staff-prints"])
    assert "2" in stage.find("reprintedWords").property("text")
    assert stage.find("came_out_7").isVisible()


def test_prints_that_wait_are_one_touch_away(stage: Stage) -> None:
    """The first page behind the door says how many there are, and leads there."""
    stage.show(SAMPLES["43-staff-hall"])
    stage.tap("printsKey")
    assert stage.find("came_out_7").isVisible()


def test_every_control_is_in_the_table(stage: Stage) -> None:
    """No page has a control that this test does not know: a new one is tested or the test fails."""
    known = {name for _, name in TOUCHES}
    families = (
        "key_",
        "theme_",
        "item_",
        "offer_",
        "rate_",
        "choice_",
        "candidate_",
        "digit_",
        "represented_",
        "pause_",
        "staffTab_",
        "restart",
        "printsKey",
        "came_out_",
        "not_printed_",
        "spoiled_",
        "reprint_",
    )
    beside = {"stayKey", "pageUpKey", "pageDownKey", "searchField", "confirmKey"}
    keyboard = {"languageModeKey", "eraseKey", "digitsKey", "spaceKey", "emptyKey"}
    unknown = set()
    for page, state in SAMPLES.items():
        stage.show(state)
        for item, _ in stage.controls():
            name = item.objectName()
            if name not in known | beside | keyboard and not name.startswith(families):
                unknown.add(f"{name} on {page}")
    assert not unknown


@pytest.mark.parametrize("page", ["03-attract", "30-thanks"])
def test_a_touch_anywhere_begins(page: str, stage: Stage) -> None:
    """Where nobody has begun, a touch beside every control posts `ScreenTouched` with a fresh session's id."""
    stage.show(SAMPLES[page])
    stage.tap_at(540, 300)
    assert stage.posted == [BEGUN]


def test_a_mouse_and_a_switch_press_as_well(stage: Stage) -> None:
    """A click, the return key, and assistive technology's press all do what a finger does."""
    stage.show(SAMPLES["04-sign-in"])
    key = stage.find("cardWayKey")
    QTest.mouseClick(stage.window, Qt.MouseButton.LeftButton, pos=stage.place(key).center().toPoint())
    key.forceActiveFocus()
    QTest.keyClick(stage.window, Qt.Key.Key_Return)
    interface = accessible(key)
    assert interface is not None
    interface.actionInterface().doAction("Press")
    stage.rest()
    assert stage.posted == [SignInMethodChosen(SignInMethod.CARD_AND_FACE)] * 3


def test_a_finger_that_slides_away_presses_nothing(stage: Stage) -> None:
    """Who comes down on the wrong key can still leave it."""
    stage.show(SAMPLES["20-result-none"])
    start = stage.place(stage.find("printKey")).center().toPoint()
    away = start - QPoint(0, 700)
    stage.press(start)
    QTest.touchEvent(stage.window, stage._finger).move(0, away, stage.window)
    stage.lift(away)
    assert stage.posted == []


def test_a_closed_way_cannot_be_chosen_and_says_why(stage: Stage) -> None:
    """With the camera broken the card cannot be chosen, and the page says what is broken."""
    stage.show(SAMPLES["05-sign-in-no-camera"])
    card = stage.find("cardWayKey")
    assert not card.isEnabled()
    centre = stage.place(card).center()
    stage.tap_at(centre.x(), centre.y())
    assert stage.posted == []
    assert any("摄像头" in str(text.property("text")) for text in stage.texts())


def test_back_and_end_are_offered_where_the_journey_takes_them(stage: Stage) -> None:
    """No page offers a way out that the flow would refuse, and none hides one that it would take."""
    stage.show(SAMPLES["23-printing"])
    assert not stage.has("backKey")
    assert not stage.has("endKey")
    stage.show(SAMPLES["18-elsewhere"])
    assert stage.has("backKey")
    assert stage.has("endKey")
    stage.show(SAMPLES["03-attract"])
    assert not stage.has("endKey")


def test_the_question_covers_the_page(stage: Stage) -> None:
    """Under 'are you still there' nothing of the page can be touched; beside the buttons means yes."""
    stage.show(SAMPLES["31-idle"])
    stage.tap_at(540, 1500)
    assert stage.posted == []
    assert stage.activity == 1
    stage.tap("stayKey")
    assert stage.posted == []
    assert stage.activity == 2


def test_paging_keys_bring_what_is_below(stage: Stage) -> None:
    """Where a list is longer than its place, the key below it brings the rest, and the other brings it back."""
    stage.show(SAMPLES["21-result-listing"])
    first = stage.texts()
    top = max(stage.place(text).top() for text in first if "第 1 条" in str(text.property("text")))
    stage.tap("pageDownKey")
    stage.rest()
    moved = max(stage.place(text).top() for text in stage.texts() if "第 1 条" in str(text.property("text")))
    assert moved < top
    stage.tap("pageUpKey")
    stage.rest()
    back = max(stage.place(text).top() for text in stage.texts() if "第 1 条" in str(text.property("text")))
    assert back == top

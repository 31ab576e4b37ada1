"""The window as wiring uses it: states in, touches out, and nothing left behind."""

from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from devices.api.kinds.camera import Frame, FrameSource
from kiosk.domain.preferences import Preferences
from kiosk.domain.text import Language
from kiosk.flow.journeys.terminal import JOURNEY
from kiosk.flow.states import Page, StateName
from kiosk.flow.touches import ScreenTouched
from tests.support.screen_codes import code_on
from tests.support.ui_stage import Stage, wait_for
from tests.support.worlds import SESSION_ID
from tests.ui.conftest import MakeStage
from ui.bridge.hall import hall_shown
from ui.bridge.preview import FacePreview
from ui.bridge.rows import Rows
from ui.bridge.screen import ScreenView
from ui.folders import UI
from ui.gallery.samples import SAMPLES, SIGN
from ui.gallery.variants import VARIANTS


class OneFrame:
    """A source whose only frame is of one colour."""

    def __init__(self, blue: int, green: int, red: int) -> None:
        pixels = np.full((480, 640, 3), (blue, green, red), np.uint8)
        pixels[:, :320] = 255
        pixels.setflags(write=False)
        self._frame = Frame(sequence=7, taken_s=0.0, pixels=pixels)

    def latest(self, newer_than: int = -1) -> Frame | None:
        """See `FrameSource`."""
        return self._frame if newer_than < self._frame.sequence else None

    def wait(self, newer_than: int, timeout_s: float) -> Frame | None:
        """See `FrameSource`; never waits."""
        return self.latest(newer_than)


def colour_at(image: QImage, x: float, y: float) -> tuple[int, int, int]:
    """Red, green, blue."""
    colour = image.pixelColor(round(x), round(y))
    return colour.red(), colour.green(), colour.blue()


def test_every_page_of_the_journey_has_its_file() -> None:
    """A page that the flow can show is a file of its name."""
    assert {file.stem for file in (UI / "Hall" / "pages").glob("*.qml")} == {f"{page.value}Page" for page in Page}


def test_each_state_shows_its_page(stage: Stage) -> None:
    """Whatever the state, the page that its row in the journey names is on the screen, alone."""
    shown = {state.name for state in SAMPLES.values()}
    assert shown == set(StateName)
    for state in SAMPLES.values():
        stage.show(state)
        page = JOURNEY.spec(state.name).page.value
        assert stage.has(f"{page[0].lower()}{page[1:]}Page"), state.name


def test_pages_that_were_left_are_gone(stage: Stage) -> None:
    """After fifty page changes more there are no more objects than before, and no page but the one shown."""
    names = ("03-attract", "04-sign-in", "11-home", "16-explain", "20-result-none")

    def go_round(times: int) -> int:
        for name in names * times:
            stage.screen.show(SAMPLES[name])
            QTest.qWait(1)
        stage.rest()
        return len(stage.window.findChildren(QQuickItem))

    before = go_round(1)
    assert go_round(10) <= before
    pages = [item for item in stage.window.findChildren(QQuickItem) if item.objectName().endswith("Page")]
    assert [page.objectName() for page in pages] == ["resultPage"]


def test_another_language_reaches_every_word(stage: Stage) -> None:
    """English replaces Chinese on the page that stands, and Chinese comes back."""
    state = SAMPLES["04-sign-in"]
    stage.show(state)
    chinese = {str(text.property("text")) for text in stage.texts()}
    stage.show(replace(state, preferences=Preferences(language=Language.ENGLISH)))
    english = {str(text.property("text")) for text in stage.texts()}
    assert "How would you like to sign in?" in english
    assert not any("一" <= character <= "鿿" for words in english - {"中文"} for character in words)
    stage.show(state)
    assert {str(text.property("text")) for text in stage.texts()} == chinese


def test_large_type_is_larger(stage: Stage) -> None:
    """Large text makes the page's words 1.3 times as high."""

    def height(words: str) -> int:
        return max(
            int(text.property("font").pixelSize()) for text in stage.texts() if words in str(text.property("text"))
        )

    stage.show(SAMPLES["04-sign-in"])
    normal = height("哪种方式")
    stage.show(replace(SAMPLES["04-sign-in"], preferences=Preferences(large_text=True)))
    assert height("哪种方式") == pytest.approx(1.3 * normal, abs=1)


def test_the_header_tells_the_time_in_both_languages() -> None:
    """Hours and minutes by the machine's zone, day and weekday in the language of the screen."""
    moment = datetime(2026, 3, 18, 1, 5, tzinfo=UTC).astimezone()
    chinese = hall_shown(SIGN, moment, Language.CHINESE)
    english = hall_shown(SIGN, moment, Language.ENGLISH)
    assert chinese.time == english.time == f"{moment:%H:%M}"
    assert chinese.date == f"{moment.month}月{moment.day}日 星期{'一二三四五六日'[moment.weekday()]}"
    assert english.date == f"{moment:%a}, {moment.day} {moment:%b}"
    assert (chinese.name, english.name) == (SIGN.name.zh, SIGN.name.en)


def test_activity_is_posted_once_a_second(stage: Stage) -> None:
    """However much is touched, the flow hears of it once a second, and never where nobody has begun."""
    stage.show(SAMPLES["11-home"])
    for _ in range(5):
        stage.tap_at(540, 300)
    assert stage.activity == 1
    stage.clock.elapsed_s += 1.0
    stage.tap_at(540, 300)
    QTest.keyClick(stage.window, Qt.Key.Key_Tab)
    assert stage.activity == 2
    stage.clock.elapsed_s += 1.0
    stage.show(SAMPLES["03-attract"])
    stage.tap_at(540, 300)
    assert stage.activity == 2


def test_a_double_tap_does_not_act_on_the_next_page(make_stage: MakeStage) -> None:
    """While a new page settles, touches are swallowed; then it takes them."""
    stage = make_stage(settle_ms=250)
    stage.show(SAMPLES["03-attract"])
    wait_for(lambda: not stage.find("pageHost").property("settling"))
    stage.answer = lambda _: stage.screen.show(SAMPLES["04-sign-in"])
    stage.tap("startKey")
    card = stage.place(stage.find("cardWayKey")).center()
    stage.tap_at(card.x(), card.y())
    assert stage.posted == [ScreenTouched(SESSION_ID)]
    wait_for(lambda: not stage.find("pageHost").property("settling"))
    stage.tap("cardWayKey")
    assert len(stage.posted) == 2


def test_the_preview_is_a_mirror_and_is_wiped(stage: Stage) -> None:
    """The face page shows the camera's frame mirrored; when the preview ends, no pixel of it is left."""
    stage.show(SAMPLES["08-face"])
    stage.screen.preview(OneFrame(blue=10, green=200, red=30))
    preview = stage.find("facePreview")
    assert isinstance(preview, FacePreview)
    wait_for(lambda: bool(preview.property("seen")))
    stage.rest()
    place = stage.place(preview)
    picture = stage.screen.grab()
    left = colour_at(picture, place.left() + place.width() * 0.3, place.center().y())
    right = colour_at(picture, place.left() + place.width() * 0.7, place.center().y())
    assert left == (30, 200, 10)
    assert right == (255, 255, 255)
    kept = preview._pixels
    assert kept is not None
    stage.screen.preview(None)
    stage.rest()
    assert not preview.property("seen")
    assert not kept.any()
    assert colour_at(stage.screen.grab(), place.left() + place.width() * 0.3, place.center().y()) != (30, 200, 10)


def test_the_provider_is_asked_while_nothing_was_handed_over(make_stage: MakeStage) -> None:
    """Without `preview`, frames come from the provider; leaving the page wipes them as well."""
    source: FrameSource = OneFrame(1, 2, 3)
    stage = make_stage(frames=lambda: source)
    stage.show(SAMPLES["08-face"])
    preview = stage.find("facePreview")
    assert isinstance(preview, FacePreview)
    wait_for(lambda: bool(preview.property("seen")))
    kept = preview._pixels
    assert kept is not None
    stage.show(SAMPLES["11-home"])
    assert not kept.any()


def test_forgetting_leaves_nothing_of_the_citizen(stage: Stage) -> None:
    """After `forget` no view, no field and no clipboard holds what the session showed."""
    canaries = ("张*", "430***********0014", "范水路", "000427")
    for name in ("11-home", "21-result-listing", "28-notice-paper", "14-search-hits"):
        stage.show(SAMPLES[name])
    QGuiApplication.clipboard().setText("范水路")
    stage.screen.forget()
    stage.rest()
    view = stage.screen.view
    held = [str(getattr(getattr(view, name), detail)) for name, detail in WORDS_OF_A_SESSION]
    assert not any(canary in words for canary in canaries for words in held)
    assert not any(canary in str(row) for canary in canaries for row in rows_of(view))
    assert not any(canary in str(text.property("text")) for canary in canaries for text in stage.texts())
    assert QGuiApplication.clipboard().text() == ""


def rows_of(view: ScreenView) -> list[object]:
    """Every row of every list that a session fills."""
    models = [model for model in view.findChildren(Rows) if model.rowCount()]
    return [
        model.data(model.index(row, 0), role)
        for model in models
        for row in range(model.rowCount())
        for role in model.roleNames()
    ]


WORDS_OF_A_SESSION = (
    ("home", "citizen"),
    ("search", "query"),
    ("item", "title"),
    ("result", "title"),
    ("result", "person"),
    ("result", "caseNumber"),
    ("notice", "caseNumber"),
    ("face", "advice"),
)


@pytest.mark.parametrize("size_px", [(540, 960), (720, 1280), (1280, 720), (1080, 1440), (1600, 1200)])
def test_other_windows_show_the_same_scaled(size_px: tuple[int, int], make_stage: MakeStage) -> None:
    """A window of another size or shape shows every control inside it, and a tap still finds its key."""
    stage = make_stage(size_px=size_px)
    stage.show(SAMPLES["07-consent"])
    for item, _ in stage.controls():
        place = stage.place(item)
        assert place.left() >= -1
        assert place.right() <= size_px[0] + 1
        assert place.bottom() <= size_px[1] + 1
    stage.tap("declineKey")
    assert len(stage.posted) == 1


def test_a_picture_is_the_same_each_time(stage: Stage) -> None:
    """With the clock held and motion off, the same state gives the same pixels."""
    stage.show(SAMPLES["12-theme"])
    first = stage.screen.grab()
    stage.show(SAMPLES["11-home"])
    stage.show(SAMPLES["12-theme"])
    assert stage.screen.grab() == first


@pytest.mark.parametrize("variant", ["light", "contrast", "large-english", "landscape-large"])
def test_codes_can_be_read_off_the_screen(variant: str, make_stage: MakeStage) -> None:
    """A camera reads both codes for phones in every look, though large words leave them less room."""
    looks = next(each for each in VARIANTS if each.name == variant)
    stage = make_stage(size_px=looks.size_px)
    for page in ("09a-phone", "21c-phone-copy"):
        session = SAMPLES[page].here
        shown = session.phone_copy or session.phone
        assert shown is not None
        stage.show(looks.of(SAMPLES[page]))
        assert code_on(stage.screen.grab()) == shown.url


def test_a_press_is_seen_at_once(stage: Stage) -> None:
    """A key that is held down looks different before the finger goes."""
    stage.show(SAMPLES["20-result-none"])
    place = stage.place(stage.find("printKey"))
    spot = QPoint(round(place.left() + 40), round(place.center().y()))
    before = colour_at(stage.screen.grab(), spot.x(), spot.y())
    stage.press(spot)
    held = colour_at(stage.screen.grab(), spot.x(), spot.y())
    stage.lift(spot)
    assert held != before

"""The root of what QML sees: which page, which ways out, and every other view."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

from devices.api.clock import Clock
from devices.api.kinds.camera import FrameSource
from kiosk.flow.events import Event
from kiosk.flow.state import State
from kiosk.flow.states import Page, StateName
from ui.allowed import WaysOut
from ui.bridge import signing  # noqa: F401  registers SignatureArea
from ui.bridge.face import FaceView, face_shown
from ui.bridge.for_whom import ForWhomView
from ui.bridge.hall import HallShown, HallView
from ui.bridge.item import ItemView
from ui.bridge.items import HomeView, SearchView, ThemeView
from ui.bridge.notice import NoticeView
from ui.bridge.paper_check import PaperCheckView
from ui.bridge.phone import PhoneView
from ui.bridge.phone_copy import PhoneCopyView
from ui.bridge.preferences import PreferencesView
from ui.bridge.preview import PreviewFeed
from ui.bridge.printing import PrintingView
from ui.bridge.result import ResultView
from ui.bridge.service import ServiceView
from ui.bridge.sign_in import SignInView, sign_in_shown
from ui.bridge.staff import StaffView
from ui.bridge.touches import Touches

QML_IMPORT_NAME = "Hall.Bridge"
QML_IMPORT_MAJOR_VERSION = 1

_STEPS = {
    StateName.SIGN_IN: 1,
    StateName.CARD: 1,
    StateName.CONSENT: 1,
    StateName.FACE: 1,
    StateName.IDENTITY_CODE: 1,
    StateName.GUARDIAN: 1,
    StateName.PHONE_BEGINNING: 1,
    StateName.PHONE: 1,
    StateName.MOBILE: 1,
    StateName.SOCIAL_CARD: 1,
    StateName.PIN: 1,
    StateName.CHECKING_PIN: 1,
    StateName.SMS_SENDING: 1,
    StateName.SMS_CODE: 1,
    StateName.SIGNING_IN: 1,
    StateName.HOME: 2,
    StateName.FINDING_REPRESENTED: 2,
    StateName.FOR_WHOM: 2,
    StateName.REPRESENTING: 2,
    StateName.THEME: 2,
    StateName.SEARCH: 2,
    StateName.ELSEWHERE: 2,
    StateName.EXPLAIN: 3,
    StateName.LOOKING_UP: 3,
    StateName.RESULT: 3,
    StateName.PHONE_COPY_BEGINNING: 4,
    StateName.PHONE_COPY: 4,
    StateName.PHONE_COPY_GIVEN: 4,
    StateName.ISSUING: 4,
    StateName.PRINTING: 4,
    StateName.RECEIPT: 4,
    StateName.TAKING: 4,
    StateName.RATING: 4,
}
"""Which of the visit's four steps (sign in, choose, do, take away) a state belongs to; 0 for none."""


@dataclass(frozen=True, slots=True)
class ScreenShown:
    """The frame around a page. `idle_left` is None where 'are you still there' is not asked."""

    page: str = ""
    step: int = 0
    back: bool = False
    end: bool = False
    idle_left: int | None = None
    idle_total: int = 1
    card_on_reader: bool = False


def screen_shown(state: State, page: Page, ways: WaysOut) -> ScreenShown:
    """Return the frame."""
    return ScreenShown(
        page=page.value,
        step=_STEPS.get(state.name, 0),
        back=ways.back,
        end=ways.end,
        idle_left=state.idle_left_s,
        idle_total=max(1, int(state.timeouts.idle_warning_s)),
        card_on_reader=state.card_on_reader,
    )


@QmlElement
class ScreenView(QObject):
    """Root of the bridge. `show` empties the page before anything it shows changes, then fills the next one."""

    pageChanged = Signal()  # noqa: N815  a QML name
    frameChanged = Signal()  # noqa: N815  a QML name
    forgotten = Signal()

    def __init__(
        self,
        post: Callable[[Event], None],
        *,
        clock: Clock,
        new_id: Callable[[], str],
        frames: Callable[[], FrameSource | None] | None,
        motion: bool,
        settle_ms: int,
        pinyin: bool,
    ) -> None:
        super().__init__()
        self._touches = Touches(post, clock=clock, new_id=new_id, parent=self)
        self._feed = PreviewFeed(frames, self)
        self._motion = motion
        self._settle_ms = settle_ms
        self._pinyin = pinyin
        self._page = ""
        self._shown = ScreenShown()
        self._hall = HallView(self)
        self._preferences = PreferencesView(self)
        self._sign_in = SignInView(self)
        self._face = FaceView(self)
        self._phone = PhoneView(self)
        self._phone_copy = PhoneCopyView(self)
        self._paper_check = PaperCheckView(self)
        self._for_whom = ForWhomView(self)
        self._home = HomeView(self)
        self._theme = ThemeView(self)
        self._search = SearchView(self)
        self._item = ItemView(self)
        self._result = ResultView(self)
        self._printing = PrintingView(self)
        self._notice = NoticeView(self)
        self._service = ServiceView(self)
        self._staff = StaffView(self)

    def show(self, state: State, shown: ScreenShown) -> None:
        """Show `state` in the frame `shown` from now on."""
        if shown.page != self._page:
            self._turn_to("")
        self._preferences.show(state.preferences)
        self._sign_in.show(sign_in_shown(state))
        self._face.show(face_shown(state))
        self._phone.show(state)
        self._phone_copy.show(state)
        self._paper_check.show(state)
        self._for_whom.show(state)
        self._home.show(state)
        self._theme.show(state)
        self._search.show(state)
        self._item.show(state)
        self._result.show(state)
        self._printing.show(state)
        self._notice.show(state)
        self._service.show(state)
        self._staff.show(state)
        if shown != self._shown:
            self._shown = shown
            self.frameChanged.emit()
        self._turn_to(shown.page)

    def _turn_to(self, page: str) -> None:
        if page != self._page:
            self._page = page
            self.pageChanged.emit()

    def show_hall(self, shown: HallShown) -> None:
        """Show sign and clock."""
        self._hall.show(shown)

    def preview(self, source: FrameSource | None) -> None:
        """Take the camera's frames from `source`; with None, overwrite the last one."""
        self._feed.use(source)

    @Property(str, notify=pageChanged)
    def page(self) -> str:
        """Name of the page's QML file without ``Page.qml``; "" for a moment between two pages."""
        return self._page

    @Property(int, notify=frameChanged)
    def step(self) -> int:
        """Which of the four steps of a visit, 0 for none."""
        return self._shown.step

    @Property(bool, notify=frameChanged)
    def back(self) -> bool:
        """Whether 'back' is offered."""
        return self._shown.back

    @Property(bool, notify=frameChanged)
    def end(self) -> bool:
        """Whether 'end the session' is offered."""
        return self._shown.end

    @Property(bool, notify=frameChanged)
    def askingIfThere(self) -> bool:  # noqa: N802  a QML name
        """Whether 'are you still there' is asked."""
        return self._shown.idle_left is not None

    @Property(int, notify=frameChanged)
    def idleLeft(self) -> int:  # noqa: N802  a QML name
        """Seconds left to answer."""
        return self._shown.idle_left or 0

    @Property(int, notify=frameChanged)
    def idleTotal(self) -> int:  # noqa: N802  a QML name
        """Seconds that the question stands."""
        return self._shown.idle_total

    @Property(bool, notify=frameChanged)
    def cardOnReader(self) -> bool:  # noqa: N802  a QML name
        """Whether a card lies on the reader."""
        return self._shown.card_on_reader

    @Property(bool, constant=True)
    def motion(self) -> bool:
        """Whether anything may move."""
        return self._motion

    @Property(int, constant=True)
    def settleMs(self) -> int:  # noqa: N802  a QML name
        """How long a new page ignores touches, so that a double tap on the last one does not act on it."""
        return self._settle_ms

    @Property(bool, constant=True)
    def pinyin(self) -> bool:
        """Whether Chinese characters can be typed."""
        return self._pinyin

    @Property(Touches, constant=True)
    def touches(self) -> Touches:
        """The verbs."""
        return self._touches

    @Property(PreviewFeed, constant=True)
    def feed(self) -> PreviewFeed:
        """The camera's frames."""
        return self._feed

    @Property(HallView, constant=True)
    def hall(self) -> HallView:
        """Sign and clock."""
        return self._hall

    @Property(PreferencesView, constant=True)
    def preferences(self) -> PreferencesView:
        """How the citizen wants the screen."""
        return self._preferences

    @Property(SignInView, constant=True)
    def signIn(self) -> SignInView:  # noqa: N802  a QML name
        """Ways to sign in."""
        return self._sign_in

    @Property(FaceView, constant=True)
    def face(self) -> FaceView:
        """The comparison."""
        return self._face

    @Property(PhoneView, constant=True)
    def phone(self) -> PhoneView:
        """Signing in with a phone."""
        return self._phone

    @Property(PhoneCopyView, constant=True)
    def phoneCopy(self) -> PhoneCopyView:  # noqa: N802  a QML name
        """A paper on its way to the citizen's phone."""
        return self._phone_copy

    @Property(PaperCheckView, constant=True)
    def paperCheck(self) -> PaperCheckView:  # noqa: N802  a QML name
        """The verdict on a paper."""
        return self._paper_check

    @Property(ForWhomView, constant=True)
    def forWhom(self) -> ForWhomView:  # noqa: N802  a QML name
        """For whom things are done."""
        return self._for_whom

    @Property(HomeView, constant=True)
    def home(self) -> HomeView:
        """Home."""
        return self._home

    @Property(ThemeView, constant=True)
    def theme(self) -> ThemeView:
        """One theme."""
        return self._theme

    @Property(SearchView, constant=True)
    def search(self) -> SearchView:
        """Search."""
        return self._search

    @Property(ItemView, constant=True)
    def item(self) -> ItemView:
        """One item."""
        return self._item

    @Property(ResultView, constant=True)
    def result(self) -> ResultView:
        """The answer."""
        return self._result

    @Property(PrintingView, constant=True)
    def printing(self) -> PrintingView:
        """Paper on its way."""
        return self._printing

    @Property(NoticeView, constant=True)
    def notice(self) -> NoticeView:
        """A problem."""
        return self._notice

    @Property(ServiceView, constant=True)
    def service(self) -> ServiceView:
        """The terminal itself."""
        return self._service

    @Property(StaffView, constant=True)
    def staff(self) -> StaffView:
        """What staff see behind their door."""
        return self._staff

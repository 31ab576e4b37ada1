"""What QML says when something is touched: one verb for each touch, posted to the flow as it is."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot
from PySide6.QtQml import QmlElement

from devices.api.clock import Clock
from kiosk.domain.citizen import SignInMethod
from kiosk.domain.rating import RatingLevel
from kiosk.domain.staff import Order, PauseReason, PrintFinding, Restart
from kiosk.domain.text import Language
from kiosk.flow.events import Event
from kiosk.flow.notice import Choice
from kiosk.flow.touches import (
    ActivitySeen,
    AnotherPaperChosen,
    BackChosen,
    BindingTried,
    CancelChosen,
    ConsentDeclined,
    ConsentGiven,
    DeviceOrdered,
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
    SearchTyped,
    ServiceOpened,
    ServicePaused,
    SignInMethodChosen,
    SmsCodeEntered,
    SpeechChosen,
    StaffDoorTouched,
    StaffLeft,
    StaffPinEntered,
    ThemeOpened,
)
from ui.typed import searched

QML_IMPORT_NAME = "Hall.Bridge"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class Touches(QObject):
    """Verbs for QML. Adds what a pure flow cannot make: ids and times.

    WORKAROUND: methods carry QML's names. A slot that is named by `Slot(name=...)` otherwise than its method is looked
    up by the slot's name, not found, and calls itself until the stack ends. Remove when PySide6 finds it.
    """

    def __init__(
        self, post: Callable[[Event], None], *, clock: Clock, new_id: Callable[[], str], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._post = post
        self._clock = clock
        self._new_id = new_id

    @Slot()
    def touchScreen(self) -> None:  # noqa: N802  QML's name
        """Begin a session, where one can begin."""
        self._post(ScreenTouched(self._new_id()))

    @Slot()
    def stay(self) -> None:
        """Somebody is still there."""
        self._post(ActivitySeen())

    @Slot()
    def openStaffDoor(self) -> None:  # noqa: N802  QML's name
        """The hidden corner was held."""
        self._post(StaffDoorTouched())

    @Slot(str)
    def enterStaffPin(self, pin: str) -> None:  # noqa: N802  QML's name
        """A PIN at the staff door."""
        self._post(StaffPinEntered(pin))

    @Slot(str)
    def pauseService(self, reason: str) -> None:  # noqa: N802  QML's name
        """Close the terminal to the public; `reason` is a `PauseReason`'s value."""
        self._post(ServicePaused(PauseReason(reason)))

    @Slot()
    def openService(self) -> None:  # noqa: N802  QML's name
        """Open the terminal again."""
        self._post(ServiceOpened())

    @Slot(str, str)
    def orderDevice(self, device_id: str, order: str) -> None:  # noqa: N802  QML's name
        """Have something done with a device; `order` is an `Order`'s value."""
        self._post(DeviceOrdered(device_id, Order(order)))

    @Slot(str, str, str)
    def tryBinding(self, device_id: str, driver: str, port: str) -> None:  # noqa: N802  QML's name
        """Try another driver or port for a device."""
        self._post(BindingTried(device_id, driver, port))

    @Slot(bool)
    def restart(self, machine: bool) -> None:
        """Begin the program, or the machine, anew."""
        self._post(RestartAsked(Restart.MACHINE if machine else Restart.PROGRAM))

    @Slot(int, str)
    def settlePrint(self, number: int, found: str) -> None:  # noqa: N802  QML's name
        """Say what was found of a print; `found` is a `PrintFinding`'s value."""
        self._post(PrintFound(number, PrintFinding(found)))

    @Slot(int)
    def reprint(self, number: int) -> None:
        """Print a paper again."""
        self._post(ReprintAsked(number))

    @Slot()
    def leaveStaff(self) -> None:  # noqa: N802  QML's name
        """Shut the staff door."""
        self._post(StaffLeft())

    @Slot()
    def goBack(self) -> None:  # noqa: N802  QML's name
        """One page back."""
        self._post(BackChosen())

    @Slot()
    def endSession(self) -> None:  # noqa: N802  QML's name
        """End the session."""
        self._post(CancelChosen())

    @Slot(bool)
    def useEnglish(self, on: bool) -> None:  # noqa: N802  QML's name
        """English, or Chinese again."""
        self._post(LanguageChosen(Language.ENGLISH if on else Language.CHINESE))

    @Slot(bool)
    def useLargeText(self, on: bool) -> None:  # noqa: N802  QML's name
        """Large type on or off."""
        self._post(LargeTextChosen(on))

    @Slot(bool)
    def useHighContrast(self, on: bool) -> None:  # noqa: N802  QML's name
        """High contrast on or off."""
        self._post(HighContrastChosen(on))

    @Slot(bool)
    def useLowReach(self, on: bool) -> None:  # noqa: N802  QML's name
        """Controls in the lower part of the screen, on or off."""
        self._post(LowReachChosen(on))

    @Slot(bool)
    def useSpeech(self, on: bool) -> None:  # noqa: N802  QML's name
        """Read pages aloud, or no longer."""
        self._post(SpeechChosen(on))

    @Slot()
    def signInByCard(self) -> None:  # noqa: N802  QML's name
        """Sign in with the ID card and the face."""
        self._post(SignInMethodChosen(SignInMethod.CARD_AND_FACE))

    @Slot()
    def signInByCode(self) -> None:  # noqa: N802  QML's name
        """Sign in with an identity code."""
        self._post(SignInMethodChosen(SignInMethod.IDENTITY_CODE))

    @Slot()
    def signInByPhone(self) -> None:  # noqa: N802  QML's name
        """Sign in by a QR code that the phone scans."""
        self._post(SignInMethodChosen(SignInMethod.PHONE))

    @Slot()
    def signInBySms(self) -> None:  # noqa: N802  QML's name
        """Sign in by a text message's code."""
        self._post(SignInMethodChosen(SignInMethod.SMS_CODE))

    @Slot()
    def signInBySocialCard(self) -> None:  # noqa: N802  QML's name
        """Sign in by social-security card and PIN."""
        self._post(SignInMethodChosen(SignInMethod.SOCIAL_CARD))

    @Slot(str)
    def enterPin(self, pin: str) -> None:  # noqa: N802  QML's name
        """The social-security card's PIN."""
        self._post(PinEntered(pin))

    @Slot(str)
    def enterMobile(self, mobile: str) -> None:  # noqa: N802  QML's name
        """Have a code sent to this number."""
        self._post(MobileEntered(mobile))

    @Slot(str)
    def enterSmsCode(self, code: str) -> None:  # noqa: N802  QML's name
        """The code that came."""
        self._post(SmsCodeEntered(code))

    @Slot()
    def openForWhom(self) -> None:  # noqa: N802  QML's name
        """Show for whom the citizen may act."""
        self._post(ForWhomOpened())

    @Slot(str)
    def actFor(self, representation_id: str) -> None:  # noqa: N802  QML's name
        """Act for that person or firm; "" is oneself."""
        self._post(RepresentationChosen(representation_id or None))

    @Slot()
    def giveConsent(self) -> None:  # noqa: N802  QML's name
        """Consent to the face comparison, now."""
        self._post(ConsentGiven(self._clock.now()))

    @Slot()
    def declineConsent(self) -> None:  # noqa: N802  QML's name
        """No face comparison."""
        self._post(ConsentDeclined())

    @Slot()
    def chooseOtherWay(self) -> None:  # noqa: N802  QML's name
        """Sign in another way."""
        self._post(OtherWayChosen())

    @Slot(str)
    def openTheme(self, theme_id: str) -> None:  # noqa: N802  QML's name
        """Open a theme."""
        self._post(ThemeOpened(theme_id))

    @Slot()
    def openSearch(self) -> None:  # noqa: N802  QML's name
        """Open the search page."""
        self._post(SearchOpened())

    @Slot(str, str)
    def typeSearch(self, text: str, composed: str) -> None:  # noqa: N802  QML's name
        """The search field now reads `text`, with `composed` still being chosen from."""
        self._post(SearchTyped(searched(text, composed)))

    @Slot(str)
    def openItem(self, item_id: str) -> None:  # noqa: N802  QML's name
        """Open an item."""
        self._post(ItemOpened(item_id))

    @Slot()
    def confirmLookup(self) -> None:  # noqa: N802  QML's name
        """Consent to the look-ups that the page shows, now."""
        self._post(LookupConfirmed(self._clock.now()))

    @Slot()
    def checkPaper(self) -> None:  # noqa: N802  QML's name
        """Have a paper checked, without signing in."""
        self._post(PaperCheckOpened(self._new_id()))

    @Slot()
    def checkAnother(self) -> None:  # noqa: N802  QML's name
        """Have another paper checked."""
        self._post(AnotherPaperChosen())

    @Slot()
    def printPaper(self) -> None:  # noqa: N802  QML's name
        """Print the paper and the receipt."""
        self._post(PrintChosen())

    @Slot()
    def sendToPhone(self) -> None:  # noqa: N802  QML's name
        """Send the paper to the citizen's phone."""
        self._post(PhoneCopyChosen())

    @Slot()
    def confirmOnPhone(self) -> None:  # noqa: N802  QML's name
        """The citizen sees it on their phone."""
        self._post(PhoneCopyReceived())

    @Slot()
    def printReceipt(self) -> None:  # noqa: N802  QML's name
        """Print a receipt as well."""
        self._post(ReceiptChosen())

    @Slot()
    def finishWithoutPaper(self) -> None:  # noqa: N802  QML's name
        """Finish without paper."""
        self._post(NoPaperChosen())

    @Slot()
    def hasPaper(self) -> None:  # noqa: N802  QML's name
        """The citizen has their paper."""
        self._post(PaperTaken())

    @Slot()
    def paperIsSpoiled(self) -> None:  # noqa: N802  QML's name
        """The citizen's paper is spoiled or missing."""
        self._post(PaperSpoiled())

    @Slot(int)
    def rate(self, level: int) -> None:
        """Rate with `level`, 1 to 5."""
        self._post(Rated(RatingLevel(level)))

    @Slot()
    def skipRating(self) -> None:  # noqa: N802  QML's name
        """No rating."""
        self._post(RatingSkipped())

    @Slot(str)
    def answerNotice(self, choice: str) -> None:  # noqa: N802  QML's name
        """One of the choices that the notice offers, by its name."""
        self._post(NoticeAnswered(Choice(choice)))

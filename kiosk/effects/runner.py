"""The way in: effects are carried out on threads of their own, and what became of them is posted."""

from collections.abc import Callable
from typing import Any

from devices.api.errors import DeviceError
from kiosk.domain.health import Part
from kiosk.domain.problem import Problem
from kiosk.effects import problems
from kiosk.effects.crash import note_crash, where
from kiosk.effects.errand import Errand, Errands
from kiosk.effects.face import FaceEffects
from kiosk.effects.failed import Failed
from kiosk.effects.farewell import Farewell
from kiosk.effects.hall import HallEffects
from kiosk.effects.health import HealthWatch, first_device_health
from kiosk.effects.lockouts import Lockouts
from kiosk.effects.outbox import OutboxWorker
from kiosk.effects.paper import PaperEffects
from kiosk.effects.paper_checking import PaperChecking
from kiosk.effects.paper_trust import PaperTrust
from kiosk.effects.parts import EffectParts
from kiosk.effects.phone_copy import PhoneCopies
from kiosk.effects.ports import Wiper
from kiosk.effects.printing_once import PrintingOnce
from kiosk.effects.reading import Reading
from kiosk.effects.receipt import ReceiptIssuer, warm_up
from kiosk.effects.reprinting import Reprinting
from kiosk.effects.scheduler import Scheduler
from kiosk.effects.social_card import SocialCardEffects
from kiosk.effects.staff import StaffEffects
from kiosk.effects.timers import Timers
from kiosk.effects.wipe import Wiping
from kiosk.effects.workers import Workers
from kiosk.flow.effects import (
    ActFor,
    BeginPhoneSignIn,
    CallBack,
    CheckPaper,
    CheckSocialPin,
    CompareFace,
    Effect,
    EndHallSession,
    FindRepresented,
    IssuePaper,
    NotePaper,
    NoteStaffAct,
    OfferPhoneCopy,
    OpenCase,
    OrderDevice,
    PostRating,
    PrintPaper,
    PrintReceipt,
    ReadCard,
    ReadSocialCard,
    RefreshCatalogue,
    ReprintPaper,
    Request,
    RestartTerminal,
    ScanIdentityCode,
    SendSmsCode,
    SettlePrint,
    SignInWithCard,
    SignInWithCode,
    SignInWithPhone,
    SignInWithSms,
    SignInWithSocialCard,
    StartTimer,
    StopTimer,
    TryBinding,
    WatchPhoneCopy,
    WatchPhoneSignIn,
    Wipe,
)
from kiosk.flow.outcomes import EffectFailed, HealthChanged, Outcome
from kiosk.hallclient.errors import HallError
from kiosk.journal.errors import JournalError
from kiosk.journal.faults import FaultKind
from kiosk.journal.messages import RatingGiven

_WORKERS = 8
"""One citizen has one request at a time; the rest is for what was called back, for wipers and the background."""
_A_DAY_S = 86400.0
_AN_HOUR_S = 3600.0

_PARTS = {
    ReadCard: Part.CARD_READER,
    ReadSocialCard: Part.SMART_CARD_READER,
    CheckSocialPin: Part.SMART_CARD_READER,
    ScanIdentityCode: Part.CODE_SCANNER,
    CheckPaper: Part.CODE_SCANNER,
    CompareFace: Part.CAMERA,
    PrintPaper: Part.DOCUMENT_PRINTER,
    PrintReceipt: Part.RECEIPT_PRINTER,
    ReprintPaper: Part.DOCUMENT_PRINTER,
}
"""Whose fault a device's error is, by effect."""
_IMPERSONAL = (RefreshCatalogue, RestartTerminal, Wipe)


class EffectRunner:
    """Carries effects out. `carry_out` never blocks; every `Request` ends in one outcome, or called back in none."""

    def __init__(self, parts: EffectParts) -> None:
        """Start the threads. `start` begins the watch over the terminal's health and the outbox."""
        self._parts = parts
        timeouts = parts.settings.timeouts
        self._errands = Errands(parts.post)
        self._workers = Workers(_WORKERS, clock=parts.clock, crashed=self._crashed)
        self._scheduler = Scheduler(parts.clock)
        self._timers = Timers(self._scheduler, parts.post)
        self._farewell = Farewell(
            parts.hall,
            clock=parts.clock,
            scheduler=self._scheduler,
            workers=self._workers,
            limit_s=timeouts.hall_s,
        )
        self._outbox: OutboxWorker | None = None
        self._health: HealthWatch | None = None
        self._face = FaceEffects(
            parts.face,
            devices=parts.devices,
            camera=parts.settings.devices.roles.camera,
            lockouts=Lockouts(parts.clock),
        )
        self._once = PrintingOnce(parts.devices, parts.journal, clock=parts.clock, reported=self._wake_outbox)
        self._behind_door = StaffEffects(parts, reported=self._wake_outbox)
        self._trust = PaperTrust(parts.hall, parts.settings.state.folder / "paper-trust")
        self._carriers = self._all_carriers()

    def start(self) -> None:
        """Tell how the devices are, watch hall and face engine, deliver what the outbox keeps, get ready to print."""
        parts = self._parts
        for part, health in first_device_health(parts.settings.devices.roles.by_part(), parts.devices).items():
            parts.post(HealthChanged(part, health))
        self._outbox = OutboxWorker(
            parts.journal,
            parts.hall,
            clock=parts.clock,
            limit_s=parts.settings.timeouts.hall_s,
            jitter=parts.jitter,
        )
        self._health = HealthWatch(
            parts.hall,
            journal=parts.journal,
            clock=parts.clock,
            post=parts.post,
            interval_s=parts.settings.hall.health_interval_s,
            face_health=lambda: self._face.health,
            hall_is_back=self._outbox.hurry,
        )
        self._workers.submit("warm-up", lambda: warm_up(parts.draw_receipt))
        self._workers.submit("retention", self._forget_old)
        self._renew_trust()

    def carry_out(self, effect: Effect) -> None:
        """Begin `effect` and return at once. For the GUI thread, or any other.

        Raises:
            TypeError: there is no such effect, which is a fault of the flow.
        """
        match effect:
            case StartTimer():
                self._timers.start(effect)
            case StopTimer():
                self._timers.stop(effect)
            case CallBack():
                self._errands.call_back(effect.request)
            case EndHallSession():
                self._farewell.begin(effect.citizen)
            case PostRating():
                self._workers.submit("PostRating", lambda: self._keep_rating(effect))
            case NotePaper():
                self._workers.submit("NotePaper", lambda: self._once.note(effect))
            case NoteStaffAct() | OrderDevice() | TryBinding() | SettlePrint():
                self._workers.submit(type(effect).__name__, lambda: self._behind_door.carry_out(effect))
            case Request() if type(effect) in self._carriers:
                self._begin(effect)
            case _:
                raise TypeError(f"{type(effect).__name__} is no effect that can be carried out")

    def note_fault(self, kind: FaultKind, code: str) -> None:
        """Write a fault into the journal, on a thread of the runner's. Safe from any thread, never blocks."""
        self._workers.submit("fault", lambda: self._parts.journal.faults.note(kind, code))

    def close(self, timeout_s: float = 10.0) -> tuple[str, ...]:
        """Call everything back and end all threads. Close the hall client first: it cuts calls under way.

        Returns:
            The names of threads that still run after `timeout_s`; each hangs in a library and is left behind.
        """
        ends_s = self._parts.clock.monotonic_s() + timeout_s

        def left_s() -> float:
            return max(0.0, ends_s - self._parts.clock.monotonic_s())

        self._errands.call_all_back(personal_only=False)
        self._scheduler.close()
        # What is printing is waited for: its end is worth more than a quick stop.
        hung = list(self._workers.close(left_s()))
        if self._health is not None and not self._health.close(left_s()):
            hung.append("health")
        if self._outbox is not None and not self._outbox.close(left_s()):
            hung.append("outbox")
        return tuple(hung)

    def _all_carriers(self) -> dict[type[Request], Callable[[Any, Errand], Outcome]]:
        parts, timeouts = self._parts, self._parts.settings.timeouts
        roles = parts.settings.devices.roles
        reading = Reading(parts.devices, clock=parts.clock, roles=roles)
        checking = PaperChecking(parts.devices, self._trust, clock=parts.clock, roles=roles)
        social = SocialCardEffects(parts.devices, clock=parts.clock, roles=roles)
        hall = HallEffects(parts.hall, parts.journal, clock=parts.clock, limit_s=timeouts.hall_s)
        copies = PhoneCopies(parts.hall, parts.journal, clock=parts.clock, limit_s=timeouts.hall_s)
        paper = PaperEffects(
            self._once,
            devices=parts.devices,
            hall=parts.hall,
            settings=parts.settings,
            issuer=ReceiptIssuer(parts.settings.terminal),
            draw=parts.draw_receipt,
        )
        reprinting = Reprinting(self._once, hall, hall=parts.hall, journal=parts.journal, settings=parts.settings)
        wiping = Wiping(
            (Wiper("camera", self._face.hand_back), *parts.wipers),
            clock=parts.clock,
            workers=self._workers,
            errands=self._errands,
            journal=parts.journal,
            limit_s=timeouts.wipe_s,
        )
        return {
            RefreshCatalogue: hall.refresh_catalogue,
            ReadCard: reading.read_card,
            CompareFace: self._face.compare,
            ScanIdentityCode: reading.scan_code,
            CheckPaper: checking.check,
            SignInWithCard: hall.sign_in_with_card,
            SignInWithCode: hall.sign_in_with_code,
            ReadSocialCard: social.read,
            CheckSocialPin: social.check_pin,
            SignInWithSocialCard: hall.sign_in_with_social_card,
            BeginPhoneSignIn: hall.begin_phone_sign_in,
            WatchPhoneSignIn: hall.watch_phone_sign_in,
            SignInWithPhone: hall.sign_in_with_phone,
            SendSmsCode: hall.send_sms_code,
            SignInWithSms: hall.sign_in_with_sms,
            FindRepresented: hall.find_represented,
            ActFor: hall.act_for,
            **self._behind_door.carriers,
            OpenCase: hall.open_case,
            IssuePaper: hall.issue_paper,
            OfferPhoneCopy: copies.offer,
            WatchPhoneCopy: copies.watch,
            PrintPaper: paper.print_paper,
            PrintReceipt: paper.print_receipt,
            ReprintPaper: reprinting.reprint,
            Wipe: wiping.wipe,
        }

    def _begin(self, effect: Request) -> None:
        errand = self._errands.begin(effect.request, personal=not isinstance(effect, _IMPERSONAL))
        if not self._workers.submit(type(effect).__name__, lambda: self._run(effect, errand)):
            self._errands.gone(errand)

    def _run(self, effect: Request, errand: Errand) -> None:
        try:
            if not errand.called_back:
                errand.end(self._outcome(effect, errand))
        finally:
            self._errands.gone(errand)

    def _outcome(self, effect: Request, errand: Errand) -> Outcome:
        try:
            return self._carriers[type(effect)](effect, errand)
        except Failed as failed:
            return EffectFailed(effect.request, failed.problem)
        except (DeviceError, HallError, JournalError) as error:
            return EffectFailed(effect.request, _problem(effect, error))
        # The top of every effect: whatever nobody thought of must leave the citizen on a page that says so.
        except Exception as error:  # noqa: BLE001
            self._crashed(type(effect).__name__, error)
            return EffectFailed(effect.request, problems.own_fault(where(error)))

    def _keep_rating(self, effect: PostRating) -> None:
        rating = RatingGiven(effect.case_id, effect.level)
        try:
            self._parts.journal.outbox.post(effect.idempotency_key, rating)
        except JournalError:
            # It cannot be kept, so this one try is the only one.
            self._parts.hall.rate(rating, idempotency_key=effect.idempotency_key)
        self._wake_outbox()

    def _forget_old(self) -> None:
        """Let the journal go of what is older than settings say, now and once a day."""
        self._scheduler.after("retention", _A_DAY_S, lambda: self._workers.submit("retention", self._forget_old))
        self._parts.journal.forget_older_than(self._parts.settings.journal.keep_days)

    def _renew_trust(self) -> None:
        """Fetch what papers are checked with, now and every hour: it has to be there when the hall is not."""
        self._scheduler.after("paper-trust", _AN_HOUR_S, self._renew_trust)
        self._workers.submit("paper-trust", self._trust.renew)

    def _wake_outbox(self) -> None:
        if self._outbox is not None:
            self._outbox.wake()

    def _crashed(self, name: str, error: Exception) -> None:
        note_crash(self._parts.journal, name, error)


def _problem(effect: Request, error: DeviceError | HallError | JournalError) -> Problem:
    match error:
        case DeviceError():
            return problems.of_device(_PARTS[type(effect)], error)
        case HallError():
            return problems.of_hall(error)
        case JournalError():
            return problems.of_journal(error)

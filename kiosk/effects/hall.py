"""What is asked of the hall. What has consequences there is in the journal before it is asked."""

import logging
from collections.abc import Callable
from typing import TypeVar

from devices.api.clock import Clock
from kiosk.domain.signing import PhoneStep
from kiosk.effects.asking_hall import leashed, look_again_and_again
from kiosk.effects.errand import Errand
from kiosk.flow.effects import (
    ActFor,
    BeginPhoneSignIn,
    FindRepresented,
    IssuePaper,
    OpenCase,
    RefreshCatalogue,
    SendSmsCode,
    SignInWithCard,
    SignInWithCode,
    SignInWithPhone,
    SignInWithSms,
    SignInWithSocialCard,
    WatchPhoneSignIn,
)
from kiosk.flow.outcomes import (
    CaseOpened,
    CatalogueArrived,
    PaperIssued,
    PhoneEnded,
    PhoneProgressed,
    PhoneSignInBegan,
    RepresentationsFound,
    RepresentationTaken,
    SignedIn,
    SmsCodeSent,
)
from kiosk.hallclient.client import HallClient
from kiosk.hallclient.errors import CallCancelled, HallError, HallRefused, HallUnreachable
from kiosk.hallclient.leash import Leash
from kiosk.journal.errors import JournalError
from kiosk.journal.intents import IntentEnd, IntentKind
from kiosk.journal.journal import Journal
from kiosk.journal.messages import PrintReport
from kiosk.journal.outbox import Posted
from kiosk.journal.reprints import Reprint, ReprintCopy

_log = logging.getLogger(__name__)

ResultT = TypeVar("ResultT")

_PHONE_ENDS = (PhoneStep.CONFIRMED, PhoneStep.REFUSED, PhoneStep.EXPIRED)


class HallEffects:
    """Carries out catalogue, sign-in, case, paper and reprint. Every method raises `HallError`."""

    def __init__(self, hall: HallClient, journal: Journal, *, clock: Clock, limit_s: float) -> None:
        """Ask `hall`; each call, retries included, ends within `limit_s` seconds."""
        self._hall = hall
        self._journal = journal
        self._clock = clock
        self._limit_s = limit_s

    def refresh_catalogue(self, effect: RefreshCatalogue, errand: Errand) -> CatalogueArrived:
        """Ask for the catalogue."""
        catalogue = self._leashed(errand, lambda leash: self._hall.catalogue(leash=leash))
        return CatalogueArrived(effect.request, catalogue)

    def sign_in_with_card(self, effect: SignInWithCard, errand: Errand) -> SignedIn:
        """Tell the hall who is here."""
        citizen = self._leashed(
            errand,
            lambda leash: self._hall.sign_in_with_card(
                effect.card,
                consented_at=effect.consented_at,
                verdict=effect.verdict,
                guardian=effect.guardian,
                idempotency_key=effect.idempotency_key,
                leash=leash,
            ),
        )
        return SignedIn(effect.request, citizen)

    def sign_in_with_code(self, effect: SignInWithCode, errand: Errand) -> SignedIn:
        """Have the hall redeem a code."""
        citizen = self._leashed(
            errand,
            lambda leash: self._hall.sign_in_with_code(
                effect.code, idempotency_key=effect.idempotency_key, leash=leash
            ),
        )
        return SignedIn(effect.request, citizen)

    def sign_in_with_social_card(self, effect: SignInWithSocialCard, errand: Errand) -> SignedIn:
        """Tell the hall who is here."""
        citizen = self._leashed(
            errand,
            lambda leash: self._hall.sign_in_with_social_card(
                effect.card,
                pin_verified_at=effect.pin_verified_at,
                idempotency_key=effect.idempotency_key,
                leash=leash,
            ),
        )
        return SignedIn(effect.request, citizen)

    def begin_phone_sign_in(self, effect: BeginPhoneSignIn, errand: Errand) -> PhoneSignInBegan:
        """Have the hall wait for a phone."""
        phone = self._leashed(
            errand,
            lambda leash: self._hall.begin_phone_sign_in(idempotency_key=effect.idempotency_key, leash=leash),
        )
        return PhoneSignInBegan(effect.request, phone)

    def watch_phone_sign_in(self, effect: WatchPhoneSignIn, errand: Errand) -> PhoneEnded:
        """Ask every second or so how far the phone's holder is. One answer that does not come ends nothing."""
        last = PhoneStep.WAITING

        def look(_left_s: float) -> PhoneStep | None:
            nonlocal last
            try:
                step = self._leashed(errand, lambda leash: self._hall.phone_step(effect.phone, leash=leash))
            except HallRefused:
                raise
            except HallError as error:
                _log.info("phone sign-in not seen: %s", error.code)
                return None
            if step in _PHONE_ENDS:
                return step
            if step is not last:
                last = step
                errand.progress(PhoneProgressed(effect.request, step))
            return None

        ended = look_again_and_again(look, errand, clock=self._clock, within_s=effect.within_s)
        return PhoneEnded(effect.request, ended or PhoneStep.EXPIRED)

    def sign_in_with_phone(self, effect: SignInWithPhone, errand: Errand) -> SignedIn:
        """Sign in whoever confirmed."""
        citizen = self._leashed(
            errand,
            lambda leash: self._hall.sign_in_with_phone(
                effect.phone, idempotency_key=effect.idempotency_key, leash=leash
            ),
        )
        return SignedIn(effect.request, citizen)

    def send_sms_code(self, effect: SendSmsCode, errand: Errand) -> SmsCodeSent:
        """Have a code sent."""
        sms = self._leashed(
            errand,
            lambda leash: self._hall.send_sms_code(effect.mobile, idempotency_key=effect.idempotency_key, leash=leash),
        )
        return SmsCodeSent(effect.request, sms)

    def sign_in_with_sms(self, effect: SignInWithSms, errand: Errand) -> SignedIn:
        """Have a code held against the one that was sent."""
        citizen = self._leashed(
            errand,
            lambda leash: self._hall.sign_in_with_sms(
                effect.sms, effect.code, idempotency_key=effect.idempotency_key, leash=leash
            ),
        )
        return SignedIn(effect.request, citizen)

    def find_represented(self, effect: FindRepresented, errand: Errand) -> RepresentationsFound:
        """Ask for whom the citizen may act."""
        found = self._leashed(errand, lambda leash: self._hall.representations(effect.citizen, leash=leash))
        return RepresentationsFound(effect.request, found)

    def act_for(self, effect: ActFor, errand: Errand) -> RepresentationTaken:
        """Act for somebody from now on."""
        acting_for = self._leashed(
            errand,
            lambda leash: self._hall.act_for(
                effect.citizen, effect.representation_id, idempotency_key=effect.idempotency_key, leash=leash
            ),
        )
        return RepresentationTaken(effect.request, acting_for)

    def open_case(self, effect: OpenCase, errand: Errand) -> CaseOpened:
        """Open a case. Raises `JournalError` too, and then nothing was asked."""
        seq = self._journal.intents.begin(IntentKind.OPEN_CASE, effect.idempotency_key)
        case = self._journalled(
            seq,
            lambda: self._leashed(
                errand,
                lambda leash: self._hall.open_case(
                    effect.citizen,
                    effect.item,
                    consented_at=effect.consented_at,
                    idempotency_key=effect.idempotency_key,
                    leash=leash,
                ),
            ),
            made=lambda case: case.case_id,
        )
        return CaseOpened(effect.request, case)

    def issue_paper(self, effect: IssuePaper, errand: Errand) -> PaperIssued:
        """Have the case's paper issued. Raises `JournalError` too, and then nothing was asked."""
        seq = self._journal.intents.begin(IntentKind.ISSUE_PAPER, effect.idempotency_key, case_id=effect.case.case_id)
        paper = self._journalled(
            seq,
            lambda: self._leashed(
                errand,
                lambda leash: self._hall.issue_paper(
                    effect.citizen, effect.case, idempotency_key=effect.idempotency_key, leash=leash
                ),
            ),
            made=lambda paper: paper.paper_id,
        )
        return PaperIssued(effect.request, paper)

    def reprint(self, reprint: Reprint, errand: Errand) -> ReprintCopy:
        """Order the next copy of a paper. Raises `JournalError` too, and then nothing was asked.

        The hall signs it only where the reports on the print bear the reason out, so those that wait go first.
        """
        of = reprint.of
        assert of.paper_id is not None, "only papers are printed again"
        paper_id = of.paper_id
        for posted in sorted(self._journal.outbox.waiting(), key=lambda each: each.seq):
            if isinstance(posted.message, PrintReport) and posted.message.paper_id == paper_id:
                self._tell(posted, posted.message, errand)
        seq = self._journal.intents.begin(IntentKind.REPRINT, reprint.key, case_id=of.case_id, paper_id=paper_id)
        return self._journalled(
            seq,
            lambda: self._leashed(
                errand,
                lambda leash: self._hall.reprint(paper_id, reprint.reason, idempotency_key=reprint.key, leash=leash),
            ),
            made=lambda copy: copy.paper_id,
        )

    def _tell(self, posted: Posted, report: PrintReport, errand: Errand) -> None:
        """Report at once what the outbox keeps. It may report the same at the same time: the key makes it one."""
        self._leashed(errand, lambda leash: self._hall.report_print(report, idempotency_key=posted.key, leash=leash))
        self._journal.outbox.delivered(posted)

    def _leashed(self, errand: Errand, ask: Callable[[Leash], ResultT]) -> ResultT:
        return leashed(self._hall, errand, self._limit_s, ask)

    def _journalled(self, seq: int, ask: Callable[[], ResultT], *, made: Callable[[ResultT], str]) -> ResultT:
        """Ask, and close the intent with what came of it: the id that was made, or the code of why not."""
        try:
            result = ask()
        except HallError as error:
            self._close(seq, _end_of(error), error.code)
            raise
        self._close(seq, IntentEnd.DONE, made(result))
        return result

    def _close(self, seq: int, ended: IntentEnd, code: str) -> None:
        try:
            self._journal.intents.end(seq, ended, code)
        except JournalError as error:
            # The hall has answered; the citizen gets the answer. The next start calls the intent interrupted.
            _log.error("intent %d not closed: %s", seq, error)


def _end_of(error: HallError) -> IntentEnd:
    """What is known of the intent: only a refusal, and no connection at all, say that nothing was done."""
    match error:
        case HallRefused() | HallUnreachable():
            return IntentEnd.FAILED
        case CallCancelled():
            return IntentEnd.CALLED_BACK
        case _:
            return IntentEnd.UNKNOWN

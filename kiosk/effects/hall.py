"""What is asked of the hall. What has consequences there is in the journal before it is asked."""

import logging
from collections.abc import Callable
from typing import TypeVar

from kiosk.effects.errand import Errand
from kiosk.flow.effects import IssuePaper, OpenCase, RefreshCatalogue, SignInWithCard, SignInWithCode
from kiosk.flow.outcomes import CaseOpened, CatalogueArrived, PaperIssued, SignedIn
from kiosk.hallclient.client import HallClient
from kiosk.hallclient.errors import CallCancelled, HallError, HallRefused, HallUnreachable
from kiosk.hallclient.leash import Leash
from kiosk.journal.errors import JournalError
from kiosk.journal.intents import IntentEnd, IntentKind
from kiosk.journal.journal import Journal

_log = logging.getLogger(__name__)

ResultT = TypeVar("ResultT")


class HallEffects:
    """Carries out catalogue, sign-in, case and paper. Every method raises `HallError`."""

    def __init__(self, hall: HallClient, journal: Journal, *, limit_s: float) -> None:
        """Ask `hall`; each call, retries included, ends within `limit_s` seconds."""
        self._hall = hall
        self._journal = journal
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

    def _leashed(self, errand: Errand, ask: Callable[[Leash], ResultT]) -> ResultT:
        leash = self._hall.leash(self._limit_s)
        with errand.cancelling(leash.cancel):
            return ask(leash)

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

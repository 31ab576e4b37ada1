"""A paper to the citizen's phone: offered by the hall, watched until a phone has it."""

import logging
import math

from devices.api.clock import Clock
from kiosk.domain.phone_copy import PhoneCopyStep
from kiosk.effects.asking_hall import leashed, look_again_and_again
from kiosk.effects.errand import Errand
from kiosk.flow.effects import OfferPhoneCopy, WatchPhoneCopy
from kiosk.flow.outcomes import PhoneCopyEnded, PhoneCopyOffered, PhoneCopyProgressed
from kiosk.hallclient.client import HallClient
from kiosk.hallclient.errors import HallError, HallRefused
from kiosk.journal.errors import JournalError
from kiosk.journal.intents import IntentEnd, IntentKind
from kiosk.journal.journal import Journal

_log = logging.getLogger(__name__)

_ENDS = (PhoneCopyStep.GIVEN, PhoneCopyStep.EXPIRED)
_A_MINUTE_S = 60
_TEN_SECONDS_S = 10


class PhoneCopies:
    """Carries out `OfferPhoneCopy` and `WatchPhoneCopy`. Both raise `HallError`."""

    def __init__(self, hall: HallClient, journal: Journal, *, clock: Clock, limit_s: float) -> None:
        """Ask `hall`; each call, retries included, ends within `limit_s` seconds."""
        self._hall = hall
        self._journal = journal
        self._clock = clock
        self._limit_s = limit_s

    def offer(self, effect: OfferPhoneCopy, errand: Errand) -> PhoneCopyOffered:
        """Have the hall wait for a phone."""
        copy = leashed(
            self._hall,
            errand,
            self._limit_s,
            lambda leash: self._hall.offer_phone_copy(
                effect.citizen, effect.paper, idempotency_key=effect.idempotency_key, leash=leash
            ),
        )
        return PhoneCopyOffered(effect.request, copy)

    def watch(self, effect: WatchPhoneCopy, errand: Errand) -> PhoneCopyEnded:
        """Ask every second or so whether a phone has it. One answer that does not come ends nothing.

        In the journal it is a delivery of its own, never a print. Raises `JournalError` too, before anything is shown.
        """
        seq = self._journal.intents.begin(
            IntentKind.GIVE_TO_PHONE,
            effect.phone_copy.download_id,
            case_id=effect.case.case_id,
            paper_id=effect.paper.paper_id,
        )
        last = (PhoneCopyStep.WAITING, 0)

        def look(left_s: float) -> PhoneCopyStep | None:
            nonlocal last
            step = self._step(effect, errand) or last[0]
            if step in _ENDS:
                return step
            if (now := (step, _in_words(left_s))) != last:
                last = now
                errand.progress(PhoneCopyProgressed(effect.request, *now))
            return None

        within_s = min(effect.within_s, effect.phone_copy.good_for_s)
        try:
            ended = look_again_and_again(look, errand, clock=self._clock, within_s=within_s) or PhoneCopyStep.EXPIRED
        except HallError as error:
            self._close(seq, IntentEnd.UNKNOWN, error.code)
            raise
        if ended is PhoneCopyStep.GIVEN:
            self._close(seq, IntentEnd.DONE, ended.value)
        else:
            self._close(seq, IntentEnd.CALLED_BACK if errand.called_back else IntentEnd.FAILED, ended.value)
        return PhoneCopyEnded(effect.request, ended)

    def _step(self, effect: WatchPhoneCopy, errand: Errand) -> PhoneCopyStep | None:
        try:
            return leashed(
                self._hall,
                errand,
                self._limit_s,
                lambda leash: self._hall.phone_copy_step(effect.paper, effect.phone_copy, leash=leash),
            )
        except HallError as error:
            if isinstance(error, HallRefused) and not error.retry_is_safe:
                raise
            _log.info("phone copy not seen: %s", error.code)
            return None

    def _close(self, seq: int, ended: IntentEnd, code: str) -> None:
        try:
            self._journal.intents.end(seq, ended, code)
        except JournalError as error:
            # The hall has its own record; the next start calls the intent interrupted.
            _log.error("intent %d not closed: %s", seq, error)


def _in_words(left_s: float) -> int:
    """Return the seconds left as a page says them: whole minutes, at the end tens of seconds."""
    grain_s = _A_MINUTE_S if left_s > _A_MINUTE_S else _TEN_SECONDS_S
    return math.ceil(left_s / grain_s) * grain_s

"""The end of a citizen's session at the hall: asked for at once, and again until the hall has it or it has expired."""

import logging
from dataclasses import replace

from devices.api.clock import Clock
from kiosk.domain.citizen import SignedInCitizen
from kiosk.effects.scheduler import Scheduler
from kiosk.effects.workers import Workers
from kiosk.hallclient.client import HallClient
from kiosk.hallclient.errors import CallCancelled, HallError

_log = logging.getLogger(__name__)
_AGAIN_S = 30.0


class Farewell:
    """Ends sessions in the background. The token is kept in memory only: it is a secret, and it expires by itself."""

    def __init__(
        self, hall: HallClient, *, clock: Clock, scheduler: Scheduler, workers: Workers, limit_s: float
    ) -> None:
        """Ask `hall` on `workers`; each try ends within `limit_s` seconds."""
        self._hall = hall
        self._clock = clock
        self._scheduler = scheduler
        self._workers = workers
        self._limit_s = limit_s

    def begin(self, citizen: SignedInCitizen) -> None:
        """End the session of `citizen`. Never blocks."""
        # Whatever names the person is forgotten now; the token alone is needed.
        self._submit(replace(citizen, masked_name="", masked_number=""))

    def _submit(self, nameless: SignedInCitizen) -> None:
        self._workers.submit("farewell", lambda: self._try(nameless))

    def _try(self, nameless: SignedInCitizen) -> None:
        try:
            self._hall.end_session(nameless, leash=self._hall.leash(self._limit_s))
        except CallCancelled:
            # The client is closing; the session expires at the hall.
            return
        except HallError as error:
            if self._clock.now() < nameless.expires_at:
                _log.warning("session not ended yet: %s", error)
                self._scheduler.after(("farewell", nameless.session_token), _AGAIN_S, lambda: self._submit(nameless))

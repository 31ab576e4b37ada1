"""Load what face comparison needs, or say why there is none: the other ways to sign in stay open."""

import logging
import random
from collections.abc import Callable

from devices.api.clock import Clock
from devices.api.errors import ConfigurationError
from devices.api.kinds.camera import FrameSource
from kiosk.app.previewing import PreviewingVerifier
from kiosk.effects.card_photo import find_decoder
from kiosk.effects.face import FaceParts
from kiosk.identity.errors import IdentityError
from kiosk.identity.opencv import OpenCvFaceEngine
from kiosk.identity.verifying import Verifier, VerifierRules
from kiosk.settings.model import Settings

_log = logging.getLogger(__name__)


def load_face(settings: Settings, *, clock: Clock, preview: Callable[[FrameSource | None], None]) -> FaceParts | None:
    """Return the engine and the card photo's decoder, or None where one of them cannot be had."""
    if not settings.devices.card_photo:
        return None
    try:
        decoder = find_decoder(settings.devices.card_photo)
        engine = OpenCvFaceEngine()
    except (ConfigurationError, IdentityError) as error:
        _log.error("no face sign-in: %s", error)
        return None
    rules = VerifierRules(
        match_score=settings.face.match_score,
        unsure_score=settings.face.unsure_score,
        liveness=settings.face.liveness,
    )
    verifier = Verifier(engine, rules, clock=clock, dice=random.SystemRandom())
    return FaceParts(PreviewingVerifier(verifier, preview), decoder)

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
from kiosk.identity.engines.choosing import choose_authority, choose_engine, choose_passive, chosen_thresholds
from kiosk.identity.errors import IdentityError
from kiosk.identity.liveness import ChallengeRules
from kiosk.identity.verifying import Verifier, VerifierRules
from kiosk.settings.errors import SettingsError
from kiosk.settings.model import FaceSettings, Settings

_log = logging.getLogger(__name__)


def load_face(settings: Settings, *, clock: Clock, preview: Callable[[FrameSource | None], None]) -> FaceParts | None:
    """Return the engine and the card photo's decoder, or None where one of them cannot be had."""
    if not settings.devices.card_photo:
        return None
    try:
        decoder = find_decoder(settings.devices.card_photo)
        verifier = _verifier(settings.face, clock)
    except (ConfigurationError, IdentityError, SettingsError) as error:
        _log.error("no face sign-in: %s", error)
        return None
    return FaceParts(PreviewingVerifier(verifier, preview), decoder)


def _verifier(face: FaceSettings, clock: Clock) -> Verifier:
    """Make what compares. Raises IdentityError, SettingsError."""
    engine = choose_engine(face)
    rules = VerifierRules(
        thresholds=chosen_thresholds(face),
        liveness=face.liveness,
        challenge=ChallengeRules(movements=face.movements),
    )
    return Verifier(
        engine,
        rules,
        clock=clock,
        dice=random.SystemRandom(),
        authority=choose_authority(face),
        passive=choose_passive(face, engine),
    )

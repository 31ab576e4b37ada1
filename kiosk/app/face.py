"""Load what face comparison needs, or say why there is none: the other ways to sign in stay open."""

import logging
import random
from collections.abc import Callable
from importlib.metadata import entry_points
from typing import Final

from devices.api.clock import Clock
from devices.api.kinds.camera import FrameSource
from kiosk.app.previewing import PreviewingVerifier
from kiosk.effects.face import FaceParts
from kiosk.identity.errors import IdentityError
from kiosk.identity.opencv import OpenCvFaceEngine
from kiosk.identity.verifying import Verifier, VerifierRules
from kiosk.settings.model import Settings

_log = logging.getLogger(__name__)

DECODERS: Final = "hallkiosk.card_photo"


def load_face(settings: Settings, *, clock: Clock, preview: Callable[[FrameSource | None], None]) -> FaceParts | None:
    """Return the engine and the card photo's decoder, or None where one of them cannot be had."""
    name = settings.devices.card_photo
    found = [entry for entry in entry_points(group=DECODERS) if entry.name == name]
    if not found:
        _log.error("no face sign-in: card photo decoder %r is not installed", name)
        return None
    try:
        decoder = found[0].load()()
        engine = OpenCvFaceEngine()
    except IdentityError as error:
        _log.error("no face sign-in: %s", error)
        return None
    # A vendor's decoder may raise anything; the terminal serves by identity code without it.
    except Exception as error:  # noqa: BLE001
        _log.error("no face sign-in: decoder %r: %s", name, type(error).__name__)
        return None
    rules = VerifierRules(
        match_score=settings.face.match_score,
        unsure_score=settings.face.unsure_score,
        liveness=settings.face.liveness,
    )
    verifier = Verifier(engine, rules, clock=clock, dice=random.SystemRandom())
    return FaceParts(PreviewingVerifier(verifier, preview), decoder)

"""The engine that the settings name, made once. Nothing ever stands in for one that cannot be made."""

from kiosk.identity.engine import FaceEngine, Thresholds
from kiosk.identity.engines.authority import FaceAuthority, HttpFaceAuthority
from kiosk.identity.engines.blazeface import BlazeFaceEngine
from kiosk.identity.engines.own_models import OwnModelsEngine
from kiosk.identity.engines.vendor import vendor_engine
from kiosk.identity.errors import ModelMissing, WrongThresholds
from kiosk.identity.passive import PassiveScorer
from kiosk.settings.model import FaceEngineKind, FaceSettings
from kiosk.settings.token import read_token


def choose_engine(face: FaceSettings) -> FaceEngine:
    """Load the engine. Raises IdentityError, each kind of which says what a technician can do."""
    match face.engine:
        case FaceEngineKind.DEFAULT:
            return BlazeFaceEngine()
        case FaceEngineKind.OWN_MODELS:
            thresholds = chosen_thresholds(face)
            # The settings were checked when they were loaded; this says the same to whoever builds them in code.
            if thresholds is None:
                raise WrongThresholds("own-models")
            if face.detector_model is None or face.recogniser_model is None:
                raise ModelMissing("own-models")
            return OwnModelsEngine(
                face.detector_model, face.detector_sha256, face.recogniser_model, face.recogniser_sha256, thresholds
            )
        case FaceEngineKind.VENDOR:
            return vendor_engine(face.vendor_engine)


def chosen_thresholds(face: FaceSettings) -> Thresholds | None:
    """Return the settings' thresholds, or None for the engine's own. Raises WrongThresholds."""
    if face.match_score is None or face.unsure_score is None:
        return None
    return Thresholds(face.match_score, face.unsure_score)


def choose_passive(face: FaceSettings, engine: FaceEngine) -> PassiveScorer | None:
    """Load the passive model, where there is one. Raises IdentityError."""
    return None if face.passive_model is None else PassiveScorer(engine, face.passive_model, face.passive_sha256)


def choose_authority(face: FaceSettings) -> FaceAuthority | None:
    """Make the authority's client, where there is one.

    Raises:
        SettingsError: the token's file cannot be read, or others can read it.
    """
    if not face.authority_url or face.authority_token_file is None:
        return None
    token = read_token(face.authority_token_file, key="face.authority_token_file")
    return HttpFaceAuthority(face.authority_url, token.secret, timeout_s=face.authority_timeout_s)

"""The engines behind the protocol: each finds, measures and compares, and names what is wrong with it."""

import hashlib
from dataclasses import replace
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import cast

import numpy as np
import pytest
from numpy.typing import NDArray

from devices.simulators.people.cards import Sitter, people
from kiosk.identity.engine import FaceEngine, Thresholds
from kiosk.identity.engines import networks
from kiosk.identity.engines.blazeface import BlazeFaceEngine
from kiosk.identity.engines.choosing import choose_engine, choose_passive, chosen_thresholds
from kiosk.identity.engines.own_models import OwnModelsEngine
from kiosk.identity.engines.vendor import ENTRY_POINT_GROUP, vendor_engine
from kiosk.identity.errors import (
    EngineBroken,
    EngineNotInstalled,
    IdentityError,
    ModelAltered,
    ModelMissing,
    ModelUnusable,
    WrongThresholds,
)
from kiosk.identity.passive import PassiveScorer
from kiosk.settings.model import FaceEngineKind, FaceSettings
from tests.support import tiny_models

THRESHOLDS = Thresholds(match=0.6, unsure=0.4)


def sha256(file: Path) -> str:
    """Return a file's hash as settings have it."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def bright(level: int = 120) -> NDArray[np.uint8]:
    """A picture in which the tiny detector sees a face."""
    picture = np.full((480, 640, 3), level, np.uint8)
    picture[200:260, 280:320] = (200, 90, 40)
    return picture


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The operator's models: a detector and a recogniser, tiny ones."""
    folder = tmp_path_factory.mktemp("models")
    return tiny_models.detector(folder / "yunet.onnx"), tiny_models.recogniser(folder / "sface.onnx")


def own(files: tuple[Path, Path]) -> OwnModelsEngine:
    """Load them."""
    return OwnModelsEngine(files[0], sha256(files[0]), files[1], sha256(files[1]), THRESHOLDS)


def test_own_models_find_and_compare(files: tuple[Path, Path]) -> None:
    """The detector's row becomes a face with five points; equal pictures are alike, others less; dark shows none."""
    engine: FaceEngine = own(files)
    (face,) = engine.detect(bright())
    assert face.centre == pytest.approx(tiny_models.FACE_AT, abs=0.5)
    assert face.size == pytest.approx([tiny_models.FACE_PX] * 2, rel=0.01)
    landmarks = engine.locate(bright(), face)
    assert landmarks.points == pytest.approx(tiny_models.POINTS, abs=0.5)
    assert landmarks.eye_opening is None
    aligned = engine.align(bright(), landmarks)
    quality = engine.quality(bright(), face, landmarks, aligned)
    assert quality.width_part == pytest.approx(tiny_models.FACE_PX / 480, rel=0.01)
    vector = engine.embed(aligned)
    assert float(np.linalg.norm(vector)) == pytest.approx(1.0, abs=1e-5)
    assert engine.compare(vector, engine.embed(aligned)) == pytest.approx(1.0, abs=1e-5)
    assert engine.compare(vector, engine.embed(networks.test_card(112))) < 0.99
    assert engine.detect(np.zeros((480, 640, 3), np.uint8)) == ()


def test_an_embedding_outlives_the_next(files: tuple[Path, Path]) -> None:
    """OpenCV hands out its network's own memory; what an engine returns is not overwritten by the next call."""
    engine = own(files)
    first = engine.embed(networks.test_card(112))
    kept = first.copy()
    engine.embed(np.full((112, 112, 3), 30, np.uint8))
    assert first == pytest.approx(kept)


def test_own_models_are_held_against_their_hashes(files: tuple[Path, Path], tmp_path: Path) -> None:
    """A file that is not there, another one, and one that is no such model, are faults of their own."""
    detector, recogniser = files
    with pytest.raises(ModelAltered, match=r"yunet\.onnx"):
        OwnModelsEngine(detector, "0" * 64, recogniser, sha256(recogniser), THRESHOLDS)
    with pytest.raises(ModelMissing, match=r"gone\.onnx"):
        OwnModelsEngine(tmp_path / "gone.onnx", "0" * 64, recogniser, sha256(recogniser), THRESHOLDS)
    with pytest.raises(ModelUnusable, match=r"sface\.onnx"):
        OwnModelsEngine(recogniser, sha256(recogniser), recogniser, sha256(recogniser), THRESHOLDS)
    text = tmp_path / "text.onnx"
    text.write_text("no model")
    with pytest.raises(ModelUnusable, match=r"text\.onnx"):
        OwnModelsEngine(detector, sha256(detector), text, sha256(text), THRESHOLDS)


def test_the_default_engine_computes_what_it_did() -> None:
    """A build of OpenCV that computes something else with the embedding is found out when it is loaded."""
    engine = BlazeFaceEngine()
    assert engine.embed(networks.test_card(112)).shape == (512,)
    with pytest.raises(ModelUnusable):
        networks.check_golden("x", engine.embed(np.full((112, 112, 3), 90, np.uint8)), np.ones(12, np.float32))


class _Installed:
    """Stands in for an entry point whose module is this test: what importlib would load is at hand."""

    name, value = "acme", "acme_face:Engine"

    def __init__(self, made: type) -> None:
        self._made = made

    def load(self) -> type:
        """See `EntryPoint.load`."""
        return self._made


def installed(*made: type) -> list[EntryPoint]:
    """What importlib would find if a vendor's package with these engines were installed."""
    return cast("list[EntryPoint]", [_Installed(each) for each in made])


class _Sound(BlazeFaceEngine):
    name = "acme 7"


class _WithoutLicence(BlazeFaceEngine):
    def detect(self, pixels: NDArray[np.uint8]) -> tuple[()]:
        raise OSError("licence server not reached")


class _NoEngine:
    name = "acme 7"


def test_a_vendor_s_engine_is_found_by_its_entry_point() -> None:
    """The engine that is installed under the name is used, whoever wrote it."""
    assert vendor_engine("acme", installed(_Sound)).name == "acme 7"


def test_a_vendor_s_engine_that_does_not_work_is_a_named_fault() -> None:
    """Not installed, installed twice, not importable, none at all, or without its licence: never a fall-back."""
    with pytest.raises(EngineNotInstalled, match="installed: none"):
        vendor_engine("acme", [])
    with pytest.raises(EngineNotInstalled, match="installed twice"):
        vendor_engine("acme", installed(_Sound, _Sound))
    with pytest.raises(EngineBroken, match="ModuleNotFoundError"):
        vendor_engine("acme", [EntryPoint("acme", "no_such_module_at_all:Engine", ENTRY_POINT_GROUP)])
    with pytest.raises(EngineBroken, match="breaks the protocol"):
        vendor_engine("acme", installed(_NoEngine))
    with pytest.raises(EngineBroken, match="OSError"):
        vendor_engine("acme", installed(_WithoutLicence))


def test_settings_choose(files: tuple[Path, Path]) -> None:
    """Each kind of engine by its settings; thresholds are the engine's own unless both are given."""
    assert isinstance(choose_engine(FaceSettings()), BlazeFaceEngine)
    assert chosen_thresholds(FaceSettings()) is None
    operator = replace(
        FaceSettings(),
        engine=FaceEngineKind.OWN_MODELS,
        detector_model=files[0],
        detector_sha256=sha256(files[0]),
        recogniser_model=files[1],
        recogniser_sha256=sha256(files[1]),
        match_score=0.6,
        unsure_score=0.4,
    )
    assert choose_engine(operator).thresholds == THRESHOLDS
    with pytest.raises(EngineNotInstalled):
        choose_engine(replace(FaceSettings(), engine=FaceEngineKind.VENDOR, vendor_engine="nobody-s"))
    with pytest.raises(WrongThresholds):
        chosen_thresholds(replace(FaceSettings(), match_score=0.3, unsure_score=0.5))


def test_a_passive_model_scores_and_decides_nothing(tmp_path: Path) -> None:
    """A model of the operator's scores the face of a frame from 0 to 1; without a face there is no score."""
    model = tiny_models.passive(tmp_path / "passive.onnx")
    engine = BlazeFaceEngine()
    scorer = PassiveScorer(engine, model, sha256(model))
    picture = Sitter(people()[0]).still()[0]
    bluer = picture.copy()
    bluer[:, :, 0] = np.minimum(255, bluer[:, :, 0].astype(np.int16) + 60)
    plain, blue = scorer.score(picture), scorer.score(bluer)
    assert plain is not None
    assert blue is not None
    assert 0.0 < plain < blue < 1.0
    assert scorer.score(np.zeros((480, 640, 3), np.uint8)) is None
    chosen = choose_passive(replace(FaceSettings(), passive_model=model, passive_sha256=sha256(model)), engine)
    assert chosen is not None
    with pytest.raises(ModelAltered):
        PassiveScorer(engine, model, "1" * 64)


def test_every_error_has_a_code_of_its_own() -> None:
    """Codes name faults to words, journal and staff page."""

    def tree(root: type[IdentityError]) -> list[type[IdentityError]]:
        return [root, *(each for child in root.__subclasses__() for each in tree(child))]

    codes = [error.code for error in tree(IdentityError)]
    assert len(codes) == len(set(codes))


def test_the_networks_forget_the_last_face(files: tuple[Path, Path]) -> None:
    """A network keeps what it computed last in memory of its own: forgetting overwrites that as well."""
    for engine, picture in ((BlazeFaceEngine(), Sitter(people()[0]).still()[0]), (own(files), bright())):
        face = engine.detect(picture)[0]
        engine.embed(engine.align(picture, engine.locate(picture, face)))
        engine.forget()
        if isinstance(engine, BlazeFaceEngine):
            # Asked again without new input, it tells what it holds: the test card's vector, not the person's.
            held = np.asarray(engine._embedder.forward(), np.float32).reshape(-1)
            card = engine.embed(networks.test_card(112))
            assert float(held @ card) / float(np.linalg.norm(held)) > 0.8

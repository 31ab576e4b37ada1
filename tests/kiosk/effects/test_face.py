"""The camera runs while a comparison runs, whatever happens, and the engine's advice reaches the page."""

from collections.abc import Callable
from pathlib import Path
from random import Random
from threading import Event

import pytest

from devices.api.errors import CardUnreadable
from devices.api.kinds.id_card_reader import Picture
from kiosk.domain.face import FaceAdvice, FaceResult, FaceVerdict
from kiosk.domain.health import Part, PartHealth
from kiosk.domain.problem import Actor, ProblemCode
from kiosk.effects.face import FaceVerifier
from kiosk.flow.effects import CallBack, CompareFace
from kiosk.flow.outcomes import EffectFailed, FaceCompared, FaceProgressed, HealthChanged
from kiosk.identity.engine import DetectedFace, Embedding, FaceQuality, Landmarks, Pixels, Thresholds
from kiosk.identity.errors import ModelUnusable, NoFaceOnCard
from kiosk.identity.verifying import Verifier, VerifierRules
from tests.support import worlds
from tests.support.kiosk_clock import ManualClock
from tests.support.kiosk_effects import PATIENCE_S, Seat, World, world

Report = Callable[[FaceAdvice, float], None]


def _compare(request: int = 1) -> CompareFace:
    return CompareFace(request, worlds.card(), within_s=30.0)


def _problem(it: World, request: int = 1) -> ProblemCode:
    failed = it.inbox.outcome(request)
    assert isinstance(failed, EffectFailed)
    return failed.problem.code


def test_a_comparison_ends_with_its_verdict(it: World) -> None:
    """The card's picture, decoded, goes to the engine; the camera has a seat meanwhile and none afterwards."""
    seats: list[int] = []

    def script(report: Report, cancelled: Callable[[], bool]) -> FaceVerdict:
        seats.append(len(it.camera.seats))
        return worlds.verdict()

    it.verifier.script = script
    it.runner.carry_out(_compare())
    assert it.inbox.outcome(1) == FaceCompared(1, worlds.verdict())
    assert it.verifier.photos == [Picture(2, 2, bytes(12))]
    assert seats == [1]
    assert it.camera.seats == []


def test_advice_is_posted_when_it_changes(it: World) -> None:
    """Not thirty times a second: new advice, or a step of two hundredths."""

    def script(report: Report, cancelled: Callable[[], bool]) -> FaceVerdict:
        for fraction in (0.0, 0.001, 0.002):
            report(FaceAdvice.COME_CLOSER, fraction)
        report(FaceAdvice.COMPARING, 0.002)
        for step in range(1, 101):
            report(FaceAdvice.COMPARING, step / 1000)
        return worlds.verdict()

    it.verifier.script = script
    it.runner.carry_out(_compare())
    it.inbox.outcome(1)
    progress = it.inbox.of(FaceProgressed)
    assert [each.advice for each in progress[:2]] == [FaceAdvice.COME_CLOSER, FaceAdvice.COMPARING]
    assert len(progress) == 6


def test_an_engine_that_breaks_gives_the_camera_back(it: World) -> None:
    """The crash is a fault of the terminal, and the camera is off."""

    def script(report: Report, cancelled: Callable[[], bool]) -> FaceVerdict:
        raise ValueError("shape (126, 102)")

    it.verifier.script = script
    it.runner.carry_out(_compare())
    assert _problem(it) is ProblemCode.TERMINAL_FAULT
    assert it.camera.seats == []
    assert "CompareFace:ValueError:test_face.py" in it.journal.faults.recent()[0].code


def test_comparisons_do_not_overlap(it: World) -> None:
    """One that was called back and has not noticed yet keeps the next one waiting: the engine serves one thread."""
    running, go_on = Event(), Event()
    at_once: list[int] = []

    def stubborn(report: Report, cancelled: Callable[[], bool]) -> FaceVerdict:
        running.set()
        go_on.wait(PATIENCE_S)
        at_once.append(len(it.verifier.photos))
        return worlds.verdict()

    it.verifier.script = stubborn
    it.runner.carry_out(_compare())
    assert running.wait(PATIENCE_S)
    it.runner.carry_out(CallBack(1))
    it.verifier.script = lambda report, cancelled: worlds.verdict()
    it.runner.carry_out(_compare(2))
    go_on.set()
    assert isinstance(it.inbox.outcome(2), FaceCompared)
    assert at_once == [1]


@pytest.mark.parametrize("broken", [False, True])
def test_an_engine_that_cannot_compare_offers_another_way(it: World, *, broken: bool) -> None:
    """A card without a face is the citizen's matter; a model that fails closes face sign-in for all."""

    def script(report: Report, cancelled: Callable[[], bool]) -> FaceVerdict:
        raise ModelUnusable("embedding.onnx") if broken else NoFaceOnCard

    it.verifier.script = script
    it.runner.carry_out(_compare())
    failed = it.inbox.outcome(1)
    assert isinstance(failed, EffectFailed)
    problem = failed.problem
    assert (problem.code, problem.retry_is_safe) == (ProblemCode.FACE_ENGINE_FAULT, False)
    assert problem.actor is (Actor.TECHNICIAN if broken else Actor.CITIZEN)
    assert it.camera.seats == []
    it.runner.start()
    told = it.inbox.wait(HealthChanged, wanted=lambda event: event.part is Part.FACE_ENGINE)
    assert told.health is (PartHealth.FAULT if broken else PartHealth.WORKS)


def test_the_verifier_of_identity_fits() -> None:
    """What wiring puts in is what effects ask for: checked by type, and by a comparison that finds nobody."""

    class Blind:
        name = "blind 1"
        thresholds = Thresholds(match=0.5, unsure=0.4)

        def detect(self, pixels: Pixels) -> tuple[DetectedFace, ...]:
            return ()

        def locate(self, pixels: Pixels, face: DetectedFace) -> Landmarks:
            raise AssertionError("there is no face")

        def align(self, pixels: Pixels, landmarks: Landmarks) -> Pixels:
            raise AssertionError("there is no face")

        def quality(self, pixels: Pixels, face: DetectedFace, landmarks: Landmarks, aligned: Pixels) -> FaceQuality:
            raise AssertionError("there is no face")

        def embed(self, aligned: Pixels) -> Embedding:
            raise AssertionError("there is no face")

        def forget(self) -> None:
            """There is nothing to forget."""

        def compare(self, one: Embedding, other: Embedding) -> float:
            raise AssertionError("there is no face")

    verifier: FaceVerifier = Verifier(Blind(), VerifierRules(), clock=ManualClock(), dice=Random(1))
    with pytest.raises(NoFaceOnCard):
        verifier.verify(
            Picture(2, 2, bytes(12)),
            Seat(),
            within_s=1.0,
            on_progress=lambda advice, fraction: None,
            cancelled=lambda: False,
        )


def test_a_comparison_can_be_called_back(it: World) -> None:
    """The engine is told, the camera is off, nothing more is posted."""
    running = Event()

    def script(report: Report, cancelled: Callable[[], bool]) -> FaceVerdict:
        running.set()
        pause = Event()
        while not cancelled():
            pause.wait(0.005)
        report(FaceAdvice.COMPARING, 0.9)
        return worlds.verdict()

    it.verifier.script = script
    it.runner.carry_out(_compare())
    assert running.wait(PATIENCE_S)
    it.runner.carry_out(CallBack(1))
    it.verifier.script = lambda report, cancelled: worlds.verdict()
    it.runner.carry_out(_compare(2))
    it.inbox.outcome(2)
    assert it.inbox.finals(1) == []
    assert it.inbox.of(FaceProgressed) == []
    it.runner._workers.close(PATIENCE_S)
    assert it.camera.seats == []


def test_a_card_whose_photo_cannot_be_decoded(tmp_path: Path) -> None:
    """It is the card that cannot be read; the camera is not started."""

    class NoPhotos:
        def decode(self, coded: bytes) -> Picture:
            raise CardUnreadable

    with world(tmp_path, decoder=NoPhotos()) as it:
        it.runner.carry_out(_compare())
        assert _problem(it) is ProblemCode.CARD_UNREADABLE
        assert it.camera.seats == []


def test_a_terminal_without_a_decoder_compares_nothing(tmp_path: Path) -> None:
    """The part is absent: neither a crash nor a comparison against nothing."""
    with world(tmp_path, decoder=None) as it:
        it.runner.carry_out(_compare())
        assert _problem(it) is ProblemCode.FACE_ENGINE_FAULT
        assert it.camera.seats == []


def test_a_card_that_fails_again_and_again_is_locked_out(it: World) -> None:
    """Three comparisons without a match, whatever the session: the fourth is not begun, and another way is offered."""
    it.verifier.script = lambda report, cancelled: worlds.verdict(FaceResult.NO_MATCH)
    for request in (1, 2, 3):
        it.runner.carry_out(_compare(request))
        assert isinstance(it.inbox.outcome(request), FaceCompared)
    it.runner.carry_out(_compare(4))
    failed = it.inbox.outcome(4)
    assert isinstance(failed, EffectFailed)
    assert (failed.problem.code, failed.problem.retry_is_safe) == (ProblemCode.TOO_MANY_ATTEMPTS, False)
    assert len(it.verifier.photos) == 3
    it.clock.advance(16 * 60)
    it.verifier.script = lambda report, cancelled: worlds.verdict()
    it.runner.carry_out(_compare(5))
    assert isinstance(it.inbox.outcome(5), FaceCompared)

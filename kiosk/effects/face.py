"""The face comparison: the camera's stream against the card's photo. The stream is handed back whatever happens."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from threading import Lock
from typing import Protocol

from devices.api.errors import DeviceError, Disconnected, NotOpened
from devices.api.kinds.camera import FrameSource, StartStream, StopStream
from devices.api.kinds.id_card_reader import CardPhotoDecoder, Picture
from kiosk.domain.face import FaceAdvice, FaceResult, FaceVerdict
from kiosk.domain.health import Part, PartHealth
from kiosk.effects.errand import Errand
from kiosk.effects.failed import Failed
from kiosk.effects.lockouts import Lockouts
from kiosk.effects.ports import DeviceCalls
from kiosk.effects.problems import absent, locked_out, of_device, of_identity, own_fault
from kiosk.flow.effects import CompareFace
from kiosk.flow.outcomes import FaceCompared, FaceProgressed
from kiosk.identity.errors import IdentityError

_log = logging.getLogger(__name__)

_FRACTION_STEP = 0.02


class FaceVerifier(Protocol):
    """What compares: `kiosk.identity.verifying.Verifier`. One comparison at a time."""

    def verify(
        self,
        photo: Picture,
        frames: FrameSource,
        *,
        within_s: float,
        on_progress: Callable[[FaceAdvice, float], None],
        cancelled: Callable[[], bool],
    ) -> FaceVerdict:
        """Compare the face before the camera with `photo` until there is a verdict or the time is over.

        Raises:
            IdentityError: nothing could be compared.
        """
        ...


@dataclass(frozen=True, slots=True)
class FaceParts:
    """What a comparison needs beside the camera."""

    verifier: FaceVerifier
    decoder: CardPhotoDecoder


class FaceEffects:
    """Carries out `CompareFace`."""

    def __init__(self, parts: FaceParts | None, *, devices: DeviceCalls, camera: str, lockouts: Lockouts) -> None:
        """Compare with the engine of `parts`, by the camera of that device id."""
        self._parts = parts
        self._devices = devices
        self._camera = camera
        self._lockouts = lockouts
        self._comparing = Lock()
        self._lock = Lock()
        self._kept: list[FrameSource] = []
        self._broken = False

    @property
    def health(self) -> PartHealth:
        """Whether a face could be compared: absent without engine or decoder, a fault once a model has failed."""
        if self._parts is None:
            return PartHealth.ABSENT
        return PartHealth.FAULT if self._broken else PartHealth.WORKS

    def compare(self, effect: CompareFace, errand: Errand) -> FaceCompared:
        """Compare. Raises `Failed`, `DeviceError`."""
        if self._parts is None:
            raise Failed(absent(Part.FACE_ENGINE))
        if not self._camera:
            raise Failed(absent(Part.CAMERA))
        number = effect.card.text.number
        if self._lockouts.wait_s(number) > 0.0:
            raise Failed(locked_out())
        try:
            photo = self._parts.decoder.decode(effect.card.photo)
        except DeviceError as error:
            raise Failed(of_device(Part.FACE_ENGINE, error)) from error
        try:
            with self._alone(effect.within_s), self._stream() as frames:
                verdict = self._parts.verifier.verify(
                    photo,
                    frames,
                    within_s=effect.within_s,
                    on_progress=_Progress(effect.request, errand).report,
                    cancelled=lambda: errand.called_back,
                )
        except IdentityError as error:
            # A model that failed once is not offered to the next citizen; the restart that repairs it clears this.
            self._broken = self._broken or error.lasting
            raise Failed(of_identity(error)) from error
        if verdict.result is FaceResult.MATCH:
            self._lockouts.matched(number)
        elif verdict.result in (FaceResult.NO_MATCH, FaceResult.UNSURE):
            self._lockouts.failed(number)
        return FaceCompared(effect.request, verdict)

    def hand_back(self) -> None:
        """Hand back what could not be handed back when its comparison ended: one of the wipers.

        Raises:
            DeviceError: the camera may still hold a citizen's picture.
        """
        with self._lock:
            kept = tuple(self._kept)
        for frames in kept:
            # A camera that has gone away has ended the seat itself (its contract).
            with suppress(Disconnected, NotOpened):
                self._devices.call(self._camera, StopStream(frames))
            with self._lock:
                self._kept.remove(frames)

    @contextmanager
    def _alone(self, within_s: float) -> Iterator[None]:
        """Wait until a comparison that was called back has noticed: engines serve one thread at a time."""
        if not self._comparing.acquire(timeout=within_s):
            raise Failed(own_fault("face:busy"))
        try:
            yield
        finally:
            self._comparing.release()

    @contextmanager
    def _stream(self) -> Iterator[FrameSource]:
        # Neither end can be called back: a seat that was given but not taken would keep the camera on.
        frames = self._devices.call(self._camera, StartStream())
        try:
            yield frames
        finally:
            try:
                self._devices.call(self._camera, StopStream(frames))
            except DeviceError as error:
                # The verdict stands; wiping tries again, and closes the terminal if it cannot.
                _log.warning("camera not handed back: %s", error)
                with self._lock:
                    self._kept.append(frames)


class _Progress:
    """Posts advice when it changes, not thirty times a second."""

    def __init__(self, request: int, errand: Errand) -> None:
        self._request = request
        self._errand = errand
        self._last: tuple[FaceAdvice, float] | None = None

    def report(self, advice: FaceAdvice, fraction: float) -> None:
        """Hear from the engine."""
        if self._last is None or self._last[0] is not advice or abs(self._last[1] - fraction) >= _FRACTION_STEP:
            self._last = (advice, fraction)
            self._errand.progress(FaceProgressed(self._request, advice, fraction))

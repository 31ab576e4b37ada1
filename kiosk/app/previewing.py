"""Lets the citizen see themselves while they are compared: the frames that are judged are the frames that are shown."""

from collections.abc import Callable

from devices.api.kinds.camera import FrameSource
from devices.api.kinds.id_card_reader import Picture
from kiosk.domain.face import FaceAdvice, FaceVerdict
from kiosk.effects.face import FaceVerifier


class PreviewingVerifier:
    """Meets `kiosk.effects.face.FaceVerifier` around another one."""

    def __init__(self, verifier: FaceVerifier, show: Callable[[FrameSource | None], None]) -> None:
        """Compare by `verifier`; `show` takes the frames while it runs and None when it ends, from any thread."""
        self._verifier = verifier
        self._show = show

    def verify(
        self,
        photo: Picture,
        frames: FrameSource,
        *,
        within_s: float,
        on_progress: Callable[[FaceAdvice, float], None],
        cancelled: Callable[[], bool],
    ) -> FaceVerdict:
        """See `FaceVerifier.verify`."""
        self._show(frames)
        try:
            return self._verifier.verify(photo, frames, within_s=within_s, on_progress=on_progress, cancelled=cancelled)
        finally:
            self._show(None)

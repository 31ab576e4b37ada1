"""Driver ``document_scanner.camera``."""

from typing import ClassVar, Final

from devices.api.control import Control
from devices.api.device import Capabilities, DeviceKind, DriverContext, SelfTest
from devices.api.errors import DeadlineExceeded, NoPage, NotSupported
from devices.api.kinds.camera import Frame
from devices.api.kinds.document_scanner import (
    SIDES_MM,
    AdviceCallback,
    PageAdvice,
    PageOrder,
    PageSize,
    ScannedPage,
)
from devices.api.self_test_step import step
from devices.api.status import Status
from devices.drivers.camera_document_scanner.judging import advice_on
from devices.drivers.camera_document_scanner.options import DocumentCameraOptions
from devices.drivers.camera_document_scanner.shape import aspect_of, millimetres, sides_px, size_of
from devices.drivers.camera_document_scanner.stillness import Stillness
from devices.drivers.camera_document_scanner.straightening import MM_PER_INCH, MOST_DPI, encoded, enhanced, straightened
from devices.drivers.camera_document_scanner.wire import FoundPage, Picture, find_page
from devices.ports.bound_camera import BoundCamera

PICTURE_DELAY_S: Final = 0.07
"""A picture is exposed up to two frames before it leaves the camera: until then it may show what was there earlier."""
_SELF_TEST_S: Final = 5.0


class CameraDocumentScanner:
    """Looks at a camera's frames while, and only while, `scan` runs. It has no thread and no port of its own.

    Meets `devices.api.kinds.document_scanner.DocumentScanner`. Nothing is kept after a scan, and nothing is written.
    Options: see `DocumentCameraOptions` and the README.
    """

    kind: ClassVar[DeviceKind] = DeviceKind.DOCUMENT_SCANNER

    def __init__(self, context: DriverContext) -> None:
        """Check the options. Raises ConfigurationFaults."""
        self._options = DocumentCameraOptions.from_binding(context.port, context.options, device_id=context.device_id)
        self._context = context
        self._camera = BoundCamera(context, self._options.camera)

    def open(self) -> None:
        """Find the camera; it need not be open yet. Raises ConfigurationFaults: no such device, or no camera."""
        self._camera.open()

    def close(self) -> None:
        """Forget the camera. Never raises."""
        self._camera.close()

    def reset(self, control: Control) -> None:
        """Find the camera anew; nothing else is kept between scans."""
        control.check()
        self.close()
        self.open()

    def status(self, control: Control) -> Status:
        """Say how the camera is."""
        return self._camera.status(control)

    def capabilities(self) -> Capabilities:
        """Features: ``camera`` (its device id), ``sizes``, and ``dots_per_inch`` (at least, of any page it takes)."""
        return Capabilities(
            features={
                "camera": self._options.camera,
                "sizes": ",".join(size.value for size in SIDES_MM),
                "dots_per_inch": round(self._options.limits.least_px_per_mm * MM_PER_INCH),
            }
        )

    def self_test(self, control: Control) -> SelfTest:
        """Look whether the camera can serve and a picture of it comes."""
        clock = self._context.clock
        return SelfTest(
            (
                step(clock, "camera", lambda: self._see_camera(control)),
                step(clock, "picture", self._see_picture),
            )
        )

    def poll(self, control: Control) -> None:
        """Do nothing: pages are looked for only while asked to."""
        control.check()

    def scan(self, order: PageOrder, *, on_advice: AdviceCallback, control: Control) -> ScannedPage:
        """See `DocumentScanner.scan`. Frames from before the call are not looked at."""
        control.check()
        advice: PageAdvice | None = None
        told = False
        stillness = Stillness(still_s=self._options.still_s, still_px=self._options.still_px)
        fresh_s = self._context.clock.monotonic_s() + PICTURE_DELAY_S
        try:
            with self._camera.frames(control, newer_than_s=fresh_s) as frames:
                for frame in frames:
                    looked = self._look(frame, order, stillness)
                    fresh = looked if isinstance(looked, PageAdvice) else None
                    if fresh is not advice or not told:
                        advice, told = fresh, True
                        on_advice(advice)
                    if isinstance(looked, ScannedPage):
                        return looked
        except DeadlineExceeded as error:
            last = advice or PageAdvice.NO_PAGE
            raise NoPage(device_id=self._context.device_id, detail_code=last.value) from error
        raise AssertionError("frames end by an error only")

    def _look(self, frame: Frame, order: PageOrder, stillness: Stillness) -> ScannedPage | PageAdvice:
        """Return the page of one frame, or what is still wrong."""
        page = find_page(frame.pixels)
        if page is None:
            stillness.forget()
            return PageAdvice.NO_PAGE
        height_px, width_px = frame.pixels.shape[:2]
        at_rest = stillness.see(page.corners, frame.taken_s, frame_width_px=width_px)
        measured = _Measured.of(page, (width_px, height_px), self._options.view_width_mm)
        straight = straightened(frame.pixels, page.corners, measured.size_px)
        try:
            advice = self._advice(page, straight, measured, order)
            if advice is None and not at_rest:
                advice = PageAdvice.HOLD_STILL
            if advice is not None:
                return advice
            shown = enhanced(straight, order.enhancement, measured.size)
            return encoded(shown, size=measured.size, size_mm=measured.size_mm, quality=order.jpeg_quality)
        finally:
            straight[:] = 0

    def _advice(self, page: FoundPage, straight: Picture, measured: "_Measured", order: PageOrder) -> PageAdvice | None:
        advice = advice_on(page, straight, px_per_mm=measured.px_per_mm, limits=self._options.limits)
        # A page of which a part is hidden has no shape yet that could be the wrong one.
        if advice in (None, PageAdvice.TOO_FAR) and order.size is not None and measured.size is not order.size:
            return PageAdvice.WRONG_SIZE
        return advice

    def _see_camera(self, control: Control) -> None:
        status = self.status(control)
        if not status.can_serve:
            raise NotSupported(detail_code=status.detail_code or status.state.value)

    def _see_picture(self) -> None:
        control = Control(self._context.clock, device_id=self._context.device_id, deadline_s=_SELF_TEST_S)
        with self._camera.frames(control, newer_than_s=0.0) as frames:
            next(frames)


class _Measured:
    """A page's shape and size: which known one it is, and how large its picture becomes."""

    def __init__(self, size: PageSize, size_mm: tuple[float, float], px_per_mm: float) -> None:
        self.size = size
        self.size_mm = size_mm
        self.px_per_mm = px_per_mm
        kept_per_mm = min(px_per_mm, MOST_DPI / MM_PER_INCH)
        self.size_px = (max(1, round(size_mm[0] * kept_per_mm)), max(1, round(size_mm[1] * kept_per_mm)))

    @classmethod
    def of(cls, page: FoundPage, frame_size: tuple[int, int], view_width_mm: float | None) -> "_Measured":
        """Measure a page by its corners."""
        aspect = aspect_of(page.corners, frame_size)
        width_px, height_px = sides_px(page.corners)
        size = size_of(aspect, width_px, view_width_mm=view_width_mm, frame_width_px=frame_size[0])
        scale = frame_size[0] / view_width_mm if view_width_mm else None
        size_mm = millimetres(size, aspect, width_px, scale)
        # The finer of both directions: the other is seen at an angle.
        return cls(size, size_mm, max(width_px / size_mm[0], height_px / size_mm[1]))

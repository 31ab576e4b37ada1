"""Driver ``signature_pad.screen``."""

from typing import ClassVar, Final

from devices.api.configuration import Options, Wrong
from devices.api.control import Control
from devices.api.device import Capabilities, DeviceKind, DriverContext, SelfTest
from devices.api.errors import DeadlineExceeded, Disconnected, NotOpened, SignatureUnusable
from devices.api.kinds.signature_pad import InkCallback, Signature, SignatureFault, SignatureOrder
from devices.api.self_test_step import step
from devices.api.status import DeviceState, Status
from devices.drivers.screen_signature_pad.writing import Writing
from devices.ports.touch_surface import Listener, Pen, Surface, TouchSurface, touch_surface

_LOOK_S: Final = 0.01
_LEAST_MM: Final = (60.0, 25.0)
"""Less is not enough for two or three characters with a finger."""


class ScreenSignaturePad:
    """The touch screen as pad. Meets `devices.api.kinds.signature_pad.SignaturePad`.

    The port is the name of a `devices.ports.touch_surface`, which the program that draws the screen feeds. It has no
    option. Nothing is kept after a capture, and nothing is heard outside one.
    """

    kind: ClassVar[DeviceKind] = DeviceKind.SIGNATURE_PAD

    def __init__(self, context: DriverContext) -> None:
        """Check port and options. Raises ConfigurationFaults."""
        options = Options(context.options, place=f"device.{context.device_id}", device_id=context.device_id)
        if not context.port:
            options.wrong("port", Wrong.MISSING, allowed="the name of a touch surface")
        options.finish()
        self._context = context
        self._touch: TouchSurface | None = None

    def open(self) -> None:
        """Find the screen. Raises NotOpened: none is attached under that name."""
        touch = touch_surface(self._context.port)
        if touch.surface is None:
            raise NotOpened(device_id=self._context.device_id, detail_code="no_screen")
        self._touch = touch

    def close(self) -> None:
        """Forget the screen. Never raises."""
        self._touch = None

    def reset(self, control: Control) -> None:
        """Find the screen anew; nothing is kept between captures."""
        control.check()
        self.open()

    def status(self, control: Control) -> Status:
        """Say whether the screen is attached. Raises Disconnected."""
        control.check()
        self._surface()
        return Status(DeviceState.ONLINE)

    def capabilities(self) -> Capabilities:
        """Features: ``width_mm``, ``height_mm``, ``pressure``."""
        surface = self._touch.surface if self._touch is not None else None
        known = surface or Surface(0.0, 0.0)
        return Capabilities(
            model="touch screen",
            features={"width_mm": known.width_mm, "height_mm": known.height_mm, "pressure": known.pressure},
        )

    def self_test(self, control: Control) -> SelfTest:
        """Look whether the screen is attached and large enough to sign on."""
        del control  # nothing here takes time
        clock = self._context.clock
        return SelfTest((step(clock, "screen", self._surface), step(clock, "size", self._must_be_large)))

    def poll(self, control: Control) -> None:
        """Look whether the screen is still attached. Raises Disconnected."""
        control.check()
        self._surface()

    def capture(self, order: SignatureOrder, *, on_ink: InkCallback, control: Control) -> Signature:
        """See `SignaturePad.capture`."""
        control.check()
        surface = self._surface()
        assert self._touch is not None, "a surface was found"
        writing = Writing(surface)
        try:
            with self._touch.listening() as listener:
                self._write(writing, listener, order, on_ink, control)
            return self._accepted(writing.signature(), order)
        except DeadlineExceeded as error:
            fault = SignatureFault.NOT_FINISHED if writing.count else SignatureFault.EMPTY
            raise self._unusable(fault) from error
        finally:
            writing.forget()

    def _write(
        self, writing: Writing, listener: Listener, order: SignatureOrder, on_ink: InkCallback, control: Control
    ) -> None:
        """Take events in until whoever signs is done."""
        told = 0
        while True:
            event = listener.next()
            if event is None:
                control.pause(_LOOK_S)
                continue
            if event.pen is Pen.GONE:
                raise Disconnected(device_id=self._context.device_id, detail_code="no_screen")
            writing.take(event)
            if writing.points > order.most_points:
                raise self._unusable(SignatureFault.TOO_LONG)
            if writing.count != told:
                told = writing.count
                on_ink(told)
            if event.pen is Pen.DONE:
                return

    def _accepted(self, signature: Signature, order: SignatureOrder) -> Signature:
        if not signature.strokes:
            raise self._unusable(SignatureFault.EMPTY)
        if signature.ink_mm < order.least_ink_mm:
            raise self._unusable(SignatureFault.TOO_SHORT)
        return signature

    def _unusable(self, fault: SignatureFault) -> SignatureUnusable:
        return SignatureUnusable(device_id=self._context.device_id, detail_code=fault.value)

    def _surface(self) -> Surface:
        if self._touch is None:
            raise NotOpened(device_id=self._context.device_id)
        surface = self._touch.surface
        if surface is None:
            raise Disconnected(device_id=self._context.device_id, detail_code="no_screen")
        return surface

    def _must_be_large(self) -> None:
        surface = self._surface()
        if surface.width_mm < _LEAST_MM[0] or surface.height_mm < _LEAST_MM[1]:
            size = f"{surface.width_mm:.0f}x{surface.height_mm:.0f}mm"
            raise NotOpened(device_id=self._context.device_id, detail_code=f"too_small:{size}")

"""Signature pads. The protocol is `devices.api.kinds.signature_pad`."""

from typing import Final
from xml.etree import ElementTree as ET

import cv2
import numpy as np

from devices.api.control import Control
from devices.api.device import DeviceKind
from devices.api.errors import SignatureUnusable
from devices.api.kinds.signature_drawing import png_of, svg_of
from devices.api.kinds.signature_pad import CaptureSignature, Signature, SignatureFault, SignatureOrder, SignaturePad
from devices.contract.check import Checks
from devices.contract.hands import Deed
from devices.contract.kind_suite import Begun, KindSuite, LongCommand
from devices.contract.outcome import broken, must
from devices.contract.quiet import kept_logs, leaks
from devices.contract.subject import Subject

SIGN: Final = Deed("sign", "Sign on the pad and say that you are done")
DOT: Final = Deed("dot", "Write nothing and say that you are done")
LIFT: Final = Deed("lift", "Take the hand away from the pad")

_check = Checks()


def _with_nobody_signing(subject: Subject) -> None:
    subject.do(LIFT)


def _wait_for_a_signature(subject: Subject, pad: SignaturePad, control: Control, begun: Begun) -> Signature:
    del subject
    begun()
    return pad.capture(SignatureOrder(), on_ink=lambda _: None, control=control)


def _signed(subject: Subject, pad: SignaturePad, told: list[int]) -> Signature:
    subject.do(SIGN)
    return pad.capture(SignatureOrder(), on_ink=told.append, control=subject.control(CaptureSignature().deadline_s))


@_check
def takes_a_signature(subject: Subject) -> None:
    """Strokes in millimetres within the pad, times that never run back, the count of strokes told as it grows."""
    told: list[int] = []
    with subject.opened() as device:
        signature = _signed(subject, _pad(device), told)
        features = device.capabilities().features
    must(isinstance(signature, Signature), "Signature", type(signature).__name__)
    must(bool(signature.strokes), "strokes", "none")
    must(told[-1:] == [len(signature.strokes)], f"{len(signature.strokes)} told last", told)
    points = [point for stroke in signature.strokes for point in stroke]
    inside = all(0 <= one.x_mm <= signature.width_mm and 0 <= one.y_mm <= signature.height_mm for one in points)
    must(inside, "every point on the pad", "one beyond it")
    times = [one.t_s for one in points]
    must(times == sorted(times) and times[0] == 0.0, "times from 0 that grow", "others")
    must(
        all(one.pressure is None or 0 <= one.pressure <= 1 for one in points), "pressure from 0 to 1, or none", "other"
    )
    must(signature.feels_pressure is features["pressure"], "pressure as the capabilities say", features["pressure"])


@_check
def can_be_drawn(subject: Subject) -> None:
    """As SVG in millimetres and as PNG with transparency, trimmed to the ink."""
    with subject.opened() as device:
        signature = _signed(subject, _pad(device), [])
    root = ET.fromstring(svg_of(signature))  # noqa: S314  our own text
    must(root.attrib["width"].endswith("mm"), "a width in mm", root.attrib["width"])
    picture = cv2.imdecode(np.frombuffer(png_of(signature), np.uint8), cv2.IMREAD_UNCHANGED)
    if picture is None:
        broken("a PNG", "none")
    must(picture.ndim == 3 and picture.shape[2] == 4, "four channels", picture.shape)
    inked = float((picture[:, :, 3] > 0).mean())
    must(0.001 < inked < 0.7, "ink, and air between it", round(inked, 3))


@_check
def takes_nothing_for_a_signature(subject: Subject) -> None:
    """Done without a stroke: SignatureUnusable, and the pad can be asked again at once."""
    with subject.opened() as device:
        subject.do(DOT)
        error = subject.error_of(
            lambda: _pad(device).capture(SignatureOrder(), on_ink=_nobody, control=subject.control())
        )
        must(isinstance(error, SignatureUnusable), "SignatureUnusable", type(error).__name__)
        must(error.detail_code == SignatureFault.EMPTY.value, SignatureFault.EMPTY.value, error.detail_code)
        must(bool(_signed(subject, _pad(device), []).strokes), "a signature afterwards", "none")


@_check
def keeps_the_signature_to_itself(subject: Subject) -> None:
    """Nothing of it in logs or reprs."""
    with kept_logs() as logs, subject.opened() as device:
        signature = _signed(subject, _pad(device), [])
    point = signature.strokes[0][0]
    forms = [repr(point.x_mm), repr(point.y_mm)]
    found = leaks(forms, [*logs, repr(signature), repr(signature.strokes), repr(point)])
    must(not found, "nothing of the signature in logs and reprs", f"{found} forms of it")


def _nobody(_: int) -> None:
    """Hear it for nobody."""


def _pad(device: object) -> SignaturePad:
    must(hasattr(device, "capture"), "SignaturePad", type(device).__name__)
    return device  # type: ignore[return-value]  # a driver under test is checked by what it does, not by its type


SUITE: Final = KindSuite(
    DeviceKind.SIGNATURE_PAD,
    checks=_check,
    features={"width_mm": float, "height_mm": float, "pressure": bool},
    long_command=LongCommand(_wait_for_a_signature, prepare=_with_nobody_signing, late=(SignatureUnusable,)),
)

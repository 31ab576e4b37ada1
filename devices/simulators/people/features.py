"""Paints what moves in a face onto the skin: eyes that blink and look about, brows, a mouth that opens."""

from dataclasses import dataclass

import numpy as np

from devices.simulators.people.canvas import Canvas, Point
from devices.simulators.people.traits import FaceTraits


@dataclass(frozen=True, slots=True)
class Expression:
    """What the face does now.

    Attributes:
        eyes_closed: 0 open to 1 shut.
        mouth_open: 0 shut to 1 wide.
        gaze: where the eyes look, -1 far to the picture's left, 1 far to its right.
        smile: 0 neutral to 1 friendly.
    """

    eyes_closed: float = 0.0
    mouth_open: float = 0.0
    gaze: float = 0.0
    smile: float = 0.35

    def stepped(self) -> "Expression":
        """Return the nearest expression of a coarse scale, so that textures can be kept."""
        return Expression(
            eyes_closed=round(self.eyes_closed * 4) / 4,
            mouth_open=round(self.mouth_open * 4) / 4,
            gaze=round(self.gaze * 6) / 6,
            smile=round(self.smile * 4) / 4,
        )


def paint_features(canvas: Canvas, traits: FaceTraits, expression: Expression) -> None:
    """Paint eyes, brows and mouth over a bare skin."""
    for side in (-1, 1):
        _eye(canvas, traits, side, expression)
        _brow(canvas, traits, side)
    _mouth(canvas, traits, expression)


def _lids(t: FaceTraits, closed: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the eye's outline in its own frame: along (inner to outer), upper and lower lid, mm."""
    along = np.linspace(-1.0, 1.0, 29)
    half, height = t.eye_width_mm / 2, t.eye_height_mm
    upper = height * 0.60 * (1.0 - np.abs(along) ** 2.3) ** 0.85 * (1.0 - 0.10 * along)
    lower = -height * 0.40 * (1.0 - np.abs(along) ** 2.2) ** 0.95 * (1.0 + 0.14 * along)
    upper = upper * (1.0 - closed) + (lower + 0.3) * closed
    return along * half, upper, lower


def _eye(canvas: Canvas, t: FaceTraits, side: int, expression: Expression) -> None:
    skin = np.asarray(t.skin, np.float32)
    tilt = np.deg2rad(t.eye_tilt_deg)
    along, upper, lower = _lids(t, expression.eyes_closed)

    def place(x: float, y: float) -> Point:
        return (
            side * (t.eye_x_mm + x * float(np.cos(tilt)) - y * float(np.sin(tilt)) * 0.2),
            y + x * float(np.sin(tilt)),
        )

    top = [place(float(x), float(y)) for x, y in zip(along, upper, strict=True)]
    bottom = [place(float(x), float(y)) for x, y in zip(along, lower, strict=True)]
    outline = top + bottom[::-1]
    open_height = float((upper - lower).max())
    shadow = skin * np.array((0.56, 0.58, 0.70))
    lash = np.minimum(np.asarray(t.hair_colour, np.float32), 60) * 0.5 + np.array((10, 12, 16))
    # The lid's own fold, above; bags, below.
    lift = 2.6 + 2.2 * t.eyelid_crease
    _, open_upper, _ = _lids(t, expression.eyes_closed * 0.5)
    crease = [
        place(float(x) * 1.04, float(y) + lift * (1 - 0.25 * abs(float(x)) / 15))
        for x, y in zip(along, open_upper, strict=True)
    ]
    canvas.stroke(crease, shadow, width_mm=1.0, strength=0.25 + 0.55 * t.eyelid_crease, feather_mm=0.55, taper=0.75)
    canvas.polygon(crease + top[::-1], skin * np.array((0.80, 0.82, 0.89)), strength=0.35, feather_mm=1.2)
    bag = [place(float(x) * 0.95, float(y) - 4.6) for x, y in zip(along, lower, strict=True)]
    canvas.stroke(bag, shadow, width_mm=1.3, strength=0.10 + 0.42 * t.eye_bags, feather_mm=1.1, taper=0.8)
    if open_height > 1.2:
        with canvas.within(outline, feather_mm=0.22):
            _eyeball(canvas, t, outline, place(0.0, 0.3), open_height, expression.gaze)
    # Lashes: a firm upper line is what makes an eye an eye, at any distance.
    canvas.stroke(top, lash, width_mm=1.7, strength=0.92, feather_mm=0.35, taper=0.45)
    canvas.stroke(bottom[4:], shadow * 0.75, width_mm=0.8, strength=0.55, feather_mm=0.4, taper=0.5)
    canvas.glow(place(-t.eye_width_mm / 2 + 1.3, -0.6), (1.5, 1.1), np.array((128, 132, 196)), strength=0.55)


def _eyeball(
    canvas: Canvas, t: FaceTraits, outline: list[Point], centre: Point, open_height: float, gaze: float
) -> None:
    """Paint white, iris and pupil around `centre`; the caller keeps what the lids leave free."""
    canvas.polygon(outline, (224, 229, 234), feather_mm=0.0)
    iris = (centre[0] + gaze * t.eye_width_mm * 0.2, centre[1])
    colour = np.asarray(t.iris, np.float32)
    circle = np.linspace(0, 2 * np.pi, 33)

    def disc(size: float) -> list[Point]:
        return [(iris[0] + size * float(np.cos(turn)), iris[1] + size * float(np.sin(turn))) for turn in circle]

    canvas.polygon(disc(5.7), colour * 0.42, feather_mm=0.30)
    canvas.polygon(disc(4.8), colour, feather_mm=0.45)
    canvas.glow((iris[0], iris[1] - 2.2), (3.0, 2.0), np.minimum(colour * 1.9 + 12, 255), strength=0.5)
    canvas.polygon(disc(2.3), (10, 10, 12), feather_mm=0.25)
    # The upper lid's shadow on the ball, and the light that makes the eye look alive.
    shadow = (centre[0], centre[1] + open_height * 0.62)
    canvas.glow(shadow, (t.eye_width_mm * 0.5, open_height * 0.28), (60, 62, 70), strength=0.55)
    canvas.glow((iris[0] - 1.7, iris[1] + 1.9), (0.85, 0.85), (255, 255, 255), strength=1.0)


def _brow(canvas: Canvas, t: FaceTraits, side: int) -> None:
    hair = np.minimum(np.asarray(t.hair_colour, np.float32), 120) * 0.85
    inner = t.eye_x_mm - t.brow_length_mm * 0.50
    tilt = float(np.tan(np.deg2rad(t.brow_tilt_deg)))
    count = 25
    spine: list[Point] = []
    half: list[float] = []
    for index in range(count):
        at = index / (count - 1)
        x = inner + t.brow_length_mm * at
        peak = 1.0 - ((at - 0.64) / 0.64) ** 2
        y = t.brow_y_mm + tilt * (at - 0.5) * t.brow_length_mm * 0.6 + t.brow_arch_mm * peak - 0.5 * t.brow_arch_mm
        spine.append((x, y))
        half.append(
            t.brow_thickness_mm
            / 2
            * (1.0 - 0.80 * max(0.0, (at - 0.45) / 0.55) ** 1.3)
            * (0.80 + 0.20 * min(1.0, at * 5))
        )
    outline = [(side * x, y + thick) for (x, y), thick in zip(spine, half, strict=True)]
    outline += [(side * x, y - thick) for (x, y), thick in zip(spine[::-1], half[::-1], strict=True)]
    canvas.polygon(outline, hair, strength=0.55 * t.brow_density + 0.08, feather_mm=0.8)
    rng = np.random.default_rng(t.texture_seed * 11 + 3)
    for _ in range(round(95 * t.brow_density)):
        at = float(rng.uniform(0, 1)) ** 0.9
        index = min(count - 1, int(at * count))
        x, y = spine[index]
        y += half[index] * float(rng.uniform(-1, 0.75))
        length = float(rng.uniform(3.0, 5.0))
        rise = 1.0 - 1.15 * at + float(rng.uniform(-0.2, 0.2))
        canvas.stroke(
            [(side * x, y), (side * (x + length * 0.85), y + length * 0.62 * rise)],
            hair * 0.8,
            width_mm=0.34,
            strength=0.55,
            feather_mm=0.18,
        )


def _mouth(canvas: Canvas, t: FaceTraits, expression: Expression) -> None:
    lip = np.asarray(t.lip, np.float32)
    skin = np.asarray(t.skin, np.float32)
    half = t.mouth_width_mm / 2 * (1.0 + 0.05 * expression.smile)
    y0 = t.mouth_y_mm
    corner = t.mouth_corner_mm * 0.5 + 2.2 * expression.smile
    gap = 11.0 * expression.mouth_open
    along = np.linspace(-1.0, 1.0, 41)
    arch = 1.0 - np.abs(along) ** 2
    line = y0 + corner * np.abs(along) ** 2.2 - 0.9 * arch
    bow = 0.42 * t.cupid_bow * np.exp(-((along / 0.11) ** 2)) - 0.10 * t.cupid_bow * np.exp(
        -(((np.abs(along) - 0.24) / 0.12) ** 2)
    )
    upper = line + t.upper_lip_mm * np.maximum(0.0, arch) ** 0.75 * (0.92 - bow) + gap * 0.25 * arch
    lower = line - t.lower_lip_mm * np.maximum(0.0, arch) ** 0.72 - gap * arch
    inner_top = line + gap * 0.2 * arch
    inner_bottom = line - gap * 0.85 * arch

    def points(values: np.ndarray) -> list[Point]:
        return [(float(x) * half, float(y)) for x, y in zip(along, values, strict=True)]

    canvas.polygon(
        points(upper) + points(line)[::-1], lip * np.array((0.88, 0.86, 0.92)), strength=0.90, feather_mm=0.65
    )
    canvas.polygon(points(line) + points(lower)[::-1], lip, strength=0.86, feather_mm=0.75)
    canvas.glow(
        (0, float(lower.min()) + t.lower_lip_mm * 0.55),
        (half * 0.42, t.lower_lip_mm * 0.22),
        np.minimum(lip * 1.2 + 22, 255),
        strength=0.42,
    )
    if gap > 1.0:
        canvas.polygon(points(inner_top) + points(inner_bottom)[::-1], (30, 24, 58), feather_mm=0.4)
        teeth = [(x * 0.72, y - 0.2) for x, y in points(inner_top)]
        canvas.polygon(
            teeth + [(x, y - min(gap * 0.45, 4.5)) for x, y in teeth[::-1]],
            (214, 224, 230),
            strength=0.9,
            feather_mm=0.4,
        )
    dark = lip * np.array((0.36, 0.34, 0.46))
    canvas.stroke(points(inner_top), dark, width_mm=1.15, strength=0.85, feather_mm=0.38, taper=0.55)
    for side in (-1, 1):
        canvas.glow(
            (side * (half + 0.6), float(line[0])), (2.2, 1.7), skin * np.array((0.45, 0.47, 0.60)), strength=0.5
        )
    # The groove above the lip, and the shade below it.
    canvas.glow((0, float(upper.max()) + 4.0), (2.4, 4.0), skin * np.array((0.74, 0.76, 0.84)), strength=0.30)
    canvas.glow((0, float(lower.min()) - 3.4), (half * 0.55, 2.4), skin * np.array((0.60, 0.62, 0.74)), strength=0.42)

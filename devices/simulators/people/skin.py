"""Paints the bare skin: tone, blush, moles, lines of age, nose, the shade of a beard. Eyes, brows and mouth follow."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from devices.simulators.people.canvas import Canvas, soft_noise
from devices.simulators.people.mesh import bump, smoothstep
from devices.simulators.people.traits import FaceTraits, FacialHair

SKIN_LEFT_MM: Final = -150.0
SKIN_TOP_MM: Final = 134.0
SKIN_WIDTH_MM: Final = 300.0
SKIN_HEIGHT_MM: Final = 284.0


def paint_skin(traits: FaceTraits) -> Canvas:
    """Return the skin of the whole head without eyes, brows, mouth and hair."""
    t = traits
    canvas = Canvas(
        left_mm=SKIN_LEFT_MM, top_mm=SKIN_TOP_MM, width_mm=SKIN_WIDTH_MM, height_mm=SKIN_HEIGHT_MM, colour=t.skin
    )
    skin = np.asarray(t.skin, np.float32)
    _tone(canvas, t)
    red = skin * np.array((0.72, 0.74, 1.02))
    cheek_x, cheek_y = t.cheek_width_mm * 0.31, t.nose_tip_y_mm * 0.82
    for side in (-1, 1):
        canvas.glow((side * cheek_x, cheek_y), (21, 16), red, strength=0.42 * t.blush)
        canvas.glow((side * (t.head_width_mm * 0.5), -12), (16, 26), red, strength=0.12)
    canvas.glow((0, t.nose_tip_y_mm), (12, 9), red, strength=0.16 + 0.2 * t.blush)
    canvas.glow((0, t.chin_y_mm + 14), (16, 9), red, strength=0.08 + 0.1 * t.blush)
    _freckles(canvas, t)
    _nose(canvas, t)
    _lines(canvas, t)
    _beard(canvas, t)
    for x, y, radius in t.moles:
        canvas.glow((x, y), (radius, radius), skin * np.array((0.28, 0.30, 0.38)), strength=0.9)
    return canvas


def _tone(canvas: Canvas, t: FaceTraits) -> None:
    x, y = canvas.coordinates()
    coarse = soft_noise(canvas.height, canvas.width, grain_px=66, seed=t.texture_seed * 7 + 1)
    middle = soft_noise(canvas.height, canvas.width, grain_px=17, seed=t.texture_seed * 7 + 2)
    fine = soft_noise(canvas.height, canvas.width, grain_px=3, seed=t.texture_seed * 7 + 3)
    canvas.shade(1.0 + 0.016 * t.mottling * coarse + 0.008 * t.mottling * middle + 0.008 * fine)
    # Light does not reach everywhere: under the chin, below the lower lip, beside the nose.
    mouth, chin = t.mouth_y_mm, t.chin_y_mm
    shade = 1.0 - 0.26 * (1.0 - smoothstep(chin - 9, chin + 5, y)) * np.ones_like(x)
    shade -= 0.11 * bump(x, y, at=(0.0, mouth + (chin - mouth) * 0.40), size=(20, 5))
    side = np.abs(x)
    shade -= 0.10 * bump(side, y, at=(t.eye_x_mm * 0.46, 1.0), size=(7, 10))
    shade -= 0.05 * bump(side, y, at=(t.eye_x_mm, 2.0), size=(20, 12))
    shade -= 0.11 * bump(side, y, at=(t.nose_wing_x_mm + 4.5, t.nose_tip_y_mm - 2), size=(4, 8))
    shade += 0.05 * bump(side, y, at=(0.0, 44.0), size=(30, 17))
    canvas.shade(shade)


def _freckles(canvas: Canvas, t: FaceTraits) -> None:
    if t.freckles < 0.05:
        return
    x, y = canvas.coordinates()
    spots = soft_noise(canvas.height, canvas.width, grain_px=4.0, seed=t.texture_seed * 7 + 4)
    where = bump(np.abs(x), y, at=(28.0, t.nose_tip_y_mm * 0.6), size=(26, 16))
    canvas.cover(
        np.clip((spots - 1.1) * 1.2, 0, 1) * where * t.freckles, np.asarray(t.skin, np.float32) * (0.62, 0.68, 0.80)
    )


def _nose(canvas: Canvas, t: FaceTraits) -> None:
    skin = np.asarray(t.skin, np.float32)
    tip, dark = t.nose_tip_y_mm, skin * np.array((0.20, 0.21, 0.30))
    canvas.glow((0, tip - 9.5), (t.nose_wing_x_mm * 0.95, 2.6), skin * np.array((0.52, 0.54, 0.66)), strength=0.55)
    for side in (-1, 1):
        nostril = side * t.nose_wing_x_mm * 0.52
        canvas.glow((nostril, tip - 7.6), (3.6, 1.9), dark, strength=0.95)
        x = side * (t.nose_wing_x_mm + t.nose_wing_mm * 0.45 + 1.2)
        wing = [(x - side * 1.5, tip + 5.5), (x + side * 0.7, tip + 0.5), (x, tip - 4.5), (x - side * 4.5, tip - 8.0)]
        canvas.stroke(wing, skin * np.array((0.46, 0.48, 0.60)), width_mm=1.4, strength=0.62, feather_mm=0.8, taper=0.7)
    light = np.minimum(skin * 1.16 + 10, 255)
    canvas.glow((0, tip + 1.0), (4.2, 3.6), light, strength=0.34)
    canvas.glow((0, tip * 0.45), (3.2, 15), light, strength=0.20)


def _lines(canvas: Canvas, t: FaceTraits) -> None:
    skin = np.asarray(t.skin, np.float32)
    line = skin * np.array((0.52, 0.55, 0.66))
    tip, mouth = t.nose_tip_y_mm, t.mouth_y_mm
    half = t.mouth_width_mm / 2
    for side in (-1, 1):
        fold = [
            (side * (t.nose_wing_x_mm + 5), tip + 1),
            (side * (t.nose_wing_x_mm + 11), tip - 8),
            (side * max(half + 3, t.nose_wing_x_mm + 14), mouth + 4),
            (side * max(half + 4, t.nose_wing_x_mm + 14), mouth - 6),
        ]
        canvas.stroke(_curve(fold), line, width_mm=1.6, strength=0.12 + 0.48 * t.nasolabial, feather_mm=1.3, taper=0.8)
        if t.wrinkles > 0:
            eye = t.eye_x_mm + t.eye_width_mm * 0.62
            for rise in (-5.0, 0.0, 5.0):
                crow = [(side * eye, rise * 0.4), (side * (eye + 5), rise * 0.9), (side * (eye + 11), rise * 1.6)]
                canvas.stroke(_curve(crow), line, width_mm=0.8, strength=0.42 * t.wrinkles, feather_mm=0.6, taper=0.9)
            jowl = [(side * (half + 3), mouth - 5), (side * (half + 6), mouth - 14), (side * (half + 5), mouth - 21)]
            canvas.stroke(_curve(jowl), line, width_mm=1.3, strength=0.36 * t.wrinkles, feather_mm=1.2, taper=0.9)
    if t.wrinkles > 0:
        for number, y in enumerate((36.0, 44.0, 52.0)):
            bend = 2.0 - number
            forehead = [(-34, y - bend), (-16, y + bend), (0, y), (16, y + bend), (34, y - bend)]
            canvas.stroke(_curve(forehead), line, width_mm=1.0, strength=0.34 * t.wrinkles, feather_mm=0.8, taper=0.9)


def _beard(canvas: Canvas, t: FaceTraits) -> None:
    if t.facial_hair is FacialHair.NONE:
        return
    x, y = canvas.coordinates()
    side = np.abs(x)
    mouth, tip = t.mouth_y_mm, t.nose_tip_y_mm
    lip_top = mouth + t.upper_lip_mm
    above_lip = bump(side, y, at=(0.0, (lip_top + tip - 9.0) / 2 - 0.5), size=(t.mouth_width_mm * 0.52, 5.2))
    jaw = 1.0 - smoothstep(mouth - 3.0, mouth + 9.0, y - 0.42 * np.maximum(side - t.mouth_width_mm * 0.50, 0.0) * 1.1)
    below_lip = jaw * (1.0 - bump(side, y, at=(0.0, mouth), size=(t.mouth_width_mm * 0.48, 12.0)))
    grain = soft_noise(canvas.height, canvas.width, grain_px=2.2, seed=t.texture_seed * 7 + 5)
    hair = np.asarray(t.hair_colour, np.float32)
    skin = np.asarray(t.skin, np.float32)
    stippled = np.clip(0.62 + 0.30 * grain, 0, 1)
    if t.facial_hair is FacialHair.STUBBLE:
        grey = (skin * 0.62 + hair * 0.38) * np.array((1.05, 0.99, 0.94))
        canvas.cover(np.clip(below_lip + 0.9 * above_lip, 0, 1) * (0.30 + 0.28 * stippled), grey)
        return
    canvas.cover(np.clip(above_lip * 1.25, 0, 1) * (0.35 + 0.55 * stippled), hair)
    if t.facial_hair is FacialHair.SHORT_BEARD:
        canvas.cover(np.clip(below_lip, 0, 1) * (0.25 + 0.55 * stippled), hair)


def _curve(knots: Sequence[tuple[float, float]], steps: int = 16) -> list[tuple[float, float]]:
    return smooth_line(list(knots), steps)


def smooth_line(knots: list[tuple[float, float]], steps: int = 16) -> list[tuple[float, float]]:
    """Return a smooth line (Catmull-Rom) through the knots, mm."""
    padded = [knots[0], *knots, knots[-1]]
    line: list[tuple[float, float]] = []
    per_part = max(2, steps // (len(knots) - 1))
    for first, second, third, fourth in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        for step in range(per_part):
            u = step / per_part
            a, b = -0.5 * u + u * u - 0.5 * u**3, 1 - 2.5 * u * u + 1.5 * u**3
            c, d = 0.5 * u + 2 * u * u - 1.5 * u**3, -0.5 * u * u + 0.5 * u**3
            line.append(
                (
                    a * first[0] + b * second[0] + c * third[0] + d * fourth[0],
                    a * first[1] + b * second[1] + c * third[1] + d * fourth[1],
                )
            )
    line.append(knots[-1])
    return line

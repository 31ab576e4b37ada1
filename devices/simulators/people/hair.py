"""Hair: a cap that stands off the scalp, a curtain for long hair, and the colour both are painted with."""

from typing import Final, assert_never

import numpy as np
from numpy.typing import NDArray

from devices.simulators.people.canvas import Canvas, soft_noise
from devices.simulators.people.head_shape import HeadGrid
from devices.simulators.people.mesh import Floats, Surface, bump, grid_normals, grid_surface, smoothstep
from devices.simulators.people.traits import FaceTraits, HairStyle

_FRINGED: Final = (HairStyle.FRINGE_SHORT, HairStyle.BOB_FRINGE, HairStyle.LONG_FRINGE)
_LONG: Final = (HairStyle.BOB, HairStyle.BOB_FRINGE, HairStyle.LONG, HairStyle.LONG_FRINGE)
_GLOSS: Final = 0.30


def hairline_mm(traits: FaceTraits, across: NDArray[np.floating]) -> Floats:
    """Return the height (mm) at which hair begins, for places `across` (mm) around the head."""
    t = traits
    side = np.abs(across)
    temple = t.head_width_mm * 0.44
    line = np.full(side.shape, t.hairline_y_mm, np.float32)
    match t.hair:
        case HairStyle.RECEDING:
            line = line + 14.0 + 20.0 * bump(side, side, at=(30.0, 30.0), size=(20.0, 999.0))
        case HairStyle.SIDE_PARTED | HairStyle.BOB | HairStyle.LONG:
            shift = np.sign(t.parting or 1.0) * (12 + 16 * abs(t.parting))
            line = line + 4.0 - 13.0 * smoothstep(0.0, 52.0, np.abs(across - shift))
        case HairStyle.SWEPT_BACK | HairStyle.TIED_BACK:
            line = line + 3.0 - 5.0 * bump(side, side, at=(0.0, 0.0), size=(12.0, 999.0))
        case HairStyle.CROPPED:
            line = line + 1.5 * np.cos(side / 9.0)
        case HairStyle.FRINGE_SHORT | HairStyle.BOB_FRINGE | HairStyle.LONG_FRINGE:
            low = t.brow_y_mm + 9.0 + (t.hairline_y_mm - 58.0) * 0.4
            ragged = 1.6 * np.sin(across / 4.3 + t.texture_seed) + 1.1 * np.sin(across / 1.9)
            line = np.full(side.shape, low, np.float32) + ragged
    # Down the temples to the sideburns, behind the ears to the neck.
    sideburn = -16.0 if t.hair in (HairStyle.CROPPED, HairStyle.RECEDING, HairStyle.SIDE_PARTED) else -4.0
    down = smoothstep(temple - 9.0, temple + 5.0, side)
    line = line * (1.0 - down) + sideburn * down
    behind = smoothstep(t.head_width_mm * 0.62, t.head_width_mm * 0.74, side)
    return np.asarray(line * (1.0 - behind) - 64.0 * behind, np.float32)


def hair_cover(
    traits: FaceTraits, across: NDArray[np.floating], heights: NDArray[np.floating], soft_mm: float
) -> Floats:
    """Return 1 where there is hair, 0 where there is none, fading over about `soft_mm`."""
    line = hairline_mm(traits, across)
    return smoothstep(-soft_mm * 0.5, soft_mm * 0.5, np.asarray(heights - line))


def paint_scalp(canvas: Canvas, traits: FaceTraits) -> None:
    """Paint the roots onto the skin, so that the cap's edge has strands before it."""
    x, y = canvas.coordinates()
    strands = soft_noise(canvas.height, canvas.width, grain_px=2.4, seed=traits.texture_seed * 13 + 1)
    lines = np.broadcast_to(hairline_mm(traits, x), (canvas.height, canvas.width))
    cover = smoothstep(-4.0, 5.0, y - lines + 2.2 * strands)
    shadow = smoothstep(-15.0, 2.0, y - lines)
    deep = 0.24 if traits.hair in _FRINGED else 0.12
    canvas.shade(1.0 - deep * shadow)
    canvas.cover(cover * 0.94, np.asarray(traits.hair_colour, np.float32))


def hair_canvas(traits: FaceTraits) -> Canvas:
    """Return the hair's own texture: 0 to 300 mm around, 0 to 100 along a strand."""
    canvas = Canvas(left_mm=0, top_mm=100, width_mm=200, height_mm=100, colour=traits.hair_colour)
    rng = np.random.default_rng(traits.texture_seed * 13 + 2)
    wide = np.repeat(rng.standard_normal((1, canvas.width)), canvas.height, axis=0).astype(np.float32)
    waves = soft_noise(canvas.height, canvas.width, grain_px=90, seed=traits.texture_seed * 13 + 3)
    column = (np.arange(canvas.width)[None, :] + 6.0 * waves) % canvas.width
    strand = np.take_along_axis(wide, column.astype(np.int64), axis=1)
    clumps = soft_noise(canvas.height, canvas.width, grain_px=24, seed=traits.texture_seed * 13 + 4)
    canvas.shade(1.0 + 0.13 * strand + 0.08 * clumps)
    light = np.minimum(np.asarray(traits.hair_colour, np.float32) * 1.7 + 16, 255)
    canvas.cover(np.clip(strand - 0.9, 0, 1) * 0.34, light)
    return canvas


def hair_cap(traits: FaceTraits, head: HeadGrid, canvas: Canvas) -> Surface:
    """Return the hair that lies on the head."""
    t = traits
    normals = grid_normals(head.points, closed=True)
    heights = np.broadcast_to(head.heights[:, None], head.across_mm.shape)
    line = hairline_mm(t, head.across_mm)
    above = heights - line
    rise = smoothstep(-2.0, 9.0, above)
    volume = _volume(t, head, heights)
    ripple = 0.7 * np.sin(head.across_mm / 5.5 + 0.05 * heights + t.texture_seed % 7)
    lift = -3.5 + rise * (3.5 + volume + ripple * min(1.0, t.hair_volume_mm / 8))
    points = head.points + normals * lift[:, :, None]
    texels = canvas.texels(100.0 + head.across_mm * 0.62 + 0.06 * heights, 50.0 + heights * 0.35)
    return grid_surface(points.astype(np.float32), texels, closed=True, gloss=_GLOSS)


def _volume(t: FaceTraits, head: HeadGrid, heights: NDArray[np.floating]) -> Floats:
    across = head.across_mm
    side = np.abs(across)
    top = smoothstep(40.0, 100.0, heights)
    base = np.full(across.shape, t.hair_volume_mm, np.float32)
    match t.hair:
        case HairStyle.CROPPED | HairStyle.RECEDING:
            volume = 2.2 + (t.hair_volume_mm * 0.32) * top
        case HairStyle.SIDE_PARTED:
            shift = np.sign(t.parting or 1.0) * (12 + 16 * abs(t.parting))
            ridge = smoothstep(0.0, 20.0, np.abs(across - shift))
            volume = 3.0 + (0.35 + 0.65 * top) * base * (0.35 + 0.65 * ridge)
        case HairStyle.SWEPT_BACK:
            volume = 3.0 + base * (0.45 + 0.75 * top)
        case HairStyle.TIED_BACK:
            volume = 2.8 + base * 0.35 * top
        case HairStyle.FRINGE_SHORT:
            volume = 3.5 + base * (0.35 + 0.5 * top)
        case HairStyle.BOB | HairStyle.BOB_FRINGE | HairStyle.LONG | HairStyle.LONG_FRINGE:
            shift = np.sign(t.parting or 1.0) * (12 + 16 * abs(t.parting))
            seam = np.ones(across.shape, np.float32)
            if t.hair not in _FRINGED:
                seam = 0.30 + 0.70 * smoothstep(0.0, 14.0, np.abs(across - shift))
            volume = (4.5 + base * (0.6 + 0.4 * top)) * seam
        case _:
            assert_never(t.hair)
    if t.hair in (HairStyle.CROPPED, HairStyle.RECEDING, HairStyle.SIDE_PARTED, HairStyle.FRINGE_SHORT):
        tight = smoothstep(t.head_width_mm * 0.40, t.head_width_mm * 0.52, side) * (1.0 - smoothstep(20, 70, heights))
        volume = volume * (1.0 - 0.72 * tight)
    return np.asarray(volume, np.float32)


def hair_curtain(traits: FaceTraits, head: HeadGrid, canvas: Canvas) -> Surface | None:
    """Return the hair that hangs beside and behind the face, or None for short hair."""
    t = traits
    if t.hair not in _LONG:
        return None
    short = t.hair in (HairStyle.BOB, HairStyle.BOB_FRINGE)
    low = (t.chin_y_mm + 14.0) if short else t.chin_y_mm - 78.0
    heights = np.linspace(78.0, low, 64)
    rows = np.interp(heights, head.heights[::-1], np.arange(len(head.heights))[::-1])
    opening = np.deg2rad(59.0)
    angle = np.linspace(opening, 2 * np.pi - opening, 96)
    half = np.interp(rows, np.arange(len(head.heights)), head.half_width)
    widest = float(head.half_width.max())
    # Hair falls straight from the widest part of the head, then follows the neck a little.
    fall = np.where(heights > 0, half, np.maximum(half, widest * (0.99 if short else 0.97)))
    fall = fall + 4.0 + t.hair_volume_mm * 0.75
    if short:
        at = np.clip((0.0 - heights) / -low, 0.0, 1.0)
        fall = fall * (1.0 + 0.05 * np.sin(at * np.pi) - 0.09 * at**3)
    else:
        fall = fall * (1.0 + 0.04 * np.clip(-heights / 150.0, 0, 1))
    dome = np.clip((78.0 - heights) / 26.0, 0.0, 1.0) ** 0.6
    fall = fall * (0.93 + 0.07 * dome)
    sine, cosine = np.sin(angle)[None, :], np.cos(angle)[None, :]
    edge = np.minimum(angle - opening, 2 * np.pi - opening - angle)[None, :]
    # The front edge curls in, so that the curtain has thickness.
    curl = 1.0 - 0.16 * np.exp(-((edge / 0.16) ** 2))
    front = np.where(cosine > 0, 62.0, 104.0)
    ripple = (
        1.0 + 0.012 * np.sin(angle * 23 + t.texture_seed % 5)[None, :] * np.clip((40 - heights) / 80, 0, 1)[:, None]
    )
    x = fall[:, None] * sine * curl * ripple
    z = front * cosine * curl * ripple + np.where(cosine > 0, -2.0, -2.0)
    y = np.broadcast_to(heights[:, None], x.shape)
    points = np.stack([-x, y, z], axis=-1).astype(np.float32)
    texels = canvas.texels(
        np.broadcast_to(100.0 + (angle[None, :] - np.pi) * 30.0, x.shape), 50.0 + np.broadcast_to(y, x.shape) * 0.3
    )
    follows = smoothstep(t.chin_y_mm - 70.0, t.chin_y_mm + 30.0, y)
    return grid_surface(points, texels, closed=False, gloss=_GLOSS, follows_head=follows * 0.7 + 0.3)


def bun(traits: FaceTraits) -> tuple[float, float, float, float] | None:
    """Return where tied hair sits (x, y, z, radius; mm), or None."""
    if traits.hair is not HairStyle.TIED_BACK:
        return None
    high = traits.hairline_y_mm > 68.0
    return (0.0, 104.0, -62.0, 34.0) if high else (0.0, 30.0, -112.0, 34.0)

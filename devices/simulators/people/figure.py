"""One person ready to be drawn: all surfaces in one set of arrays, all textures in one atlas."""

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import Final

import numpy as np
from numpy.typing import NDArray

from devices.simulators.people import body, hair
from devices.simulators.people.canvas import Canvas
from devices.simulators.people.features import Expression, paint_features
from devices.simulators.people.head_shape import head_grid
from devices.simulators.people.mesh import Floats, Surface, grid_surface
from devices.simulators.people.skin import paint_skin
from devices.simulators.people.traits import FaceTraits

_KEPT_EXPRESSIONS: Final = 12


@dataclass(frozen=True, slots=True, eq=False)
class Geometry:
    """All surfaces joined. `texels` are in the atlas; `gloss` and `follows_head` are one value a point."""

    points: Floats
    normals: Floats
    texels: Floats
    gloss: Floats
    follows_head: Floats
    triangles: NDArray[np.int32]


class Figure:
    """A person's surfaces and textures. Safe from any thread."""

    def __init__(self, traits: FaceTraits) -> None:
        """Build everything that does not change from frame to frame."""
        self.traits = traits
        head = head_grid(traits)
        self._skin = paint_skin(traits)
        hair.paint_scalp(self._skin, traits)
        strands = hair.hair_canvas(traits)
        cloth = body.cloth_canvas(traits)
        frame = Canvas(left_mm=-3, top_mm=3, width_mm=6, height_mm=6, colour=traits.glasses or (0, 0, 0))
        half = float(np.interp(-8.0, head.heights[::-1], head.half_width[::-1]))
        heights = np.broadcast_to(head.heights[:, None], head.across_mm.shape)
        texels = self._skin.texels(head.across_mm, heights)
        on_skin = [
            grid_surface(head.points, texels, closed=True, gloss=0.10),
            body.ear(traits, self._skin, -1, half),
            body.ear(traits, self._skin, 1, half),
            body.neck(traits, self._skin),
        ]
        on_hair = [hair.hair_cap(traits, head, strands)]
        curtain = hair.hair_curtain(traits, head, strands)
        if curtain is not None:
            on_hair.append(curtain)
        knot = hair.bun(traits)
        if knot is not None:
            on_hair.append(body.ball(knot[:3], knot[3], strands))
        sheets = [
            (self._skin, on_skin),
            (strands, on_hair),
            (cloth, [body.torso(traits, cloth)]),
            (frame, body.glasses(traits, frame, half)),
        ]
        self.geometry, self._atlas = _join(sheets)
        self._kept: OrderedDict[Expression, NDArray[np.uint8]] = OrderedDict()
        self._lock = Lock()

    def atlas(self, expression: Expression) -> NDArray[np.uint8]:
        """Return the textures with this expression painted in: height x width x 3, BGR, not to be written to."""
        wanted = expression.stepped()
        with self._lock:
            kept = self._kept.get(wanted)
            if kept is not None:
                self._kept.move_to_end(wanted)
                return kept
        skin = self._skin.copy()
        paint_features(skin, self.traits, wanted)
        atlas = self._atlas.copy()
        atlas[: skin.height, : skin.width] = skin.pixels()
        with self._lock:
            self._kept[wanted] = atlas
            while len(self._kept) > _KEPT_EXPRESSIONS:
                self._kept.popitem(last=False)
        return atlas


def _join(sheets: list[tuple[Canvas, list[Surface]]]) -> tuple[Geometry, NDArray[np.uint8]]:
    """Stack the textures, the skin's first, and number all points on."""
    width = max(canvas.width for canvas, _ in sheets)
    atlas = np.zeros((sum(canvas.height for canvas, _ in sheets), width, 3), np.uint8)
    points, normals, texels, gloss, follows, triangles = [], [], [], [], [], []
    top, first = 0, 0
    for canvas, surfaces in sheets:
        atlas[top : top + canvas.height, : canvas.width] = canvas.pixels()
        for surface in surfaces:
            points.append(surface.points)
            normals.append(surface.normals)
            texels.append(surface.texels + np.array((0.0, top), np.float32))
            gloss.append(np.full(len(surface.points), surface.gloss, np.float32))
            follows.append(surface.follows_head)
            triangles.append(surface.triangles + first)
            first += len(surface.points)
        top += canvas.height
    geometry = Geometry(
        points=np.concatenate(points),
        normals=np.concatenate(normals),
        texels=np.concatenate(texels),
        gloss=np.concatenate(gloss),
        follows_head=np.concatenate(follows),
        triangles=np.concatenate(triangles).astype(np.int32),
    )
    return geometry, atlas

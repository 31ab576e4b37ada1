"""What one synthetic face looks like, as numbers. A seed gives the same numbers for ever.

Lengths are millimetres; x runs to the picture's right, y up from the line of the eyes, z towards the camera.
Colours are BGR, 0 to 255.
"""

from dataclasses import dataclass, fields
from enum import Enum
from typing import Final

import numpy as np

from devices.api.kinds.id_card_reader import Sex

Colour = tuple[int, int, int]

CHILD_UNDER_YEARS: Final = 14
GREY_FROM_YEARS: Final = 48


class HairStyle(Enum):
    """How the hair is worn."""

    CROPPED = "cropped"
    SIDE_PARTED = "side_parted"
    SWEPT_BACK = "swept_back"
    RECEDING = "receding"
    FRINGE_SHORT = "fringe_short"
    BOB = "bob"
    BOB_FRINGE = "bob_fringe"
    LONG = "long"
    LONG_FRINGE = "long_fringe"
    TIED_BACK = "tied_back"


class Garment(Enum):
    """What is worn at the neck."""

    ROUND_NECK = "round_neck"
    V_NECK = "v_neck"
    SHIRT = "shirt"
    JACKET = "jacket"


class FacialHair(Enum):
    """What grows on the chin and above the lip."""

    NONE = "none"
    STUBBLE = "stubble"
    MOUSTACHE = "moustache"
    SHORT_BEARD = "short_beard"


@dataclass(frozen=True, slots=True)
class FaceTraits:
    """Everything a drawn face is made of. Attributes without a unit in their name are factors around 1 or 0 to 1."""

    sex: Sex
    age_years: int

    head_width_mm: float
    cheek_width_mm: float
    jaw_width_mm: float
    chin_width_mm: float
    chin_y_mm: float
    chin_forward_mm: float
    crown_y_mm: float
    forehead_slope_mm: float
    cheekbone_mm: float
    cheek_fullness_mm: float

    eye_x_mm: float
    eye_width_mm: float
    eye_height_mm: float
    eye_tilt_deg: float
    eye_socket_mm: float
    eyelid_crease: float
    eye_bags: float
    iris: Colour

    brow_y_mm: float
    brow_length_mm: float
    brow_thickness_mm: float
    brow_arch_mm: float
    brow_tilt_deg: float
    brow_density: float
    brow_ridge_mm: float

    nose_tip_y_mm: float
    nose_tip_forward_mm: float
    nose_bridge_forward_mm: float
    nose_bridge_width_mm: float
    nose_tip_width_mm: float
    nose_wing_x_mm: float
    nose_wing_mm: float

    mouth_y_mm: float
    mouth_width_mm: float
    upper_lip_mm: float
    lower_lip_mm: float
    mouth_corner_mm: float
    cupid_bow: float
    lip: Colour

    skin: Colour
    blush: float
    freckles: float
    mottling: float
    moles: tuple[tuple[float, float, float], ...]
    wrinkles: float
    nasolabial: float

    hair: HairStyle
    hair_colour: Colour
    hairline_y_mm: float
    hair_volume_mm: float
    parting: float
    facial_hair: FacialHair
    ear_size: float
    ear_spread_deg: float
    neck_width_mm: float
    glasses: Colour | None
    glasses_round: float

    garment: Garment
    garment_colour: Colour
    shirt_colour: Colour

    texture_seed: int


_MALE_HAIR: Final = (
    HairStyle.CROPPED,
    HairStyle.SIDE_PARTED,
    HairStyle.SWEPT_BACK,
    HairStyle.FRINGE_SHORT,
    HairStyle.SIDE_PARTED,
    HairStyle.CROPPED,
    HairStyle.RECEDING,
)
_FEMALE_HAIR: Final = (
    HairStyle.BOB,
    HairStyle.BOB_FRINGE,
    HairStyle.LONG,
    HairStyle.LONG_FRINGE,
    HairStyle.TIED_BACK,
    HairStyle.TIED_BACK,
    HairStyle.BOB,
)
_OLD_FEMALE_HAIR: Final = (HairStyle.BOB, HairStyle.TIED_BACK, HairStyle.SWEPT_BACK, HairStyle.SIDE_PARTED)
_BOY_HAIR: Final = (HairStyle.CROPPED, HairStyle.FRINGE_SHORT, HairStyle.SIDE_PARTED)

# BGR, from a light to a deep brown; every tone is a plausible one of the population served.
_SKIN_LIGHT: Final = np.array((196, 214, 240), np.float64)
_SKIN_DEEP: Final = np.array((92, 132, 184), np.float64)
_HAIR: Final = ((24, 22, 24), (30, 30, 38), (28, 36, 52), (36, 50, 78), (20, 18, 18), (26, 26, 30))
_GARMENTS: Final = (
    (120, 84, 52), (72, 62, 58), (96, 110, 60), (66, 58, 132), (148, 128, 96), (60, 76, 110), (134, 112, 128),
    (92, 92, 92), (52, 44, 40), (110, 140, 150), (150, 96, 60), (84, 120, 96),
)  # fmt: skip
_SHIRTS: Final = ((244, 242, 240), (236, 226, 208), (228, 232, 244), (240, 240, 226))
_GLASSES: Final = ((30, 28, 28), (46, 44, 60), (90, 84, 80), (40, 52, 92))


class _Dice:
    """Draws from one stream in a fixed order."""

    def __init__(self, seed: int) -> None:
        self._random = np.random.default_rng((0x48414C4C, seed))

    def spread(self, low: float, high: float) -> float:
        """Draw evenly: faces at the edges are as common as in the middle, which keeps them apart."""
        return float(self._random.uniform(low, high))

    def happens(self, chance: float) -> bool:
        return bool(self._random.random() < chance)

    def pick(self, count: int) -> int:
        return int(self._random.integers(count))


def _mix(low: np.ndarray, high: np.ndarray, at: float) -> np.ndarray:
    return low * (1.0 - at) + high * at


def _colour(values: np.ndarray) -> Colour:
    blue, green, red = (round(float(value)) for value in np.clip(values, 0, 255))
    return blue, green, red


def face_traits(seed: int, *, sex: Sex = Sex.UNKNOWN, age_years: int = 35) -> FaceTraits:
    """Return the face of `seed`. The same arguments give the same face; sex and age change what they would.

    Where `sex` is unknown or unstated, the seed decides.
    """
    dice = _Dice(seed)
    toss = dice.happens(0.5)
    male = sex is Sex.MALE if sex in (Sex.MALE, Sex.FEMALE) else toss
    age = max(3, min(100, age_years))
    child = max(0.0, min(1.0, (16 - age) / 12.0))
    old = max(0.0, min(1.0, (age - 45) / 35.0))
    manly = 1.0 if male else 0.0
    tone = dice.spread(0.0, 1.0) ** 1.3
    skin = _mix(_SKIN_LIGHT, _SKIN_DEEP, tone) + np.array(
        (dice.spread(-10, 10), dice.spread(-5, 5), dice.spread(-4, 4))
    )
    lip_tone = np.array((dice.spread(84, 116), dice.spread(84, 112), dice.spread(168, 200)))
    lip = _mix(lip_tone, skin * np.array((0.80, 0.74, 0.86)), 0.35 + 0.4 * manly)
    hair = np.array(_HAIR[dice.pick(len(_HAIR))], np.float64)
    grey = max(0.0, min(0.9, (age - GREY_FROM_YEARS) / 30.0 + dice.spread(-0.25, 0.25)))
    grey = grey if age >= GREY_FROM_YEARS else 0.0
    hair_colour = _mix(hair, np.array((196.0, 198.0, 202.0)), grey)
    iris = _mix(np.array((22.0, 34.0, 52.0)), np.array((40.0, 70.0, 112.0)), dice.spread(0, 1) ** 1.5)

    styles: tuple[HairStyle, ...] = _MALE_HAIR if male else (_OLD_FEMALE_HAIR if age > 60 else _FEMALE_HAIR)
    if male and age < CHILD_UNDER_YEARS:
        styles = _BOY_HAIR
    style = styles[dice.pick(len(styles))]
    if style is HairStyle.RECEDING and age < 38:
        style = HairStyle.SWEPT_BACK
    beard = (FacialHair.NONE, FacialHair.NONE, FacialHair.STUBBLE, FacialHair.MOUSTACHE, FacialHair.SHORT_BEARD)[
        dice.pick(5)
    ]
    if not male or age < 20:
        beard = FacialHair.NONE
    wears_glasses = dice.happens(0.22 + 0.12 * old) and age >= CHILD_UNDER_YEARS
    frame = _GLASSES[dice.pick(len(_GLASSES))]

    head_width = dice.spread(140, 158) + 3 * manly - 7 * child
    cheek = head_width * dice.spread(0.90, 1.0)
    jaw = cheek * dice.spread(0.74, 0.92) * (1.0 + 0.03 * manly - 0.03 * child)
    chin_y = -(dice.spread(102, 124) + 4 * manly) * (1.0 - 0.17 * child)
    nose_tip_y = chin_y * dice.spread(0.325, 0.42)
    mouth_y = nose_tip_y + (chin_y - nose_tip_y) * dice.spread(0.42, 0.53)
    return FaceTraits(
        sex=Sex.MALE if male else Sex.FEMALE,
        age_years=age,
        head_width_mm=head_width,
        cheek_width_mm=cheek,
        jaw_width_mm=jaw,
        chin_width_mm=dice.spread(26, 46) + 5 * manly - 4 * child,
        chin_y_mm=chin_y,
        chin_forward_mm=dice.spread(-3, 7) - 3 * child,
        crown_y_mm=dice.spread(112, 128) - 2 * child,
        forehead_slope_mm=dice.spread(2, 12) + 4 * manly,
        cheekbone_mm=dice.spread(0, 6),
        cheek_fullness_mm=dice.spread(-4, 5) + 4 * child - 3 * old,
        eye_x_mm=head_width * dice.spread(0.196, 0.232),
        eye_width_mm=dice.spread(26, 34) * (1.0 + 0.02 * child),
        eye_height_mm=(dice.spread(7.8, 12.2) + 0.8 * (1 - manly)) * (1.0 + 0.12 * child - 0.12 * old),
        eye_tilt_deg=dice.spread(-3, 9),
        eye_socket_mm=dice.spread(3, 9) - 2 * child,
        eyelid_crease=dice.spread(0, 1),
        eye_bags=min(1.0, dice.spread(0, 0.5) + 0.6 * old) * (1 - child),
        iris=_colour(iris),
        brow_y_mm=dice.spread(15.5, 23) - 1.5 * manly,
        brow_length_mm=dice.spread(34, 46),
        brow_thickness_mm=dice.spread(3.4, 7.6) + 1.8 * manly - 0.8 * child,
        brow_arch_mm=dice.spread(0, 6),
        brow_tilt_deg=dice.spread(-6, 10),
        brow_density=dice.spread(0.45, 0.95),
        brow_ridge_mm=dice.spread(0, 3) + 2.5 * manly,
        nose_tip_y_mm=nose_tip_y,
        nose_tip_forward_mm=dice.spread(14, 24) - 3 * child,
        nose_bridge_forward_mm=dice.spread(3, 11) - 2 * child,
        nose_bridge_width_mm=dice.spread(6.5, 11),
        nose_tip_width_mm=dice.spread(8, 13.5),
        nose_wing_x_mm=dice.spread(12, 18) + 1 * manly - 1.5 * child,
        nose_wing_mm=dice.spread(3, 8),
        mouth_y_mm=mouth_y,
        mouth_width_mm=dice.spread(40, 60) - 5 * child,
        upper_lip_mm=dice.spread(4.0, 9.0) - 1.5 * old,
        lower_lip_mm=dice.spread(5.5, 11.5) - 1.5 * old,
        mouth_corner_mm=dice.spread(-0.5, 3.0),
        cupid_bow=dice.spread(0, 1),
        lip=_colour(lip),
        skin=_colour(skin),
        blush=dice.spread(0.1, 0.8),
        freckles=dice.spread(0, 1) ** 4,
        mottling=dice.spread(0.2, 1),
        moles=tuple(
            (dice.spread(-48, 48), dice.spread(chin_y + 14, -8), dice.spread(1.0, 1.9)) for _ in range(dice.pick(4))
        ),
        wrinkles=old * dice.spread(0.6, 1.0),
        nasolabial=min(1.0, dice.spread(0, 0.5) + 0.6 * old) * (1 - child),
        hair=style,
        hair_colour=_colour(hair_colour),
        hairline_y_mm=dice.spread(58, 78),
        hair_volume_mm=dice.spread(5, 13),
        parting=dice.spread(-1, 1),
        facial_hair=beard,
        ear_size=dice.spread(0.88, 1.16) + 0.06 * old,
        ear_spread_deg=dice.spread(14, 36),
        neck_width_mm=dice.spread(96, 112) + 12 * manly - 22 * child,
        glasses=frame if wears_glasses else None,
        glasses_round=dice.spread(0, 1),
        garment=tuple(Garment)[dice.pick(4)],
        garment_colour=_GARMENTS[dice.pick(len(_GARMENTS))],
        shirt_colour=_SHIRTS[dice.pick(len(_SHIRTS))],
        texture_seed=seed,
    )


TRAIT_NAMES: Final = tuple(field.name for field in fields(FaceTraits))

"""The inks. Text is pure black, so that a laser printer sets it sharp; colour is left to ornament, rules and seal."""

from typing import Final

from reportlab.lib.colors import Color

FOREST: Final = Color(0.110, 0.353, 0.286)
SAGE: Final = Color(0.520, 0.694, 0.635)
GOLD: Final = Color(0.780, 0.663, 0.443)
MIST: Final = Color(0.855, 0.914, 0.890)
SAND: Final = Color(0.937, 0.898, 0.820)
TINT: Final = Color(0.945, 0.965, 0.957)
RULE: Final = Color(0.230, 0.330, 0.300)
SEAL_RED: Final = Color(0.804, 0.094, 0.118)
SPECIMEN_GREY: Final = Color(0.930, 0.930, 0.930)


def stroke(colour: Color, width_pt: float) -> str:
    """Return the operators that choose a pen."""
    return f"{colour.red:.3f} {colour.green:.3f} {colour.blue:.3f} RG {width_pt:.2f} w"


def fill(colour: Color) -> str:
    """Return the operator that chooses a fill."""
    return f"{colour.red:.3f} {colour.green:.3f} {colour.blue:.3f} rg"

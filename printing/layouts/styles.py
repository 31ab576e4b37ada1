"""Type sizes, rules and tints of A4 papers, in one place so that all papers look like one house's."""

from typing import Final

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from printing.fonts.catalogue import Face
from printing.ornament.palette import RULE, TINT
from printing.typesetting.paragraph import Align, TextStyle
from printing.typesetting.table import TableLook

PAGE_WIDTH_PT: Final[float] = A4[0]
PAGE_HEIGHT_PT: Final[float] = A4[1]
MARGIN_PT: Final = 26.5 * mm
"""From either side of the paper to the text."""
TEXT_WIDTH_PT: Final = PAGE_WIDTH_PT - 2 * MARGIN_PT
REPORT_MARGIN_PT: Final = 17.0 * mm
"""The same on a report, which has no frame."""

BODY: Final = TextStyle(Face.SERIF, 12.5, 22.5, Align.JUSTIFIED, indent_em=2.0)
CLOSING: Final = TextStyle(Face.SERIF, 12.5, 22.5, Align.LEFT, indent_em=2.0)
HEADING: Final = TextStyle(Face.SANS_BOLD, 12.5, 22.5)
LABEL: Final = TextStyle(Face.SANS_MEDIUM, 10.0, 15.0, Align.CENTRE)
VALUE: Final = TextStyle(Face.SERIF, 11.0, 16.0)
VALUE_STRONG: Final = TextStyle(Face.SERIF_BOLD, 11.0, 16.0)
ROW_CENTRE: Final = TextStyle(Face.SERIF, 10.5, 15.5, Align.CENTRE)
ROW_STRONG: Final = TextStyle(Face.SERIF_BOLD, 10.5, 15.5, Align.CENTRE)
ROW: Final = TextStyle(Face.SERIF, 10.5, 15.5)
LIST_MAIN: Final = TextStyle(Face.SERIF, 9.2, 12.6)
LIST_CENTRE: Final = TextStyle(Face.SERIF, 9.2, 12.6, Align.CENTRE)
LIST_RIGHT: Final = TextStyle(Face.SERIF, 9.2, 12.6, Align.RIGHT)
LIST_STRONG: Final = TextStyle(Face.SERIF_BOLD, 9.2, 12.6, Align.CENTRE)
FIGURES_LEFT: Final = TextStyle(Face.SANS, 8.8, 12.6)
FIGURES_CENTRE: Final = TextStyle(Face.SANS, 8.8, 12.6, Align.CENTRE)
FIGURES_RIGHT: Final = TextStyle(Face.SANS, 8.8, 12.6, Align.RIGHT)
"""For columns of figures: the sans has digits of one width, so that they stand below each other; the serif has not."""
LIST_HEAD: Final = TextStyle(Face.SANS_MEDIUM, 9.0, 12.4, Align.CENTRE)
TABLE_TITLE: Final = TextStyle(Face.SANS_MEDIUM, 10.0, 14.0, Align.CENTRE)
SIGNED_FOR: Final = TextStyle(Face.SANS_MEDIUM, 9.5, 14.0)
SIGNED_BY: Final = TextStyle(Face.SERIF, 9.5, 13.5, Align.CENTRE)
NOTE: Final = TextStyle(Face.SANS, 8.5, 12.8, Align.JUSTIFIED)

FORM_LOOK: Final = TableLook(
    padding_x_pt=7.0, padding_y_pt=4.8, outer_rule_pt=0.9, inner_rule_pt=0.35, rule_colour=RULE, tint=TINT
)
LIST_LOOK: Final = TableLook(
    padding_x_pt=4.0, padding_y_pt=4.0, outer_rule_pt=0.9, inner_rule_pt=0.35, rule_colour=RULE, tint=TINT
)
FIGURE: Final = TextStyle(Face.SANS_BOLD, 19.0, 25.0, Align.CENTRE)
FIGURE_LABEL: Final = TextStyle(Face.SANS, 8.5, 12.0, Align.CENTRE)
REPORT_HEADING: Final = TextStyle(Face.SANS_BOLD, 11.0, 16.0)
REPORT_TEXT: Final = TextStyle(Face.SERIF, 10.0, 15.5, Align.JUSTIFIED)
EMPTY: Final = "—"
"""What stands for a field with nothing in it: a blank cell invites a pen."""

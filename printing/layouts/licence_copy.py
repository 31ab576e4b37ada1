"""What stands on the print of an electronic licence: the licence as a form under its own name."""

from typing import Final

from reportlab.lib.units import mm

from printing.documents.licence_copy import LicenceCopy
from printing.documents.moments import date_words, minute_stamp
from printing.fonts.catalogue import Face
from printing.fonts.runs import width_em
from printing.layouts.applicant_table import applicant_fields
from printing.layouts.closing import Closing
from printing.layouts.form_table import FormField, form_table
from printing.layouts.sheet import FormWords, Part, lay_out
from printing.layouts.styles import FORM_LOOK, TEXT_WIDTH_PT, VALUE_STRONG
from printing.layouts.wording import basis
from printing.rendered import RenderedPdf
from printing.typesetting.paragraph import Align, Paragraph, TextStyle
from printing.typesetting.table import Cell, Row, Table

_GAP_PT: Final = 5.0 * mm
_NAME: Final = TextStyle(Face.SERIF_BOLD, 17.0, 27.0, Align.CENTRE)
_NAME_EM: Final = (TEXT_WIDTH_PT - 2 * FORM_LOOK.padding_x_pt) / _NAME.size_pt
_LONG_NAME: Final = TextStyle(Face.SERIF_BOLD, 14.0, 22.0, Align.CENTRE)
"""Thirty characters of it, the longest name, are one line."""
_MADE: Final = "经申请人本人身份核验后自助打印，不替代证照原件。"
_WORDS: Final = FormWords(
    issued="打印时间", worth="用证单位应当扫码核对，以电子证照库的实时记载为准；仅用于所列用途，涂改无效。"
)


def render_licence_copy(copy: LicenceCopy) -> RenderedPdf:
    """Return the print as PDF. Errors as `sheet.lay_out`."""
    asked = form_table(
        [
            *applicant_fields(copy.applicant),
            FormField("数据截止", minute_stamp(copy.as_of)),
            FormField("用途", copy.purpose),
        ]
    )
    story = [Part(asked), Part(_licence(copy), _GAP_PT)]
    closing = Closing(basis(copy, "本件", _MADE), "与数据截止时点电子证照库的记载一致。", copy.issue)
    return lay_out(copy, story, closing, _WORDS)


def _licence(copy: LicenceCopy) -> Table:
    until = date_words(copy.valid_until) if copy.valid_until is not None else "长期"
    style = _NAME if width_em(copy.licence_name, _NAME.face) <= _NAME_EM else _LONG_NAME
    name = Row((Cell(Paragraph.of(copy.licence_name, style), 1.0, tinted=True),))
    fields = [
        FormField("证照编号", copy.licence_number, VALUE_STRONG, unbroken=True),
        FormField("证照状态", copy.state, VALUE_STRONG),
        FormField("持证主体", copy.holder, VALUE_STRONG, unbroken=True),
        *(FormField(fact.label, fact.value) for fact in copy.facts),
        FormField("颁发日期", date_words(copy.issued_on)),
        FormField("有效期至", until),
        FormField("颁发机构", copy.authority),
        FormField("证照标识", copy.licence_identifier),
    ]
    return form_table(fields, header=(name,))

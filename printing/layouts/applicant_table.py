"""The table at the top of a paper that a registry was asked for: who, by which document, what was asked and when."""

from collections.abc import Sequence
from datetime import datetime

from printing.documents.moments import minute_stamp
from printing.documents.paper import Applicant
from printing.layouts.form_table import FormField, form_table
from printing.layouts.styles import VALUE_STRONG
from printing.typesetting.table import Table


def applicant_fields(applicant: Applicant) -> list[FormField]:
    """Whom a paper is about."""
    return [
        FormField("申请人", applicant.name, VALUE_STRONG, unbroken=True),
        FormField("证件类型", applicant.id_kind),
        FormField("证件号码", applicant.id_number),
    ]


def applicant_table(
    applicant: Applicant, *, scope: str, purpose: str, as_of: datetime, facts: Sequence[tuple[str, str]] = ()
) -> Table:
    """Return the table.

    Args:
        applicant: whom the paper is about.
        scope: where was looked; no field where it is empty.
        purpose: what it is for.
        as_of: when the registry was asked.
        facts: label and value of further fields, behind the others.

    Raises:
        MissingGlyph: no font has a character.
    """
    fields = [
        *applicant_fields(applicant),
        FormField("数据截止", minute_stamp(as_of)),
        FormField("查询目的", purpose),
        *([FormField("查询范围", scope)] if scope else []),
        *(FormField(label, value) for label, value in facts),
    ]
    return form_table(fields)

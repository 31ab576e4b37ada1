"""What stands on a mediation agreement: parties, dispute, clauses over as many pages as they need, signatures, seal."""

from typing import Final

from reportlab.lib.units import mm

from printing.documents.mediation_agreement import MediationAgreement, Party
from printing.documents.moments import minute_stamp
from printing.layouts.closing import Closing
from printing.layouts.form_table import FormField, form_table
from printing.layouts.sheet import FormWords, Part, lay_out
from printing.layouts.signatures import Signatory, signature_table
from printing.layouts.styles import BODY, HEADING, VALUE_STRONG
from printing.rendered import RenderedPdf
from printing.typesetting.blocks import Stack
from printing.typesetting.paragraph import Paragraph
from printing.typesetting.table import Table

_GAP_PT: Final = 4.5 * mm
_NUMERALS: Final = "一二三四五"
_WORDS: Final = FormWords(
    issued="出具时间", worth="本协议经各方当事人和调解员签名、加盖调解委员会印章后生效；涂改、缺页无效。"
)


def render_mediation_agreement(agreement: MediationAgreement) -> RenderedPdf:
    """Return the agreement as PDF. Errors as `sheet.lay_out`."""
    story = [Part(_party(party), 2.5 * mm if number else 0.0) for number, party in enumerate(agreement.parties)]
    story.append(Part(_case(agreement), 2.5 * mm))
    sections = [
        ("纠纷主要事实、争议事项", [Paragraph.of(text, BODY) for text in agreement.facts]),
        ("经调解，自愿达成如下协议", _clauses(agreement.clauses)),
    ]
    if agreement.performance:
        sections.append(("履行方式、地点、期限", [Paragraph.of(agreement.performance, BODY)]))
    for numeral, (title, paragraphs) in zip(_NUMERALS, sections, strict=False):
        story.append(_heading(f"{numeral}、{title}"))
        story += [Part(paragraph) for paragraph in paragraphs]
    story.append(_heading(f"{_NUMERALS[len(sections)]}、签名"))
    story.append(Part(signature_table(_signatories(agreement)), 1.0 * mm))
    return lay_out(agreement, story, Closing(_force(agreement), "（以下无正文）", agreement.issue), _WORDS)


def _heading(text: str) -> Part:
    return Part(Paragraph.of(text, HEADING), _GAP_PT, heading=True)


def _party(party: Party) -> Stack:
    """What is said of one party stays on one page."""
    fields = [
        FormField(party.role, party.name, VALUE_STRONG, unbroken=True),
        FormField("证件类型", party.id_kind),
        FormField("证件号码", party.id_number),
        FormField("联系电话", party.contact),
        *([FormField("代理人", party.agent)] if party.agent else []),
        FormField("住址", party.address),
    ]
    return Stack((form_table(fields),), (0.0,))


def _case(agreement: MediationAgreement) -> Table:
    return form_table(
        [
            FormField("调解员", "、".join(mediator.name for mediator in agreement.mediators)),
            FormField("纠纷类型", agreement.dispute),
            FormField("调解组织", agreement.issue.organisation),
            FormField("达成时间", minute_stamp(agreement.agreed_at)),
        ]
    )


def _clauses(clauses: tuple[str, ...]) -> list[Paragraph]:
    return [Paragraph.of(f"{number}. {clause}", BODY) for number, clause in enumerate(clauses, start=1)]


def _signatories(agreement: MediationAgreement) -> tuple[Signatory, ...]:
    parties = [Signatory(party.role, party.agent or party.name, party.signature) for party in agreement.parties]
    return (*parties, *(Signatory("调解员", mediator.name, mediator.signature) for mediator in agreement.mediators))


def _force(agreement: MediationAgreement) -> str:
    rules = f"依据{''.join(agreement.issue.legal_basis)}，" if agreement.issue.legal_basis else ""
    return (
        f"{rules}本协议自各方当事人签名、人民调解员签名并加盖调解委员会印章之日起生效，具有法律约束力，"
        f"各方当事人应当按照约定履行。本协议一式{agreement.copies}份，各份具有同等效力。"
    )

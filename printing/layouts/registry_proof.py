"""What stands on a proof whose fields are data."""

from reportlab.lib.units import mm

from printing.documents.registry_proof import ProofTable, RegistryProof
from printing.layouts.applicant_table import applicant_table
from printing.layouts.closing import Closing
from printing.layouts.counted import CountedTable
from printing.layouts.list_table import Column, list_table
from printing.layouts.sheet import Part, lay_out
from printing.layouts.styles import BODY
from printing.layouts.wording import basis
from printing.rendered import RenderedPdf
from printing.typesetting.paragraph import Paragraph
from printing.typesetting.table import Table

_GAP_PT = 5.0 * mm


def render_registry_proof(proof: RegistryProof) -> RenderedPdf:
    """Return the proof as PDF. Errors as `sheet.lay_out`."""
    facts = [(fact.label, fact.value) for fact in proof.facts]
    table = applicant_table(proof.applicant, scope=proof.scope, purpose=proof.purpose, as_of=proof.as_of, facts=facts)
    story = [Part(table), Part(Paragraph.of(proof.statement, BODY), _GAP_PT)]
    story += [Part(CountedTable.of(_table(listed)), _GAP_PT) for listed in proof.tables]
    return lay_out(proof, story, Closing(basis(proof, "本证明"), proof.words, proof.issue))


def _table(listed: ProofTable) -> Table:
    shares = listed.shares or (1,) * len(listed.columns)
    columns = [Column(head, share) for head, share in zip(listed.columns, shares, strict=True)]
    return list_table(columns, listed.rows, title=listed.title)

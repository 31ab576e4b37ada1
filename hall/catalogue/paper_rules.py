"""Whether `printing` takes what stands on a proof: tried with a specimen when it is published, not before a citizen."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

from hall.catalogue.parts import ProofFactGiven, ProofGiven
from hall.catalogue.schemas import ItemContent
from printing.documents.paper import Applicant, PaperIssue, Seal
from printing.documents.registry_proof import ProofFact, ProofTable, RegistryProof
from printing.errors import FieldError

# Nobody: the name is as long as names are, the number is the standard's own example (GB 11643).
_SPECIMEN: Final = Applicant(name="阿" * 20, id_kind="居民身份证", id_number="11010519491231002X")
_MOMENT: Final = datetime(2026, 1, 1, tzinfo=UTC)
_DAY: Final = "2026年12月31日"


def proof_faults(content: ItemContent, proof: ProofGiven) -> Iterator[tuple[str, str, str]]:
    """Yield (place, what is wrong, what to do) where the paper could not be laid out."""
    try:
        _paper(content, proof)
    except FieldError as error:
        what = f"the paper does not take it: {error}"
        yield f"proof.{error.field}", what, "write it shorter; labels stand in vocabulary/lookups.toml"


def _paper(content: ItemContent, proof: ProofGiven) -> RegistryProof:
    words = {"name": _SPECIMEN.name, "number": _SPECIMEN.id_number, "as_of": _DAY}
    return RegistryProof(
        applicant=_SPECIMEN,
        issue=PaperIssue(
            paper_number="HK-SPECIMEN",
            case_number="999900202601010001",
            verifier="ABC234",
            organisation=content.department.zh,
            hall=content.department.zh,
            terminal_id="T-01",
            issued_at=_MOMENT,
            seal=Seal(purpose="查询专用章", code="9999000000018"),
            specimen=True,
        ),
        title=proof.title,
        as_of=_MOMENT,
        statement=proof.statement.format_map(words),
        facts=tuple(ProofFact(fact.label, "") for fact in proof.facts),
        tables=tuple(_table(columns) for columns in _by_look_up(proof.columns)),
    )


def _by_look_up(columns: list[ProofFactGiven]) -> list[list[ProofFactGiven]]:
    """Return the columns of each look-up, which stand in a table of their own."""
    tables: dict[str, list[ProofFactGiven]] = {}
    for column in columns:
        tables.setdefault(column.source.partition("/")[0], []).append(column)
    return list(tables.values())


def _table(columns: list[ProofFactGiven]) -> ProofTable:
    return ProofTable(columns=tuple(column.label for column in columns), rows=())

"""What stands on a proof whose fields are data: the item says which, the registries' answers say what.

Imported with `hall.papers.drawing` only: it brings `printing`.
"""

from datetime import datetime
from typing import Final

from hall.cases.models import Case
from hall.cases.schemas import AnswerGiven, CaseResultGiven
from hall.catalogue.parts import ProofFactGiven, ProofGiven
from hall.project.hall_time import local
from printing.documents.paper import Applicant, PaperIssue
from printing.documents.registry_proof import ProofFact, ProofTable, RegistryProof

_NARROWEST: Final = 8
_WIDEST: Final = 32


def registry_proof(
    case: Case, proof: ProofGiven, result: CaseResultGiven, *, applicant: Applicant, issue: PaperIssue, purpose: str
) -> RegistryProof:
    """Return the proof of `case`.

    Raises:
        printing.errors.FieldError: what a registry answered breaks a rule of the document.
    """
    answers = {answer.check_id: answer for answer in result.answers}
    words = {"name": case.name, "number": case.number, "as_of": _day(local(result.as_of))}
    return RegistryProof(
        applicant=applicant,
        issue=issue,
        title=proof.title,
        as_of=result.as_of,
        statement=proof.statement.format_map(words),
        facts=tuple(ProofFact(fact.label, _first(answers, fact)) for fact in proof.facts),
        tables=_tables(proof.columns, answers),
        scope=result.scope.zh,
        purpose=purpose,
    )


def _first(answers: dict[str, AnswerGiven], fact: ProofFactGiven) -> str:
    """Return the field of a look-up that brings one row."""
    check, _, field = fact.source.partition("/")
    answer = answers[check]
    return answer.rows[0][_place(answer, field)]


def _tables(columns: list[ProofFactGiven], answers: dict[str, AnswerGiven]) -> tuple[ProofTable, ...]:
    """Return a table for each look-up that columns name, in the order they name it."""
    by_check: dict[str, list[ProofFactGiven]] = {}
    for column in columns:
        by_check.setdefault(column.source.partition("/")[0], []).append(column)
    return tuple(_table(answers[check], named, titled=len(by_check) > 1) for check, named in by_check.items())


def _table(answer: AnswerGiven, columns: list[ProofFactGiven], *, titled: bool) -> ProofTable:
    places = [_place(answer, column.source.partition("/")[2]) for column in columns]
    return ProofTable(
        columns=tuple(column.label for column in columns),
        rows=tuple(tuple(row[place] for place in places) for row in answer.rows),
        title=answer.title.zh if titled else "",
        shares=tuple(_share(answer, place, column.label) for place, column in zip(places, columns, strict=True)),
    )


def _share(answer: AnswerGiven, place: int, label: str) -> int:
    """Return how wide a column should be against the others: as its longest text, within reason."""
    longest = max(_width(label), *(_width(row[place]) for row in answer.rows), _NARROWEST)
    return min(longest, _WIDEST)


def _width(text: str) -> int:
    """Return how wide `text` runs, in halves of a Chinese character."""
    return sum(1 if character.isascii() else 2 for character in text)


def _place(answer: AnswerGiven, field: str) -> int:
    return next(place for place, known in enumerate(answer.fields) if known.field_id == field)


def _day(moment: datetime) -> str:
    return f"{moment.year}年{moment.month}月{moment.day}日"

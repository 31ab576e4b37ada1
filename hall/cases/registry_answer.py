"""Queries and proofs whose content is data: the item's look-ups are put to their registries, and the rows shown.

A new proof needs no code: which registry, which fields and what the paper says of them stand in the catalogue.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from hall.audit.trail import AuditEntry
from hall.cases.asking import Asked
from hall.cases.outcome import Decided, Undecided
from hall.cases.schemas import AnswerGiven, CaseResultGiven, ResultKind
from hall.catalogue.parts import LookupGiven, ProofGiven, ProofValueGiven
from hall.catalogue.vocabulary import Brings
from hall.http.contract_types import BilingualGiven
from hall.profile.models import hall_profile
from hall.project.hall_time import now
from hall.registries.enquiry import Unanswered, enquire
from hall.registries.ports import Question, Record
from hall.registries.wiring import records_of

_MET: Final[Mapping[Brings, Callable[[int], bool]]] = {
    Brings.SOME: lambda rows: rows > 0,
    Brings.ONE: lambda rows: rows == 1,
    Brings.NONE: lambda rows: rows == 0,
    Brings.ANY: lambda _rows: True,
}


def ask_registries(asked: Asked) -> Decided | Undecided:
    """Put every look-up that was consented to to its registry. See `hall.cases.processes.Process`.

    One registry that does not answer leaves the whole undecided: half an answer proves nothing.
    """
    entries: list[AuditEntry] = []
    answers: list[AnswerGiven] = []
    for lookup in asked.lookups:
        question = _question(lookup)

        def ask(number: str, question: Question = question) -> tuple[Record, ...]:
            return records_of(question.registry).records_of(question, number)

        reply = enquire(
            question.registry, asked.number, asked.grounds[question.registry], ask=ask, question=question.check_id
        )
        entries.append(reply.entry)
        if isinstance(reply, Unanswered):
            return Undecided(tuple(entries))
        answers.append(_answer(lookup, reply.answer))
    profile = hall_profile()
    proof = asked.content.proof
    result = CaseResultGiven(
        kind=ResultKind.REGISTRY_ANSWER,
        as_of=now(),
        scope=BilingualGiven(zh=f"{profile.city_zh}行政区域内", en=f"within {profile.city_en}"),
        records=[],
        answers=answers,
        printable=proof is not None and holds(proof, answers),
    )
    return Decided(result.model_dump(mode="json"), tuple(entries))


def _question(lookup: LookupGiven) -> Question:
    fields = tuple(field.field_id for field in lookup.fields)
    return Question(lookup.registry, lookup.check_id, fields, lookup.purpose.zh)


def _answer(lookup: LookupGiven, records: tuple[Record, ...]) -> AnswerGiven:
    fields = lookup.fields
    return AnswerGiven(
        check_id=lookup.check_id,
        title=lookup.title,
        fields=fields,
        rows=[[record.values[field.field_id] for field in fields] for record in records],
    )


def holds(proof: ProofGiven, answers: Sequence[AnswerGiven]) -> bool:
    """Say whether the answers prove what the paper would say: nothing is proved by an empty field."""
    conditions = {condition.check_id: condition.brings for condition in proof.conditions}
    brought = all(_MET[conditions.get(answer.check_id, Brings.SOME)](len(answer.rows)) for answer in answers)
    return brought and all(_says(answers, condition) for condition in proof.values)


def _says(answers: Sequence[AnswerGiven], condition: ProofValueGiven) -> bool:
    check, _, field = condition.source.partition("/")
    answer = next(answer for answer in answers if answer.check_id == check)
    place = next(place for place, known in enumerate(answer.fields) if known.field_id == field)
    return all(row[place] == condition.value for row in answer.rows)

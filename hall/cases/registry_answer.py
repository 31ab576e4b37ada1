"""Queries and proofs whose content is data: the item's look-ups are put to their registries, and the rows shown.

A new proof needs no code: which registry, which fields and what the paper says of them stand in the catalogue.
"""

from hall.audit.trail import AuditEntry
from hall.cases.asking import Asked
from hall.cases.outcome import Decided, Undecided
from hall.cases.schemas import AnswerGiven, CaseResultGiven, ResultKind
from hall.catalogue.parts import LookupGiven, ProofGiven
from hall.http.contract_types import BilingualGiven
from hall.profile.models import hall_profile
from hall.project.hall_time import now
from hall.registries.enquiry import Unanswered, enquire
from hall.registries.ports import Question, Record, RegistryName
from hall.registries.wiring import records_of


def ask_registries(asked: Asked) -> Decided | Undecided:
    """Put every look-up of the item to its registry. See `hall.cases.processes.Process`.

    One registry that does not answer leaves the whole undecided: half an answer proves nothing.
    """
    entries: list[AuditEntry] = []
    answers: list[AnswerGiven] = []
    for lookup in asked.content.lookups:
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
        printable=proof is not None and _bears_out(proof, answers),
    )
    return Decided(result.model_dump(mode="json"), tuple(entries))


def _question(lookup: LookupGiven) -> Question:
    fields = tuple(field.field_id for field in lookup.fields)
    return Question(RegistryName(lookup.registry.value), lookup.check_id, fields, lookup.purpose.zh)


def _answer(lookup: LookupGiven, records: tuple[Record, ...]) -> AnswerGiven:
    fields = lookup.fields
    return AnswerGiven(
        check_id=lookup.check_id,
        title=lookup.title,
        fields=fields,
        rows=[[record.values[field.field_id] for field in fields] for record in records],
    )


def _bears_out(proof: ProofGiven, answers: list[AnswerGiven]) -> bool:
    """Say whether every look-up that stands on the proof brought something: nothing is proved by an empty field."""
    named = {fact.source.partition("/")[0] for fact in (*proof.facts, *proof.columns)}
    return all(answer.rows for answer in answers if answer.check_id in named)

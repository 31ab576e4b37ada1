"""Every proof of the seed can be had by somebody of the synthetic city, and says what its registries say."""

from collections.abc import Mapping
from typing import Any

import pypdfium2
import pytest

from hall.cases.registry_answer import holds
from hall.cases.schemas import AnswerGiven
from hall.catalogue.files.reading import read_catalogue
from hall.catalogue.publication import Draft
from hall.catalogue.schemas import ItemContent
from hall.catalogue.vocabulary import Applicant, Brings, ItemKind
from hall.project.hall_time import now
from hall.protection.digests import person_digest
from hall.registries.models import RecordRow
from hall.seed.freshness import CATALOGUE_FOLDER
from hall.seed.generate_people import Person
from hall.seed.importing import LOST_CARD_EVERY, read_people
from tests.support.hall_terminal import Terminal

OF_AGE_BEFORE = "2008-07-01"
Known = Mapping[tuple[str, str], list[dict[str, str]]]

PROOFS = [
    draft
    for draft in read_catalogue(CATALOGUE_FOLDER).items
    if draft.content.kind is ItemKind.PROOF
    and draft.content.available_here
    and Applicant.NATURAL_PERSON in draft.content.applicants
]


def answers(person: Person, content: ItemContent, known: Known) -> list[AnswerGiven]:
    """Return what the registries say of `person` to the item's look-ups."""
    return [
        AnswerGiven(
            check_id=lookup.check_id,
            title=lookup.title,
            fields=lookup.fields,
            rows=[
                [str(row.get(field.field_id, "")) for field in lookup.fields]
                for row in known.get((person_digest(person.number), lookup.check_id), [])
            ],
        )
        for lookup in content.lookups
    ]


def text_of(pdf: bytes) -> str:
    """Return all text, without white space."""
    with pypdfium2.PdfDocument(pdf) as document:
        return "".join("".join(page.get_textpage().get_text_range() for page in document).split())


@pytest.fixture(scope="module")
def known(django_db_setup: None, django_db_blocker: Any) -> Known:
    """All that the registries hold."""
    with django_db_blocker.unblock():
        return {(row.subject, row.check_id): row.rows for row in RecordRow.objects.all()}


@pytest.fixture(scope="module")
def adults() -> list[Person]:
    """Whoever can sign in by their own card."""
    everyone, today = enumerate(read_people()), now().date().isoformat()
    return [
        person
        for number, person in everyone
        if person.born < OF_AGE_BEFORE
        and number % LOST_CARD_EVERY != LOST_CARD_EVERY - 1
        and (person.valid_until is None or person.valid_until > today)
    ]


@pytest.mark.parametrize("draft", PROOFS, ids=lambda draft: draft.item_id)
def test_a_proof_can_be_had(draft: Draft, terminal: Terminal, known: Known, adults: list[Person]) -> None:
    """For somebody every condition holds: the paper is issued, and every fact and cell of the answer stands on it."""
    proof = draft.content.proof
    assert proof is not None
    person = next(one for one in adults if holds(proof, answers(one, draft.content, known)))
    citizen = terminal.sign_in((person.number, person.name, person.valid_until))
    consents = [
        {"registry": registry, "consented_at": "2026-01-05T09:00:00+08:00"}
        for registry in sorted({lookup.registry.value for lookup in draft.content.lookups})
    ]
    body = {"item_id": draft.item_id, "item_version": 1, "lookup_consents": consents}
    case = terminal.post("/cases", body, citizen)
    assert case.status_code == 201, case.content
    assert case.json()["result"]["printable"] is True
    issued = terminal.post(f"/cases/{case.json()['case_id']}/papers", {"copy": "original"}, citizen)
    assert issued.status_code == 201, issued.content
    text = text_of(terminal.get(f"/papers/{issued.json()['paper_id']}/document", citizen).content)
    assert person.number in text
    for answer in answers(person, draft.content, known):
        for fact in (*proof.facts, *proof.columns):
            check, _, field = fact.source.partition("/")
            if check == answer.check_id:
                place = [known_field.field_id for known_field in answer.fields].index(field)
                for row in answer.rows[: 1 if fact in proof.facts else None]:
                    assert "".join(row[place].split()) in text, fact.label


def test_a_proof_that_does_not_hold_is_refused(terminal: Terminal, known: Known, adults: list[Person]) -> None:
    """Who runs a firm gets no paper that says they run none, and who owns two houses none that says it is the only."""
    for draft in PROOFS:
        proof = draft.content.proof
        assert proof is not None
        brings = {condition.brings for condition in proof.conditions}
        if not brings & {Brings.NONE, Brings.ONE}:
            continue
        person = next(one for one in adults if not holds(proof, answers(one, draft.content, known)))
        citizen = terminal.sign_in((person.number, person.name, person.valid_until))
        consents = [
            {"registry": registry, "consented_at": "2026-01-05T09:00:00+08:00"}
            for registry in sorted({lookup.registry.value for lookup in draft.content.lookups})
        ]
        body = {"item_id": draft.item_id, "item_version": 1, "lookup_consents": consents}
        case = terminal.post("/cases", body, citizen).json()
        assert case["result"]["printable"] is False, draft.item_id
        refused = terminal.post(f"/cases/{case['case_id']}/papers", {"copy": "original"}, citizen)
        assert refused.json()["code"] == "nothing_to_prove"

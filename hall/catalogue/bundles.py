"""Bundles (一件事): several items as one thing, under one form that asks what they share once."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field

from hall.catalogue.parts import (
    FieldName,
    FormGiven,
    Identifier,
    LookupGiven,
    MaterialGiven,
    SpellingGiven,
)
from hall.catalogue.vocabulary import Applicant, Signature
from hall.http.contract_types import BilingualGiven, Given

Condition = dict[FieldName, list[Any]]
"""Answers to other questions of the form, one of each list, that call for something. None for always is {}."""


class BundleMemberGiven(Given):
    """An item of a bundle.

    Attributes:
        item_version: the version that the bundle's form was put together from.
        when: the answers with which the item belongs to it; empty where it always does.
        fields: each field of the item's form that is asked -> the field of the bundle's form that asks it.
        given: answers to the item's form that the bundle itself settles.
        from_result: fields of the item's form -> the member before it whose result brings the answer.
    """

    item_id: Identifier
    item_version: int = 0
    title: BilingualGiven
    department: BilingualGiven
    department_id: str
    time_limit: BilingualGiven
    fee_fen: int
    when: Condition
    fields: dict[FieldName, FieldName]
    given: dict[FieldName, Any]
    from_result: dict[FieldName, Identifier]


class BundleMaterialGiven(MaterialGiven):
    """A material, brought once for all of `items`."""

    items: list[Identifier]


class BundleOutline(Given):
    """What a list and a search need."""

    title: BilingualGiven
    summary: BilingualGiven
    aliases: list[str]
    pinyin: str
    initials: str
    alias_pinyin: list[SpellingGiven]
    audiences: list[Identifier]
    who: BilingualGiven
    fee_fen: int
    time_limit: BilingualGiven


class BundleContent(BundleOutline):
    """Everything a bundle says."""

    members: Annotated[list[BundleMemberGiven], Field(min_length=2)]
    materials: list[BundleMaterialGiven]
    lookups: list[LookupGiven]
    applicants: list[Applicant]
    signature: Signature
    form: FormGiven


class BundleGiven(BundleOutline):
    """A bundle on offer."""

    bundle_id: Identifier
    version: int
    theme_id: Identifier
    item_ids: list[Identifier]


class BundleDetailGiven(BundleContent):
    """One version of a bundle with everything it says."""

    bundle_id: Identifier
    version: int
    theme_id: Identifier
    current: bool


def called_for(condition: Mapping[str, list[Any]], answers: Mapping[str, Any]) -> bool:
    """Say whether `answers` call for what `condition` stands before."""
    return all(name in answers and answers[name] in wanted for name, wanted in condition.items())


def member_answers(
    member: BundleMemberGiven, form: FormGiven | None, answers: Mapping[str, Any]
) -> dict[str, Any] | None:
    """Return the answers to the member's own `form` among those to the bundle's; None where it does not belong to it.

    Left out is what another member's result will bring (`from_result`), and what was asked for another member's sake
    but this one's form does not ask with its own answers.
    """
    if not called_for(member.when, answers):
        return None
    own = {**member.given, **{name: answers[field] for name, field in member.fields.items() if field in answers}}
    for rule in form.data_schema.get("allOf", []) if form else []:
        if not called_for({name: wanted["enum"] for name, wanted in rule["if"]["properties"].items()}, own):
            for name in rule.get("else", {}).get("properties", {}):
                own.pop(name, None)
    return own

"""The seed's catalogue as a whole: that it is rich enough, that its forms and proofs hold."""

import re
from collections.abc import Callable

import pytest
from jsonschema import Draft202012Validator

from hall.catalogue.form_subset import FORM
from hall.catalogue.forms import form_faults
from hall.catalogue.parts import FormGiven, ProofGiven
from hall.catalogue.publication import Publication
from hall.catalogue.rules import item_faults
from hall.catalogue.schemas import ItemContent
from hall.catalogue.vocabulary import ItemKind, Trust

PROOFS = {ItemKind.PROOF, ItemKind.PROPERTY_PROOF}


def _content(seed: Publication, item_id: str) -> ItemContent:
    return next(draft.content for draft in seed.items if draft.item_id == item_id)


def test_how_much_there_is(seed: Publication) -> None:
    """At least 120 items beside the 36 proofs of a no-proof city; no department, theme or audience without any."""
    kinds = [draft.content.kind for draft in seed.items]
    assert sum(kind in PROOFS for kind in kinds) == 36
    assert len(kinds) - 36 >= 120
    assert {draft.theme_id for draft in seed.items} == {theme.theme_id for theme in seed.themes}
    assert {draft.content.department_id for draft in seed.items} == {term.term_id for term in seed.departments}
    named = {audience for draft in seed.items for audience in draft.content.audiences}
    assert named == {term.term_id for term in seed.audiences}
    trusts = {material.trust for draft in seed.items for material in draft.content.materials}
    assert trusts == set(Trust)


def test_no_item_is_filler(seed: Publication) -> None:
    """Each item has its own words, and no two items of one department ask the same form for the same result."""
    assert len({draft.content.title.zh for draft in seed.items}) == len(seed.items)
    assert len({draft.content.summary.zh for draft in seed.items}) == len(seed.items)
    for draft in seed.items:
        content = draft.content
        assert content.time_limits is not None
        assert content.contact is not None
        assert content.steps
        assert content.results or content.kind is ItemKind.GUIDANCE
        assert content.form or content.kind not in {ItemKind.APPLICATION, ItemKind.BOOKING, ItemKind.REPORT}
        for material in content.materials:
            assert material.check_id is None or material.trust in {Trust.A, Trust.C}


def test_a_counter_is_on_one_floor(seed: Publication) -> None:
    """Whoever is sent to a counter is sent to the same floor by every item."""
    floors: dict[str, set[str]] = {}
    for draft in seed.items:
        for floor, counter in re.findall(r"([一二三四五]楼)([^，。（]*?(?:窗口|专区))", draft.content.elsewhere.zh):
            floors.setdefault(counter, set()).add(floor)
    assert len(floors) >= 15
    assert {counter: on for counter, on in floors.items() if len(on) > 1} == {}


def test_forms_are_json_schema(seed: Publication) -> None:
    """The subset's own schema is JSON Schema 2020-12, and so is what it takes: the largest forms, for it takes long."""
    Draft202012Validator.check_schema(FORM)
    forms = [draft.content.form for draft in seed.items if draft.content.form]
    for form in sorted(forms, key=lambda form: -len(str(form.data_schema)))[:6]:
        Draft202012Validator.check_schema(form.data_schema)


@pytest.mark.parametrize(
    ("answers", "wrong"),
    [
        ({"reason_kind": "rent", "property_location": "云江市一路 1 号", "monthly_rent": 900}, None),
        ({"reason_kind": "retire"}, None),
        ({"reason_kind": "rent", "property_location": "云江市一路 1 号"}, "'monthly_rent' is a required property"),
        ({"reason_kind": "retire", "monthly_rent": 900}, "False schema does not allow 900"),
        ({"reason_kind": "gamble"}, "'gamble' is not valid under any of the given schemas"),
        ({"reason_kind": "retire", "mobile": "12345678901"}, "'12345678901' does not match"),
        ({"reason_kind": "retire", "father": "x"}, "Additional properties are not allowed"),
    ],
)
def test_a_form_judges_answers(seed: Publication, answers: dict[str, object], wrong: str | None) -> None:
    """Conditional questions are asked and required with the answers that call for them, and with no others."""
    form = _content(seed, "housing-fund-withdrawal").form
    assert form is not None
    basic = {"mobile": "13800000000", "bank_name": "云江银行", "bank_account": "6200000000000000000"}
    errors = [error.message for error in Draft202012Validator(form.data_schema).iter_errors(basic | answers)]
    if wrong is None:
        assert errors == []
    else:
        assert any(message.startswith(wrong) for message in errors), errors


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda form: form.data_schema["properties"].update(extra={"$ref": "#/$defs/nowhere"}), "leads nowhere"),
        (lambda form: form.data_schema.update(not_a_keyword=1), "Additional properties are not allowed"),
        (lambda form: form.data_schema["required"].append("ghost"), "there is no field ghost"),
        (lambda form: form.data_schema["$defs"]["mobile"].update(pattern="("), "no pattern"),
        (lambda form: form.data_schema["$defs"]["mobile"].pop("maxLength"), "a text ends somewhere"),
        (lambda form: form.data_schema["$defs"]["mobile"].update({"x-from": "registry"}), "is not one of"),
        (lambda form: form.ui_schema["elements"].pop(), "no control of the layout shows it"),
        (lambda form: form.ui_schema["elements"].append(form.ui_schema["elements"][0]), "two controls show it"),
        (lambda form: form.ui_schema["elements"].append({"type": "Slider"}), "one of Control"),
        (lambda form: form.ui_schema["elements"].append({"type": "Category", "elements": []}), "holds categories"),
        (lambda form: form.ui_schema["elements"][2]["rule"].update(effect="EXPLODE"), "one of DISABLE"),
        (lambda form: form.ui_schema["elements"][2]["rule"]["condition"].update(scope="#/x"), "names no field"),
    ],
)
def test_a_form_outside_the_subset(seed: Publication, change: object, said: str) -> None:
    """What a terminal would not know how to show is found before it is published, by whatever way it came."""
    form = _content(seed, "housing-fund-withdrawal").form
    assert form is not None
    assert list(form_faults(form.data_schema, form.ui_schema)) == []
    copy: FormGiven = form.model_copy(deep=True)
    assert callable(change)
    change(copy)
    assert any(said in what for _, what in form_faults(copy.data_schema, copy.ui_schema))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            lambda proof: setattr(proof.facts[0], "label", "一二三四五六七八九十一二三"),
            "proof.label: the paper does not",
        ),
        (lambda proof: setattr(proof, "title", "证明" * 13), "proof.title: the paper does not take it"),
        (lambda proof: setattr(proof, "statement", "{name}" * 40), "proof.statement: the paper does not take it"),
        (lambda proof: setattr(proof, "columns", proof.facts * 3), "proof.columns: the paper does not take it"),
        (lambda proof: None, ""),
    ],
)
def test_what_a_paper_would_not_take(seed: Publication, change: Callable[[ProofGiven], object], said: str) -> None:
    """A proof that could not be laid out is refused when it is published, not when a citizen waits for it."""
    content = _content(seed, "household-proof").model_copy(deep=True)
    assert content.proof is not None
    change(content.proof)
    faults = [f"{place}: {what}" for place, what, _ in item_faults(content)]
    assert any(fault.startswith(said) for fault in faults) if said else faults == []

"""Bundles: several items under one form that asks what they share once, and answers that come back apart."""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from hall.catalogue.bundle_rules import bundle_faults
from hall.catalogue.bundles import BundleContent, member_answers
from hall.catalogue.files.faults import CatalogueFilesWrong
from hall.catalogue.files.reading import read_catalogue
from hall.catalogue.models import Bundle, BundleVersion, ItemVersion
from hall.catalogue.publication import Publication, publish
from hall.catalogue.schemas import ItemContent
from hall.seed.dice import Dice
from hall.seed.freshness import CATALOGUE_FOLDER
from tests.support.form_answers import answers_to
from tests.support.hall_terminal import Terminal

IDS = sorted(path.stem for path in (CATALOGUE_FOLDER / "bundles").glob("*.toml"))


def _content(seed: Publication, bundle_id: str) -> BundleContent:
    return next(draft.content for draft in seed.bundles if draft.bundle_id == bundle_id)


def _items(seed: Publication) -> dict[str, ItemContent]:
    return {draft.item_id: draft.content for draft in seed.items}


def test_twelve_bundles_ask_less(seed: Publication) -> None:
    """There are at least twelve; each asks fewer questions than its items would one by one, and none of them twice."""
    assert len(seed.bundles) >= 12
    items = _items(seed)
    for draft in seed.bundles:
        asked = draft.content.form.data_schema["properties"]
        forms = [items[member.item_id].form for member in draft.content.members]
        apart = sum(len(form.data_schema["properties"]) for form in forms if form)
        assert len(asked) < apart
        materials = [material.material_id for material in draft.content.materials]
        assert len(materials) == len(set(materials))
        assert len({member.department_id for member in draft.content.members}) > 1 or draft.bundle_id == "losing-work"


@pytest.mark.parametrize("bundle_id", IDS)
@pytest.mark.parametrize("throw", range(4))
def test_answers_come_apart(seed: Publication, bundle_id: str, throw: int) -> None:
    """Whatever the bundle's form takes answers the form of every item that it calls for, but for other items' results.

    This is what 'asked once' must mean: no item is left with a question that nobody asked, or an answer it refuses.
    """
    content = _content(seed, bundle_id)
    items = _items(seed)
    answers = answers_to(content.form, Dice(f"{bundle_id} {throw}"))
    Draft202012Validator(content.form.data_schema).validate(answers)
    belonging = 0
    for member in content.members:
        form = items[member.item_id].form
        split = member_answers(member, form, answers)
        if split is None or form is None:
            continue
        belonging += 1
        errors = list(Draft202012Validator(form.data_schema).iter_errors(split))
        missing = {name for error in errors for name in re.findall(r"'(\w+)' is a required property", error.message)}
        assert missing <= set(member.from_result)
        assert len(errors) == len(missing), [error.message for error in errors]
    assert belonging


def test_what_is_not_covered_is_found(seed: Publication) -> None:
    """A bundle from anywhere is held against its items: a question left out, a wrong settled answer, a wrong order."""
    items = _items(seed)
    content = _content(seed, "newborn")
    assert list(bundle_faults(content, items)) == []

    def faults(change: Any) -> str:
        copy = content.model_copy(deep=True)
        change(copy)
        return "; ".join(what for _, what, _ in bundle_faults(copy, items))

    assert "requires birth_place, which nothing asks" in faults(lambda copy: copy.members[1].fields.pop("birth_place"))
    optional = faults(lambda copy: copy.form.data_schema["required"].remove("birth_place"))
    assert "requires birth_place, which need not be answered" in optional
    assert "does not take 'cat' for relation" in faults(lambda copy: copy.members[2].given.update(relation="cat"))
    assert "does not ask colour" in faults(lambda copy: copy.members[2].given.update(colour="red"))
    assert "birth-registration does not come before it" in faults(lambda copy: copy.members.reverse())
    assert "an item is there twice" in faults(lambda copy: copy.members.append(copy.members[0]))
    assert "there is no ghost" in faults(lambda copy: setattr(copy.members[0], "item_id", "ghost"))
    assert "does not ask colour" in faults(lambda copy: copy.members[0].when.update(colour=["red"]))


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The seed's vocabulary, one bundle to spoil, and its items."""
    shutil.copytree(CATALOGUE_FOLDER / "vocabulary", tmp_path / "vocabulary")
    for file in (FILE, *ITEMS):
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(CATALOGUE_FOLDER / file, tmp_path / file)
    return tmp_path


FILE = "bundles/newborn.toml"
ITEMS = (
    "items/family/newborn.toml",
    "items/household/birth-registration.toml",
    "items/medical/resident-medical-enrolment.toml",
    "items/family/childcare-subsidy.toml",
    "items/medical/maternity-allowance.toml",
)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"birth-registration",', '"birth-registry",', r"members\[1\].item: there is no birth-registry in items"),
        (
            "mother_insured = [true] }",
            "mother = [true] }",
            r"members\[4\].when: there is no mother in the bundle's own",
        ),
        (
            'given = { for_whom = "family"',
            'given = { whom = "family"',
            r"members\[2\].given: there is no whom in the form",
        ),
        ('relation = "child"', 'relation = "cat"', "does not take 'cat' for relation: give an answer"),
        (', fields = { birth_on = "child_born" }', "", ""),
        (
            'fields = { relative_name = "child_name" }',
            'fields = { relative_name = "child_sex" }',
            "means something else",
        ),
        ('theme = "family"', 'theme = "families"', "theme: there is no families .*family"),
        (
            'ask = ["wants_subsidy", ',
            'ask = ["wants_money", "wants_subsidy", ',
            r"form.ask\[0\]: there is no wants_money",
        ),
        ("members = [", "member = [", "members: field required"),
    ],
)
def test_wrong_bundle_is_named(small: Path, old: str, new: str, said: str) -> None:
    """Whoever puts items together learns which do not fit, and what to do; what fits is taken."""
    text = (small / FILE).read_text(encoding="utf-8")
    assert old in text
    (small / FILE).write_text(text.replace(old, new), encoding="utf-8")
    if not said:
        assert read_catalogue(small).bundles
        return
    with pytest.raises(CatalogueFilesWrong) as caught:
        read_catalogue(small)
    assert re.search(f"^{re.escape(FILE)}: .*{said}", str(caught.value), re.MULTILINE)


def test_detail(terminal: Terminal, seed: Publication) -> None:
    """The list names all bundles; one of them comes whole, with its items' versions, by its ETag or not at all."""
    briefs = terminal.get("/bundles").json()["bundles"]
    assert {brief["bundle_id"] for brief in briefs} == {draft.bundle_id for draft in seed.bundles}
    reply = terminal.get("/bundles/newborn")
    bundle = reply.json()
    assert (bundle["version"], bundle["current"], bundle["theme_id"]) == (1, True, "family")
    assert [member["item_version"] for member in bundle["members"]] == [1, 1, 1, 1, 1]
    assert bundle["form"]["data_schema"]["$schema"].endswith("2020-12/schema")
    assert {"id-card", "birth-certificate"} <= {material["material_id"] for material in bundle["materials"]}
    assert terminal.get("/bundles/newborn", **{"If-None-Match": reply["ETag"]}).status_code == 304
    refused = terminal.get("/bundles/no-such-bundle")
    assert (refused.status_code, refused.json()["code"]) == (404, "item_unknown")


@pytest.mark.django_db
def test_a_changed_item_gives_its_bundles_a_new_version(seed: Publication) -> None:
    """A bundle names the versions its form was put together from, and what it said before stays as it was."""
    from dataclasses import replace

    changed = tuple(
        replace(draft, content=draft.content.model_copy(update={"fee_fen": draft.content.fee_fen + 100}))
        if draft.item_id == "birth-registration"
        else draft
        for draft in seed.items
    )
    report = publish(replace(seed, items=changed))
    assert [bundle_id for bundle_id, fate in report.bundles if fate.value == "changed"] == ["newborn"]
    current = Bundle.objects.get(pk="newborn").current
    assert current is not None
    versions = {member["item_id"]: member["item_version"] for member in current.content["members"]}
    assert versions["birth-registration"] == ItemVersion.objects.filter(item_id="birth-registration").count() == 2
    before = BundleVersion.objects.get(bundle_id="newborn", version=1)
    assert {member["item_version"] for member in before.content["members"]} == {1}

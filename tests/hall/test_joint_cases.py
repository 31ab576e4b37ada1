"""One thing at once: one form, one case an office, all or none; what one office needs reaches no other."""

from typing import Any

import pytest
from django.utils import timezone

from hall.attachments.binding import attachments_of
from hall.attachments.models import Attachment
from hall.audit.models import AuditRow
from hall.cases.handling import handle
from hall.cases.models import Case, CaseMaterial, JointCase
from hall.cases.notes import Note
from hall.cases.states import Move
from hall.catalogue.bundles import BundleContent
from hall.catalogue.models import Bundle, BundleVersion, ItemVersion
from tests.support.hall import WITH_TWO_HOUSES, new_key
from tests.support.hall_applications import SIGNED, offer_here, upload
from tests.support.hall_terminal import Terminal

BUNDLE = "open-public-place"
ANSWERS = {"string": "样例", "integer": 3, "number": 42.5}
KNOWN = {"mobile": "13800000001"}


@pytest.fixture
def content(terminal: Terminal) -> BundleContent:
    """A bundle of the seed whose items can be done at terminals."""
    bundle = Bundle.objects.select_related("current").get(bundle_id=BUNDLE)
    assert bundle.current is not None
    said = dict(bundle.current.content)
    said["members"] = [{**member, "item_version": offer_here(member["item_id"])} for member in said["members"]]
    bundle.current = BundleVersion.objects.create(
        bundle=bundle, version=bundle.current.version + 1, content=said, published_at=timezone.now()
    )
    bundle.save()
    return BundleContent.model_validate(said)


def answer(name: str, schema: dict[str, Any]) -> Any:
    """Return something that a field takes."""
    own = schema["properties"][name]
    field = {**schema.get("$defs", {}).get(own.get("$ref", "").removeprefix("#/$defs/"), {}), **own}
    if "const" in field:
        return field["const"]
    if "oneOf" in field:
        return field["oneOf"][0]["const"]
    return KNOWN.get(name, False if field.get("type") == "boolean" else ANSWERS[field.get("type", "string")])


def body(terminal: Terminal, citizen: str, content: BundleContent, **changes: Any) -> dict[str, Any]:
    """Return the body of an application for the bundle without a fault: every material a file of its own."""
    schema = content.form.data_schema
    form = {name: answer(name, schema) for name in schema["required"]}
    wanted = {member.item_id for member in content.members if not member.when}
    materials = {}
    for material in content.materials:
        if wanted & set(material.items):
            attached = upload(terminal, citizen).json()["attachment_id"]
            materials[material.material_id] = {"met": "attached", "attachment_ids": [attached]}
    return {
        "bundle_version": Bundle.objects.get(bundle_id=BUNDLE).current.version,  # type: ignore[union-attr]
        "lookup_consents": [],
        "form": form,
        "materials": materials,
        "signature": SIGNED,
        **changes,
    }


def test_one_form_becomes_a_case_at_each_office(terminal: Terminal, content: BundleContent) -> None:
    """Only the items that the answers call for; each case holds its own item's fields, materials and version only."""
    citizen = terminal.sign_in()
    reply = terminal.post(f"/bundles/{BUNDLE}/cases", body(terminal, citizen, content), citizen)
    assert reply.status_code == 201, reply.content
    joint = reply.json()
    assert [case["item_id"] for case in joint["cases"]] == ["sole-trader", "hygiene-licence"]
    assert (joint["state"], joint["due"], joint["title"]["zh"]) == ("under_way", None, content.title.zh)
    for case in Case.objects.select_related("item_version"):
        asked = ItemVersion.objects.get(pk=case.item_version_id).content
        assert set(case.form) <= set(asked["form"]["data_schema"]["properties"])
        assert {row.material_id for row in case.materials.all()} <= {each["material_id"] for each in asked["materials"]}
    assert terminal.get(f"/joint-cases/{joint['joint_id']}", citizen).json() == joint
    other = terminal.sign_in(WITH_TWO_HOUSES)
    assert terminal.get(f"/joint-cases/{joint['joint_id']}", other).json()["code"] == "case_unknown"
    assert AuditRow.objects.filter(action="case_opened", detail__contains=joint["joint_id"]).count() == 2


def test_what_is_brought_once_is_seen_by_all_who_need_it(terminal: Terminal, content: BundleContent) -> None:
    """A material of several items is one file; each of their offices finds it, no office another's."""
    citizen = terminal.sign_in()
    given = body(terminal, citizen, content)
    assert terminal.post(f"/bundles/{BUNDLE}/cases", given, citizen).status_code == 201
    assert not Attachment.objects.filter(case=None).exists()
    for case in Case.objects.all():
        attached = {row.material_id for row in case.materials.filter(met="attached")}
        assert {row.material_id for row in attachments_of(case)} == attached
    assert CaseMaterial.objects.filter(met="attached").count() >= len(given["materials"])


def test_all_or_none(terminal: Terminal, content: BundleContent) -> None:
    """One missing material, wrong field or unknown file, and no office gets a case; a key opens them once."""
    citizen = terminal.sign_in()
    whole = body(terminal, citizen, content)
    missing = {**whole, "materials": {k: v for k, v in whole["materials"].items() if k != "hygiene-rules"}}
    problem = terminal.post(f"/bundles/{BUNDLE}/cases", missing, citizen).json()
    assert [(fault["pointer"], fault["code"]) for fault in problem["errors"]] == [
        ("/materials/hygiene-rules", "missing")
    ]
    unknown = {**whole, "materials": {**whole["materials"], "horoscope": {"met": "follows"}}}
    problem = terminal.post(f"/bundles/{BUNDLE}/cases", unknown, citizen).json()
    assert [(fault["pointer"], fault["code"]) for fault in problem["errors"]] == [("/materials", "unknown_material")]
    wrong = {**whole, "form": {**whole["form"], "mobile": "1"}}
    problem = terminal.post(f"/bundles/{BUNDLE}/cases", wrong, citizen).json()
    assert [(fault["pointer"], fault["code"]) for fault in problem["errors"]] == [("/form/mobile", "pattern")]
    stale = {**whole, "bundle_version": 1}
    assert terminal.post(f"/bundles/{BUNDLE}/cases", stale, citizen).json()["code"] == "item_version_changed"
    assert terminal.post("/bundles/no-such/cases", whole, citizen).json()["code"] == "item_unknown"
    assert not Case.objects.exists()
    assert not JointCase.objects.exists()
    key = new_key()
    first = terminal.post(f"/bundles/{BUNDLE}/cases", whole, citizen, key=key)
    assert terminal.post(f"/bundles/{BUNDLE}/cases", whole, citizen, key=key).json() == first.json()
    assert (JointCase.objects.count(), Case.objects.count()) == (1, 2)


def test_results_are_joined(terminal: Terminal, content: BundleContent) -> None:
    """Under way until each office is done; completed where all have their result, partly where one ended without."""
    citizen = terminal.sign_in()
    joint = terminal.post(f"/bundles/{BUNDLE}/cases", body(terminal, citizen, content), citizen).json()
    place = f"/joint-cases/{joint['joint_id']}"
    first, second = Case.objects.select_related("item_version").order_by("case_number")
    for move in (Move.ACCEPT, Move.APPROVE, Move.ISSUE_RESULT):
        handle(first, move, actor="counter-1")
    assert terminal.get(place, citizen).json()["state"] == "under_way"
    handle(second, Move.ACCEPT, actor="counter-2")
    assert terminal.get(place, citizen).json()["due"] is not None
    handle(second, Move.REJECT, actor="counter-2", note=Note(reason="x", remedy="y"))
    assert terminal.get(place, citizen).json()["state"] == "partly"
    Case.objects.filter(pk=second.pk).update(state="completed")
    assert terminal.get(place, citizen).json()["state"] == "completed"

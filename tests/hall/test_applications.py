"""Applying: the form, its materials, what the hall fills in, and every fault beside its field."""

from typing import Any

import pytest

from hall.attachments.models import Attachment
from hall.audit.models import AuditRow
from hall.cases.models import Case, CaseMaterial
from hall.project.hall_time import now
from hall.protection.digests import person_digest
from hall.registries.models import RecordRow
from hall.registries.ports import RegistryDown
from tests.support.hall import WITH_TWO_HOUSES, WITHOUT_HOUSE, new_key
from tests.support.hall_applications import HYGIENE_FORM, apply, hygiene_body, offer_here, picture, upload
from tests.support.hall_terminal import Terminal

MARKET = {"registry": "business", "consented_at": "2026-01-05T09:00:00+08:00"}
RESIDENCE_FORM = {
    "mobile": "13800000001",
    "residence_address": "云江市样板区云江中路1号",
    "since_day": "2026-01-31",
    "ground": "work",
    "employer": "样例公司",
    "delivery": "counter",
}


def test_an_application_waits_for_its_office(terminal: Terminal) -> None:
    """It is received, not accepted; what was filled in, signed and promised is kept, and under which version."""
    citizen = terminal.sign_in()
    case = apply(terminal, citizen)
    assert (case["state"], case["item_version"], case["result"]["printable"]) == ("received", 2, False)
    assert [(material["material_id"], material["met"], material["handed_in"]) for material in case["materials"]] == [
        ("business-licence", "attached", True),
        ("floor-plan", "follows", False),
        ("hygiene-report", "committed", True),
        ("hygiene-rules", "follows", False),
    ]
    assert case["materials"][1]["due_on"] > now().date().isoformat()
    assert case["materials"][0]["due_on"] is None
    row = Case.objects.get()
    assert row.form == HYGIENE_FORM
    assert row.signed_at is not None
    assert Attachment.objects.get().case == row
    assert terminal.get(f"/cases/{case['case_id']}", citizen).json() == case


def test_what_was_filled_in_is_sealed(terminal: Terminal) -> None:
    """Nothing of a form can be read in the database."""
    from django.db import connection

    apply(terminal, terminal.sign_in())
    with connection.cursor() as cursor:
        cursor.execute("SELECT form FROM cases_case")
        sealed = bytes(cursor.fetchone()[0])
    assert "样例理发店".encode() not in sealed
    assert b"13800000001" not in sealed


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        ({"mobile": "12345678901"}, [("/form/mobile", "pattern", "手机号码")]),
        ({"mobile": "１３８００００００００"}, [("/form/mobile", "pattern", "手机号码")]),
        ({"mobile": None}, [("/form/mobile", "type", "手机号码")]),
        ({"since_day": "2026-02-30"}, [("/form/since_day", "format", "居住开始日期")]),
        ({"ground": "leisure"}, [("/form/employer", "not_asked", "就业单位"), ("/form/ground", "oneOf", "申请依据")]),
        ({"ground": "study"}, [
            ("/form/employer", "not_asked", "就业单位"), ("/form/school_name", "required", "就读学校"),
        ]),
        ({"employer": "长" * 61}, [("/form/employer", "maxLength", "就业单位")]),
        ({"nickname": "x"}, [("/form", "unknown_field", None)]),
    ],
)  # fmt: skip
def test_each_wrong_field_is_named(
    terminal: Terminal, changes: dict[str, Any], faults: list[tuple[str, str, str | None]]
) -> None:
    """Pointer, rule and the field's own name, in the form's order; nothing of what was typed, and no registry asked."""
    version = offer_here("residence-permit")
    body = {
        "item_id": "residence-permit",
        "item_version": version,
        "lookup_consents": [],
        "form": {**RESIDENCE_FORM, **changes},
    }
    reply = terminal.post("/cases", body, terminal.sign_in())
    problem = reply.json()
    assert (reply.status_code, problem["code"], problem["actor"]) == (422, "form_invalid", "citizen")
    said = [(fault["pointer"], fault["code"], fault.get("title", {}).get("zh")) for fault in problem["errors"]]
    assert sorted(said) == sorted(faults)
    assert "nickname" not in reply.content.decode()
    assert not Case.objects.exists()


def test_an_empty_form_names_everything_in_order(terminal: Terminal) -> None:
    """The first fault told is the first field shown."""
    version = offer_here("hygiene-licence")
    problem = terminal.post("/cases", hygiene_body(version, form={}), terminal.sign_in()).json()
    assert [fault["pointer"] for fault in problem["errors"]] == [f"/form/{name}" for name in HYGIENE_FORM]
    assert problem["errors"][0]["title"] == {"zh": "手机号码", "en": "Mobile number"}


@pytest.mark.parametrize(
    "value",
    [10**16, 10**400, float("nan"), "a\u0000b", "\ud800", [[[[[["deep"]]]]]], {"a": {"b": {"c": {"d": {"e": 1}}}}}],
)
def test_what_no_form_can_mean(terminal: Terminal, value: Any) -> None:
    """Broken text, numbers without end and trees without end are refused before anything looks at them."""
    version = offer_here("hygiene-licence")
    body = hygiene_body(version, form={**HYGIENE_FORM, "shop_name": value})
    reply = terminal.post("/cases", body, terminal.sign_in())
    assert reply.json()["code"] in {"validation_failed", "body_malformed"}


@pytest.mark.parametrize(
    ("material", "taken", "rule"),
    [
        ("business-licence", None, "missing"),
        ("business-licence", {"met": "shared"}, "not_on_record"),
        ("business-licence", {"met": "attached"}, "attachment_missing"),
        ("business-licence", {"met": "not_applicable"}, "always_needed"),
        ("business-licence", {"met": "follows"}, "may_not_follow"),
        ("business-licence", {"met": "identity"}, "not_shown"),
        ("floor-plan", {"met": "committed"}, "no_commitment"),
    ],
)
def test_each_missing_material_is_named(
    terminal: Terminal, material: str, taken: dict[str, Any] | None, rule: str
) -> None:
    """By its pointer, what is wrong, and its own name; the look-ups that were made are on record all the same."""
    version, citizen = offer_here("hygiene-licence"), terminal.sign_in()
    body = hygiene_body(version, lookup_consents=[MARKET])
    body["materials"]["business-licence"] = {
        "met": "attached", "attachment_ids": [upload(terminal, citizen).json()["attachment_id"]]
    }  # fmt: skip
    body["materials"].pop(material)
    if taken:
        body["materials"][material] = taken
    asked = AuditRow.objects.filter(action="registry_lookup").count()
    problem = terminal.post("/cases", body, citizen).json()
    assert problem["code"] == "materials_missing"
    [fault] = problem["errors"]
    assert (fault["pointer"], fault["code"]) == (f"/materials/{material}", rule)
    assert all(fault["title"].values())
    assert AuditRow.objects.filter(action="registry_lookup").count() == asked + 1
    assert not Case.objects.exists()


def test_a_material_that_is_on_record_need_not_be_brought(terminal: Terminal) -> None:
    """The consented look-up is made, its answer kept, and the material is shared; without consent nobody asks."""
    version, citizen = offer_here("hygiene-licence"), terminal.sign_in()
    RecordRow.objects.update_or_create(
        subject=person_digest(WITHOUT_HOUSE[0]),
        check_id="business-licence",
        defaults={"rows": [{"name": "样例理发店"}]},
    )
    body = hygiene_body(version, lookup_consents=[MARKET])
    del body["materials"]["business-licence"]
    case = terminal.post("/cases", body, citizen).json()
    assert case["materials"][0] == {
        "material_id": "business-licence", "met": "shared", "due_on": None, "handed_in": True
    }  # fmt: skip
    assert [answer["check_id"] for answer in case["result"]["answers"]] == ["business-licence"]
    problem = terminal.post("/cases", {**body, "lookup_consents": []}, citizen).json()
    assert [fault["code"] for fault in problem["errors"]] == ["missing"]


def test_conditions_are_answered_and_the_id_card_is_seen(terminal: Terminal) -> None:
    """A conditional material needs an answer; who signed in by card has shown the card."""
    version, citizen = offer_here("residence-permit"), terminal.sign_in()
    body: dict[str, Any] = {
        "item_id": "residence-permit",
        "item_version": version,
        "lookup_consents": [],
        "form": RESIDENCE_FORM,
        "signature": {"signed_at": now().isoformat()},
    }
    problem = terminal.post("/cases", body, citizen).json()
    assert [(fault["pointer"], fault["code"]) for fault in problem["errors"]] == [
        ("/materials/photo", "missing"),
        ("/materials/lease", "condition_unanswered"),
        ("/materials/employment-contract", "condition_unanswered"),
        ("/materials/commitment", "condition_unanswered"),
    ]
    photo = upload(terminal, citizen, picture("JPEG")).json()["attachment_id"]
    body["materials"] = {
        "photo": {"met": "attached", "attachment_ids": [photo]},
        **{name: {"met": "not_applicable"} for name in ("lease", "employment-contract", "commitment")},
    }
    case = terminal.post("/cases", body, citizen).json()
    assert case["materials"][0]["met"] == "identity"


@pytest.mark.parametrize("signature", [None, {"signed_at": "2999-01-01T00:00:00+08:00"}])
def test_signature(terminal: Terminal, signature: Any) -> None:
    """An item that is signed is not taken without a signature, nor with one from the future."""
    version = offer_here("hygiene-licence")
    reply = terminal.post("/cases", hygiene_body(version, signature=signature), terminal.sign_in())
    assert (reply.status_code, reply.json()["code"]) == (422, "signature_missing")


def test_a_proof_has_no_form(terminal: Terminal) -> None:
    """Who fills in what has no form is told so, rather than having it dropped."""
    from tests.support.hall import case_body

    reply = terminal.post("/cases", case_body(form={"mobile": "13800000001"}), terminal.sign_in())
    assert (reply.status_code, reply.json()["code"]) == (409, "nothing_to_fill_in")


def test_attachments_of_others_are_unknown(terminal: Terminal) -> None:
    """Nobody's case takes another's attachment, one that another case has, or one that never was."""
    version, citizen = offer_here("hygiene-licence"), terminal.sign_in()
    others = upload(terminal, terminal.sign_in(WITH_TWO_HOUSES)).json()["attachment_id"]
    taken = upload(terminal, citizen).json()["attachment_id"]
    for attachment, status in ((others, 404), (new_key(), 404), (taken, 201), (taken, 404)):
        body = hygiene_body(version)
        body["materials"]["business-licence"] = {"met": "attached", "attachment_ids": [attachment]}
        assert terminal.post("/cases", body, citizen).status_code == status
    assert CaseMaterial.objects.filter(met="attached").count() == 1


def test_the_form_comes_filled_in(terminal: Terminal) -> None:
    """Each value says where it comes from; each material how it may be met; each question is on record."""
    version, citizen = offer_here("hygiene-licence"), terminal.sign_in()
    asked = AuditRow.objects.filter(action="registry_lookup").count()
    given = terminal.get("/items/hygiene-licence/application", citizen).json()
    assert (given["item_version"], given["complete"], given["signature"]) == (version, True, "commitment")
    assert [(value["field"], value["source"]) for value in given["filled"]] == [("mobile", "population")]
    assert given["form"]["data_schema"]["properties"].keys() == HYGIENE_FORM.keys()
    assert {material["material_id"]: material["ways"] for material in given["materials"]} == {
        "business-licence": ["shared", "attached"],
        "floor-plan": ["attached", "follows"],
        "hygiene-report": ["committed", "attached"],
        "hygiene-rules": ["attached", "follows"],
    }
    assert AuditRow.objects.filter(action="registry_lookup").count() == asked + 1
    for item, code in (("no-house-proof", "nothing_to_fill_in"), ("no-such", "item_unknown")):
        assert terminal.get(f"/items/{item}/application", citizen).json()["code"] == code


def test_own_name_comes_from_the_card(terminal: Terminal) -> None:
    """Name and number as the card told them; the address as the population registry has it."""
    schema: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "properties": {
            name: {"type": "string", "title": name, "x-en": name, "maxLength": 60, "x-from": f"citizen.{name}"}
            for name in ("name", "number", "address")
        }
        | {"firm": {"type": "string", "title": "f", "x-en": "f", "maxLength": 60, "x-from": "firm.name"}},
    }
    offer_here("hygiene-licence", form={"data_schema": schema, "ui_schema": _rows(*schema["properties"])})
    given = terminal.get("/items/hygiene-licence/application", terminal.sign_in()).json()
    filled = {value["field"]: (value["value"], value["source"]) for value in given["filled"]}
    assert filled["name"] == (WITHOUT_HOUSE[1], "card")
    assert filled["number"] == (WITHOUT_HOUSE[0], "card")
    assert filled["address"][1] == "population"
    assert "firm" not in filled


def _rows(*names: str) -> dict[str, Any]:
    """Return a layout of one field below the other."""
    controls = [{"type": "Control", "scope": f"#/properties/{name}"} for name in names]
    return {"type": "VerticalLayout", "elements": controls}


def test_a_registry_that_is_down_leaves_its_fields_empty(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """The citizen can still fill in the form; what was tried is on record."""

    class Silent:
        def find(self, _number: str) -> Any:
            raise RegistryDown

    offer_here("hygiene-licence")
    citizen = terminal.sign_in()
    monkeypatch.setattr("hall.applications.prefill.population_registry", Silent)
    given = terminal.get("/items/hygiene-licence/application", citizen).json()
    assert (given["filled"], given["complete"]) == ([], False)
    assert AuditRow.objects.get(action="registry_lookup", outcome="unavailable").purpose == "预填申请表"

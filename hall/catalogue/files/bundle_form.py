"""Join the forms of a bundle's members into one.

A field that two members have by the same name is asked once, so it must be the same to both. Where the words differ,
the bundle's file says that it is (`fields`); where more differs, it gives one of them another name. What the bundle
asks by itself comes first, then what several members share, then a group for each member.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from hall.catalogue.bundles import Condition
from hall.catalogue.files.form_composing import answered
from hall.catalogue.files.shapes import MemberFile
from hall.catalogue.form_subset import DEFS, DIALECT
from hall.catalogue.forms import SCOPE
from hall.catalogue.parts import FormGiven
from hall.catalogue.schemas import ItemContent

_ASIDE = frozenset({"x-from", "x-help", "x-help-en"})
_WORDS = frozenset({"title", "x-en", "description"})


class FieldsDiffer(Exception):
    """Two members mean different things by one name.

    Attributes:
        name: the field.
        item_id: the second of them.
    """

    def __init__(self, name: str, item_id: str) -> None:
        """Keep which."""
        super().__init__(name)
        self.name = name
        self.item_id = item_id


@dataclass(slots=True)
class _Asked:
    """A field of the bundle's form. `calls` are the conditions that ask for it, `needs` those that also require it."""

    schema: dict[str, Any]
    members: list[str] = field(default_factory=list)
    calls: list[Condition] = field(default_factory=list)
    needs: list[Condition] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Member:
    """A member with its item."""

    file: MemberFile
    item: ItemContent


def join_forms(own: FormGiven, members: list[Member]) -> tuple[FormGiven, list[dict[str, str]]]:
    """Return the bundle's form, and for each member its fields -> the form's. Raises `FieldsDiffer`."""
    definitions: dict[str, Any] = dict(own.data_schema.get("$defs", {}))
    asked: dict[str, _Asked] = {}
    maps: list[dict[str, str]] = []
    own_fields: dict[str, Any] = own.data_schema["properties"]
    for member in members:
        maps.append({})
        form = member.item.form
        if form is None:
            continue
        definitions |= form.data_schema.get("$defs", {})
        calls, needs = _conditions(form, member.file)
        for name, schema in form.data_schema["properties"].items():
            if name in member.file.given or name in member.file.from_result or calls[name] is None:
                continue
            here = member.file.fields.get(name, name)
            before = own_fields.get(here) or (asked[here].schema if here in asked else schema)
            words_too = name not in member.file.fields
            if _meaning(before, definitions, words=words_too) != _meaning(schema, definitions, words=words_too):
                raise FieldsDiffer(name, member.file.item)
            maps[-1][name] = here
            entry = asked.setdefault(here, _Asked(schema))
            entry.members.append(member.file.item)
            entry.calls.append(_renamed(calls[name] or {}, member.file))
            if name in needs:
                entry.needs.append(_renamed(calls[name] or {}, member.file))
    return _joined(own, asked, definitions, members), maps


def _meaning(schema: Any, definitions: Mapping[str, Any], *, words: bool) -> Any:
    """Return what two fields must have in common to be asked once; without their words where the file says so."""
    left_out = _ASIDE if words else _ASIDE | _WORDS
    if isinstance(schema, Mapping):
        whole = {**definitions.get(str(schema.get("$ref", "")).removeprefix(DEFS), {}), **schema}
        return {
            key: _meaning(value, definitions, words=words)
            for key, value in whole.items()
            if key not in left_out and key != "$ref"
        }
    return [_meaning(one, definitions, words=words) for one in schema] if isinstance(schema, list) else schema


def _conditions(form: FormGiven, member: MemberFile) -> tuple[dict[str, Condition | None], set[str]]:
    """For each field of a member's form, what calls for it inside the form; None where what is given rules it out.

    The second value are the fields that are required whenever they are called for.
    """
    calls: dict[str, Condition | None] = {name: {} for name in form.data_schema["properties"]}
    needs = set(form.data_schema["required"])
    for rule in form.data_schema.get("allOf", []):
        condition = {other: wanted["enum"] for other, wanted in rule["if"]["properties"].items()}
        ruled_out = any(other in member.given and member.given[other] not in condition[other] for other in condition)
        open_still = {other: wanted for other, wanted in condition.items() if other not in member.given}
        for name in rule["else"]["properties"]:
            calls[name] = None if ruled_out else open_still
        needs |= set(rule.get("then", {}).get("required", []))
    return calls, needs


def _renamed(condition: Condition, member: MemberFile) -> Condition:
    """The condition in the bundle's names, together with the member's own."""
    return {**member.when, **{member.fields.get(name, name): wanted for name, wanted in condition.items()}}


def _joined(own: FormGiven, asked: dict[str, _Asked], definitions: dict[str, Any], members: list[Member]) -> FormGiven:
    own_fields = own.data_schema["properties"]
    required = [*own.data_schema["required"]]
    rules = [*own.data_schema.get("allOf", [])]
    for name, entry in asked.items():
        if {} in entry.needs:
            required += [name] if name not in required else []
            continue
        alone = len(entry.calls) == 1 and entry.calls[0] and name not in own_fields
        for condition in _distinct(entry.needs or (entry.calls[:1] if alone else [])):
            rule: dict[str, Any] = {"if": answered(condition)}
            if entry.needs:
                rule["then"] = {"required": [name]}
            if alone:
                rule["else"] = {"properties": {name: False}}
            rules.append(rule)
    properties = {**own_fields, **{name: entry.schema for name, entry in asked.items() if name not in own_fields}}
    schema: dict[str, Any] = {
        "$schema": DIALECT,
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }
    if rules:
        schema["allOf"] = rules
    if definitions:
        schema["$defs"] = definitions
    return FormGiven(data_schema=schema, ui_schema=_layout(own, asked, members))


def _distinct(conditions: list[Condition]) -> list[Condition]:
    return [condition for at, condition in enumerate(conditions) if condition not in conditions[:at]]


def _layout(own: FormGiven, asked: dict[str, _Asked], members: list[Member]) -> dict[str, Any]:
    left = {name: entry for name, entry in asked.items() if name not in own.data_schema["properties"]}
    shared = [name for name, entry in left.items() if len(entry.members) > 1]
    elements = [*own.ui_schema["elements"]]
    if shared:
        controls = [_control(name, left[name]) for name in shared]
        elements.append({"type": "Group", "label": "共同信息", "x-en": "For all of them", "elements": controls})
    for member in members:
        alone = [name for name, entry in left.items() if entry.members == [member.file.item]]
        if alone:
            title = member.item.title
            controls = [_control(name, left[name]) for name in alone]
            elements.append({"type": "Group", "label": title.zh, "x-en": title.en, "elements": controls})
    return {"type": "VerticalLayout", "elements": elements}


def _control(name: str, entry: _Asked) -> dict[str, Any]:
    control: dict[str, Any] = {"type": "Control", "scope": SCOPE + name}
    conditions = _distinct(entry.calls)
    if {} not in conditions:
        schemas = [answered(condition) for condition in conditions]
        schema = schemas[0] if len(schemas) == 1 else {"anyOf": schemas}
        control["rule"] = {"effect": "SHOW", "condition": {"scope": "#", "schema": schema}}
    return control

"""Put a bundle together: one form of its members' forms, the materials and look-ups of all.

A field that two members have by the same name is asked once, so it must be the same to both. Where the words differ,
the bundle's file says that it is (`fields`); where more differs, it gives one of them another name. What the bundle
asks by itself comes first, then what several members share, then a group for each member.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from hall.catalogue.bundles import BundleContent, Condition
from hall.catalogue.files.faults import Fault, unknown_word
from hall.catalogue.files.form_composing import FieldUnknown, answered, compose_form
from hall.catalogue.files.shapes import BundleFile, MemberFile
from hall.catalogue.files.vocabulary_files import FOLDER, Vocabulary
from hall.catalogue.form_subset import DEFS, DIALECT
from hall.catalogue.forms import SCOPE
from hall.catalogue.parts import FormGiven, MaterialGiven
from hall.catalogue.pinyin import spell
from hall.catalogue.schemas import ItemContent
from hall.catalogue.vocabulary import Necessity, Signature, TimeUnit

_STRICTEST: Mapping[Necessity, int] = {Necessity.REQUIRED: 0, Necessity.CONDITIONAL: 1, Necessity.OPTIONAL: 2}
_SIGNATURES = (Signature.NONE, Signature.APPLICATION, Signature.COMMITMENT)
_HOURS_A_DAY = 24
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
class _Member:
    """A member with its item."""

    file: MemberFile
    item: ItemContent


class BundleComposer:
    """Makes contents of bundle files; what is wrong is noted in `faults`."""

    def __init__(self, vocabulary: Vocabulary, items: Mapping[str, ItemContent], faults: list[Fault]) -> None:
        """Take the items that bundles may name."""
        self._words = vocabulary
        self._items = items
        self._faults = faults

    def compose(self, name: str, file: BundleFile) -> BundleContent | None:
        """Return what the bundle says, or None where it names something that is not there."""
        faults = list(self._missing(name, file))
        if faults:
            self._faults += faults
            return None
        members = [_Member(member, self._items[member.item]) for member in file.members]
        try:
            own = compose_form(file.form, self._words.fields)
            form, maps = _one_form(own, members)
        except FieldUnknown as error:
            known = [*self._words.fields, *file.form.fields]
            place = f"form.{error.place}"
            self._faults.append(unknown_word(name, place, error.name, known, f"form.fields or {FOLDER}/fields.toml"))
            return None
        except FieldsDiffer as error:
            number = next(at for at, member in enumerate(file.members) if member.item == error.item_id)
            what = f"{error.item_id} means something else by {error.name} than a member before it"
            remedy = "say under fields which question asks it, by its own name if it is the same"
            self._faults.append(Fault(name, f"members[{number}].fields", what, remedy))
            return None
        return self._content(file, members, form, maps)

    def _missing(self, name: str, file: BundleFile) -> Iterator[Fault]:
        if file.theme not in self._words.themes:
            yield unknown_word(name, "theme", file.theme, list(self._words.themes), f"{FOLDER}/themes.toml")
        for number, audience in enumerate(file.audiences):
            if audience not in self._words.audiences:
                known = list(self._words.audiences)
                yield unknown_word(name, f"audiences[{number}]", audience, known, f"{FOLDER}/audiences.toml")
        own = {asked.removesuffix("?") for asked in (*file.form.ask, *(a for g in file.form.groups for a in g.ask))}
        for number, member in enumerate(file.members):
            place = f"members[{number}]"
            if member.item not in self._items:
                yield unknown_word(name, f"{place}.item", member.item, list(self._items), "items")
                continue
            form = self._items[member.item].form
            has = list(form.data_schema["properties"]) if form else []
            for part in ("fields", "given", "from_result"):
                for asked in getattr(member, part):
                    if asked not in has:
                        yield unknown_word(name, f"{place}.{part}", asked, has, f"the form of {member.item}")
            for asked in member.when:
                if asked not in own:
                    yield unknown_word(name, f"{place}.when", asked, own, "the bundle's own questions")

    def _content(
        self, file: BundleFile, members: list[_Member], form: FormGiven, maps: list[dict[str, str]]
    ) -> BundleContent:
        title = spell(file.title.zh)
        aliases = dict.fromkeys(file.aliases)
        lookups = {lookup.check_id: lookup for member in members for lookup in member.item.lookups}
        purpose = {"zh": f"办理{file.title.zh}", "en": f"for: {file.title.en}"}
        return BundleContent.model_validate(
            {
                **file.model_dump(include={"title", "summary", "audiences", "who"}),
                "aliases": [*aliases],
                "pinyin": title.pinyin,
                "initials": title.initials,
                "alias_pinyin": [
                    {"pinyin": spelled.pinyin, "initials": spelled.initials} for spelled in map(spell, aliases)
                ],
                "fee_fen": sum(member.item.fee_fen for member in members),
                "time_limit": max(members, key=_hours).item.time_limit.model_dump(),
                "members": [
                    {
                        "item_id": member.file.item,
                        **member.item.model_dump(
                            include={"title", "department", "department_id", "time_limit", "fee_fen"}
                        ),
                        "when": member.file.when,
                        "fields": fields,
                        "given": member.file.given,
                        "from_result": member.file.from_result,
                    }
                    for member, fields in zip(members, maps, strict=True)
                ],
                "materials": _materials(members),
                "lookups": [{**lookup.model_dump(), "purpose": purpose} for lookup in lookups.values()],
                # Whoever may begin the first may begin the whole: a company that is being founded has no code yet.
                "applicants": members[0].item.applicants,
                "signature": max((member.item.signature for member in members), key=_SIGNATURES.index),
                "form": form,
            }
        )


def _hours(member: _Member) -> int:
    """How long the member takes, to find the longest."""
    limits = member.item.time_limits
    if limits is None or limits.promised is None:
        return 0
    hours = 1 if limits.promised.unit is TimeUnit.HOURS else _HOURS_A_DAY
    return limits.promised.amount * hours


def _materials(members: list[_Member]) -> list[dict[str, Any]]:
    """Each material once, as the strictest of the members wants it."""
    found: dict[str, tuple[MaterialGiven, list[str]]] = {}
    for member in members:
        for material in member.item.materials:
            kept, items = found.get(material.material_id, (material, []))
            stricter = _STRICTEST[material.necessity] < _STRICTEST[kept.necessity]
            found[material.material_id] = (material if stricter else kept, [*items, member.file.item])
    return [{**material.model_dump(), "items": items} for material, items in found.values()]


def _one_form(own: FormGiven, members: list[_Member]) -> tuple[FormGiven, list[dict[str, str]]]:
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


def _joined(own: FormGiven, asked: dict[str, _Asked], definitions: dict[str, Any], members: list[_Member]) -> FormGiven:
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


def _layout(own: FormGiven, asked: dict[str, _Asked], members: list[_Member]) -> dict[str, Any]:
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

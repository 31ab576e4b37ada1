"""What a form may be: JSON Schema 2020-12, cut down to what a terminal can show, and the JSON Forms layout beside it.

The subset is closed, so that a terminal, the console and the hall's own check of an answer all know every form there
can be. A form that is not in it is refused when it is published, never when a citizen stands before it.

Loads jsonschema, which serving never needs: import it where something is published.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from jsonschema import Draft202012Validator
from jsonschema.exceptions import SchemaError

from hall.catalogue.vocabulary import Prefill

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
DEFS: Final = "#/$defs/"
SCOPE: Final = "#/properties/"
# What one field may say beyond a reference to a common one.
FIELD_KEYWORDS: Final = frozenset({
    "type", "title", "description", "const", "enum", "oneOf", "format", "pattern", "minLength", "maxLength", "minimum",
    "maximum", "multipleOf", "minItems", "maxItems", "uniqueItems", "items", "properties", "required",
    "additionalProperties", "default", "x-en", "x-help", "x-help-en", "x-from", "x-sensitive",
})  # fmt: skip
_FORM_KEYWORDS: Final = frozenset(
    {"$schema", "$defs", "type", "properties", "required", "additionalProperties", "allOf"}
)
_TYPES: Final = frozenset({"string", "integer", "number", "boolean", "array", "object"})
_FORMATS: Final = frozenset({"date", "email"})
_CLOSED: Final = {"type": _TYPES, "format": _FORMATS, "x-from": frozenset(source.value for source in Prefill)}
_LAYOUTS: Final = frozenset({"VerticalLayout", "Group", "Categorization", "Category"})
_EFFECTS: Final = frozenset({"SHOW", "HIDE", "ENABLE", "DISABLE"})
_NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,39}")


def form_faults(data_schema: Mapping[str, Any], ui_schema: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield (place, what is wrong there) for everything that keeps the form from being one of the subset."""
    try:
        Draft202012Validator.check_schema(data_schema)
    except SchemaError as error:
        yield "/".join(map(str, error.absolute_path)), f"not JSON Schema 2020-12: {error.message}"
        return
    for keyword in data_schema.keys() - _FORM_KEYWORDS:
        yield keyword, "no terminal knows this keyword"
    if data_schema.get("$schema") != DIALECT or data_schema.get("type") != "object":
        yield "$schema", f"a form is an object of {DIALECT}"
    properties: Mapping[str, Any] = data_schema.get("properties", {})
    definitions: Mapping[str, Any] = data_schema.get("$defs", {})
    for name, field in definitions.items():
        yield from _field_faults(f"$defs/{name}", field, definitions)
    for name, field in properties.items():
        if not _NAME.fullmatch(name):
            yield f"properties/{name}", "a field's name is small letters, digits and _"
        yield from _field_faults(f"properties/{name}", field, definitions)
    for name in data_schema.get("required", []):
        if name not in properties:
            yield "required", f"there is no field {name}"
    seen: list[str] = []
    yield from _layout_faults("", ui_schema, properties, seen)
    for name in properties.keys() - set(seen):
        yield f"properties/{name}", "no control of the layout shows it"
    for name in {name for name in seen if seen.count(name) > 1}:
        yield f"properties/{name}", "two controls show it"


def _field_faults(place: str, field: Mapping[str, Any], definitions: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    reference = field.get("$ref")
    if reference is not None:
        if not reference.startswith(DEFS) or reference.removeprefix(DEFS) not in definitions:
            yield place, f"{reference} leads nowhere"
        if field.keys() - {"$ref", "title", "x-en", "x-help", "x-help-en", "x-from"}:
            yield place, "beside a reference stand only words and where the value comes from"
        return
    for keyword in sorted(field.keys() - FIELD_KEYWORDS):
        yield f"{place}/{keyword}", "no terminal knows this keyword"
    for keyword, allowed in _CLOSED.items():
        if keyword in field and field[keyword] not in allowed:
            yield f"{place}/{keyword}", f"one of {', '.join(sorted(allowed))}"
    yield from _word_faults(place, field)
    for number, option in enumerate(field.get("oneOf", [])):
        if "const" not in option:
            yield f"{place}/oneOf/{number}", "an option is a const with its title"
        yield from _word_faults(f"{place}/oneOf/{number}", option)
    yield from _endless_faults(place, field)
    if "items" in field:
        yield from _field_faults(f"{place}/items", field["items"], definitions)
    for name, inner in field.get("properties", {}).items():
        yield from _field_faults(f"{place}/properties/{name}", inner, definitions)


def _endless_faults(place: str, field: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    match field.get("type"):
        case "string" if not field.keys() & {"maxLength", "oneOf", "enum", "const", "format"}:
            yield f"{place}/maxLength", "a text ends somewhere"
        case "array" if not field.keys() >= {"maxItems", "items"}:
            yield f"{place}/maxItems", "a list ends somewhere, and says what it holds"
        case None:
            yield f"{place}/type", "a field has a type"


def _word_faults(place: str, said: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if not said.get("title"):
        yield f"{place}/title", "a name in Chinese is missing"
    if not said.get("x-en"):
        yield f"{place}/x-en", "a name in English is missing"


def _layout_faults(
    place: str, element: Mapping[str, Any], properties: Mapping[str, Any], seen: list[str]
) -> Iterator[tuple[str, str]]:
    kind = element.get("type")
    if kind == "Control":
        name = str(element.get("scope", "")).removeprefix(SCOPE)
        if name not in properties:
            yield f"ui{place}/scope", f"there is no field {name}"
        else:
            seen.append(name)
    elif kind in _LAYOUTS:
        if kind in {"Group", "Category"}:
            for word in ("label", "x-en"):
                if not element.get(word):
                    yield f"ui{place}/{word}", "a group has a name in both languages"
        for number, inner in enumerate(element.get("elements", [])):
            if kind == "Categorization" and inner.get("type") != "Category":
                yield f"ui{place}/elements/{number}/type", "a categorization holds categories"
            yield from _layout_faults(f"{place}/elements/{number}", inner, properties, seen)
    else:
        yield f"ui{place}/type", f"one of Control, {', '.join(sorted(_LAYOUTS))}"
    if "rule" in element:
        yield from _rule_faults(f"ui{place}/rule", element["rule"], properties)


def _rule_faults(place: str, rule: Mapping[str, Any], properties: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if rule.get("effect") not in _EFFECTS:
        yield f"{place}/effect", f"one of {', '.join(sorted(_EFFECTS))}"
    condition = rule.get("condition", {})
    if condition.get("scope") != "#" and str(condition.get("scope", "")).removeprefix(SCOPE) not in properties:
        yield f"{place}/condition/scope", "names no field"
    try:
        Draft202012Validator.check_schema(condition.get("schema", {}))
    except SchemaError as error:
        yield f"{place}/condition/schema", error.message

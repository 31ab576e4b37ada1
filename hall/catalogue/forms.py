"""What a form may be: JSON Schema 2020-12, cut down to what a terminal can show, and the JSON Forms layout beside it.

The subset is closed (`hall.catalogue.form_subset`), so that a terminal, the console and the hall's own check of an
answer all know every form there can be. A form that is not in it is refused when it is published, never when a citizen
stands before it.

Loads jsonschema, which serving never needs: import it where something is published.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from jsonschema import Draft202012Validator
from jsonschema.exceptions import SchemaError

from hall.catalogue.form_subset import DEFS, FORM

SCOPE: Final = "#/properties/"
_FORM: Final = Draft202012Validator(FORM)
_LAYOUTS: Final = frozenset({"VerticalLayout", "Group", "Categorization", "Category"})
_EFFECTS: Final = frozenset({"SHOW", "HIDE", "ENABLE", "DISABLE"})
_BOUNDS: Final = frozenset({"maxLength", "oneOf", "enum", "const", "format"})


def form_faults(data_schema: Mapping[str, Any], ui_schema: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield (place, what is wrong there) for everything that keeps the form from being one of the subset."""
    wrong = [("/".join(map(str, error.absolute_path)), error.message) for error in _FORM.iter_errors(data_schema)]
    if wrong:
        yield from wrong
        return
    properties: Mapping[str, Any] = data_schema["properties"]
    definitions: Mapping[str, Any] = data_schema.get("$defs", {})
    for part, fields in (("$defs", definitions), ("properties", properties)):
        for name, field in fields.items():
            yield from _field_faults(f"{part}/{name}", field, definitions)
    for name in data_schema["required"]:
        if name not in properties:
            yield "required", f"there is no field {name}"
    seen: list[str] = []
    yield from _layout_faults("", ui_schema, properties, seen)
    for name in properties.keys() - set(seen):
        yield f"properties/{name}", "no control of the layout shows it"
    for name in {name for name in seen if seen.count(name) > 1}:
        yield f"properties/{name}", "two controls show it"


def _field_faults(place: str, field: Mapping[str, Any], definitions: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What the subset's schema cannot say: references that lead nowhere, values without an end, broken patterns."""
    if "$ref" in field:
        if field["$ref"].removeprefix(DEFS) not in definitions:
            yield place, f"{field['$ref']} leads nowhere"
        return
    if field["type"] == "string" and not field.keys() & _BOUNDS:
        yield f"{place}/maxLength", "a text ends somewhere"
    if field["type"] == "array" and not field.keys() >= {"maxItems", "items"}:
        yield f"{place}/maxItems", "a list ends somewhere, and says what it holds"
    if "pattern" in field:
        try:
            re.compile(field["pattern"])
        except re.error as error:
            yield f"{place}/pattern", f"no pattern: {error}"
    if "items" in field:
        yield from _field_faults(f"{place}/items", field["items"], definitions)
    for name, inner in field.get("properties", {}).items():
        yield from _field_faults(f"{place}/properties/{name}", inner, definitions)


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
            if (kind == "Categorization") != (inner.get("type") == "Category"):
                yield f"ui{place}/elements/{number}/type", "a categorization, and only that, holds categories"
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

"""Make a form of what its file says: JSON Schema with the common fields it refers to, and the layout beside it."""

from collections.abc import Iterator, Mapping
from typing import Any

from hall.catalogue.files.shapes import FormFile, GroupFile
from hall.catalogue.form_subset import DEFS, DIALECT
from hall.catalogue.forms import SCOPE
from hall.catalogue.parts import FormGiven

Fields = Mapping[str, Mapping[str, Any]]


class FieldUnknown(Exception):
    """A form asks for a field that nobody described.

    Attributes:
        place: where in the file.
        name: the field.
    """

    def __init__(self, place: str, name: str) -> None:
        """Keep where and which."""
        super().__init__(f"{place}: {name}")
        self.place = place
        self.name = name


def compose_form(file: FormFile, common: Fields) -> FormGiven:
    """Return the form. Raises `FieldUnknown`."""
    properties: dict[str, Any] = {}
    required: list[str] = []
    for place, asked in _asked(file):
        name = asked.removesuffix("?")
        properties[name] = _property(place, name, file, common)
        if name == asked and name not in file.when:
            required.append(name)
    for name, conditions in file.when.items():
        for other in (name, *conditions):
            if other not in properties:
                raise FieldUnknown(f"when.{name}", other)
    asked_names = {asked for _, asked in _asked(file)}
    return FormGiven(
        data_schema=assemble(
            properties,
            required,
            [_only_when(name, file.when[name], name in asked_names) for name in file.when],
            common,
        ),
        ui_schema=_layout(file),
    )


def assemble(properties: Mapping[str, Any], required: list[str], rules: list[Any], common: Fields) -> dict[str, Any]:
    """Return a form's schema with those common fields beside it that `properties` refer to."""
    schema: dict[str, Any] = {
        "$schema": DIALECT,
        "type": "object",
        "properties": dict(properties),
        "required": required,
        "additionalProperties": False,
    }
    if rules:
        schema["allOf"] = rules
    used = dict.fromkeys(_references(properties))
    for name in [*used]:
        used.update(dict.fromkeys(_references(_complete(common[name]))))
    if used:
        schema["$defs"] = {name: _complete(common[name]) for name in used}
    return schema


def _asked(file: FormFile) -> Iterator[tuple[str, str]]:
    for number, name in enumerate(file.ask):
        yield f"ask[{number}]", name
    for place, group in enumerate(file.groups):
        for number, name in enumerate(group.ask):
            yield f"groups[{place}].ask[{number}]", name


def _property(place: str, name: str, file: FormFile, common: Fields) -> dict[str, Any]:
    own = file.fields.get(name)
    if own is None:
        if name not in common:
            raise FieldUnknown(place, name)
        return {"$ref": DEFS + name}
    wanted = str(own.get("$ref", "")).removeprefix(DEFS)
    if wanted and wanted not in common:
        raise FieldUnknown(f"fields.{name}", wanted)
    return _complete(own)


def _complete(field: Mapping[str, Any]) -> dict[str, Any]:
    """Return the field; what says no type is a text."""
    return dict(field) if field.keys() & {"type", "$ref"} else {"type": "string", **field}


def _references(node: Any) -> Iterator[str]:
    if isinstance(node, Mapping):
        if "$ref" in node:
            yield str(node["$ref"]).removeprefix(DEFS)
        for inner in node.values():
            yield from _references(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from _references(inner)


def _only_when(name: str, conditions: Mapping[str, list[Any]], needed: bool) -> dict[str, Any]:
    """With those answers the field is asked (and required, unless it is optional); with others it must be absent."""
    rule: dict[str, Any] = {"if": answered(conditions), "else": {"properties": {name: False}}}
    return {**rule, "then": {"required": [name]}} if needed else rule


def answered(conditions: Mapping[str, list[Any]]) -> dict[str, Any]:
    """Return the schema of forms with one of those answers to each of these questions."""
    return {
        "properties": {other: {"enum": values} for other, values in conditions.items()},
        "required": [*conditions],
    }


def _layout(file: FormFile) -> dict[str, Any]:
    controls = [_control(name, file) for name in file.ask]
    if not file.groups:
        return {"type": "VerticalLayout", "elements": controls}
    return {"type": "VerticalLayout", "elements": [*controls, *(_group(group, file) for group in file.groups)]}


def _group(group: GroupFile, file: FormFile) -> dict[str, Any]:
    return {
        "type": "Group",
        "label": group.title.zh,
        "x-en": group.title.en,
        "elements": [_control(name, file) for name in group.ask],
    }


def _control(asked: str, file: FormFile) -> dict[str, Any]:
    name = asked.removesuffix("?")
    control: dict[str, Any] = {"type": "Control", "scope": SCOPE + name}
    if name in file.when:
        control["rule"] = shown_when(file.when[name])
    return control


def shown_when(conditions: Mapping[str, list[Any]]) -> dict[str, Any]:
    """Return the layout's rule for a condition: JSON Forms looks at one field where there is one, else at the form."""
    if len(conditions) == 1:
        ((other, values),) = conditions.items()
        return {"effect": "SHOW", "condition": {"scope": SCOPE + other, "schema": {"enum": values}}}
    return {"effect": "SHOW", "condition": {"scope": "#", "schema": answered(conditions)}}

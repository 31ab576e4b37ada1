"""Answers to any form of the closed subset (`hall.catalogue.form_subset`), right by construction and drawn by dice."""

from collections.abc import Mapping
from typing import Any, Final

from hall.catalogue.bundles import called_for
from hall.catalogue.parts import FormGiven
from hall.seed.dice import Dice

# One value for each pattern of the seed's fields: whoever adds a pattern adds a value here.
VALUES: Final = {
    r"^1[3-9]\d{9}$": "13800000000",
    r"^\d{10,24}$": "6200000000000000000",
    r"^\d{8,30}$": "99990000123456",
    r"^\d{17}[\dX]$": "43138219850228001X",
    r"^[0-9-]{7,15}$": "0999-1234567",
    r"^[0-9-]{8,24}$": "20261125-0001",
    r"^[0-9A-Z]{10,20}$": "ABC1234567890",
    r"^[0-9A-Z-]{10,40}$": "2026-999900-47-01-000001",
    r"^20[0-9]{2}-(0[1-9]|1[0-2])$": "2026-12",
    "^[0-9A-HJ-NPQRTUWXY]{18}$": "91350100M000100Y43",
    "^[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][A-Z0-9]{5,6}$": "云A12345",
}


def answers_to(form: FormGiven, dice: Dice) -> dict[str, Any]:
    """Return answers that the form takes: what is required, what its rules require then, some of what is optional."""
    schema = form.data_schema
    definitions = schema.get("$defs", {})
    properties = schema["properties"]
    wanted = [name for name in properties if name in schema["required"] or dice.below(2)]
    answers = {name: _value(properties[name], definitions, dice) for name in wanted}
    rules = schema.get("allOf", [])
    # A rule may call for a field whose answer calls for another; nobody's form goes deeper than there are rules.
    for rule in rules * len(rules):
        condition = {name: values["enum"] for name, values in rule["if"]["properties"].items()}
        if called_for(condition, answers):
            for name in set(rule.get("then", {}).get("required", [])) - answers.keys():
                answers[name] = _value(properties[name], definitions, dice)
        else:
            for name in rule.get("else", {}).get("properties", {}):
                answers.pop(name, None)
    return answers


def _value(field: Mapping[str, Any], definitions: Mapping[str, Any], dice: Dice) -> Any:
    if "$ref" in field:
        return _value(definitions[field["$ref"].rsplit("/", 1)[1]], definitions, dice)
    if "const" in field:
        return field["const"]
    if "oneOf" in field:
        return field["oneOf"][dice.below(len(field["oneOf"]))]["const"]
    match field["type"]:
        case "boolean":
            return bool(dice.below(2))
        case "integer":
            return field["minimum"] + dice.below(min(3, field["maximum"] - field["minimum"] + 1))
        case "number":
            return field["maximum"]
        case "array":
            values = [_value(field["items"], definitions, dice) for _ in range(field["maxItems"])]
            return list(dict.fromkeys(values))
    if field.get("format") == "date":
        return "2026-11-25"
    return VALUES[field["pattern"]] if "pattern" in field else "云江" * max(1, (field.get("minLength", 0) + 1) // 2)

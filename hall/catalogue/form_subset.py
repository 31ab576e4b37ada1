"""The JSON Schemas that forms can be, as a JSON Schema: a closed subset of 2020-12 that every terminal knows.

Whatever it takes is JSON Schema 2020-12 (a test holds the seed's forms against both), and it is much cheaper to hold a
form against it than against the standard's own meta-schema of seven vocabularies.
"""

from typing import Any, Final

from hall.catalogue.vocabulary import Prefill

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
DEFS: Final = "#/$defs/"

_TEXT: Final = {"type": "string", "minLength": 1}
_NUMBER: Final = {"type": "number"}
_COUNT: Final = {"type": "integer", "minimum": 0}
_NAMES: Final = {"type": "array", "items": {"type": "string"}, "uniqueItems": True}
_SCALARS: Final = {"type": "array", "minItems": 1, "items": {"type": ["string", "number", "boolean"]}}
_FIELD_NAME: Final = "^[a-z][a-z0-9_]{0,39}$"

OPTION: Final[dict[str, Any]] = {
    "type": "object",
    "properties": {"const": {"type": ["string", "number", "boolean"]}, "title": _TEXT, "x-en": _TEXT},
    "required": ["const", "title", "x-en"],
    "additionalProperties": False,
}
_WORDS: Final = {"title": _TEXT, "x-en": _TEXT, "x-help": _TEXT, "x-help-en": _TEXT}
_SOURCE: Final = {"enum": [source.value for source in Prefill]}
REFERENCE: Final[dict[str, Any]] = {
    "type": "object",
    "properties": {"$ref": {"type": "string", "pattern": "^#/\\$defs/[a-z][a-z0-9_]*$"}, **_WORDS, "x-from": _SOURCE},
    "additionalProperties": False,
}
FIELD: Final[dict[str, Any]] = {
    "type": "object",
    "properties": {
        "type": {"enum": ["string", "integer", "number", "boolean", "array", "object"]},
        **_WORDS,
        "x-from": _SOURCE,
        "x-sensitive": {"type": "boolean"},
        "description": _TEXT,
        "const": {"type": ["string", "number", "boolean"]},
        "default": {"type": ["string", "number", "boolean"]},
        "enum": _SCALARS,
        "oneOf": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/option"}},
        "format": {"enum": ["date", "email"]},
        "pattern": _TEXT,
        "minLength": _COUNT,
        "maxLength": _COUNT,
        "minimum": _NUMBER,
        "maximum": _NUMBER,
        "multipleOf": {"type": "number", "exclusiveMinimum": 0},
        "minItems": _COUNT,
        "maxItems": _COUNT,
        "uniqueItems": {"type": "boolean"},
        "items": {"$ref": "#/$defs/any"},
        "properties": {"$ref": "#/$defs/fields"},
        "required": _NAMES,
        "additionalProperties": {"const": False},
    },
    "required": ["type", "title", "x-en"],
    "additionalProperties": False,
}
_ANSWERED: Final[dict[str, Any]] = {
    "type": "object",
    "properties": {
        "properties": {"type": "object", "additionalProperties": {"properties": {"enum": _SCALARS}}},
        "required": _NAMES,
    },
    "required": ["properties", "required"],
    "additionalProperties": False,
}
FORM: Final[dict[str, Any]] = {
    "$schema": DIALECT,
    "type": "object",
    "properties": {
        "$schema": {"const": DIALECT},
        "type": {"const": "object"},
        "properties": {"$ref": "#/$defs/fields"},
        "required": _NAMES,
        "additionalProperties": {"const": False},
        "$defs": {"$ref": "#/$defs/fields"},
        # Fields that are asked only with certain answers to others.
        "allOf": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "if": _ANSWERED,
                    "then": {"type": "object", "properties": {"required": _NAMES}, "additionalProperties": False},
                    "else": {
                        "type": "object",
                        "properties": {"properties": {"type": "object", "additionalProperties": {"const": False}}},
                        "additionalProperties": False,
                    },
                },
                "required": ["if"],
                "additionalProperties": False,
            },
        },
    },
    "required": ["$schema", "type", "properties", "required", "additionalProperties"],
    "additionalProperties": False,
    "$defs": {
        "option": OPTION,
        "reference": REFERENCE,
        "field": FIELD,
        "any": {
            "if": {"required": ["$ref"]},
            "then": {"$ref": "#/$defs/reference"},
            "else": {"$ref": "#/$defs/field"},
        },
        "fields": {
            "type": "object",
            "propertyNames": {"pattern": _FIELD_NAME},
            "additionalProperties": {"$ref": "#/$defs/any"},
        },
    },
}

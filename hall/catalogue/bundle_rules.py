"""What must hold between a bundle and its items: held against everything that is published, whoever put it together.

Loads jsonschema: import it where something is published.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from jsonschema import Draft202012Validator

from hall.catalogue.bundles import BundleContent, BundleMemberGiven
from hall.catalogue.forms import form_faults
from hall.catalogue.parts import FormGiven
from hall.catalogue.schemas import ItemContent


def bundle_faults(content: BundleContent, items: Mapping[str, ItemContent]) -> Iterator[tuple[str, str, str]]:
    """Yield (place, what is wrong, what to do) for all that leaves a member's form unanswered by the bundle's."""
    for place, what in form_faults(content.form.data_schema, content.form.ui_schema):
        yield f"form/{place}", what, "mend the field, or the member's item that it comes from"
    asked = content.form.data_schema["properties"]
    if len({member.item_id for member in content.members}) != len(content.members):
        yield "members", "an item is there twice", "remove one of them"
    for number, member in enumerate(content.members):
        item = items.get(member.item_id)
        if item is None:
            yield f"members[{number}].item", f"there is no {member.item_id}", "name an item of the catalogue"
            continue
        before = {earlier.item_id for earlier in content.members[:number]}
        for name, source in member.from_result.items():
            if source not in before:
                remedy = "name a member that stands before it"
                yield f"members[{number}].from_result.{name}", f"{source} does not come before it", remedy
        for name in member.when:
            if name not in asked:
                yield f"members[{number}].when", f"the form does not ask {name}", "ask it in the bundle's form"
        if item.form is not None:
            for what, remedy in _uncovered(content.form, member, item.form):
                yield f"members[{number}]", what, remedy


def _uncovered(form: FormGiven, member: BundleMemberGiven, wanted: FormGiven) -> Iterator[tuple[str, str]]:
    fields: Mapping[str, Any] = wanted.data_schema["properties"]
    whole = {"$defs": wanted.data_schema.get("$defs", {})}
    for name, answer in member.given.items():
        if name not in fields:
            yield f"{member.item_id} does not ask {name}", "remove it from given"
        elif not Draft202012Validator({**fields[name], **whole}).is_valid(answer):
            yield f"{member.item_id} does not take {answer!r} for {name}", "give an answer that its form takes"
    for name in wanted.data_schema["required"]:
        if name in member.given or name in member.from_result:
            continue
        here = member.fields.get(name)
        if here is None or here not in form.data_schema["properties"]:
            yield (
                f"{member.item_id} requires {name}, which nothing asks",
                "ask it, map it in fields, or settle it in given",
            )
        elif not _required(form, here, member.when):
            remedy = "require it whenever the item belongs to the bundle"
            yield f"{member.item_id} requires {name}, which need not be answered", remedy


def _required(form: FormGiven, name: str, when: Mapping[str, list[Any]]) -> bool:
    """Whether the form requires the field whenever `when` holds."""
    if name in form.data_schema["required"]:
        return True
    for rule in form.data_schema.get("allOf", []):
        condition = {other: wanted["enum"] for other, wanted in rule["if"]["properties"].items()}
        implied = all(
            other in when and set(map(str, when[other])) <= set(map(str, condition[other])) for other in condition
        )
        if implied and name in rule.get("then", {}).get("required", []):
            return True
    return False

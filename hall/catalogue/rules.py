"""What must hold between the parts of an item: held against everything that is published, whoever wrote it.

Loads jsonschema (`hall.catalogue.forms`) and `printing`: import it where something is published.
"""

from collections.abc import Iterator

from hall.catalogue.forms import form_faults
from hall.catalogue.paper_rules import proof_faults
from hall.catalogue.schemas import ItemContent
from hall.catalogue.vocabulary import ItemKind, Necessity, Signature, TimeUnit, Trust

_OF_LAW = {TimeUnit.WORKING_DAYS, TimeUnit.CALENDAR_DAYS}


def item_faults(content: ItemContent) -> Iterator[tuple[str, str, str]]:
    """Yield (place, what is wrong, what to do) for everything that contradicts itself in `content`."""
    yield from _material_faults(content)
    if content.form is not None:
        for place, what in form_faults(content.form.data_schema, content.form.ui_schema):
            yield f"form/{place}", what, "mend the field, or the common one in the vocabulary"
    if not content.available_here and not (content.elsewhere.zh and content.elsewhere.en):
        yield "elsewhere", "an item that cannot be done here says where it can", "write elsewhere in both languages"
    if (content.kind is ItemKind.PROOF) != (content.proof is not None):
        yield "proof", "a proof, and only a proof, says what stands on it", "write proof, or another kind"
    if content.proof is not None:
        yield from proof_faults(content, content.proof)
    if content.kind in {ItemKind.PROOF, ItemKind.PROPERTY_PROOF} and not content.lookups:
        yield "checks", "a proof proves what a registry answered", "name the look-up"
    if content.kind is ItemKind.APPLICATION and not content.results:
        yield "results", "an application leads to something", "say what the applicant has in the end"
    limits = content.time_limits
    if limits and limits.legal and limits.promised and limits.legal.unit in _OF_LAW:
        unit = limits.legal.unit is limits.promised.unit
        if unit and limits.promised.amount > limits.legal.amount:
            yield "time.promised", "later than the law allows", "promise at most what the law gives"


def _material_faults(content: ItemContent) -> Iterator[tuple[str, str, str]]:
    checks = {lookup.check_id for lookup in content.lookups}
    seen: set[str] = set()
    for number, material in enumerate(content.materials):
        place = f"materials[{number}]"
        if material.material_id in seen:
            yield place, f"{material.material_id} is asked for twice", "give the second one an id of its own"
        seen.add(material.material_id)
        if material.check_id is not None and material.check_id not in checks:
            yield f"{place}.check", f"{material.check_id} is none of the item's checks", "add it to checks"
        if material.trust is Trust.A and material.check_id is None and material.licence is None:
            yield f"{place}.trust", "A is shared by an agency", "name the check or the licence that it comes from"
        if (material.trust is Trust.D) != material.commitment:
            yield f"{place}.commitment", "D, and only D, rests on a commitment", "write both or neither"
        if material.commitment and content.signature is not Signature.COMMITMENT:
            yield "signature", "a commitment is signed", 'write signature = "commitment"'
        if (material.necessity is Necessity.CONDITIONAL) != (material.when is not None):
            yield f"{place}.when", "a conditional material, and only that, says when", "write when in both languages"
        if material.commitment and material.may_follow_days is not None:
            yield f"{place}.may_follow_days", "what a commitment stands for need not follow", "remove one of them"

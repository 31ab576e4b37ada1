"""Put a bundle together: its members, one form of theirs (`bundle_form`), the materials and look-ups of all."""

from collections.abc import Iterator, Mapping
from typing import Any

from hall.catalogue.bundles import BundleContent
from hall.catalogue.files.bundle_form import FieldsDiffer, Member, join_forms
from hall.catalogue.files.faults import Fault, unknown_word
from hall.catalogue.files.form_composing import FieldUnknown, compose_form
from hall.catalogue.files.shapes import BundleFile
from hall.catalogue.files.vocabulary_files import FOLDER, Vocabulary
from hall.catalogue.parts import FormGiven, MaterialGiven
from hall.catalogue.pinyin import spell
from hall.catalogue.schemas import ItemContent
from hall.catalogue.vocabulary import Necessity, Signature, TimeUnit

_STRICTEST: Mapping[Necessity, int] = {Necessity.REQUIRED: 0, Necessity.CONDITIONAL: 1, Necessity.OPTIONAL: 2}
_SIGNATURES = (Signature.NONE, Signature.APPLICATION, Signature.COMMITMENT)
_HOURS_A_DAY = 24


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
        members = [Member(member, self._items[member.item]) for member in file.members]
        try:
            own = compose_form(file.form, self._words.fields)
            form, maps = join_forms(own, members)
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
        self, file: BundleFile, members: list[Member], form: FormGiven, maps: list[dict[str, str]]
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


def _hours(member: Member) -> int:
    """How long the member takes, to find the longest."""
    limits = member.item.time_limits
    if limits is None or limits.promised is None:
        return 0
    hours = 1 if limits.promised.unit is TimeUnit.HOURS else _HOURS_A_DAY
    return limits.promised.amount * hours


def _materials(members: list[Member]) -> list[dict[str, Any]]:
    """Each material once, as the strictest of the members wants it."""
    found: dict[str, tuple[MaterialGiven, list[str]]] = {}
    for member in members:
        for material in member.item.materials:
            kept, items = found.get(material.material_id, (material, []))
            stricter = _STRICTEST[material.necessity] < _STRICTEST[kept.necessity]
            found[material.material_id] = (material if stricter else kept, [*items, member.file.item])
    return [{**material.model_dump(), "items": items} for material, items in found.values()]

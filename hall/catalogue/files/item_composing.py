"""Complete an item of what is worked out, not written: code, spelling, words for time and things to bring."""

import string
from collections.abc import Iterator, Mapping
from typing import Any, Final

from hall.catalogue.files.faults import Fault, unknown_word
from hall.catalogue.files.form_composing import FieldUnknown, compose_form
from hall.catalogue.files.shapes import CheckUse, ItemFile, MaterialFile, ProofFile, TimeFile, Words
from hall.catalogue.files.vocabulary_files import FOLDER, Vocabulary
from hall.catalogue.parts import FormGiven
from hall.catalogue.pinyin import Spelling, spell
from hall.catalogue.schemas import ItemContent
from hall.catalogue.vocabulary import (
    Applicant,
    ApplicantKind,
    Brings,
    CaseType,
    ItemKind,
    Necessity,
    Signature,
    TimeUnit,
    Trust,
)
from hall.http.contract_types import BilingualGiven

PLACEHOLDERS: Final = frozenset({"name", "number", "as_of"})
_MAY_BE_NOTHING: Final = frozenset({Brings.NONE, Brings.ANY})
_ANSWERED: Final = frozenset({ItemKind.PROOF, ItemKind.QUERY})
_UNITS: Final = {
    TimeUnit.WORKING_DAYS: ("{} 个工作日", "{} working days"),
    TimeUnit.CALENDAR_DAYS: ("{} 日", "{} days"),
    TimeUnit.HOURS: ("{} 小时", "{} hours"),
}
_AT_ONCE: Final = {"zh": "当场办结", "en": "Done at once"}
_BRING_NOTHING: Final = {"zh": "不需要材料", "en": "Nothing"}


class ItemComposer:
    """Makes contents of item files, by one vocabulary; what is wrong is noted in `faults`."""

    def __init__(self, vocabulary: Vocabulary, faults: list[Fault]) -> None:
        """Take the words that items may name."""
        self._words = vocabulary
        self._faults = faults

    def compose(self, file: str, item: ItemFile) -> ItemContent | None:
        """Return what the item says, or None where it names something that is not there."""
        faults = list(self._missing_words(file, item))
        form = None
        if item.form is not None:
            try:
                form = compose_form(item.form, self._words.fields)
            except FieldUnknown as error:
                known = [*self._words.fields, *item.form.fields]
                place = f"form.{error.place}"
                faults.append(unknown_word(file, place, error.name, known, f"form.fields or {FOLDER}/fields.toml"))
        if faults:
            self._faults += faults
            return None
        return ItemContent.model_validate(self._content(item, form))

    def _missing_words(self, file: str, item: ItemFile) -> Iterator[Fault]:
        def look(place: str, word: str | None, known: Mapping[str, Any], where: str) -> Iterator[Fault]:
            if word is not None and word not in known:
                yield unknown_word(file, place, word, list(known), f"{FOLDER}/{where}.toml")

        yield from look("department", item.department, self._words.departments, "departments")
        for number, audience in enumerate(item.audiences):
            yield from look(f"audiences[{number}]", audience, self._words.audiences, "audiences")
        for number, use in enumerate(item.checks):
            yield from look(f"checks[{number}].check", use.check, self._words.lookups, "lookups")
        for number, material in enumerate(item.materials):
            place = f"materials[{number}]"
            yield from look(f"{place}.use", material.use, self._words.materials, "materials")
            yield from look(f"{place}.check", material.check, self._words.lookups, "lookups")
            if material.use is None and not (material.id and material.title and material.source):
                remedy = "write use, or id, title and source"
                yield Fault(file, place, "neither a common material nor one of its own", remedy)
        if item.proof is not None:
            yield from self._proof_faults(file, item, item.proof)

    def _proof_faults(self, file: str, item: ItemFile, proof: ProofFile) -> Iterator[Fault]:
        known = [
            f"{use.check}/{field}"
            for use in item.checks
            if use.check in self._words.lookups
            for field in self._words.lookups[use.check].fields
        ]
        parts = (("facts", proof.facts), ("columns", proof.columns), ("says", [*proof.says]))
        for part, sources in parts:
            for number, source in enumerate(sources):
                if source not in known:
                    yield unknown_word(file, f"proof.{part}[{number}]", source, known, "the item's checks")
        checks = [use.check for use in item.checks]
        for check in proof.brings:
            if check not in checks:
                yield unknown_word(file, "proof.brings", check, checks, "the item's checks")
        shown = {source.partition("/")[0] for source in proof.facts}
        for check in sorted(shown & {check for check, brings in proof.brings.items() if brings in _MAY_BE_NOTHING}):
            yield Fault(file, "proof.facts", f"{check} may bring nothing to show", "show it in columns, or not at all")
        for _, name, _, _ in string.Formatter().parse(proof.statement):
            if name is not None and name not in PLACEHOLDERS:
                yield unknown_word(file, "proof.statement", name, PLACEHOLDERS, "what a statement may name")

    def _content(self, item: ItemFile, form: FormGiven | None) -> dict[str, Any]:
        department = self._words.departments[item.department]
        aliases = self._aliases(item)
        title = spell(item.title.zh)
        materials = [self._material(material) for material in item.materials]
        lookups = [self._lookup(item, use) for use in item.checks]
        promised = item.time.promised is not None
        return {
            **item.model_dump(
                include={
                    "title", "summary", "audiences", "kind", "needs", "papers", "who", "purposes", "assurance",
                    "conditions", "visits", "signature", "results",
                }
            ),
            "available_here": item.available_here or _answered_at_once(item),
            "code": department.uscc + item.level + item.base,
            "department": _bilingual(department),
            "department_id": item.department,
            "aliases": aliases,
            "pinyin": title.pinyin,
            "initials": title.initials,
            "alias_pinyin": [_spelling(spell(alias)) for alias in aliases],
            "case_type": CaseType.PROMISED if promised else CaseType.SAME_DAY,
            "fee_fen": sum(fee.amount_fen or 0 for fee in item.fees),
            "fees": [{**fee.model_dump(), "basis": {"zh": fee.basis}} for fee in item.fees],
            "time_limit": _time_words(item.time),
            "time_limits": item.time.limits(),
            "bring": item.bring.model_dump() if item.bring else _bring(materials),
            "legal_basis": [{"zh": basis} for basis in item.legal_basis],
            "lookups": lookups,
            "elsewhere": _bilingual(item.elsewhere or department.counter),
            "applicants": _applicants(item.applicants),
            "applicant_kinds": item.applicants,
            "materials": materials,
            "steps": [_bilingual(step) for step in self._steps(item)],
            "contact": self._words.contact.model_dump(),
            "form": form,
            "proof": self._proof(item),
        }  # fmt: skip

    def _steps(self, item: ItemFile) -> list[Words]:
        return item.steps if item.steps is not None else self._words.steps.get(item.kind, [])

    def _aliases(self, item: ItemFile) -> list[str]:
        """The written ones, then the title in everyday words: 社会保险参保证明 is also 社保参保证明."""
        aliases = dict.fromkeys(item.aliases)
        for formal, everyday in self._words.everyday.items():
            if formal in item.title.zh:
                aliases.update(dict.fromkeys(item.title.zh.replace(formal, word) for word in everyday))
        return [*aliases]

    def _material(self, material: MaterialFile) -> dict[str, Any]:
        common = self._words.materials[material.use].model_dump(exclude_none=True) if material.use else {}
        own = material.model_dump(exclude_none=True)
        check = own.pop("check", common.pop("check", None))
        said = {"originals": 1, "copies": 0, **common, **own, "check_id": check}
        said["material_id"] = own.get("id") or material.use
        said.setdefault("trust", Trust.D if material.commitment else Trust.C)
        said.setdefault("necessity", Necessity.CONDITIONAL if material.when else Necessity.REQUIRED)
        return said

    def _lookup(self, item: ItemFile, use: CheckUse) -> dict[str, Any]:
        lookup = self._words.lookups[use.check]
        purpose = use.purpose or Words(zh=f"办理{item.title.zh}", en=f"for: {item.title.en}")
        return {
            "check_id": use.check,
            "registry": lookup.registry,
            "title": _bilingual(lookup.title),
            "fields": [{"field_id": name, **_bilingual(words)} for name, words in lookup.fields.items()],
            "purpose": _bilingual(purpose),
            "legal_basis": {"zh": lookup.legal_basis},
        }

    def _proof(self, item: ItemFile) -> dict[str, Any] | None:
        if item.proof is None:
            return None
        return {
            "title": item.title.zh,
            "statement": item.proof.statement,
            "facts": [self._fact(source) for source in item.proof.facts],
            "columns": [self._fact(source) for source in item.proof.columns],
            "conditions": [{"check_id": check, "brings": brings} for check, brings in item.proof.brings.items()],
            "values": [{"source": source, "value": value} for source, value in item.proof.says.items()],
            "valid": item.proof.valid.model_dump() if item.proof.valid else None,
        }

    def _fact(self, source: str) -> dict[str, str]:
        check, _, field = source.partition("/")
        return {"label": self._words.lookups[check].fields[field].zh, "source": source}


def _bilingual(words: Words) -> dict[str, str]:
    return {"zh": words.zh, "en": words.en}


def _spelling(spelling: Spelling) -> dict[str, str]:
    return {"pinyin": spelling.pinyin, "initials": spelling.initials}


def _applicants(kinds: list[ApplicantKind]) -> list[Applicant]:
    person = ApplicantKind.NATURAL_PERSON in kinds
    firm = any(kind is not ApplicantKind.NATURAL_PERSON for kind in kinds)
    return [Applicant.NATURAL_PERSON] * person + [Applicant.FIRM] * firm


def _time_words(time: TimeFile) -> dict[str, str]:
    if time.promised is None:
        return dict(_AT_ONCE)
    zh, en = _UNITS[time.unit]
    words = en.format(time.promised)
    return {"zh": zh.format(time.promised), "en": words.removesuffix("s") if time.promised == 1 else words}


def _bring(materials: list[dict[str, Any]]) -> dict[str, str]:
    """What must be brought: materials that no look-up and no commitment stands for; a condition in brackets."""
    brought = [
        material
        for material in materials
        if not material["check_id"] and material["necessity"] is not Necessity.OPTIONAL
    ]
    if not brought:
        return dict(_BRING_NOTHING)
    words = [
        BilingualGiven(
            zh=material["title"]["zh"] + (f"（{material['when']['zh']}）" if "when" in material else ""),
            en=material["title"]["en"] + (f" ({material['when']['en']})" if "when" in material else ""),
        )
        for material in brought
    ]
    return {"zh": "、".join(word.zh for word in words), "en": "; ".join(word.en for word in words)}


def _answered_at_once(item: ItemFile) -> bool:
    """Say whether registries alone can answer: nothing is filled in, signed, paid or waited for."""
    waits = item.time.promised is not None
    more = item.form is not None or item.materials or item.fees or item.signature is not Signature.NONE
    return item.kind in _ANSWERED and bool(item.checks) and not waits and not more

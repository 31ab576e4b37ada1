"""The catalogue: its files, its spelling, its publication and its reply."""

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import DatabaseError, transaction

from hall.cases.processes import PROCESSES
from hall.catalogue.files.faults import CatalogueFilesWrong
from hall.catalogue.files.reading import read_catalogue
from hall.catalogue.models import CatalogueRevision, Item, ItemVersion, VersionChanged
from hall.catalogue.pinyin import Spelling, spell
from hall.catalogue.publication import Fate, Publication, publish
from hall.catalogue.schemas import CatalogueGiven
from hall.seed.freshness import CATALOGUE_FOLDER
from tests.support.hall_terminal import Terminal

CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


def test_reply(terminal: Terminal, seed: Publication) -> None:
    """Themes in order, every item of the seed, those that work here; whoever cannot be served is told where."""
    reply = terminal.get("/catalogue")
    catalogue = CatalogueGiven.model_validate_json(reply.content)
    assert [theme.order for theme in catalogue.themes] == list(range(1, 13))
    assert {item.item_id for item in catalogue.items} == {draft.item_id for draft in seed.items}
    here = [item for item in catalogue.items if item.available_here]
    assert {"no-house-proof", "insurance-record-proof"} <= {item.item_id for item in here}
    assert {item.kind for item in here} <= set(PROCESSES)
    themes = {theme.theme_id for theme in catalogue.themes}
    departments = {department.term_id for department in catalogue.departments}
    audiences = {audience.term_id for audience in catalogue.audiences}
    for item in catalogue.items:
        assert item.theme_id in themes
        assert item.department_id in departments
        assert set(item.audiences) <= audiences
        assert item.elsewhere.zh
        assert item.elsewhere.en
        assert len(item.aliases) == len(item.alias_pinyin)
        assert item.legal_basis


def test_a_theme_without_items_has_no_tile(terminal: Terminal, seed: Publication) -> None:
    """A folder with fewer themes leaves no empty tile on the home page."""
    left = tuple(draft for draft in seed.items if draft.theme_id in {"education", "voices"})
    publish(replace(seed, items=left, bundles=()))
    assert [theme["theme_id"] for theme in terminal.get("/catalogue").json()["themes"]] == ["education", "voices"]


def test_no_house_proof_is_found_as_people_type(terminal: Terminal) -> None:
    """`wfzm` and `wu fang zheng ming` are among the ways to type the item."""
    items = {item["item_id"]: item for item in terminal.get("/catalogue").json()["items"]}
    item = items["no-house-proof"]
    assert item["title"]["zh"] == "不动产登记信息查询证明"
    spelled = dict(zip(item["aliases"], item["alias_pinyin"], strict=True))
    assert spelled["无房证明"] == {"pinyin": "wu fang zheng ming", "initials": "wfzm"}
    assert item["lookups"][0]["registry"] == "property"
    assert "school-entry" in {purpose["purpose_id"] for purpose in item["purposes"]}


def test_etag(terminal: Terminal, seed: Publication) -> None:
    """The same catalogue is not sent twice; a changed one is, under another ETag."""
    first = terminal.get("/catalogue")
    assert first["ETag"] == f'"{first.json()["version"]}"'
    for header in (first["ETag"], f"W/{first['ETag']}", f'"other", {first["ETag"]}'):
        reply = terminal.get("/catalogue", **{"If-None-Match": header})
        assert (reply.status_code, reply.content) == (304, b"")
        assert reply["ETag"] == first["ETag"]
    assert terminal.get("/catalogue", **{"If-None-Match": '"other"'}).status_code == 200
    publish(replace(seed, items=seed.items[:-1], bundles=()))
    changed = terminal.get("/catalogue", **{"If-None-Match": first["ETag"]})
    assert changed.status_code == 200
    assert len(changed.json()["items"]) == len(seed.items) - 1


@pytest.mark.django_db
def test_publication_keeps_versions(seed: Publication) -> None:
    """An unchanged item keeps its version; a changed one gets the next; a withdrawn one keeps what it said."""
    revision = CatalogueRevision.objects.get().revision
    assert publish(seed).changed_nothing
    assert CatalogueRevision.objects.get().revision == revision
    assert set(ItemVersion.objects.values_list("version", flat=True)) == {1}
    first, *rest = seed.items
    dearer = replace(first, content=first.content.model_copy(update={"fee_fen": first.content.fee_fen + 5}))
    report = publish(replace(seed, items=(dearer,), bundles=()))
    assert report.items_of(Fate.CHANGED) == (first.item_id,)
    assert set(report.items_of(Fate.WITHDRAWN)) == {draft.item_id for draft in rest}
    item = Item.objects.get(item_id=first.item_id)
    assert item.current is not None
    assert (item.current.version, item.current.content["fee_fen"]) == (2, first.content.fee_fen + 5)
    assert item.versions.get(version=1).content["fee_fen"] == first.content.fee_fen
    assert Item.objects.filter(current=None).count() == len(rest)
    assert CatalogueRevision.objects.get().revision != revision
    again = publish(seed)
    assert set(again.items_of(Fate.ADDED)) == {draft.item_id for draft in rest}
    assert again.items_of(Fate.CHANGED) == (first.item_id,)


@pytest.mark.django_db
def test_a_version_never_changes() -> None:
    """Neither the program nor anybody with the database can change what was published: cases rest on it."""
    version = ItemVersion.objects.order_by("pk")[0]
    version.content = {}
    with pytest.raises(VersionChanged):
        version.save()
    with pytest.raises(DatabaseError, match="never change"), transaction.atomic():
        ItemVersion.objects.filter(pk=version.pk).update(content={})
    version.refresh_from_db()
    assert version.content["title"]


@pytest.mark.parametrize(
    ("text", "pinyin", "initials"),
    [
        ("重庆", "chong qing", "cq"),
        ("重名查询", "chong ming cha xun", "cmcx"),
        ("银行卡", "yin hang ka", "yhk"),
        ("行驶证", "xing shi zheng", "xsz"),
        ("长沙", "chang sha", "cs"),
        ("女方", "nv fang", "nf"),
        ("公共场所卫生许可（告知承诺）", "gong gong chang suo wei sheng xu ke gao zhi cheng nuo", "ggcswsxkgzcn"),
        ("ETC办理", "etc ban li", "etcbl"),
        ("12345热线", "12345 re xian", "12345rx"),
    ],
)
def test_spelling(text: str, pinyin: str, initials: str) -> None:
    """Characters are read within their words; Latin and digits stay; punctuation goes."""
    assert spell(text) == Spelling(pinyin, initials)


def test_codes_are_valid(seed: Publication) -> None:
    """An item's code has 31 characters, the first 18 a credit code that passes its checksum (GB 32100)."""
    for draft in seed.items:
        body, check = draft.content.code[:17], draft.content.code[17]
        total = sum(
            CREDIT_ALPHABET.index(character) * weight for character, weight in zip(body, CREDIT_WEIGHTS, strict=True)
        )
        assert CREDIT_ALPHABET[-total % 31] == check
        assert len(draft.content.code) == 31
    assert len({draft.content.code for draft in seed.items}) == len(seed.items)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A catalogue of the seed's vocabulary and one item, to spoil."""
    shutil.copytree(CATALOGUE_FOLDER / "vocabulary", tmp_path / "vocabulary")
    (tmp_path / "items/household").mkdir(parents=True)
    shutil.copy(CATALOGUE_FOLDER / ITEM, tmp_path / ITEM)
    return tmp_path


ITEM = "items/household/residence-permit.toml"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            '"public-security"',
            '"public-securty"',
            "department: there is no public-securty in .*you meant public-security",
        ),
        ('kind = "application"', 'kind = "magic"', "kind: input should be .*: write one of those"),
        ("order = ", "ordr = ", "ordr: extra inputs .*perhaps you meant order"),
        ('base = "', 'base = "9', "base: string should match pattern"),
        ('"newcomers"', '"martians"', r"audiences\[0\]: there is no martians in vocabulary/audiences.toml"),
        (
            '"residence-permit", "ins',
            '"permit-of-residence", "ins',
            r"checks\[0\].check: there is no permit-of-residence",
        ),
        ('  "photo",', '  "foto",', r"materials\[1\].use: there is no foto in .*photo"),
        (
            'check = "lease-filing"',
            'check = "birth-record"',
            "birth-record is none of the item's checks: add it to checks",
        ),
        ('trust = "D", commitment', 'trust = "C", commitment', "commitment: D, and only D, rests on a commitment"),
        ('signature = "commitment"', 'signature = "none"', "signature: a commitment is signed"),
        ("promised = 15", "promised = 16", "time.promised: later than the law allows"),
        ('"mobile", "residence', '"mobil", "residence', r"form.ask\[0\]: there is no mobil .*perhaps you meant mobile"),
        ('format = "date"', 'format = "day"', "form/properties/since_day/format: 'day' is not one of"),
        ('x-en = "Employer"', "", "form/properties/employer: 'x-en' is a required property"),
        ("employer = { ground", "employers = { ground", "form.when.employers: there is no employers"),
        ("[form.fields.employer]", "[form.fields.employer", "not TOML: .*at line"),
        ("results = [", "# results = [", "results: an application leads to something"),
    ],
)
def test_wrong_file_is_named(small: Path, old: str, new: str, said: str) -> None:
    """Whoever edits a file learns which file, where in it, what is wrong and what to do."""
    text = (small / ITEM).read_text(encoding="utf-8")
    assert old in text
    (small / ITEM).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CatalogueFilesWrong) as caught:
        read_catalogue(small)
    assert re.search(f"^{re.escape(ITEM)}: .*{said}", str(caught.value), re.MULTILINE)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda folder: (folder / "vocabulary/themes.toml").unlink(), "vocabulary/themes.toml: the file is missing"),
        (shutil.rmtree, "there is no such folder: name a catalogue's folder"),
        (lambda folder: (folder / ITEM).rename(folder / "items/household/Permit.toml"), "no item's id"),
        (lambda folder: (folder / "items/household").rename(folder / "items/homes"), "there is no homes in"),
        (lambda folder: shutil.copy(folder / ITEM, folder / "items/household/other.toml"), "the same code as"),
        (lambda folder: shutil.copytree(folder / "items/household", folder / "items/family"), "the same item as"),
        (lambda folder: (folder / ITEM).write_bytes("居".encode("gb18030")), "not UTF-8"),
        (lambda folder: shutil.copy(folder / ITEM, folder / "items/stray.toml"), "lies in no theme"),
    ],
)
def test_wrong_folder_is_named(small: Path, spoil: Callable[[Path], object], said: str) -> None:
    """The same for files that are missing, twice there, or in the wrong place."""
    spoil(small)
    with pytest.raises(CatalogueFilesWrong, match=said):
        read_catalogue(small)


def test_all_faults_are_told_at_once(small: Path) -> None:
    """Whoever edits many files need not run the check once for each mistake."""
    text = (small / ITEM).read_text(encoding="utf-8")
    wrong = text.replace('"newcomers"', '"martians"').replace('"photo"', '"foto"')
    (small / ITEM).write_text(wrong, encoding="utf-8")
    (small / "items/household/another.toml").write_text("title = 3", encoding="utf-8")
    with pytest.raises(CatalogueFilesWrong) as caught:
        read_catalogue(small)
    assert {(fault.file, fault.place) for fault in caught.value.faults} >= {
        (ITEM, "audiences[0]"),
        (ITEM, "materials[1].use"),
        ("items/household/another.toml", "title"),
        ("items/household/another.toml", "summary"),
    }


def test_nothing_seeded_is_an_empty_catalogue(terminal: Terminal) -> None:
    """A hall without a seed answers with an empty catalogue, not with an error."""
    Item.objects.update(current=None)
    CatalogueRevision.objects.all().delete()
    reply = terminal.get("/catalogue")
    assert (reply.status_code, reply.json()["items"], reply.json()["version"]) == (200, [], "empty")

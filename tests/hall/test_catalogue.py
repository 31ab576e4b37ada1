"""The catalogue: its seed files, its spelling, its publication and its reply."""

import tomllib
from pathlib import Path

import pytest

from hall.catalogue.models import CatalogueRevision, Item, ItemVersion
from hall.catalogue.pinyin import Spelling, spell
from hall.catalogue.publication import publish
from hall.catalogue.schemas import CatalogueGiven
from hall.seed.catalogue_files import SeedWrong, read_catalogue
from hall.seed.freshness import CATALOGUE_FOLDER, HALL_FILE
from tests.support.hall_terminal import Terminal

OFFICES = tomllib.loads(HALL_FILE.read_text(encoding="utf-8"))["offices"]
CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


def test_reply(terminal: Terminal) -> None:
    """Eight themes in order, some two dozen items, one that works here; whoever cannot be served is told where."""
    reply = terminal.get("/catalogue")
    catalogue = CatalogueGiven.model_validate_json(reply.content)
    assert [theme.order for theme in catalogue.themes] == list(range(1, 9))
    assert len(catalogue.items) == 24
    assert [item.item_id for item in catalogue.items if item.available_here] == ["no-house-proof"]
    for item in catalogue.items:
        assert item.theme_id in {theme.theme_id for theme in catalogue.themes}
        assert item.elsewhere.zh
        assert item.elsewhere.en
        assert len(item.aliases) == len(item.alias_pinyin)
        assert item.legal_basis


def test_no_house_proof_is_found_as_people_type(terminal: Terminal) -> None:
    """`wfzm` and `wu fang zheng ming` are among the ways to type the item."""
    items = {item["item_id"]: item for item in terminal.get("/catalogue").json()["items"]}
    item = items["no-house-proof"]
    assert item["title"]["zh"] == "不动产登记信息查询证明"
    spelled = dict(zip(item["aliases"], item["alias_pinyin"], strict=True))
    assert spelled["无房证明"] == {"pinyin": "wu fang zheng ming", "initials": "wfzm"}
    assert item["lookups"][0]["registry"] == "property"
    assert "school-entry" in {purpose["purpose_id"] for purpose in item["purposes"]}


def test_etag(terminal: Terminal) -> None:
    """The same catalogue is not sent twice; a changed one is, under another ETag."""
    first = terminal.get("/catalogue")
    assert first["ETag"] == f'"{first.json()["version"]}"'
    for header in (first["ETag"], f"W/{first['ETag']}", f'"other", {first["ETag"]}'):
        reply = terminal.get("/catalogue", **{"If-None-Match": header})
        assert (reply.status_code, reply.content) == (304, b"")
        assert reply["ETag"] == first["ETag"]
    assert terminal.get("/catalogue", **{"If-None-Match": '"other"'}).status_code == 200
    catalogue = read_catalogue(OFFICES)
    publish(catalogue.themes, catalogue.drafts[:-1])
    changed = terminal.get("/catalogue", **{"If-None-Match": first["ETag"]})
    assert changed.status_code == 200
    assert len(changed.json()["items"]) == 23


@pytest.mark.django_db
def test_publication_keeps_versions() -> None:
    """An unchanged item keeps its version; a changed one gets the next; a withdrawn one keeps what it said."""
    catalogue = read_catalogue(OFFICES)
    revision = CatalogueRevision.objects.get().revision
    publish(catalogue.themes, catalogue.drafts)
    assert CatalogueRevision.objects.get().revision == revision
    assert set(ItemVersion.objects.values_list("version", flat=True)) == {1}
    first, *rest = catalogue.drafts
    dearer = type(first)(first.item_id, first.theme_id, first.order, first.content.model_copy(update={"fee_fen": 5}))
    publish(catalogue.themes, [dearer])
    item = Item.objects.get(item_id=first.item_id)
    assert item.current is not None
    assert (item.current.version, item.current.content["fee_fen"]) == (2, 5)
    assert item.versions.get(version=1).content["fee_fen"] == 0
    assert Item.objects.filter(current=None).count() == len(rest)
    assert CatalogueRevision.objects.get().revision != revision


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


def test_codes_are_valid() -> None:
    """An item's code has 31 characters, the first 18 a credit code that passes its checksum (GB 32100)."""
    for draft in read_catalogue(OFFICES).drafts:
        body, check = draft.content.code[:17], draft.content.code[17]
        total = sum(
            CREDIT_ALPHABET.index(character) * weight for character, weight in zip(body, CREDIT_WEIGHTS, strict=True)
        )
        assert CREDIT_ALPHABET[-total % 31] == check
        assert len(draft.content.code) == 31
    assert len({draft.content.code for draft in read_catalogue(OFFICES).drafts}) == 24


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('office = "market"', 'office = "nowhere"', "no office nowhere"),
        ("fee_fen = 0", "fee_fen = -1", "fee_fen"),
        ('kind = "guidance"', 'kind = "magic"', "kind"),
        ('accent = "#8a5300"', 'accent = "brown"', "accent"),
        ('item_id = "sole-trader"', 'item_id = "firm-start"', "share an item_id"),
        ('level = "3"', 'level = "33"', "code"),
    ],
)
def test_wrong_seed_file_is_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    """Whoever edits a file learns which file, item and field is wrong."""
    text = (CATALOGUE_FOLDER / "06-business.toml").read_text(encoding="utf-8")
    (tmp_path / "06-business.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(SeedWrong, match=said):
        read_catalogue(OFFICES, tmp_path)


def test_nothing_seeded_is_an_empty_catalogue(terminal: Terminal) -> None:
    """A hall without a seed answers with an empty catalogue, not with an error."""
    Item.objects.update(current=None)
    CatalogueRevision.objects.all().delete()
    reply = terminal.get("/catalogue")
    assert (reply.status_code, reply.json()["items"], reply.json()["version"]) == (200, [], "empty")

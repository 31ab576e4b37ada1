"""Lists, search and details of the catalogue over HTTP."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

import pytest
from django.utils import timezone

from hall.cases.popularity import LATELY, count_uses
from hall.catalogue.models import Item
from hall.catalogue.parts import SpellingGiven
from hall.catalogue.pinyin import spell
from hall.catalogue.publication import Publication
from hall.catalogue.search import SearchIndex
from hall.http.contract_types import BilingualGiven
from tests.support.hall import LOOKUP_CONSENT, case_body
from tests.support.hall_terminal import Terminal


def _ids(reply: Any) -> list[str]:
    assert reply.status_code == 200, reply.content
    return [item["item_id"] for item in reply.json()["items"]]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("无房证明", "no-house-proof"),
        ("wfzm", "no-house-proof"),
        ("wufangzhengming", "no-house-proof"),
        ("wu fang zm", "no-house-proof"),
        ("社保", "insurance-payments-query"),
        ("社保缴费明细查询", "insurance-payments-query"),
        ("驾照", "driving-licence-renewal"),
        ("准生证", "birth-intent-registration"),
        ("房产证", "first-registration-new-house"),
        ("低保", "minimum-living-allowance"),
        ("挪车", "car-to-be-moved"),
        ("residence permit", "residence-permit"),
        ("permit", "residence-permit"),
        ("12345", "hotline-12345"),
        ("不用排队", "counter-booking"),
        ("丧葬", "survivor-benefit"),
    ],
)
def test_search(terminal: Terminal, typed: str, found: str) -> None:
    """Found by characters, pinyin, initials, both mixed, everyday words, English, and what the summary says."""
    assert found in _ids(terminal.get(f"/items?per_page=10&q={quote(typed)}"))


def test_everyday_words_find_every_formal_title(terminal: Terminal, seed: Publication) -> None:
    """社保 finds every item whose title says 社会保险, though nobody wrote 社保 beside it."""
    formal = {draft.item_id for draft in seed.items if "社会保险" in draft.content.title.zh}
    assert len(formal) >= 5
    assert formal <= set(_ids(terminal.get(f"/items?per_page=100&q={quote('社保')}")))


def test_best_answer_comes_first(terminal: Terminal) -> None:
    """A whole title or alias before a beginning, a beginning before something inside, the hall's order among equals."""
    reply = terminal.get(f"/items?q={quote('退休')}")
    assert _ids(reply)[0] == "retirement"
    assert reply.json()["bundles"][0]["bundle_id"] == "retirement"
    assert _ids(terminal.get("/items?q=%20%E3%80%82")) == []


def test_filters_and_pages(terminal: Terminal, seed: Publication) -> None:
    """Theme, department and audience narrow the list; pages put together are the whole, in the hall's order."""
    of_theme = [draft.item_id for draft in seed.items if draft.theme_id == "transport"]
    assert set(_ids(terminal.get("/items?theme=transport&per_page=100"))) == set(of_theme)
    reply = terminal.get("/items?department=education&audience=parents&per_page=100")
    wanted = {
        draft.item_id
        for draft in seed.items
        if draft.content.department_id == "education" and "parents" in draft.content.audiences
    }
    assert set(_ids(reply)) == wanted
    assert {bundle["bundle_id"] for bundle in reply.json()["bundles"]} == {"school-entry"}
    pages = [terminal.get(f"/items?page={page}&per_page=50") for page in range(1, 6)]
    whole = [item["item_id"] for item in terminal.get("/catalogue").json()["items"]]
    assert [item_id for page in pages for item_id in _ids(page)] == whole
    assert pages[0].json()["total"] == len(whole)
    assert [len(page.json()["bundles"]) for page in pages] == [len(seed.bundles), 0, 0, 0, 0]
    assert _ids(terminal.get("/items?page=10000")) == []


@pytest.mark.parametrize(
    "query",
    ["q=13800000000", "q=4313821985", "q=%EF%BC%91%EF%BC%92", "q=%00", "theme=A", "page=0", "per_page=101", "sort=x"],
)
def test_refusals(terminal: Terminal, query: str) -> None:
    """What could be somebody's number is no search, and what means nothing is refused, not ignored."""
    reply = terminal.get(f"/items?{query}")
    assert (reply.status_code, reply.json()["code"]) == (422, "validation_failed")
    assert "13800000000" not in reply.content.decode()


def test_etags(terminal: Terminal) -> None:
    """Lists and details are not sent twice."""
    for path in ("/items?theme=family", "/items/retirement", "/bundles"):
        reply = terminal.get(path)
        again = terminal.get(path, **{"If-None-Match": reply["ETag"]})
        assert (again.status_code, again.content) == (304, b"")


def test_most_used(terminal: Terminal) -> None:
    """Cases of the last three months are counted now and then; older ones count no more."""
    citizen = terminal.sign_in()
    assert terminal.post("/cases", case_body(lookup_consents=LOOKUP_CONSENT), citizen).status_code == 201
    Item.objects.filter(item_id="retirement").update(uses=7)
    assert count_uses() == 2
    assert count_uses() == 0
    assert _ids(terminal.get("/items?sort=most_used"))[0] == "no-house-proof"
    from hall.cases.models import Case

    Case.objects.update(opened_at=timezone.now() - LATELY * 2)
    assert count_uses() == 1
    assert not Item.objects.filter(uses__gt=0).exists()


def test_detail(terminal: Terminal) -> None:
    """Everything of domain.md 3 is told: times, fees, materials and their trust, checks, form, results, how to ask."""
    item = terminal.get("/items/hygiene-licence").json()
    assert (item["version"], item["current"], item["case_type"], item["signature"]) == (
        1,
        True,
        "same_day",
        "commitment",
    )
    assert item["time_limits"] == {"legal": {"amount": 20, "unit": "working_days"}, "promised": None}
    assert item["applicant_kinds"] == ["natural_person", "company", "unincorporated"]
    assert item["applicants"] == ["natural_person", "firm"]
    materials = {material["material_id"]: material for material in item["materials"]}
    assert (materials["business-licence"]["trust"], materials["business-licence"]["check_id"]) == (
        "A",
        "business-licence",
    )
    assert (materials["hygiene-report"]["trust"], materials["hygiene-report"]["commitment"]) == ("D", True)
    assert materials["floor-plan"]["may_follow_days"] == 10
    assert item["results"][0]["valid"]["zh"] == "4 年"
    assert item["contact"]["ask"]["zh"]
    assert item["steps"]
    assert item["form"]["data_schema"]["properties"]["place_kind"]["oneOf"][0]["x-en"] == "hotel"
    assert item["bring"]["zh"].startswith("场所平面图")
    fined = terminal.get("/items/driving-licence-renewal").json()
    assert fined["fee_fen"] == sum(fee["amount_fen"] for fee in fined["fees"]) == 1000


def test_versions_of_old_can_be_read(terminal: Terminal, seed: Publication) -> None:
    """A case's terminal reads what the item said when the case was opened, after it was changed and withdrawn."""
    from dataclasses import replace

    from hall.catalogue.publication import publish

    assert terminal.get("/items/retirement?version=1").json()["current"] is True
    publish(replace(seed, items=tuple(draft for draft in seed.items if draft.item_id != "retirement"), bundles=()))
    assert terminal.get("/items/retirement").json()["code"] == "item_unknown"
    old = terminal.get("/items/retirement?version=1").json()
    assert (old["current"], old["title"]["zh"]) == (False, "企业职工退休申请")
    assert terminal.get("/items/retirement?version=2").status_code == 404
    assert terminal.get("/items/nothing").status_code == 404


@dataclass
class Named:
    """Something to be found."""

    title: BilingualGiven
    pinyin: str
    initials: str
    summary: BilingualGiven = field(default_factory=lambda: BilingualGiven(zh=""))
    aliases: list[str] = field(default_factory=list)
    alias_pinyin: list[SpellingGiven] = field(default_factory=list)


def _found(typed: str, *names: str) -> list[str]:
    index = SearchIndex([Named(BilingualGiven(zh=name), spell(name).pinyin, spell(name).initials) for name in names])
    return [thing.title.zh for thing in index.search(typed)]


def test_how_syllables_may_be_typed() -> None:
    """Beginnings of consecutive syllables, from any of them on; none is left out, none goes over into the next."""
    name = "无房证明"
    for typed in ("wfzhengm", "wufzm", "fzm", "zhengming", "wfangzm", "w"):
        assert _found(typed, name) == [name], typed
    for typed in ("wzm", "ufz", "wfzmm", "wuffang", "angzheng"):
        assert _found(typed, name) == [], typed


def test_patterns_are_words() -> None:
    """What looks like a pattern is looked for as it stands, and a query made to try every way costs no more."""
    assert _found(".*", "无房证明") == []
    assert _found("c++", "C++ 培训", "C 培训") == ["C++ 培训"]
    assert _found("a" * 40, *("啊" * length for length in range(1, 31))) == []
    assert SearchIndex([]).search("x") == []

"""The keyboard: letters find items as they are typed, characters can be chosen, and nothing typed is kept."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths

from kiosk.domain.search import search
from kiosk.flow.events import Event
from kiosk.flow.state import State
from kiosk.flow.touches import SearchTyped
from tests.support.ui_stage import Stage, wait_for
from tests.ui.conftest import MakeStage
from ui.gallery.samples import SAMPLES
from ui.input_method import has_pinyin
from ui.typed import searched


class Searching:
    """The flow's part of the search page: what is typed is searched for and shown."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.typed: list[str] = []
        self.state: State = SAMPLES["13-search"]
        stage.answer = self.take
        stage.show(self.state)
        wait_for(lambda: all(stage.has(name) for name in ("key_q", "key_a", "key_m", "eraseKey", "emptyKey")))

    def take(self, event: Event) -> None:
        """Answer a touch."""
        if isinstance(event, SearchTyped):
            self.typed.append(event.text)
            hits = search(self.state.catalogue, event.text)
            self.state = self.state.with_session(query=event.text, hits=hits)
            self.stage.screen.show(self.state)

    def type(self, letters: str) -> None:
        """Tap the keys of `letters`."""
        for letter in letters:
            self.stage.tap(f"key_{letter}")
        wait_for(lambda: bool(self.typed) and self.typed[-1].endswith(letters))
        self.stage.rest()

    @property
    def text(self) -> str:
        """What stands in the field."""
        return str(self.stage.find("searchField").property("text"))

    @property
    def found(self) -> list[str]:
        """Ids of the items found."""
        assert self.state.session is not None
        return [item.item_id for item in self.state.session.hits]


@pytest.fixture
def searching(stage: Stage) -> Searching:
    """A search page that answers."""
    return Searching(stage)


def test_pinyin_is_there() -> None:
    """The engine's library is installed: without it a hall's terminal could type no characters."""
    assert has_pinyin()


def test_initials_find_the_item_before_any_character_is_chosen(searching: Searching) -> None:
    """Tapping w f z m finds 无房证明 letter by letter, and the item can be opened at once."""
    searching.type("wfzm")
    assert searching.typed[-4:] == ["w", "wf", "wfz", "wfzm"]
    assert searching.found == ["item-00"]
    assert searching.stage.has("item_item-00")


def test_a_candidate_goes_into_the_field(searching: Searching) -> None:
    """Typing pinyin offers characters; the one that is tapped stands in the field and is searched for."""
    searching.type("zhengming")
    wait_for(lambda: searching.stage.has("candidate_0"))
    assert searching.stage.find("candidate_0").height() >= 96
    searching.stage.tap("candidate_0")
    searching.stage.rest()
    assert searching.text == "证明"
    assert searching.typed[-1] == "证明"
    assert "item-00" in searching.found


def test_space_takes_the_first_candidate(searching: Searching) -> None:
    """As on a telephone."""
    searching.type("shebao")
    wait_for(lambda: searching.stage.has("candidate_0"))
    searching.stage.tap("spaceKey")
    searching.stage.rest()
    assert searching.text == "社保"


def test_latin_letters_digits_and_signs(searching: Searching) -> None:
    """The mode key types letters as they are; the digits' page types digits."""
    searching.stage.tap("languageModeKey")
    searching.type("abc")
    searching.stage.tap("digitsKey")
    searching.type("120")
    assert searching.text == "abc120"
    assert searching.typed[-1] == "abc120"


def test_erasing(searching: Searching) -> None:
    """The erase key takes the last letter, composed or not; the empty key takes everything."""
    searching.type("wf")
    searching.stage.tap("eraseKey")
    searching.stage.rest()
    assert searching.typed[-1] == "w"
    searching.stage.tap("languageModeKey")
    searching.type("ab")
    searching.stage.tap("eraseKey")
    searching.stage.rest()
    assert searching.text.endswith("a")
    searching.stage.tap("emptyKey")
    searching.stage.rest()
    assert searching.text == ""
    assert searching.typed[-1] == ""


def test_the_field_keeps_the_focus(searching: Searching) -> None:
    """However many keys and candidates are tapped, the field is typed into."""
    field = searching.stage.find("searchField")
    for name in ("key_z", "key_m", "eraseKey", "digitsKey", "digitsKey", "spaceKey", "languageModeKey"):
        searching.stage.tap(name)
        assert field.hasActiveFocus(), name


def test_in_landscape_field_hits_and_keys_are_all_in_sight(make_stage: MakeStage) -> None:
    """Typing in landscape: the field, the keys and what is found are on the screen together."""
    searching = Searching(make_stage(size_px=(1920, 1080)))
    searching.type("wfzm")
    places = [searching.stage.place(searching.stage.find(name)) for name in ("searchField", "key_q", "item_item-00")]
    for place in places:
        assert 0 <= place.top() <= place.bottom() <= 1080
    for one in places:
        assert not any(one.intersects(other) for other in places if other is not one)


def test_what_was_typed_stands_again_after_back(stage: Stage) -> None:
    """A page that is come back to shows what was searched for."""
    searching = Searching(stage)
    searching.type("wfzm")
    stage.show(SAMPLES["16-explain"])
    stage.show(searching.state)
    assert searching.text == "wfzm"


def test_the_citizens_wish_to_forget_reaches_the_engine(searching: Searching) -> None:
    """After `forget` no candidate, no letter and no mode of the last citizen is left."""
    searching.stage.tap("digitsKey")
    searching.stage.tap("digitsKey")
    searching.type("zhangsan")
    wait_for(lambda: searching.stage.has("candidate_0"))
    searching.stage.screen.forget()
    searching.stage.rest()
    searching.stage.show(replace(SAMPLES["13-search"]))
    assert searching.text == ""
    assert not searching.stage.has("candidate_0")
    assert searching.stage.find("searchField").property("preeditText") == ""


def test_nothing_typed_is_learned(searching: Searching) -> None:
    """A name put together character by character is not offered to the next citizen, and no file grows."""
    folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation))
    learned = folder / "qtvirtualkeyboard" / "pinyin" / "usr_dict.dat"

    def first_offer() -> str:
        searching.stage.tap("emptyKey")
        searching.type("zhangliqi")
        wait_for(lambda: searching.stage.has("candidate_4"))
        return str(searching.stage.find("candidate_0").property("text"))

    before = first_offer(), learned.read_bytes() if learned.exists() else b""
    for number in (4, 4, 3):
        searching.stage.tap(f"candidate_{number}")
        searching.stage.rest()
    put_together = searching.text
    assert len(put_together) == 3
    assert put_together != before[0]
    assert (first_offer(), learned.read_bytes() if learned.exists() else b"") == before


@pytest.mark.parametrize(
    ("text", "composed", "wanted"),
    [
        ("", "w f z m", "wfzm"),
        ("无房", "zheng'ming", "无房zhengming"),
        ("", "无房 zheng ming", "无房"),
        ("证明", "", "证明"),
    ],
)
def test_what_is_searched_for(text: str, composed: str, wanted: str) -> None:
    """Composed letters count as they are; half-chosen compositions count by what is chosen."""
    assert searched(text, composed) == wanted

"""What is said aloud: the consent to everybody, other pages to whoever asked; never anything personal."""

from dataclasses import replace

import pytest

from kiosk.domain.preferences import Preferences
from kiosk.domain.text import Language
from kiosk.flow.state import State
from kiosk.flow.states import StateName
from tests.support.ui_stage import Stage
from tests.ui.conftest import MakeStage
from ui.gallery.samples import SAMPLES
from ui.words.spoken import spoken_words

PERSONAL = ("张", "李", "430", "999", "1400", "47", "云江市范例")


class Heard:
    """A voice that remembers."""

    def __init__(self) -> None:
        self.words: list[tuple[str, Language]] = []

    def say(self, words: str, language: Language) -> None:
        """See `ui.voice.Voice`."""
        self.words.append((words, language))


def aloud(state: State) -> State:
    """The same for somebody who wants pages read."""
    return replace(state, preferences=Preferences(speech=True))


def test_the_consent_is_spoken_to_everybody_and_once(make_stage: MakeStage) -> None:
    """Other pages are silent unless asked for; a page that changes a little is not read again."""
    voice = Heard()
    stage = make_stage(voice=voice)
    stage.show(SAMPLES["06-card"])
    assert voice.words == []
    stage.show(SAMPLES["07-consent"])
    stage.show(replace(SAMPLES["07-consent"], card_on_reader=True))
    assert [words[:8] for words, _ in voice.words] == ["是否同意比对人脸"]
    stage.show(SAMPLES["06-card"])
    assert voice.words[-1] == ("", Language.CHINESE)
    stage.show(aloud(SAMPLES["06-card"]))
    assert voice.words[-1][0].startswith("请把身份证")


def test_every_page_that_somebody_waits_at_speaks() -> None:
    """Whoever cannot see the screen is told of every page that wants something of them."""
    silent = {StateName(state.name) for state in SAMPLES.values() if not spoken_words(aloud(state))}
    reading = {StateName.THEME, StateName.SEARCH, StateName.ELSEWHERE, StateName.STARTING}
    working = {
        StateName.PHONE_BEGINNING,
        StateName.SMS_SENDING,
        StateName.CHECKING_PIN,
        StateName.FINDING_REPRESENTED,
        StateName.REPRESENTING,
        StateName.RESTARTING,
    }
    staff = {StateName.STAFF_PIN, StateName.STAFF_CHECKING, StateName.REPRINTING, StateName.STAFF}
    assert silent <= reading | working | staff


def test_nothing_personal_is_spoken() -> None:
    """A loudspeaker is heard by whoever stands by: no name, no number, no code."""
    for name, state in SAMPLES.items():
        words = spoken_words(aloud(state))
        assert not [part for part in PERSONAL if part in words], name


@pytest.mark.parametrize("page", ["03-attract", "04-sign-in"])
def test_that_papers_cannot_be_printed_is_said_before_a_card_is_laid(page: str, make_stage: MakeStage) -> None:
    """To whoever reads it and to whoever only hears it; a printer that works is not spoken of."""
    pause = "现在打印不了证明"
    stage = make_stage()
    stage.show(SAMPLES[page])
    assert not any(pause in words for words in shown_words(stage))
    assert pause not in spoken_words(SAMPLES[page])
    broken = SAMPLES[f"{page}-no-paper"]
    stage.show(broken)
    assert any(pause in words for words in shown_words(stage))
    assert pause in spoken_words(broken)


def shown_words(stage: Stage) -> list[str]:
    """Return every text on the screen."""
    return [str(text.property("text")) for text in stage.texts()]

"""What is said aloud: the latest words only, whole, and by a program that may be missing."""

import shutil
import sys
import wave
from pathlib import Path

import pytest

from kiosk.app.voice import SpokenVoice, find_speech
from kiosk.domain.text import Language

PATIENCE_S = 20.0
SPEAKER = """
import sys, time
words = sys.stdin.buffer.read().decode()
with open({log!r}, "a") as log:
    print(sys.argv[1:], words, file=log, flush=True)
time.sleep(30 if words.startswith("long") else 0)
"""


def heard(log: Path, lines: int) -> list[str]:
    """Wait until so many words were begun, and return them."""
    from threading import Event

    pause = Event()
    for _ in range(int(PATIENCE_S / 0.02)):
        said = log.read_text().splitlines() if log.exists() else []
        if len(said) >= lines:
            return said
        pause.wait(0.02)
    raise AssertionError(f"not spoken: {log.read_text() if log.exists() else 'nothing'}")


def test_new_words_cut_off_the_old(tmp_path: Path) -> None:
    """A page that was left is no longer read; the voice is the language's; silence can be asked for."""
    log = tmp_path / "said"
    voice = SpokenVoice([sys.executable, "-c", SPEAKER.format(log=str(log))])
    voice.say("long and long", Language.ENGLISH)
    heard(log, 1)
    voice.say("请放上身份证", Language.CHINESE)
    said = heard(log, 2)
    voice.say("", Language.CHINESE)
    voice.close()
    assert said == ["['-v', 'en', '--stdin'] long and long", "['-v', 'cmn', '--stdin'] 请放上身份证"]


def test_a_program_that_is_missing_leaves_the_terminal_silent(caplog: pytest.LogCaptureFixture) -> None:
    """It is said once in the log, and never to the citizen."""
    voice = SpokenVoice(["/nonexistent/speaker"])
    for words in ("one", "two"):
        voice.say(words, Language.ENGLISH)
    voice.close()
    assert len([record for record in caplog.records if "nothing can be spoken" in record.message]) <= 1


@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed (deploy/setup.sh)")
def test_espeak_speaks_mandarin(tmp_path: Path) -> None:
    """The program that is found takes the words and makes seconds of sound of them."""
    file = tmp_path / "said.wav"
    voice = SpokenVoice([*find_speech(), "-w", str(file)])
    voice.say("是否同意比对人脸？不同意也能办。", Language.CHINESE)
    from threading import Event

    pause = Event()
    for _ in range(int(PATIENCE_S / 0.05)):
        if file.exists() and file.stat().st_size > 40_000:
            break
        pause.wait(0.05)
    voice.close()
    with wave.open(str(file)) as sound:
        assert sound.getnframes() / sound.getframerate() > 1.0

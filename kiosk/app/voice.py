"""Speaks by espeak-ng, offline: Mandarin and English. A terminal without it, or without a loudspeaker, is silent."""

import logging
import shutil
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from threading import Condition, Thread
from typing import Final

from kiosk.domain.text import Language

_log = logging.getLogger(__name__)

_PROGRAM: Final = "espeak-ng"
_VOICES: Final = {Language.CHINESE: "cmn", Language.ENGLISH: "en"}
_WORDS_A_MINUTE: Final = "160"
_END_S: Final = 2.0


def find_speech() -> tuple[str, ...]:
    """Return the command that speaks, without voice and words; empty where it is not installed."""
    program = shutil.which(_PROGRAM)
    return () if program is None else (program, "-s", _WORDS_A_MINUTE)


class SpokenVoice:
    """Meets `ui.voice.Voice`. One thread of its own; only the latest words are said."""

    def __init__(self, command: Sequence[str]) -> None:
        """Speak by `command`, to which the voice and the words are added; the words go by standard input."""
        self._command = tuple(command)
        self._changed = Condition()
        self._words: tuple[str, Language] | None = None
        self._speaking: subprocess.Popen[bytes] | None = None
        self._closed = False
        self._failed = False
        self._thread = Thread(target=self._run, name="voice", daemon=True)
        self._thread.start()

    def say(self, words: str, language: Language) -> None:
        """See `Voice.say`. Safe from any thread."""
        with self._changed:
            self._words = (words, language)
            self._cut_off()
            self._changed.notify()

    def close(self) -> None:
        """Be silent from now on."""
        with self._changed:
            self._closed = True
            self._cut_off()
            self._changed.notify()
        self._thread.join(_END_S)

    def _cut_off(self) -> None:
        if self._speaking is not None and self._speaking.poll() is None:
            self._speaking.terminate()

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._closed or self._words is not None)
                if self._closed:
                    return
                words, language = self._words or ("", Language.CHINESE)
                self._words = None
            if words:
                self._speak(words, language)

    def _speak(self, words: str, language: Language) -> None:
        try:
            speaking = subprocess.Popen(
                [*self._command, "-v", _VOICES[language], "--stdin"],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        except OSError as error:
            self._note_failure(type(error).__name__)
            return
        with self._changed:
            self._speaking = speaking
            if self._words is not None or self._closed:
                self._cut_off()
        # It may be cut off before it has read the words.
        with suppress(BrokenPipeError):
            speaking.communicate(words.encode())
        with self._changed:
            self._speaking = None
            cut_off = self._words is not None or self._closed
        if speaking.returncode > 0 and not cut_off:
            self._note_failure(f"status {speaking.returncode}")

    def _note_failure(self, why: str) -> None:
        if not self._failed:
            self._failed = True
            _log.warning("nothing can be spoken: %s", why)

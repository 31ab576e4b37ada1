"""Question and answer with a small board that speaks in sentences."""

import logging
from typing import Final

from devices.api.clock import Clock
from devices.api.control import Control
from devices.api.errors import CommandRefused, DeadlineExceeded, ProtocolError
from devices.ports.serial_line import SerialLine
from devices.sentences import SEQUENCES, Sentence, SentenceScanner

_LOG = logging.getLogger(__name__)
TRIES: Final = 3


class BoardSilent(DeadlineExceeded):
    """The board did not answer one question; the command as a whole may still have time."""


class BoardDialogue:
    """Asks one thing at a time. Belongs to the device's thread. Every question may be asked twice without harm."""

    def __init__(self, line: SerialLine, *, talker: str, clock: Clock, answer_s: float) -> None:
        """Ask the boards called `talker` over `line`; an answer may take `answer_s`."""
        self._line = line
        self._talker = talker
        self._clock = clock
        self._answer_s = answer_s
        self._scanner = SentenceScanner()
        self._sequence = 0

    def ask(self, *words: str, control: Control, tries: int = TRIES) -> tuple[str, ...]:
        """Return the words behind the board's ``ACK``.

        Raises:
            BoardSilent: no answer, however often it was asked.
            CommandRefused: ``NAK``; `detail_code` is the board's own word.
            ProtocolError, ChecksumError: damaged answers only.
            Disconnected: the line is gone.
        """
        while True:
            tries -= 1
            try:
                return self._ask_once(words, control)
            except (BoardSilent, ProtocolError) as error:
                if tries <= 0:
                    raise
                _LOG.info("%s %s: asked again after %s %s", self._talker, words[0], error.code, error.detail_code)

    def _ask_once(self, words: tuple[str, ...], control: Control) -> tuple[str, ...]:
        control.check()
        self._sequence = (self._sequence + 1) % SEQUENCES
        self._scanner.clear()
        self._line.discard()
        self._line.send(Sentence(self._talker, self._sequence, words).as_bytes())
        damage: ProtocolError | None = None
        ends_s = self._clock.monotonic_s() + self._answer_s
        while self._clock.monotonic_s() < ends_s:
            control.check()
            self._scanner.feed(self._line.receive())
            try:
                answer = self._next_answer()
            except ProtocolError as error:
                damage = error
                continue
            if answer is not None:
                return self._taken(answer)
        raise damage or BoardSilent(detail_code=f"no_answer_to_{words[0].lower()}")

    def _next_answer(self) -> Sentence | None:
        """Return the answer to what was just asked; late ones to earlier questions are dropped."""
        while True:
            sentence = self._scanner.next_sentence()
            if sentence is None or (sentence.talker, sentence.sequence) == (self._talker, self._sequence):
                return sentence

    def _taken(self, answer: Sentence) -> tuple[str, ...]:
        match answer.words:
            case ("ACK", *words):
                return tuple(words)
            case ("NAK", reason, *_):
                raise CommandRefused(detail_code=reason.lower())
        raise ProtocolError(detail_code="another_answer")

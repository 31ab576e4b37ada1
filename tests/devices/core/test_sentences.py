"""Sentences of small boards: framed, checked, found again after noise."""

import re
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import devices
from devices.api.errors import ChecksumError, ProtocolError
from devices.sentences import LONGEST_BYTES, Sentence, SentenceScanner

SHOWN = b"$GL,07,SHOW,1GM*18\r\n"


def all_of(scanner: SentenceScanner) -> list[Sentence]:
    """Return every sentence that is there; damage is passed over."""
    found: list[Sentence] = []
    while True:
        with suppress(ProtocolError):
            sentence = scanner.next_sentence()
            if sentence is None:
                return found
            found.append(sentence)


def test_a_sentence_has_these_bytes() -> None:
    """Byte for byte, and back."""
    sentence = Sentence("GL", 7, ("SHOW", "1GM"))
    scanner = SentenceScanner()
    assert sentence.as_bytes() == SHOWN
    for byte in SHOWN[:-1]:
        scanner.feed(bytes([byte]))
        assert scanner.next_sentence() is None
    scanner.feed(SHOWN[-1:])
    assert scanner.next_sentence() == sentence


@pytest.mark.parametrize(
    "sentence",
    [
        Sentence("gl", 7, ("SHOW",)),
        Sentence("GL", 100, ("SHOW",)),
        Sentence("GL", 7, ()),
        Sentence("GL", 7, ("A,B",)),
        Sentence("GL", 7, ("A*",)),
        Sentence("GL", 7, ("灯",)),
        Sentence("GL", 7, ("A" * LONGEST_BYTES,)),
    ],
)
def test_what_no_sentence_can_carry_is_refused(sentence: Sentence) -> None:
    """Before a byte is sent."""
    with pytest.raises(ValueError, match="sentence"):
        sentence.as_bytes()


@pytest.mark.parametrize(
    "noise", [b"", b"\x00\xff", b"*2A\r\n", b"$GL,06,SH", b"$$", b"$GL,06,BEAT*00\r\n", b"$" + b"x" * 200]
)
def test_a_sentence_behind_noise_is_found(noise: bytes) -> None:
    """One that was cut short, one that is damaged, bytes of nobody."""
    scanner = SentenceScanner()
    scanner.feed(noise + SHOWN)
    assert all_of(scanner) == [Sentence("GL", 7, ("SHOW", "1GM"))]


@pytest.mark.parametrize("index", range(1, len(SHOWN) - 2))
def test_every_changed_byte_is_noticed(index: int) -> None:
    """A sentence of which one byte was turned over is never taken for another."""
    scanner = SentenceScanner()
    scanner.feed(SHOWN[:index] + bytes([SHOWN[index] ^ 0x01]) + SHOWN[index + 1 :])
    with pytest.raises(ProtocolError):
        scanner.next_sentence()


def test_a_wrong_check_is_its_own_error() -> None:
    """Asking again may help; a line that is no sentence says that something else is there."""
    scanner = SentenceScanner()
    scanner.feed(SHOWN.replace(b"*18", b"*19") + b"$hello\r\n")
    with pytest.raises(ChecksumError):
        scanner.next_sentence()
    with pytest.raises(ProtocolError, match="sentence_broken"):
        scanner.next_sentence()


@given(st.lists(st.binary(max_size=64) | st.sampled_from([SHOWN, SHOWN[:9], b"$", b"\r\n", b"*"]), max_size=12))
def test_any_bytes_are_sentences_or_typed_errors(parts: list[bytes]) -> None:
    """Nothing else leaves the scanner, it always ends, and it holds no more than one sentence's worth."""
    scanner = SentenceScanner()
    for part in parts:
        scanner.feed(part)
        all_of(scanner)
    scanner.feed(b"\r\n" + SHOWN)
    assert all_of(scanner)[-1:] == [Sentence("GL", 7, ("SHOW", "1GM"))]


@pytest.mark.parametrize("driver", ["serial_lights", "serial_presence"])
def test_the_sentences_that_a_readme_shows_are_right(driver: str) -> None:
    """Who builds a board copies them from there."""
    readme = Path(devices.__file__).parent / "drivers" / driver / "README.md"
    shown = re.findall(r"^\$.*$", readme.read_text(encoding="utf-8"), re.MULTILINE)
    scanner = SentenceScanner()
    scanner.feed("".join(f"{line}\r\n" for line in shown).encode())
    assert len(all_of(scanner)) == len(shown) == 2

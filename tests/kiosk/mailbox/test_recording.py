"""A recording holds what a replay needs and nothing about a person."""

import stat
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from kiosk.domain.catalogue import Catalogue
from kiosk.domain.problem import Actor, Problem, ProblemCode
from kiosk.domain.rating import RatingLevel
from kiosk.flow.events import Event
from kiosk.flow.outcomes import (
    CardWasRead,
    CaseOpened,
    CatalogueArrived,
    CodeWasShown,
    EffectFailed,
    FaceCompared,
    PaperIssued,
    SignedIn,
    TimerFired,
    TimerName,
)
from kiosk.flow.touches import CardLaid, Rated, SearchTyped
from kiosk.recording import Recording, facts_of, read_recording
from tests.support import worlds
from tests.support.kiosk_clock import ManualClock


def _every_event() -> Iterator[type[Event]]:
    ahead: list[type[Event]] = [Event]
    while ahead:
        kind = ahead.pop()
        ahead += kind.__subclasses__()
        yield kind


def test_a_recording_can_be_read_back(tmp_path: Path) -> None:
    """Types, ids and times come back in order; the file is its owner's only."""
    clock = ManualClock()
    file = tmp_path / "events.jsonl"
    with Recording(file, clock) as recording:
        recording.heard(TimerFired(TimerName.IDLE, 4))
        clock.advance(1.5)
        recording.heard(CardLaid(worlds.SESSION_ID))
        problem = Problem(ProblemCode.PAPER_OUT, Actor.STAFF, retry_is_safe=True, detail_code="paper_out")
        recording.heard(EffectFailed(7, problem))
    entries = [(entry.at_s, entry.type, entry.facts) for entry in read_recording(file)]
    assert entries == [
        (0.0, "TimerFired", {"name": "idle", "generation": 4}),
        (1.5, "CardLaid", {"session_id": worlds.SESSION_ID}),
        (
            1.5,
            "EffectFailed",
            {
                "request": 7,
                "problem": {
                    "code": "paper_out",
                    "actor": "staff",
                    "retry_is_safe": True,
                    "detail_code": "paper_out",
                },
            },
        ),
    ]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_nothing_personal_is_kept(tmp_path: Path) -> None:
    """Card, citizen, code, search words, rating and case leave their ids at most."""
    file = tmp_path / "events.jsonl"
    with Recording(file, ManualClock()) as recording:
        for event in (
            CardWasRead(1, worlds.card(), worlds.NOW),
            SignedIn(2, worlds.citizen()),
            CodeWasShown(3, "SECRET-CODE"),
            SearchTyped("我家的房子"),
            Rated(RatingLevel.VERY_DISSATISFIED),
            CaseOpened(4, worlds.case()),
            PaperIssued(5, worlds.paper()),
            FaceCompared(6, worlds.verdict()),
            CatalogueArrived(7, Catalogue(version="v1")),
        ):
            recording.heard(event)
    text = file.read_text(encoding="utf-8")
    card, citizen = worlds.card().text, worlds.citizen()
    canaries = [card.name, card.number, card.address, citizen.session_token, citizen.masked_number, "SECRET-CODE", "房"]
    canaries += [worlds.case().verifier, worlds.paper().code, "0.71"]
    for canary in canaries:
        assert canary not in text, canary
    assert text.isascii()
    assert len(list(read_recording(file))) == 9


def test_every_kept_field_exists() -> None:
    """The list of what may be kept names fields that events have, so that a renamed one is noticed."""
    from kiosk.recording import _PLAIN

    known = {field.name for kind in _every_event() for field in fields(kind)}
    assert known >= _PLAIN
    assert facts_of(Rated(RatingLevel.FAIR)) == {}


def test_a_line_cut_short_by_a_crash_is_left_out(tmp_path: Path) -> None:
    """The whole lines before it are read; a broken line in the middle is an error."""
    file = tmp_path / "events.jsonl"
    with Recording(file, ManualClock()) as recording:
        recording.heard(TimerFired(TimerName.IDLE, 1))
        recording.heard(TimerFired(TimerName.IDLE, 2))
    whole = file.read_text(encoding="utf-8")
    file.write_text(whole[:-10], encoding="utf-8")
    assert [entry.facts["generation"] for entry in read_recording(file)] == [1]
    file.write_text("{}\n" + whole, encoding="utf-8")
    with pytest.raises(ValueError, match="not a recorded event"):
        list(read_recording(file))


def test_a_full_disk_ends_the_recording_and_nothing_else(caplog: pytest.LogCaptureFixture) -> None:
    """Events go on being handed out; the log says once that recording has ended."""
    recording = Recording(Path("/dev/full"), ManualClock())
    for generation in range(3):
        recording.heard(TimerFired(TimerName.IDLE, generation))
    recording.close()
    assert [record.getMessage() for record in caplog.records] == ["recording ended: errno 28"]


def test_a_recording_does_not_fill_the_disk(tmp_path: Path) -> None:
    """It is put aside at its largest size; the latest events are always kept, also across a restart."""
    file = tmp_path / "events.jsonl"
    for start in (0, 50):
        with Recording(file, ManualClock(), largest_bytes=2000) as recording:
            for generation in range(start, start + 50):
                recording.heard(TimerFired(TimerName.IDLE, generation))
    before = file.with_name("events.jsonl.before")
    assert {each.name for each in tmp_path.iterdir()} == {file.name, before.name}
    assert max(file.stat().st_size, before.stat().st_size) < 2200
    kept = [entry.facts["generation"] for each in (before, file) for entry in read_recording(each)]
    assert kept == list(range(kept[0], 100))
    assert len(kept) > 20

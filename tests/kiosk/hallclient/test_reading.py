"""A reply that breaks the contract anywhere is a broken reply with that place, whatever is wrong with it."""

import copy
import json
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.hallclient import decoding
from kiosk.hallclient.errors import HallBrokenReply
from kiosk.hallclient.problems import refusal
from kiosk.hallclient.reading import read_object
from tests.support.hall_double import NOW

_PAPER = {
    "paper_id": "5a5a",
    "paper_number": "YJ1",
    "copy_number": 1,
    "issued_at": NOW,
    "pages": 1,
    "sha256": "0" * 64,
    "size_bytes": 10,
    "code": "HK1:ABC",
    "title": {"zh": "无房证明"},
}
_SIGN_IN = {
    "citizen_session": "x" * 43,
    "expires_at": NOW,
    "citizen": {"masked_name": "张*", "masked_number": "430***********0014", "assurance": "substantial"},
}


def _reader(body: object) -> Any:
    return read_object(json.dumps(body).encode())


def _places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield (*path, name)
            yield from _places(inner, (*path, name))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _places(inner, (*path, index))


def _without(body: Any, path: tuple[Any, ...], replacement: object) -> Any:
    changed = copy.deepcopy(body)
    inner = changed
    for step in path[:-1]:
        inner = inner[step]
    if replacement is KeyError:
        del inner[path[-1]]
    else:
        inner[path[-1]] = replacement
    return changed


@pytest.mark.parametrize("wrong", [KeyError, None, [], 1.5, {"a": 1}])
@pytest.mark.parametrize(
    ("decode", "body"), [(decoding.paper, _PAPER), (decoding.signed_in, _SIGN_IN)], ids=["paper", "sign-in"]
)
def test_every_field_is_checked(decode: Any, body: Any, wrong: object) -> None:
    """Each field in turn is left out, null or of another type: always a broken reply that names the place."""
    decode(_reader(body))
    for path in _places(body):
        with pytest.raises(HallBrokenReply) as caught:
            decode(_reader(_without(body, path, wrong)))
        assert caught.value.detail_code.startswith(str(path[0]))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("paper_id", "../../etc"),
        ("paper_id", "a b"),
        ("copy_number", 0),
        ("copy_number", True),
        ("pages", -1),
        ("size_bytes", 20_000_001),
        ("sha256", "0" * 63),
        ("sha256", "G" * 64),
        ("issued_at", "2026-11-23T17:41:00"),
        ("issued_at", "yesterday"),
    ],
)
def test_values_that_make_no_sense_are_refused(name: str, value: object) -> None:
    """Ids that are none, counts out of range, hashes and times in another form."""
    with pytest.raises(HallBrokenReply, match=name):
        decoding.paper(_reader(_PAPER | {name: value}))


def test_a_session_that_could_break_a_header_is_refused() -> None:
    """What goes into a header holds no line break."""
    with pytest.raises(HallBrokenReply, match="citizen_session"):
        decoding.signed_in(_reader(_SIGN_IN | {"citizen_session": "x" * 20 + "\r\nX-Evil: 1"}))


def test_fields_that_are_new_are_passed_over() -> None:
    """The hall may say more than this version knows."""
    assert decoding.paper(_reader(_PAPER | {"colour": "red"})).pages == 1


def test_aliases_and_their_spellings_belong_together() -> None:
    """As many spellings as aliases, or the item is broken."""
    from tests.support.hall_double import _ITEM

    body = {"version": "1", "themes": [], "items": [_ITEM | {"aliases": ["a", "b"]}]}
    with pytest.raises(HallBrokenReply, match=r"items\[0\].alias_pinyin"):
        decoding.catalogue(_reader(body))


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_make_a_reply_raise_anything_else(raw: bytes) -> None:
    """Random bytes as a reply or as a problem document: a broken reply, or a refusal by status."""
    with suppress(HallBrokenReply):
        decoding.signed_in(read_object(raw))
    assert refusal(500, {}, raw).code == "http_500"


def test_a_body_of_brackets_does_not_exhaust_the_stack() -> None:
    """Nesting without end is no JSON to us."""
    with pytest.raises(HallBrokenReply, match="not_json"):
        read_object(b"[" * 200_000)


@pytest.mark.parametrize(
    ("value", "seconds"), [("7", 7.0), ("", None), ("soon", None), ("-1", None), ("9999999", None)]
)
def test_retry_after_is_read_in_seconds(value: str, seconds: float | None) -> None:
    """A number of seconds, or nothing."""
    assert refusal(503, {"Retry-After": value}, b"").retry_after_s == seconds

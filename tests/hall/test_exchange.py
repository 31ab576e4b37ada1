"""Registries asked over real HTTP: what a city's exchange answers reaches the hall, and what goes wrong says what."""

import json
import logging
import socket
import tomllib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from hall.http.log_format import AllowListFormatter
from hall.registries.http import client
from hall.registries.http.client import ExchangeClient
from hall.registries.http.exchange_file import ExchangeFileWrong, ExchangeLine, read_exchange_file
from hall.registries.http.faults import ExchangeDown, ExchangeFault
from hall.registries.http.records import HttpRecords
from hall.registries.ports import Question, RegistryName
from hall.registries.wiring import records_of
from hall.seed.freshness import CATALOGUE_FOLDER
from hall.seed.importing import read_people
from hall.seed.records.everything import records
from tests.support.certificates import loopback_certificate, server_tls
from tests.support.exchange import TOKEN, Exchange, Fault, Rows
from tests.support.exchange_wiring import fresh_adapters
from tests.support.hall import run_hall

NUMBER = "431382198502280013"
QUESTION = Question(RegistryName.SOCIAL_INSURANCE, "insurance-status", ("kind", "state"), "出具参保证明")
FAULTS = {
    Fault.CUT: ExchangeFault.CONNECTION_LOST,
    Fault.HALF: ExchangeFault.CONNECTION_LOST,
    Fault.SERVER_ERROR: ExchangeFault.FAILED,
    Fault.BUSY: ExchangeFault.BUSY,
    Fault.NO_SUCH_QUESTION: ExchangeFault.REFUSED,
    Fault.REDIRECT: ExchangeFault.REFUSED,
    Fault.NOT_JSON: ExchangeFault.BROKEN_ANSWER,
    Fault.NO_RECORDS: ExchangeFault.BROKEN_ANSWER,
    Fault.NUMBER_FOR_TEXT: ExchangeFault.BROKEN_ANSWER,
    Fault.CONTROL_CHARACTER: ExchangeFault.BROKEN_ANSWER,
    Fault.COMPRESSED: ExchangeFault.BROKEN_ANSWER,
    Fault.TOO_MANY_ROWS: ExchangeFault.BROKEN_ANSWER,
    Fault.TOO_LONG: ExchangeFault.TOO_LONG,
}


def _rows(check_id: str, number: str) -> Rows:
    return [
        {"kind": "  企业职工\n基本养老保险 ", "state": "正常参保", "salary": "1"},
        {"state": None},
    ]


@pytest.fixture
def exchange() -> Iterator[Exchange]:
    """An exchange that knows two rows of everybody."""
    with Exchange(_rows) as running:
        yield running


@contextmanager
def _reaching(lines: dict[str, ExchangeLine]) -> Iterator[HttpRecords]:
    with closing(ExchangeClient(lines)) as asking:
        yield HttpRecords(asking)


@pytest.fixture
def registry(exchange: Exchange) -> Iterator[HttpRecords]:
    """The adapter, which reaches every registry at that exchange."""
    with _reaching({"*": ExchangeLine(exchange.url, TOKEN, answer_limit_s=5.0)}) as adapter:
        yield adapter


def test_a_question_is_put_and_answered(exchange: Exchange, registry: HttpRecords) -> None:
    """The number travels in the body only; only the question's fields come back, "" for what is missing, tidied."""
    answer = registry.records_of(QUESTION, NUMBER)
    assert [dict(record.values) for record in answer] == [
        {"kind": "企业职工 基本养老保险", "state": "正常参保"},
        {"kind": "", "state": ""},
    ]
    (asked,) = exchange.asked
    assert asked.path == "/v1/records/insurance-status"
    assert asked.body == {"number": NUMBER, "fields": ["kind", "state"], "purpose": "出具参保证明"}
    assert asked.headers["authorization"] == f"Bearer {TOKEN}"
    assert NUMBER not in str(asked.headers)


def test_connections_are_kept_and_every_call_has_its_id(exchange: Exchange, registry: HttpRecords) -> None:
    """Three calls take one connection and three ids."""
    for _ in range(3):
        registry.records_of(QUESTION, NUMBER)
    assert exchange.connections == 1
    assert len({asked.headers["x-request-id"] for asked in exchange.asked}) == 3


def test_nothing_known_is_no_fault(registry: HttpRecords, exchange: Exchange, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty answer means that the registry has nothing."""
    monkeypatch.setattr(exchange, "_answer", lambda check_id, number: [])
    assert registry.records_of(QUESTION, NUMBER) == ()


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name.lower())
def test_every_fault_is_named_and_holds_nobody(exchange: Exchange, registry: HttpRecords, fault: Fault) -> None:
    """Whatever comes instead of an answer is a registry that is down, named, asked once, and told without whom.

    The next call is answered again.
    """
    exchange.next(fault)
    with pytest.raises(ExchangeDown) as raised:
        registry.records_of(QUESTION, NUMBER)
    (asked,) = exchange.asked
    assert raised.value.fault is FAULTS[fault]
    assert raised.value.request_id == asked.headers["x-request-id"]
    assert str(raised.value) == f"social_insurance: {FAULTS[fault].value} (request {raised.value.request_id})"
    assert raised.value.__cause__ is None
    assert len(registry.records_of(QUESTION, NUMBER)) == 2


@pytest.mark.parametrize("fault", [Fault.HELD, Fault.DRIP])
def test_a_slow_exchange_is_left(exchange: Exchange, fault: Fault) -> None:
    """Neither silence nor an answer that comes drop by drop holds the hall beyond its limit; it is not asked again."""
    exchange.next(fault)
    with (
        _reaching({"*": ExchangeLine(exchange.url, TOKEN, answer_limit_s=0.15)}) as registry,
        pytest.raises(ExchangeDown) as raised,
    ):
        registry.records_of(QUESTION, NUMBER)
    assert raised.value.fault is ExchangeFault.TIMED_OUT
    assert len(exchange.asked) == 1


def test_one_slow_registry_does_not_take_every_thread(exchange: Exchange, monkeypatch: pytest.MonkeyPatch) -> None:
    """While as many calls as allowed are under way, the next is turned away unsent; another registry is answered."""
    monkeypatch.setattr(client, "GATE_WAIT_S", 0.01)
    slow, other = (ExchangeLine(exchange.url, TOKEN, answer_limit_s=30.0, at_once=1) for _ in range(2))
    exchange.next(Fault.HELD)
    with _reaching({"social_insurance": slow, "*": other}) as registry, ThreadPoolExecutor(1) as pool:
        held = pool.submit(registry.records_of, QUESTION, NUMBER)
        assert exchange.holding.wait(timeout=10)
        with pytest.raises(ExchangeDown) as raised:
            registry.records_of(QUESTION, NUMBER)
        assert raised.value.fault is ExchangeFault.CROWDED
        assert len(registry.records_of(replace(QUESTION, registry=RegistryName.TAX), NUMBER)) == 2
        exchange.released.set()
        assert isinstance(held.exception(timeout=10), ExchangeDown)
        assert len(registry.records_of(QUESTION, NUMBER)) == 2
    assert len(exchange.asked) == 3


def test_what_was_never_sent_is_sent_again(
    exchange: Exchange, registry: HttpRecords, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One connection refused: a second is tried. Both refused: the registry is down."""
    refusals = 1
    connect = socket.socket.connect

    def refused(self: socket.socket, address: Any) -> None:
        nonlocal refusals
        if refusals:
            refusals -= 1
            raise ConnectionRefusedError
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", refused)
    assert len(registry.records_of(QUESTION, NUMBER)) == 2
    assert refusals == 0
    refusals = 2
    with (
        _reaching({"*": ExchangeLine(exchange.url, TOKEN)}) as another,
        pytest.raises(ExchangeDown) as raised,
    ):
        another.records_of(QUESTION, NUMBER)
    assert raised.value.fault is ExchangeFault.UNREACHABLE
    assert refusals == 0


def test_a_wrong_token_is_told_apart(exchange: Exchange) -> None:
    """401: not admitted; staff can tell a wrong token from an exchange that is down."""
    with (
        _reaching({"*": ExchangeLine(exchange.url, "another-token-entirely")}) as registry,
        pytest.raises(ExchangeDown) as raised,
    ):
        registry.records_of(QUESTION, NUMBER)
    assert raised.value.fault is ExchangeFault.NOT_ADMITTED


def test_a_registry_without_a_line_does_not_answer(exchange: Exchange) -> None:
    """A line of its own goes before the one for all others; without either nothing stands in for the registry."""
    line = ExchangeLine(exchange.url, TOKEN)
    nowhere = ExchangeLine("http://127.0.0.1:1", TOKEN)
    with _reaching({"social_insurance": line, "*": nowhere}) as registry:
        assert len(registry.records_of(QUESTION, NUMBER)) == 2
    with _reaching({"tax": line}) as registry, pytest.raises(ExchangeDown) as raised:
        registry.records_of(QUESTION, NUMBER)
    assert raised.value.fault is ExchangeFault.NOT_CONNECTED


def test_tls_by_the_citys_own_authority(tmp_path: Path) -> None:
    """The certificate that the file names is trusted; without it nothing is sent."""
    certificate = loopback_certificate(tmp_path / "exchange.pem")
    with Exchange(_rows, tls=server_tls(certificate)) as exchange:
        with _reaching({"*": ExchangeLine(exchange.url, TOKEN, ca_file=certificate)}) as registry:
            assert len(registry.records_of(QUESTION, NUMBER)) == 2
        with _reaching({"*": ExchangeLine(exchange.url, TOKEN)}) as registry:
            with pytest.raises(ExchangeDown) as raised:
                registry.records_of(QUESTION, NUMBER)
            assert raised.value.fault is ExchangeFault.TLS
        assert len(exchange.asked) == 1


def test_the_log_says_what_and_never_of_whom(exchange: Exchange, registry: HttpRecords) -> None:
    """A line a call, with the id that the exchange saw; no number, no name, no token, no value."""
    lines: list[str] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(AllowListFormatter().format(record))

    log, keep = logging.getLogger("hall.registries.exchange"), Keep()
    log.addHandler(keep)
    try:
        exchange.next(Fault.NUMBER_FOR_TEXT)
        with pytest.raises(ExchangeDown):
            registry.records_of(QUESTION, NUMBER)
        registry.records_of(QUESTION, NUMBER)
    finally:
        log.removeHandler(keep)
    failed, answered = map(json.loads, lines)
    assert [asked.headers["x-request-id"] for asked in exchange.asked] == [failed["request_id"], answered["request_id"]]
    assert (failed["level"], failed["outcome"], failed["question"]) == (
        "warning",
        "broken_answer",
        "records/insurance-status",
    )
    assert (answered["level"], answered["outcome"], answered["registry"]) == ("info", "answered", "social_insurance")
    for secret in (NUMBER, TOKEN, "正常参保", "出具参保证明"):
        assert secret not in "".join(lines)


def _file(folder: Path, content: str, *, token: str = TOKEN, mode: int = 0o600) -> Path:
    secret = folder / "exchange.token"
    secret.write_text(token + "\n", encoding="ascii")
    secret.chmod(mode)
    file = folder / "exchange.toml"
    file.write_text(content, encoding="utf-8")
    return file


def test_the_exchange_file(tmp_path: Path) -> None:
    """Tables by registry, paths relative to the file, limits with defaults; the token shows in no repr."""
    (tmp_path / "root.pem").write_text("", encoding="ascii")
    lines = read_exchange_file(
        _file(
            tmp_path,
            """
            [tax]
            url = "https://exchange.example/tax/"
            token_file = "exchange.token"
            answer_limit_s = 2.5
            ca_file = "root.pem"
            ["*"]
            url = "http://127.0.0.1:8080"
            token_file = "exchange.token"
            """,
        )
    )
    assert lines["tax"] == ExchangeLine("https://exchange.example/tax", TOKEN, 2.5, 3.0, 2, tmp_path / "root.pem")
    assert lines["*"] == ExchangeLine("http://127.0.0.1:8080", TOKEN, 4.0, 3.0)
    assert TOKEN not in repr(lines)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("", "it names no registry"),
        ("[tax", "it is not TOML"),
        ("tax = 1", "tax: not a table"),
        ("[taxes]", "[taxes]: no such registry; there are *, business"),
        ("[tax]\nurl = ''\ntoken_file = 'exchange.token'", "[tax] url: not a text"),
        ("[tax]\ntoken_file = 'exchange.token'", "[tax] url: missing"),
        ("[tax]\nurl = 'http://exchange.example'\ntoken_file = 'exchange.token'", "[tax] url: must be https"),
        ("[tax]\nurl = 'https://a:b@exchange.example'\ntoken_file = 'exchange.token'", "[tax] url: not an address"),
        ("[tax]\nurl = 'https://exchange.example:port'\ntoken_file = 'exchange.token'", "[tax] url: not an address"),
        ("[tax]\nurl = 'https://e.example'", "[tax] token_file: missing"),
        ("[tax]\nurl = 'https://e.example'\ntoken_file = 'none'", "[tax] token_file: cannot be read: No such file"),
        ("[tax]\nurl = 'https://e.example'\ntoken_file = '.'", "[tax] token_file: not a plain file"),
        ("[tax]\nanswer_limit_s = 0", "[tax] answer_limit_s: not a number of seconds from 0.1 to 60"),
        ("[tax]\nconnect_limit_s = true", "[tax] connect_limit_s: not a number"),
        ("[tax]\nat_once = 0", "[tax] at_once: not a whole number from 1 to 64"),
        ("[tax]\nca_file = 'none.pem'", "[tax] ca_file: no such file"),
        ("[tax]\nadress = 1", "[tax] adress: no such key"),
    ],
)
def test_what_is_wrong_in_the_file_is_named(tmp_path: Path, content: str, fault: str) -> None:
    """Each mistake is told with its place, all of a file at once."""
    with pytest.raises(ExchangeFileWrong) as raised:
        read_exchange_file(_file(tmp_path, content))
    assert any(told.startswith(fault) for told in raised.value.faults), raised.value.faults


@pytest.mark.parametrize(
    ("mode", "token", "fault"), [(0o644, TOKEN, "others may use it"), (0o600, "short", "no token")]
)
def test_a_token_that_others_may_read_is_refused(tmp_path: Path, mode: int, token: str, fault: str) -> None:
    """Mode 0600 and a real token, or the hall does not start; the token is never told."""
    file = _file(tmp_path, "['*']\nurl = 'https://e.example'\ntoken_file = 'exchange.token'", token=token, mode=mode)
    with pytest.raises(ExchangeFileWrong, match=fault) as raised:
        read_exchange_file(file)
    assert token not in str(raised.value)


def test_a_wrong_file_stops_the_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever starts the hall reads what is wrong, all of it, without a traceback."""
    file = _file(tmp_path, "[taxes]\n[tax]\nurl = 'http://exchange.example'\ntoken_file = 'none'")
    monkeypatch.setenv("HALLKIOSK_HALL_EXCHANGE", str(file))
    done = run_hall(tmp_path / "state", "audit", "verify")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    for told in ("cannot be used", "[taxes]: no such registry", "must be https", "[tax] token_file: cannot be read"):
        assert told in done.stderr


@pytest.mark.django_db
def test_the_exchange_gives_what_the_database_gives(settings: Any) -> None:
    """Through the door: for every question, `records_of` says the same of the same person by either adapter."""
    questions = tomllib.loads((CATALOGUE_FOLDER / "vocabulary" / "lookups.toml").read_text(encoding="utf-8"))
    known = {(answer.check_id, answer.subject): answer.rows for answer in records(read_people())}
    asked = [
        Question(RegistryName(words["registry"]), check_id, tuple(words["fields"]), "核对")
        for check_id, words in questions.items()
    ]
    with Exchange(lambda check_id, number: known.get((check_id, number), [])) as exchange:
        by_database = [records_of(question.registry).records_of(question, NUMBER) for question in asked]
        settings.HALL_EXCHANGE = {"*": ExchangeLine(exchange.url, TOKEN)}
        settings.HALL_RECORDS = {"*": "hall.registries.http.records.HttpRecords"}
        with fresh_adapters():
            by_exchange = [records_of(question.registry).records_of(question, NUMBER) for question in asked]
    assert by_exchange == by_database
    assert sum(map(len, by_exchange)) > 60
    assert len(exchange.asked) == len(questions)

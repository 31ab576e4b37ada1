"""The hall's own questions through a city's exchange: people, households, firms and houses."""

from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any

import pytest

from hall.commands import identity_code
from hall.registries import wiring
from hall.registries.http.business import HttpBusinessRegistry
from hall.registries.http.client import ExchangeClient
from hall.registries.http.exchange_file import ExchangeFileWrong, ExchangeLine, read_exchange_file
from hall.registries.http.faults import ExchangeDown, ExchangeFault
from hall.registries.http.household import HttpHouseholdRegistry
from hall.registries.http.population import HttpPopulationRegistry
from hall.registries.http.property import HttpPropertyRegistry
from hall.registries.ports import Scope
from tests.support.exchange import TOKEN, Exchange
from tests.support.exchange_wiring import fresh_adapters

NUMBER, OTHER = "431382198502280013", "430124199001010014"
MOBILE = "14000000001"
SCOPE = Scope("云江市行政区域内", "within Yunjiang City", ("国有建设用地使用权及房屋所有权登记",))
OWN = {
    "population": "people",
    "household": "households",
    "business": "firms",
    "property": "holdings",
}


def _json(record: Any) -> dict[str, object]:
    """A port's record as the page of registries.md has it."""
    plain: dict[str, object] = {}
    for name in record.__slots__:
        value = getattr(record, name)
        plain[name] = (
            value.isoformat() if isinstance(value, date) else value.value if isinstance(value, Enum) else value
        )
    return plain


@pytest.mark.django_db
def test_the_exchange_gives_what_the_database_gives(settings: Any) -> None:
    """All four ports, for somebody with a family, firms and houses, and for somebody without."""

    def ask_all() -> list[object]:
        people = wiring.population_registry()
        asked: list[object] = [people.find(NUMBER), people.find("999901199001010990"), people.find_by_mobile(MOBILE)]
        for number in (NUMBER, OTHER):
            asked += [
                wiring.household_registry().household_of(number),
                wiring.business_registry().firms_of(number),
                wiring.property_registry().holdings_of(number),
            ]
        return [*asked, wiring.property_registry().scope().zh]

    by_database: list[Any] = ask_all()
    person, _, by_mobile, *answers, _ = by_database
    assert person == by_mobile
    book, firms, houses, *of_other = [[_json(record) for record in answer] for answer in answers]
    assert [len(book), len(firms), len(houses)] == [3, 2, 2]
    own = {
        "people": lambda body: {"person": _json(person) if NUMBER in body.values() or "mobile" in body else None},
        "households": lambda body: {"members": book if body["number"] == NUMBER else of_other[0]},
        "firms": lambda body: {"firms": firms if body["number"] == NUMBER else of_other[1]},
        "holdings": lambda body: {"holdings": [*reversed(houses)] if body["number"] == NUMBER else of_other[2]},
    }
    with Exchange(lambda check_id, number: [], own=own) as exchange:
        line = ExchangeLine(exchange.url, TOKEN, own_port=True, scope=SCOPE)
        settings.HALL_EXCHANGE = dict.fromkeys(OWN, line)
        settings.HALL_REGISTRIES = {
            name: f"hall.registries.http.{name}.Http{name.title()}Registry" for name in settings.HALL_REGISTRIES
        }
        with fresh_adapters():
            assert ask_all() == by_database
        assert {asked.path for asked in exchange.asked} == {f"/v1/{end}" for end in OWN.values()}
        assert all(asked.body["purpose"] and NUMBER not in str(asked.headers) for asked in exchange.asked)


PERSON = {
    "number": NUMBER,
    "name": "李例二",
    "born": "1985-02-28",
    "card_state": "valid",
    "card_valid_until": None,
}
MEMBER = {"number": NUMBER, "name": "李例二", "born": "1985-02-28", "relation": "head"}
HOUSE = {
    "unit_number": "999901010007GB00001F00072604",
    "location": "云江市样板区云江中路324号7栋2604室",
    "right_type_zh": "国有建设用地使用权/房屋所有权",
    "area_m2": "85.74",
    "registered_on": "2007-09-21",
    "sharing": "sole",
    "certificate_number": "例（2007）云江市不动产权第0000002号",
}


@pytest.fixture
def answers() -> dict[str, object]:
    """What the exchange answers to each of the hall's own questions; a test changes it."""
    return {}


@pytest.fixture
def client(answers: dict[str, object]) -> Iterator[ExchangeClient]:
    """A client of an exchange that gives these answers."""
    own = {end: lambda body, end=end: answers[end] for end in OWN.values()}
    with (
        Exchange(lambda check_id, number: [], own=own) as exchange,
        closing(ExchangeClient({"*": ExchangeLine(exchange.url, TOKEN)})) as asking,
    ):
        yield asking


def test_short_answers_are_whole(client: ExchangeClient, answers: dict[str, object]) -> None:
    """What may be left out is; a card without end, a small letter in a number and an empty list are understood."""
    answers |= {
        "people": {"person": PERSON | {"number": "43030220000229001x"}},
        "households": {"members": [MEMBER | {"number": "43030220000229001x"}]},
        "firms": {"firms": []},
        "holdings": {"holdings": [HOUSE]},
    }
    resident = HttpPopulationRegistry(client).find("43030220000229001X")
    assert resident is not None
    assert (resident.number, resident.card_valid_until, resident.mobile) == ("43030220000229001X", None, "")
    (member,) = HttpHouseholdRegistry(client).household_of("43030220000229001X")
    assert member.number == "43030220000229001X"
    assert HttpBusinessRegistry(client).firms_of(NUMBER) == ()
    (house,) = HttpPropertyRegistry(client, SCOPE).holdings_of(NUMBER)
    assert (house.registered_on, house.share, house.right_type_en) == (date(2007, 9, 21), "", "")


BROKEN: list[tuple[str, object]] = [
    ("people", {}),
    ("people", {"person": PERSON | {"number": OTHER}}),
    ("people", {"person": PERSON | {"born": "28.02.1985"}}),
    ("people", {"person": PERSON | {"card_state": "lost"}}),
    ("people", {"person": PERSON | {"name": " "}}),
    ("people", {"person": {key: value for key, value in PERSON.items() if key != "card_valid_until"}}),
    ("households", {"members": [MEMBER | {"number": OTHER}]}),
    ("households", {"members": [MEMBER | {"relation": "niece"}]}),
    ("households", {"members": [MEMBER] * 61}),
    ("firms", {"firms": [{"uscc": "91999900KT0000010H"}]}),
    ("firms", {"firms": None}),
    ("holdings", {"holdings": [HOUSE | {"unit_number": "1"}]}),
    ("holdings", {"holdings": [HOUSE | {"area_m2": 85.74}]}),
    ("holdings", {"holdings": [HOUSE | {"area_m2": "85,74"}]}),
    ("holdings", {"holdings": [HOUSE | {"share": "half"}]}),
    ("holdings", {}),
]


@pytest.mark.parametrize(("end", "answer"), BROKEN)
def test_half_an_answer_is_none(client: ExchangeClient, answers: dict[str, object], end: str, answer: object) -> None:
    """Nothing is guessed where the hall decides by it, least of all that somebody owns nothing."""
    answers[end] = answer
    ask: Callable[[str], object] = {
        "people": HttpPopulationRegistry(client).find,
        "households": HttpHouseholdRegistry(client).household_of,
        "firms": HttpBusinessRegistry(client).firms_of,
        "holdings": HttpPropertyRegistry(client, SCOPE).holdings_of,
    }[end]
    with pytest.raises(ExchangeDown) as raised:
        ask(NUMBER)
    assert raised.value.fault is ExchangeFault.BROKEN_ANSWER
    assert raised.value.__cause__ is None


SCOPE_WORDS = 'scope = { zh = "云江市", en = "Yunjiang", searched = ["房屋所有权登记"] }'


@pytest.mark.parametrize(
    ("table", "fault"),
    [
        ("[property]\nown_port = true", "[property] scope: missing: papers name what was searched"),
        ("[property]\nscope = { zh = '', en = '', searched = ['a'] }", "[property] scope: not {"),
        ("[property]\nscope = { zh = 'a', en = '', searched = [] }", "[property] scope: not {"),
        ("[property]\nown_port = 1", "[property] own_port: neither true nor false"),
        ("[tax]\nown_port = true", "[tax] own_port: no such key"),
        ("['*']\nown_port = true", '["*"] own_port: no such key'),
        (f"[population]\n{SCOPE_WORDS}", "[population] scope: no such key"),
    ],
)
def test_own_ports_in_the_file(tmp_path: Path, table: str, fault: str) -> None:
    """Own ports are named one by one, and a property registry says what it searches."""
    file = tmp_path / "exchange.toml"
    file.write_text(table, encoding="utf-8")
    with pytest.raises(ExchangeFileWrong) as raised:
        read_exchange_file(file)
    assert any(told.startswith(fault) for told in raised.value.faults), raised.value.faults


def test_scope_of_the_file(tmp_path: Path) -> None:
    """The scope in the file is the registry's."""
    (tmp_path / "token").write_text(TOKEN, encoding="ascii")
    (tmp_path / "token").chmod(0o600)
    file = tmp_path / "exchange.toml"
    file.write_text(
        f'[property]\nurl = "https://e.example"\ntoken_file = "token"\nown_port = true\n{SCOPE_WORDS}', encoding="utf-8"
    )
    line = read_exchange_file(file)["property"]
    assert line.own_port
    assert line.scope == Scope("云江市", "Yunjiang", ("房屋所有权登记",))


@pytest.mark.django_db
def test_a_command_says_that_a_registry_is_down(
    settings: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An identity code needs the population registry; where that is down the reason is told in one line."""
    monkeypatch.setattr(identity_code, "open_state", lambda: None)
    settings.HALL_EXCHANGE = {"tax": ExchangeLine("https://exchange.example", TOKEN)}
    settings.HALL_REGISTRIES = {"population": "hall.registries.http.population.HttpPopulationRegistry"}
    with fresh_adapters():
        assert identity_code.run(Namespace(number=NUMBER)) == 1
    told = capsys.readouterr().err
    assert "hall: the population registry does not answer: population: not_connected (request " in told
    assert NUMBER not in told

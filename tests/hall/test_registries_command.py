"""`hall registries`: a technician learns what is asked where and whether it is answered, never what is in it."""

import argparse
import io
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from hall.audit.models import AuditRow
from hall.commands import registries
from hall.protection.digests import person_digest
from hall.registries.http.exchange_file import ExchangeLine
from hall.registries.ports import RegistryName
from tests.support.exchange import TOKEN, Exchange, Fault
from tests.support.exchange_wiring import fresh_adapters

NUMBER = "431382198502280013"
Run = Callable[..., int]


@pytest.fixture
def run(db: None, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command in the seeded hall of this process, with a number on standard input."""
    monkeypatch.setattr(registries, "open_state", lambda: None)

    def run(*arguments: str) -> int:
        monkeypatch.setattr("sys.stdin", io.StringIO(NUMBER + "\n"))
        parser = argparse.ArgumentParser()
        registries.add_arguments(parser)
        return registries.run(parser.parse_args(arguments))

    return run


@pytest.fixture
def exchange(settings: Any) -> Iterator[Exchange]:
    """An exchange that the hall's settings name for social insurance alone."""
    with Exchange(lambda check_id, number: [{"kind": "失业保险", "state": ""}]) as running:
        settings.HALL_EXCHANGE = {"social_insurance": ExchangeLine(running.url, TOKEN, 6.0)}
        settings.HALL_RECORDS = {"*": "hall.registries.http.records.HttpRecords"}
        with fresh_adapters():
            yield running


def _look_ups() -> list[tuple[str, str, str]]:
    rows = AuditRow.objects.filter(action="registry_lookup").order_by("sequence")
    return [(row.actor, row.outcome, row.subject) for row in rows]


def test_own_database(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """Every registry is listed with its questions; asking says how much came, and is on record."""
    assert run("list") == 0
    listed = capsys.readouterr().out
    assert all(f"\n{registry.value} " in f"\n{listed}" for registry in RegistryName)
    assert "social_insurance   this hall's own database" in listed
    assert "insurance-status" in listed
    assert run("ask", "insurance-status") == 0
    told = capsys.readouterr().out
    assert told.startswith("hall: insurance-status: 5 rows in ")
    assert told.endswith("hall: filled: kind 5, state 5, employer 5, since 5\n")
    assert _look_ups() == [("command", "found", person_digest(NUMBER))]


def test_question_nobody_asks(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """A question that no item asks is put to nobody."""
    assert run("ask", "nothing") == 1
    assert "no item asks 'nothing'" in capsys.readouterr().err
    assert _look_ups() == []


def test_an_exchange(run: Run, exchange: Exchange, capsys: pytest.CaptureFixture[str]) -> None:
    """Where there is an exchange the list says so; empty fields are counted, faults named, and all is on record."""
    run("list")
    listed = capsys.readouterr().out
    assert f"social_insurance   {exchange.url} (6 s)" in listed
    assert "housing_fund       not connected" in listed
    assert run("ask", "insurance-status") == 0
    assert "filled: kind 1, state 0, employer 0, since 0" in capsys.readouterr().out
    assert exchange.asked[0].body["purpose"] == "接口联调"
    exchange.next(Fault.BUSY)
    assert run("ask", "insurance-status") == 1
    told = capsys.readouterr().err
    assert f"hall: social_insurance: busy (request {exchange.asked[1].headers['x-request-id']})" in told
    assert run("ask", "same-name") == 1
    told += capsys.readouterr().err
    assert "population: not_connected" in told
    assert NUMBER not in told
    assert [outcome for _, outcome, _ in _look_ups()] == ["found", "unavailable", "unavailable"]

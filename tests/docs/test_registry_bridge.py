"""examples/registry-bridge does what its README says, asked by the hall's own adapter."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from hall.registries.http.client import ExchangeClient
from hall.registries.http.exchange_file import ExchangeLine, read_exchange_file
from hall.registries.http.faults import ExchangeDown, ExchangeFault
from hall.registries.http.records import HttpRecords
from hall.registries.ports import Question, RegistryName
from tests.support.exchange import TOKEN

BRIDGE = Path(__file__).parents[2] / "examples" / "registry-bridge"
NUMBER = "431382198502280013"
STATUS = Question(RegistryName.SOCIAL_INSURANCE, "insurance-status", ("kind", "state"), "核对")


@dataclass
class Running:
    """A bridge that answers."""

    url: str
    log: Path


@pytest.fixture(scope="module")
def bridge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The bridge with its own data, as its README starts it, on a free port."""
    folder = tmp_path_factory.mktemp("bridge")
    (folder / "bridge.token").write_text(TOKEN + "\n", encoding="ascii")
    log = folder / "log"
    command = [sys.executable, "bridge.py", "--data", "data", "--token-file", str(folder / "bridge.token")]
    with log.open("wb") as errors:
        process = subprocess.Popen(
            [*command, "--port", "0"], cwd=BRIDGE, stdout=subprocess.PIPE, stderr=errors, text=True
        )
    assert process.stdout is not None
    with process:
        try:
            yield Running(process.stdout.readline().strip(), log)
        finally:
            process.terminate()


@contextmanager
def _asking(bridge: Running, token: str = TOKEN) -> Iterator[HttpRecords]:
    with closing(ExchangeClient({"*": ExchangeLine(bridge.url, token, answer_limit_s=20.0)})) as client:
        yield HttpRecords(client)


def test_tables_answer_questions(bridge: Running) -> None:
    """Rows of the person asked about, with the fields asked for; a number's small x is the same; nobody is nothing."""
    permit = Question(RegistryName.RESIDENCE_PERMIT, "residence-permit", ("permit_number", "note"), "核对")
    with _asking(bridge) as registry:
        assert [dict(record.values) for record in registry.records_of(STATUS, NUMBER)] == [
            {"kind": "企业职工基本养老保险", "state": "正常参保"},
            {"kind": "失业保险", "state": "正常参保"},
        ]
        (record,) = registry.records_of(permit, "43030220000229001x")
        assert record.values == {"permit_number": "例居999903000003", "note": ""}
        assert registry.records_of(STATUS, "430124199001010014") == ()
    log = bridge.log.read_text(encoding="utf-8")
    assert re.search(r"^[0-9a-f-]{36} insurance-status 200 2 rows$", log, re.MULTILINE)
    assert NUMBER not in log


def test_what_it_cannot_answer_is_no_answer(bridge: Running) -> None:
    """A question without a table, and a wrong token, are faults and never 'nothing registered'."""
    tax = Question(RegistryName.TAX, "tax-payments", ("amount",), "核对")
    for question, token, fault in (
        (tax, TOKEN, ExchangeFault.REFUSED),
        (STATUS, "some-other-token-here", ExchangeFault.NOT_ADMITTED),
    ):
        with _asking(bridge, token) as registry, pytest.raises(ExchangeDown) as raised:
            registry.records_of(question, NUMBER)
        assert raised.value.fault is fault


def test_the_file_on_its_page_is_taken(tmp_path: Path) -> None:
    """The README's exchange file starts a hall."""
    (text,) = re.findall(r"^```toml\n(.*?)^```$", (BRIDGE / "README.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)
    (tmp_path / "bridge.token").write_text(TOKEN, encoding="ascii")
    (tmp_path / "bridge.token").chmod(0o600)
    (tmp_path / "exchange.toml").write_text(text, encoding="utf-8")
    assert set(read_exchange_file(tmp_path / "exchange.toml")) == {"social_insurance", "residence_permit"}

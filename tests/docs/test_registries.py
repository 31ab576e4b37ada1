"""docs/registries.md says what the adapter does."""

import json
import re
from contextlib import closing
from pathlib import Path

import pytest

from hall.registries.http.exchange_file import ExchangeLine, read_exchange_file
from hall.registries.http.faults import ExchangeFault
from hall.registries.http.records import HttpRecords
from hall.registries.ports import Question, RegistryName
from tests.support.exchange import TOKEN, Exchange

PAGE = (Path(__file__).parents[2] / "docs" / "registries.md").read_text(encoding="utf-8")


def _block(head: str) -> str:
    (text,) = re.findall(rf"^```{head}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    return str(text)


def test_the_file_on_the_page_is_taken(tmp_path: Path) -> None:
    """Whoever copies the exchange file, and has the tokens, can start."""
    for name in ("social.token", "data.token", "city-root.pem"):
        (tmp_path / name).write_text(TOKEN, encoding="ascii")
        (tmp_path / name).chmod(0o600)
    file = tmp_path / "exchange.toml"
    file.write_text(_block("toml"), encoding="utf-8")
    lines = read_exchange_file(file)
    assert set(lines) == {"social_insurance", "*"}
    assert (lines["social_insurance"].answer_limit_s, lines["*"].connect_limit_s) == (3.0, 3.0)


def test_an_exchange_that_does_as_the_page_says_is_understood() -> None:
    """The request on the page is what is sent, and the answer on it is taken."""
    request, answer = (json.loads(_block(f"json {name}")) for name in ("request", "answer"))
    question = Question(RegistryName.SOCIAL_INSURANCE, "insurance-status", tuple(request["fields"]), request["purpose"])
    with (
        Exchange(lambda check_id, number: answer["records"]) as exchange,
        closing(HttpRecords({"*": ExchangeLine(exchange.url, TOKEN)})) as registry,
    ):
        records = registry.records_of(question, request["number"])
        assert exchange.asked[0].body == request
    assert [dict(record.values) for record in records] == [
        {"kind": "失业保险", "state": "正常参保"},
        {"kind": "工伤保险", "state": ""},
    ]


@pytest.mark.parametrize("fault", ExchangeFault, ids=lambda fault: fault.value)
def test_every_fault_is_on_the_page(fault: ExchangeFault) -> None:
    """A technician finds each outcome of the log, and where to look."""
    assert re.search(rf"^\| `{fault.value}` \| [^|]+ \| [^|]+ \|$", PAGE, re.MULTILINE)

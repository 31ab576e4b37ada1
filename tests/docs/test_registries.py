"""docs/registries.md says what the adapter does."""

import json
import re
from contextlib import closing
from pathlib import Path

import pytest

from hall.registries.http.answers import ExchangeAnswer
from hall.registries.http.business import FirmAnswer
from hall.registries.http.client import ExchangeClient
from hall.registries.http.exchange_file import ExchangeLine, read_exchange_file
from hall.registries.http.faults import ExchangeFault
from hall.registries.http.household import MemberAnswer
from hall.registries.http.population import ResidentAnswer
from hall.registries.http.property import HoldingAnswer
from hall.registries.http.records import HttpRecords
from hall.registries.ports import Question, RegistryName
from tests.support.exchange import TOKEN, Exchange

PAGE = (Path(__file__).parents[2] / "docs" / "registries.md").read_text(encoding="utf-8")


def _block(head: str) -> str:
    """All blocks of that kind, one after the other."""
    return "\n".join(re.findall(rf"^```{head}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL))


def test_the_file_on_the_page_is_taken(tmp_path: Path) -> None:
    """Whoever copies the exchange file, and has the tokens, can start."""
    for name in ("social.token", "data.token", "city-root.pem"):
        (tmp_path / name).write_text(TOKEN, encoding="ascii")
        (tmp_path / name).chmod(0o600)
    file = tmp_path / "exchange.toml"
    file.write_text(_block("toml"), encoding="utf-8")
    lines = read_exchange_file(file)
    assert set(lines) == {"social_insurance", "*", "property"}
    assert lines["property"].scope is not None
    assert (lines["social_insurance"].answer_limit_s, lines["*"].connect_limit_s) == (3.0, 3.0)


def test_an_exchange_that_does_as_the_page_says_is_understood() -> None:
    """The request on the page is what is sent, and the answer on it is taken."""
    request, answer = (json.loads(_block(f"json {name}")) for name in ("request", "answer"))
    question = Question(RegistryName.SOCIAL_INSURANCE, "insurance-status", tuple(request["fields"]), request["purpose"])
    with (
        Exchange(lambda check_id, number: answer["records"]) as exchange,
        closing(ExchangeClient({"*": ExchangeLine(exchange.url, TOKEN)})) as client,
    ):
        records = HttpRecords(client).records_of(question, request["number"])
        assert exchange.asked[0].body == request
    assert [dict(record.values) for record in records] == [
        {"kind": "失业保险", "state": "正常参保"},
        {"kind": "工伤保险", "state": ""},
    ]


@pytest.mark.parametrize("answer", [ResidentAnswer, MemberAnswer, FirmAnswer, HoldingAnswer])
def test_every_field_of_the_hall_s_own_questions_is_on_the_page(answer: type[ExchangeAnswer]) -> None:
    """A city's engineer finds each field, in the order of the answer, and which may be left out."""
    assert ", ".join(f'"{name}"' for name in answer.model_fields) in PAGE
    for name, field in answer.model_fields.items():
        assert field.is_required() != (name in {"mobile", "right_type_en", "share"})


@pytest.mark.parametrize("fault", ExchangeFault, ids=lambda fault: fault.value)
def test_every_fault_is_on_the_page(fault: ExchangeFault) -> None:
    """A technician finds each outcome of the log, and where to look."""
    assert re.search(rf"^\| `{fault.value}` \| [^|]+ \| [^|]+ \|$", PAGE, re.MULTILINE)

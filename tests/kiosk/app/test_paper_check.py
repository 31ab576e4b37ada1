"""Check a paper, on the whole terminal: a rendered code before the scanner's camera, real drivers, a real hall."""

from collections.abc import Iterator
from uuid import uuid4

import pytest

from devices.simulators.people.cards import people
from kiosk.domain.paper_check import CheckedKind, CheckedPaper, Finding, Why
from kiosk.flow import touches
from kiosk.flow.states import StateName
from printing.documents.no_house_proof import NoHouseProof
from printing.samples import sample
from tests.kiosk.app.test_bad_input import Bench, _terminal, bench  # noqa: F401  fixtures


@pytest.fixture
def here(bench: Bench) -> Iterator[Bench]:  # noqa: F811  the fixture
    """The terminal, with nobody signed in."""
    bench.at(StateName.ATTRACT)
    yield bench
    bench.hands.put_phone_away()


def held(here: Bench, code: str) -> CheckedPaper:
    """Hold `code` before the scanner and return the verdict that the page shows; then leave."""
    here.post(touches.PaperCheckOpened(str(uuid4()))).at(StateName.CHECK_PAPER)
    here.hands.show_code(code)
    here.at(StateName.PAPER_VERDICT)
    checked = here.terminal.loop.state.here.checked
    assert checked is not None
    here.hands.put_phone_away()
    here.end()
    assert here.terminal.loop.state.session is None
    return checked


def issued_code(here: Bench) -> str:
    """Sign in, have a proof issued, and return its code; the visit ends."""
    here.sign_in(people()[0]).look_up().at(StateName.RESULT)
    here.post(touches.PrintChosen()).until(lambda: here.terminal.loop.state.here.paper is not None)
    paper = here.terminal.loop.state.here.paper
    assert paper is not None
    here.at(StateName.RATING)
    here.end()
    return paper.code


def test_paper_of_this_hall(here: Bench) -> None:
    """The hall's own paper is genuine, checked online, with kind, time and masked number; altered, it is not."""
    code = issued_code(here)
    checked = held(here, code)
    assert (checked.finding, checked.why, checked.online) == (Finding.GENUINE, Why.HOLDS, True)
    assert checked.facts is not None
    assert (checked.facts.kind, checked.facts.copy_number) == (CheckedKind.NO_HOUSE_PROOF, 1)
    assert "****" in checked.facts.number
    at = len(code) - 6
    altered = code[:at] + ("0" if code[at] != "0" else "1") + code[at + 1 :]
    assert held(here, altered).finding in (Finding.ALTERED, Finding.UNKNOWN)


def test_strange_codes(here: Bench) -> None:
    """A code of another issuer and one of something else are unknown, each with its reason; no facts are shown."""
    document = sample("no-house-proof")
    assert isinstance(document, NoHouseProof)
    checked = held(here, document.issue.code)
    assert (checked.finding, checked.why, checked.facts) == (Finding.UNKNOWN, Why.UNKNOWN_ISSUER, None)
    checked = held(here, "https://example.invalid/pay")
    assert (checked.finding, checked.why) == (Finding.UNKNOWN, Why.OTHER_CODE)
    checked = held(here, "HKR1:999901-20260318-000427:K7M2QX:AAAAAAAAAAAAAAAA")
    assert (checked.finding, checked.why) == (Finding.UNKNOWN, Why.RECEIPT_CODE)

"""A proof and a query that no code knows, on the whole terminal: the catalogue's data, a real hall, a real print."""

from uuid import uuid4

from devices.simulators.people.cards import people
from kiosk.domain.case import ResultKind
from kiosk.flow import touches
from kiosk.flow.states import StateName
from tests.kiosk.app.test_bad_input import Bench, _terminal, bench  # noqa: F401  fixtures
from tests.support import worlds


def look_up(here: Bench, item_id: str) -> None:
    """Sign in, open the item, agree, and wait for the answer."""
    here.sign_in(people()[0], str(uuid4()))
    here.post(touches.ItemOpened(item_id)).at(StateName.EXPLAIN)
    here.post(touches.LookupConfirmed(worlds.NOW)).at(StateName.RESULT)


def test_a_proof_of_the_catalogues_own(bench: Bench) -> None:  # noqa: F811  the fixture
    """What the registry holds is shown, signed by the hall and printed; the paper that came out is this one."""
    before = len(bench.world.document_printer.printed)
    look_up(bench, "insurance-record-proof")
    case = bench.terminal.loop.state.here.case
    assert case is not None
    assert (case.result.kind, case.result.printable) == (ResultKind.REGISTRY_ANSWER, True)
    assert case.result.answers[0].rows
    bench.post(touches.PrintChosen()).at(StateName.TAKING)
    assert bench.terminal.loop.state.here.paper_printed is True
    assert len(bench.world.document_printer.printed) == before + 1
    bench.end()


def test_a_registry_that_knows_nothing_of_somebody(bench: Bench) -> None:  # noqa: F811  the fixture
    """The answer says so, no paper can be had, and the visit goes on to its end."""
    look_up(bench, "low-income-proof")
    case = bench.terminal.loop.state.here.case
    assert case is not None
    assert case.result.printable is False
    bench.post(touches.PrintChosen(), touches.NoPaperChosen()).at(StateName.RATING)
    bench.end()

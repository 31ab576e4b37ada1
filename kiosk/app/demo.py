"""`kiosk demo`: the whole journey with no one at the screen, through the real pages, drivers and hall.

Two visits: a citizen without a house, by card and face; then an owner who declines the face comparison and shows an
identity code instead. Leaves pictures, papers and `journey.json`, and looks for anything personal left behind.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table

from devices.api.clock import Clock
from devices.simulators.people.cards import SyntheticPerson, people
from kiosk.app.demo_stage import demo_stage
from kiosk.app.leftovers import find_leftovers
from kiosk.app.papers import keep_papers
from kiosk.app.player import JourneyStuck, Player
from kiosk.app.simulation.hands import Before, Hands
from kiosk.app.terminal import Terminal
from kiosk.domain.case import ResultKind
from kiosk.flow.states import StateName
from kiosk.settings.model import Settings

ITEM: Final = "no-house-proof"
THEME: Final = "property"
INITIALS: Final = "wfzm"


def run_demo(out: Path, settings: Settings, *, clock: Clock) -> int:
    """Play both visits and write everything to `out`; return 0 where all went as it should, 1 otherwise."""
    visitors = (people()[0], people()[1])
    stuck = ""
    with demo_stage(out, settings, clock=clock) as stage:
        player = stage.player
        try:
            stage.open_up()
            _by_card(player, stage.terminal, stage.hands, visitors[0])
            _by_code(player, stage.terminal, stage.hands, visitors[1])
        except JourneyStuck as error:
            stuck = str(error)
            player.note("stuck")
    papers = keep_papers(stage.world, out)
    leftovers = find_leftovers(out / "state", visitors)
    _write(out, player, papers, leftovers, stuck)
    _print(player, papers, leftovers, stuck)
    expected = len(papers) == 2 * len(visitors)
    return 0 if expected and not stuck and not leftovers else 1


def _by_card(player: Player, terminal: Terminal, hands: Hands, person: SyntheticPerson) -> None:
    """A citizen without a house: card, consent, face, by theme, then by initials; certificate and receipt."""
    loop = terminal.loop
    hands.look(Before.PERSON, person)
    player.touch_anywhere()
    player.arrive("sign in", StateName.SIGN_IN)
    player.touch("cardWayKey")
    player.arrive("card", StateName.CARD)
    hands.lay_card(person)
    player.arrive("consent", StateName.CONSENT)
    player.touch("agreeKey")
    player.arrive("face", StateName.FACE)
    watching = _Obedience(terminal, hands)
    loop.stepped.connect(watching.obey)
    player.until("a frame of the comparison", lambda: watching.obeyed or _signed_in(terminal), within_s=20)
    player.note("face asked to turn")
    player.arrive("home", StateName.HOME, within_s=40)
    loop.stepped.disconnect(watching.obey)
    hands.lift_card()
    player.touch(f"theme_{THEME}")
    player.arrive("theme", StateName.THEME)
    player.touch(f"item_{ITEM}")
    player.arrive("explained", StateName.EXPLAIN)
    player.touch("backKey")
    player.arrive("theme again", StateName.THEME)
    player.touch("backKey")
    player.arrive("home again", StateName.HOME)
    player.touch("searchKey")
    player.arrive("search", StateName.SEARCH)
    for letter in INITIALS:
        player.touch(f"key_{letter}")
    player.until(
        "the proof among the hits", lambda: any(hit.item_id == ITEM for hit in loop.state.here.hits), within_s=5
    )
    player.wait(200)
    player.note("found by initials")
    player.touch(f"item_{ITEM}")
    player.arrive("explained again", StateName.EXPLAIN)
    _to_the_end(player, terminal, ResultKind.NO_HOUSE, rating=5)


def _by_code(player: Player, terminal: Terminal, hands: Hands, person: SyntheticPerson) -> None:
    """An owner who declines the comparison: the same service, the listing instead of the proof."""
    player.touch_anywhere()
    player.arrive("sign in 2", StateName.SIGN_IN)
    player.touch("cardWayKey")
    player.arrive("card 2", StateName.CARD)
    hands.lay_card(person)
    player.arrive("consent 2", StateName.CONSENT)
    player.touch("declineKey")
    player.arrive("identity code", StateName.IDENTITY_CODE)
    hands.lift_card()
    hands.show_identity_code(person)
    player.arrive("home 2", StateName.HOME)
    hands.put_phone_away()
    player.touch(f"theme_{THEME}")
    player.arrive("theme 2", StateName.THEME)
    player.touch(f"item_{ITEM}")
    player.arrive("explained 2", StateName.EXPLAIN)
    _to_the_end(player, terminal, ResultKind.PROPERTY_LISTING, rating=4)


def _to_the_end(player: Player, terminal: Terminal, kind: ResultKind, *, rating: int) -> None:
    player.touch("confirmLookupKey")
    player.arrive("result", StateName.RESULT)
    case = terminal.loop.state.here.case
    if case is None or case.result.kind is not kind:
        raise JourneyStuck(f"the registry's answer should have been {kind.value}")
    player.touch("printKey")
    player.arrive("printing", StateName.PRINTING)
    player.arrive("receipt", StateName.RECEIPT, within_s=60)
    player.arrive("take the paper", StateName.TAKING, within_s=60)
    player.touch("hasPaperKey")
    player.arrive("rating", StateName.RATING)
    player.touch(f"rate_{rating}")
    player.arrive("thanks", StateName.THANKS)
    player.arrive("attract again", StateName.ATTRACT, within_s=30)
    if terminal.loop.state.session is not None:
        raise JourneyStuck("the session should be forgotten")


class _Obedience:
    """Turns the head of whoever sits there as the screen asks, and remembers that it did."""

    def __init__(self, terminal: Terminal, hands: Hands) -> None:
        self._terminal = terminal
        self._hands = hands
        self.obeyed = False

    def obey(self) -> None:
        """Look at the screen and do what it says."""
        session = self._terminal.loop.state.session
        advice = session.face_advice if session else None
        if advice is not None and advice.value.startswith("turn_"):
            self.obeyed = True
        self._hands.obey(advice)


def _signed_in(terminal: Terminal) -> bool:
    return terminal.loop.state.name in (StateName.SIGNING_IN, StateName.HOME)


def _write(out: Path, player: Player, papers: Sequence[Path], leftovers: Sequence[str], stuck: str) -> None:
    journey = {
        "succeeded": not stuck and not leftovers,
        "stuck": stuck,
        "steps": [asdict(moment) for moment in player.moments],
        "papers": [str(paper.relative_to(out)) for paper in papers],
        "personal_data_left_in": list(leftovers),
    }
    (out / "journey.json").write_text(json.dumps(journey, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _print(player: Player, papers: Sequence[Path], leftovers: Sequence[str], stuck: str) -> None:
    table = Table(title="The journey", title_justify="left")
    for heading in ("step", "state", "ms", "touches", "picture"):
        table.add_column(heading, justify="right" if heading in ("ms", "touches") else "left")
    for moment in player.moments:
        table.add_row(moment.step, moment.state, f"{moment.duration_ms:.0f}", str(moment.touches), moment.picture)
    console = Console(width=110)
    console.print(table)
    for paper in papers:
        console.print(f"printed: {paper}", soft_wrap=True)
    total_s = sum(moment.duration_ms for moment in player.moments) / 1000
    touches = sum(moment.touches for moment in player.moments)
    console.print(f"{len(player.moments)} pictures, {touches} touches, {total_s:.1f} s, {len(papers)} papers")
    for leftover in leftovers:
        console.print(f"[red]personal data left in {leftover}[/red]")
    console.print("[red]stuck: " + stuck + "[/red]" if stuck else "[green]the journey ended as it should[/green]")

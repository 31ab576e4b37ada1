"""`kiosk demo --all`: every journey that this terminal has for the hall's catalogue, played through the pages.

Each item that can be done here is found as a citizen finds it, by the initials of its name; what the registries answer
is read, printed where it can be, taken and rated. Besides: a paper sent to the phone, and a paper held to the scanner.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table

from devices.api.clock import Clock
from devices.simulators.people.cards import SyntheticPerson, people
from kiosk.app.demo_gallery import Played, write_gallery
from kiosk.app.demo_stage import DemoStage, demo_stage
from kiosk.app.leftovers import find_leftovers
from kiosk.app.papers import keep_papers
from kiosk.app.player import JourneyStuck
from kiosk.domain.catalogue import Item
from kiosk.domain.problem import ProblemCode
from kiosk.domain.search import search
from kiosk.flow.notice import Choice
from kiosk.flow.states import StateName
from kiosk.settings.model import Settings

PHONE: Final = "send-to-phone"
CHECK: Final = "check-a-paper"
ITEM_TO_SHOW: Final = "no-house-proof"
_SEEN_WITHOUT_SCROLLING: Final = 2
_LETTERS_AT_MOST: Final = 14


@dataclass(frozen=True, slots=True)
class Journey:
    """One journey: `play` raises `JourneyStuck` where it does not go as it should, else says how it ended."""

    journey_id: str
    title: str
    play: Callable[[], str]


def run_all(out: Path, settings: Settings, *, clock: Clock, only: frozenset[str]) -> int:
    """Play every journey, or those of `only`, and write the gallery to `out`; return 0 where all end well.

    A journey that sticks is shown as such, and the terminal is left for the next one.
    """
    played: list[Played] = []
    visitors = people()[:2]
    with demo_stage(out, settings, clock=clock) as stage:
        stage.open_up()
        journeys = [journey for journey in _journeys(stage, visitors[0]) if not only or journey.journey_id in only]
        played.extend(_played(stage, journey) for journey in journeys)
    keep_papers(stage.world, out)
    leftovers = find_leftovers(out / "state", visitors)
    write_gallery(out, played, leftovers)
    _print(played, leftovers, out)
    unknown = only - {each.journey_id for each in played}
    return 0 if not unknown and not leftovers and all(each.well for each in played) else 1


def _journeys(stage: DemoStage, person: SyntheticPerson) -> Iterator[Journey]:
    catalogue = stage.terminal.loop.state.catalogue
    for theme in catalogue.themes:
        for item in catalogue.of_theme(theme.theme_id):
            if item.available_here:
                yield Journey(item.item_id, item.title.zh, partial(_item, stage, person, item))
    shown = catalogue.item(ITEM_TO_SHOW)
    if shown is not None:
        yield Journey(PHONE, "把证明发到手机", partial(_to_phone, stage, person, shown))
        yield Journey(CHECK, "查验证明真伪", partial(_check, stage, person, shown))


def _played(stage: DemoStage, journey: Journey) -> Played:
    first = len(stage.player.moments)
    papers, receipts = len(stage.world.document_printer.printed), len(stage.world.receipt_printer.receipts)
    well = True
    try:
        ended = journey.play()
    except JourneyStuck as error:
        well, ended = False, str(error)
        stage.player.note("stuck")
        _leave(stage)
    return Played(
        journey_id=journey.journey_id,
        title=journey.title,
        ended=ended,
        well=well,
        moments=tuple(stage.player.moments[first:]),
        papers=tuple(range(papers + 1, len(stage.world.document_printer.printed) + 1)),
        receipts=tuple(range(receipts + 1, len(stage.world.receipt_printer.receipts) + 1)),
    )


def _item(stage: DemoStage, person: SyntheticPerson, item: Item) -> str:
    """Find it, agree, read the answer, print it where it can be printed."""
    _to_answer(stage, person, item)
    player, notice, here = stage.player, stage.terminal.loop.state.notice, stage.terminal.loop.state.here
    if notice is not None and notice.problem.code is ProblemCode.APPLICANT_NOT_SERVED:
        player.touch(f"choice_{Choice.FINISH.value}")
        player.arrive("attract again", StateName.ATTRACT, within_s=30)
        return "只能由单位办理，说明后结束"
    printable = here.case is not None and here.case.result.printable
    if not printable:
        player.touch("noPaperKey")
        _rate_and_go(stage)
        return "没有可以打印的记录，看过后结束" if item.gives_paper else "在屏幕上看过后结束"
    player.touch("printKey")
    player.arrive("printing", StateName.PRINTING)
    player.arrive("take the paper", StateName.TAKING, within_s=60)
    player.touch("hasPaperKey")
    _rate_and_go(stage)
    return "已打印证明和回执"


def _to_phone(stage: DemoStage, person: SyntheticPerson, item: Item) -> str:
    """Have the code for the phone shown, then leave without a sheet: no phone is there to fetch it."""
    _to_answer(stage, person, item)
    stage.player.touch("phoneKey")
    stage.player.arrive("code for the phone", StateName.PHONE_COPY)
    stage.player.touch("noPaperKey")
    stage.player.arrive("rating", StateName.RATING, StateName.RECEIPT, within_s=30)
    _rate_and_go(stage, rating_is_near=True)
    return "显示取件二维码"


def _check(stage: DemoStage, person: SyntheticPerson, item: Item) -> str:
    """Print a paper, then hold it before the scanner, signed out."""
    _to_answer(stage, person, item)
    player = stage.player
    player.touch("printKey")
    player.arrive("take the paper", StateName.TAKING, within_s=60)
    paper = stage.terminal.loop.state.here.paper
    player.touch("hasPaperKey")
    _rate_and_go(stage)
    if paper is None:
        raise JourneyStuck("there should be a paper to check")
    player.touch("checkPaperKey")
    player.arrive("check a paper", StateName.CHECK_PAPER)
    stage.hands.show_code(paper.code)
    player.arrive("verdict", StateName.PAPER_VERDICT)
    stage.hands.put_phone_away()
    checked = stage.terminal.loop.state.here.checked
    player.touch("leaveCheckKey")
    player.arrive("attract again", StateName.ATTRACT, within_s=30)
    return checked.finding.value if checked else ""


def _to_answer(stage: DemoStage, person: SyntheticPerson, item: Item) -> None:
    """From the first page to the registries' answer: signed in by identity code, the item found by its initials."""
    player, loop = stage.player, stage.terminal.loop
    player.touch_anywhere()
    player.arrive("sign in", StateName.SIGN_IN)
    player.touch("codeWayKey")
    player.arrive("identity code", StateName.IDENTITY_CODE)
    stage.hands.show_identity_code(person)
    player.arrive("home", StateName.HOME)
    stage.hands.put_phone_away()
    player.touch("searchKey")
    player.arrive("search", StateName.SEARCH)
    for letter in _letters(stage, item):
        player.touch(f"key_{letter}")
    player.until("the item on top", lambda: item in loop.state.here.hits[:_SEEN_WITHOUT_SCROLLING], within_s=5)
    player.wait(200)
    player.note("found by initials")
    player.touch(f"item_{item.item_id}")
    player.arrive("explained", StateName.EXPLAIN)
    player.touch("confirmLookupKey")
    player.arrive("answer", StateName.RESULT, StateName.NOTICE)


def _letters(stage: DemoStage, item: Item) -> str:
    """Return as few letters as bring the item to where it is seen: the beginning of a name's or an alias's initials."""
    catalogue = stage.terminal.loop.state.catalogue
    tried = [spelling.initials[:count] for count in range(2, _LETTERS_AT_MOST) for spelling in item.spellings]
    for letters in tried:
        if letters.isalpha() and item in search(catalogue, letters)[:_SEEN_WITHOUT_SCROLLING]:
            return letters
    raise JourneyStuck(f"{item.item_id} is not found by the initials of its names")


def _rate_and_go(stage: DemoStage, *, rating_is_near: bool = False) -> None:
    player = stage.player
    if not rating_is_near or stage.terminal.loop.state.name is not StateName.RATING:
        player.arrive("rating", StateName.RATING, within_s=60)
    player.touch("rate_5")
    player.arrive("thanks", StateName.THANKS)
    player.arrive("attract again", StateName.ATTRACT, within_s=30)
    if stage.terminal.loop.state.session is not None:
        raise JourneyStuck("the session should be forgotten")


def _leave(stage: DemoStage) -> None:
    """Bring the terminal back to its first page, whatever it shows. Raises `JourneyStuck`."""
    stage.hands.put_phone_away()
    if stage.terminal.loop.state.session is not None:
        stage.player.touch("endKey")
    stage.player.arrive("attract again", StateName.ATTRACT, within_s=180)


def _print(played: Sequence[Played], leftovers: Sequence[str], out: Path) -> None:
    table = Table(title="Every journey", title_justify="left")
    for heading in ("journey", "ended", "touches", "s", "papers"):
        table.add_column(heading, justify="right" if heading in ("touches", "s", "papers") else "left")
    for each in played:
        ended = each.ended if each.well else f"[red]{each.ended}[/red]"
        table.add_row(
            each.journey_id, ended, str(each.touches), f"{each.seconds:.1f}", str(len(each.papers) + len(each.receipts))
        )
    console = Console(width=120)
    console.print(table)
    console.print(f"{len(played)} journeys, {sum(not each.well for each in played)} stuck: {out / 'index.html'}")
    for leftover in leftovers:
        console.print(f"[red]personal data left in {leftover}[/red]")

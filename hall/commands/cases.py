"""``hall cases list | do``: what an office does with its cases, for a hall whose console is not there or is down.

    hall cases list --state received
    hall cases do ask_for_supplement --number N --actor NAME --material floor-plan=缺比例尺 --field shop_name=有误
    hall cases do reject --number N --actor NAME --reason WHY --remedy "WHAT HELPS"

Lists tell numbers, items and days, never whose they are.
"""

import argparse
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from hall.commands.opening import open_state

if TYPE_CHECKING:
    from hall.cases.models import Case
    from hall.cases.notes import Note

AT_MOST: Final = 200
# What an applicant does is not an office's to do.
OFFICE_MOVES: Final = ("accept", "decline", "ask_for_supplement", "approve", "reject", "issue_result", "end")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare this command's arguments."""
    acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    listing = acts.add_parser("list", help="list cases, those that are due first")
    listing.add_argument("--state", dest="case_state", default="received", help="default: %(default)s")
    doing = acts.add_parser("do", help="move a case, on record")
    doing.add_argument("move", choices=OFFICE_MOVES)
    doing.add_argument("--number", required=True, help="the case number")
    doing.add_argument("--actor", required=True, help="who does it, as the record will name them")
    doing.add_argument("--reason", default="", help="why, to the applicant")
    doing.add_argument("--remedy", default="", help="what the applicant can do, to the applicant")
    doing.add_argument("--material", action="append", default=[], metavar="ID=WHAT", help="what is missing of it")
    doing.add_argument("--field", action="append", default=[], metavar="NAME=WHAT", help="what is wrong with it")
    doing.add_argument("--days", type=int, default=15, help="working days to answer (default: %(default)s)")


def run(chosen: argparse.Namespace) -> int:
    """List cases, or move one: 1 where that cannot be done now, and why."""
    open_state()
    if chosen.act == "list":
        return _list(chosen.case_state)
    return _do(chosen)


def _list(state: str) -> int:
    from hall.cases.models import Case  # noqa: PLC0415 - needs Django set up
    from hall.cases.states import CaseState  # noqa: PLC0415 - needs Django set up

    if state not in {known.value for known in CaseState}:
        print(f"hall: a state is one of {', '.join(known.value for known in CaseState)}", file=sys.stderr)
        return 2
    cases = (
        Case.objects.filter(state=state).select_related("item_version").order_by("promised_due", "received_on", "pk")
    )
    for case in cases[:AT_MOST]:
        print("\t".join(_line(case)))
    return 0


def _line(case: "Case") -> Iterator[str]:
    from hall.cases.progress import progress_of  # noqa: PLC0415 - needs Django set up

    progress = progress_of(case)
    yield progress.case_number
    yield progress.item_title.zh
    yield "; ".join(
        f"{following.who.value} {following.step.value} {following.by or '-'}" for following in progress.next
    )


def _do(chosen: argparse.Namespace) -> int:
    from hall.cases.guards import GuardRefused  # noqa: PLC0415 - needs Django set up
    from hall.cases.handling import handle  # noqa: PLC0415 - needs Django set up
    from hall.cases.models import Case  # noqa: PLC0415 - needs Django set up
    from hall.cases.states import Move  # noqa: PLC0415 - needs Django set up
    from hall.problems.errors import CaseStateConflict  # noqa: PLC0415 - needs Django set up

    case = Case.objects.filter(case_number=chosen.number).select_related("item_version").first()
    if case is None:
        print("hall: no such case", file=sys.stderr)
        return 1
    note = _note(chosen, case)
    if note is None:
        return 2
    try:
        handle(case, Move(chosen.move), actor=chosen.actor, note=note)
    except GuardRefused as error:
        print(f"hall: {chosen.move} needs {error.guard.value}", file=sys.stderr)
        return 1
    except CaseStateConflict:
        print(f"hall: {chosen.move} cannot be done from {case.state}", file=sys.stderr)
        return 1
    print(f"{case.case_number}: {case.state}")
    return 0


def _note(chosen: argparse.Namespace, case: "Case") -> "Note | None":
    """Return what goes with the move, or None where something is named that the item does not have."""
    from hall.cases.notes import Note, Wanted  # noqa: PLC0415 - needs Django set up
    from hall.catalogue.schemas import ItemContent  # noqa: PLC0415 - needs Django set up

    content = ItemContent.model_validate(case.item_version.content)
    known = {
        "material": {material.material_id for material in content.materials},
        "field": set(content.form.data_schema["properties"]) if content.form else set(),
    }
    wanted: dict[str, dict[str, str]] = {"material": {}, "field": {}}
    for kind, names in known.items():
        for entry in getattr(chosen, kind):
            name, _, what = entry.partition("=")
            if name not in names or not what:
                print(f"hall: --{kind} is one of {', '.join(sorted(names))}, = and what is wrong", file=sys.stderr)
                return None
            wanted[kind][name] = what
    asked = Wanted(wanted["material"], wanted["field"], chosen.days) if any(wanted.values()) else None
    return Note(reason=chosen.reason, remedy=chosen.remedy, wanted=asked)

"""``hall registries list | ask CHECK``: which registry is asked where, and whether a question is answered.

For whoever connects a hall to its city's exchange. `ask` reads the number from standard input, out of sight of `ps`,
and says how many rows came and how many fields were filled, never what stands in them. It is on record like any other.
"""

import argparse
import sys
import time
from typing import TYPE_CHECKING, Final

from hall.commands.opening import open_state

if TYPE_CHECKING:
    from hall.catalogue.parts import LookupGiven
    from hall.registries.ports import Record

_ACTOR: Final = "command"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare this command's arguments."""
    parser.add_argument("act", choices=["list", "ask"])
    parser.add_argument("check", nargs="?", default="", metavar="CHECK", help="the question, such as insurance-status")


def run(chosen: argparse.Namespace) -> int:
    """List, or ask; status 1 where the question is unknown or not answered."""
    open_state()
    lookups = _lookups()
    if chosen.act == "list":
        _list(lookups)
        return 0
    lookup = lookups.get(chosen.check)
    if lookup is None:
        print(f"hall: no item asks '{chosen.check}'; `hall registries list` names the questions", file=sys.stderr)
        return 1
    return _ask(lookup, sys.stdin.readline().strip())


def _lookups() -> "dict[str, LookupGiven]":
    """Return the questions of all items that are offered, by name."""
    from hall.catalogue.models import Item  # noqa: PLC0415 - needs Django set up
    from hall.catalogue.schemas import ItemContent  # noqa: PLC0415 - as above

    items = Item.objects.filter(current__isnull=False).select_related("current")
    contents = (ItemContent.model_validate(item.current.content) for item in items if item.current)
    return {lookup.check_id: lookup for content in contents for lookup in content.lookups}


def _list(lookups: "dict[str, LookupGiven]") -> None:
    from django.conf import settings  # noqa: PLC0415 - read when Django is set up

    from hall.registries.http.exchange_file import EVERY_OTHER  # noqa: PLC0415 - as above
    from hall.registries.ports import RegistryName  # noqa: PLC0415 - as above

    lines = settings.HALL_EXCHANGE
    for registry in RegistryName:
        line = lines.get(registry.value) or lines.get(EVERY_OTHER)
        if line is not None:
            where = f"{line.url} ({line.answer_limit_s:g} s)"
        else:
            where = "not connected" if lines else "this hall's own database"
        asked = sorted(check_id for check_id, lookup in lookups.items() if lookup.registry.value == registry.value)
        print(f"{registry.value:<18} {where:<44} {' '.join(asked)}".rstrip())
    print("\nasked by the hall itself, through ports of their own:")
    for name, adapter in settings.HALL_REGISTRIES.items():
        print(f"{name:<18} {adapter}")


def _ask(lookup: "LookupGiven", number: str) -> int:
    from django.db import transaction  # noqa: PLC0415 - needs Django set up

    from hall.audit.trail import record  # noqa: PLC0415 - as above
    from hall.registries.enquiry import Grounds, Unanswered, enquire  # noqa: PLC0415 - as above
    from hall.registries.ports import Question, RegistryDown  # noqa: PLC0415 - as above
    from hall.registries.wiring import records_of  # noqa: PLC0415 - as above

    registry = lookup.registry
    grounds = Grounds(_ACTOR, purpose="接口联调", legal_basis=lookup.legal_basis.zh, consented_at=None)
    fields = tuple(field.field_id for field in lookup.fields)
    question = Question(registry, lookup.check_id, fields, grounds.purpose)
    failed = ""

    def ask(number: str) -> "tuple[Record, ...]":
        nonlocal failed
        try:
            return records_of(registry).records_of(question, number)
        except RegistryDown as down:
            failed = str(down)
            raise

    started = time.monotonic()
    reply = enquire(registry, number, grounds, ask=ask, question=lookup.check_id)
    took_ms = (time.monotonic() - started) * 1000
    with transaction.atomic():
        record(reply.entry)
    if isinstance(reply, Unanswered):
        print(f"hall: {failed}", file=sys.stderr)
        return 1
    rows = reply.answer
    print(f"hall: {lookup.check_id}: {len(rows)} rows in {took_ms:.0f} ms")
    if rows:
        filled = (f"{name} {sum(bool(row.values[name]) for row in rows)}" for name in fields)
        print(f"hall: filled: {', '.join(filled)}")
    return 0

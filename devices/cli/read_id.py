"""``devices read-id``: read one resident ID card from any serial port, without bindings."""

import argparse
from types import MappingProxyType
from typing import Any

from rich.markup import escape

from devices.api.device import DeviceKind
from devices.api.ethnicity import ETHNICITIES
from devices.api.kinds.id_card_reader import CardRead, CardText, ReadCard, ReadSamId
from devices.api.masking import mask_all, mask_name, mask_number
from devices.bindings import DEFAULT_POLL_INTERVAL_S, Binding
from devices.cli.arguments import seconds
from devices.cli.bound import supervised
from devices.cli.exits import Exit
from devices.cli.output import Output

_DEVICE_ID = "reader"
_NAMES = ("name", "english_name")
_NUMBERS = ("number", "pass_number")
_PUBLIC = ("variant", "valid_from", "valid_until", "photo_bytes")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the port and how to read from it."""
    parser.add_argument("--port", required=True, metavar="PATH", help="the reader's serial port")
    parser.add_argument("--baud", type=int, default=115200, help="its speed (default: %(default)s)")
    parser.add_argument("--driver", default="sam-serial", help="its driver (default: %(default)s)")
    parser.add_argument(
        "--wait", type=seconds, default=10.0, metavar="SECONDS", help="for a card (default: %(default)s)"
    )
    parser.add_argument("--show-personal", action="store_true", help="print the card's text without masking it")


def run(chosen: argparse.Namespace, output: Output) -> Exit:
    """Wait for a card, read it, print it, masked unless asked otherwise."""
    binding = Binding(
        device_id=_DEVICE_ID,
        kind=DeviceKind.ID_CARD_READER,
        driver=chosen.driver,
        port=chosen.port,
        poll_interval_s=DEFAULT_POLL_INTERVAL_S,
        options=MappingProxyType({"baud": chosen.baud}),
    )
    with supervised([binding]) as (supervisor, _):
        sam_id = supervisor.call(_DEVICE_ID, ReadSamId(deadline_s=15.0))
        if not output.as_json:
            output.line(f"[dim]SAM {escape(sam_id)}. Waiting up to {chosen.wait:g} s for a card.[/]")
        card = supervisor.call(_DEVICE_ID, ReadCard(deadline_s=chosen.wait))
    fields = card_fields(card) if chosen.show_personal else masked_fields(card)
    if output.as_json:
        output.document({"ok": True, "exit_status": 0, "sam_id": sam_id, "masked": not chosen.show_personal, **fields})
    else:
        rows = [(name.replace("_", " "), escape(_shown(value))) for name, value in fields.items()]
        output.table("field", "value", rows=rows)
    return Exit.DONE


def card_fields(card: CardRead) -> dict[str, Any]:
    """Return what a card says, in the order a person reads it."""
    text: CardText = card.text
    return {
        "variant": text.variant.value,
        "name": text.name,
        "sex": text.sex.name.lower(),
        "ethnicity": ETHNICITIES.get(text.ethnicity_code, text.ethnicity_code),
        "born": text.born.isoformat(),
        "address": text.address,
        "newest_address": card.newest_address,
        "number": text.number,
        "issuer": text.issuer,
        "valid_from": text.valid_from.isoformat(),
        "valid_until": text.valid_until.isoformat() if text.valid_until else None,
        **text.extra,
        "photo_bytes": len(card.photo),
    }


def masked_fields(card: CardRead) -> dict[str, Any]:
    """Return the same with everything that tells who it is hidden, but that there is something."""
    return {name: _masked(name, value) for name, value in card_fields(card).items()}


def _masked(name: str, value: Any) -> Any:
    if name in _PUBLIC:
        return value
    if name in _NUMBERS:
        return mask_number(value)
    if name in _NAMES:
        return mask_name(value)
    return mask_all(value)


def _shown(value: Any) -> str:
    return "no end" if value is None else str(value)

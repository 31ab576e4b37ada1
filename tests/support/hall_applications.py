"""Applications for tests: items of the seed offered at terminals, and what a citizen would fill in."""

import io
from typing import Any

from django.utils import timezone
from PIL import Image

from hall.catalogue.models import Item, ItemVersion
from tests.support.hall_terminal import Terminal

SIGNED = {"signed_at": "2026-01-05T09:01:00+08:00"}
HYGIENE_FORM = {
    "mobile": "13800000001",
    "shop_name": "样例理发店",
    "place_kind": "hair",
    "premises_address": "云江市样板区云江中路1号",
    "premises_area_m2": 42.5,
    "employees": 3,
    "staff_certified": 3,
    "truthful": True,
}


def offer_here(item_id: str, **changes: Any) -> int:
    """Offer an item of the seed at terminals, changed; return the version."""
    item = Item.objects.select_related("current").get(item_id=item_id)
    assert item.current is not None
    content = {**item.current.content, "available_here": True, **changes}
    version = item.versions.count() + 1
    item.current = ItemVersion.objects.create(item=item, version=version, content=content, published_at=timezone.now())
    item.save()
    return version


def hygiene_body(version: int, **changes: Any) -> dict[str, Any]:
    """Return the body of a hygiene licence without a fault: rules and plan follow, the report is committed to."""
    return {
        "item_id": "hygiene-licence",
        "item_version": version,
        "lookup_consents": [],
        "form": HYGIENE_FORM,
        "materials": {
            "business-licence": {"met": "attached", "attachment_ids": []},
            "floor-plan": {"met": "follows"},
            "hygiene-report": {"met": "committed"},
            "hygiene-rules": {"met": "follows"},
        },
        "signature": SIGNED,
        **changes,
    }


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 30)) -> bytes:
    """Return a small picture's file."""
    file = io.BytesIO()
    Image.new("RGB", size, "white").save(file, kind)
    return file.getvalue()


def upload(terminal: Terminal, citizen: str, content: bytes | None = None, key: str | None = None) -> Any:
    """Hand in a file: a small picture unless given."""
    return terminal.send("/attachments", content or picture(), citizen, key=key)


def apply(terminal: Terminal, citizen: str, **changes: Any) -> dict[str, Any]:
    """Offer the hygiene licence, apply for it with the business licence attached, and return the case."""
    version = offer_here("hygiene-licence", **changes)
    attached = upload(terminal, citizen).json()["attachment_id"]
    body = hygiene_body(version)
    body["materials"]["business-licence"] = {"met": "attached", "attachment_ids": [attached]}
    reply = terminal.post("/cases", body, citizen)
    assert reply.status_code == 201, reply.content
    return dict(reply.json())

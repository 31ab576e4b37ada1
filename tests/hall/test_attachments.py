"""Handing in documents and pictures: what they are shows in their content; nobody else ever gets them."""

import io
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from PIL import Image
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer
from reportlab.pdfgen.canvas import Canvas

from hall.attachments.models import Attachment
from hall.audit.models import AuditRow
from hall.serving.retention import forget_the_past
from tests.support.hall import WITH_TWO_HOUSES, new_key
from tests.support.hall_applications import apply, picture, upload
from tests.support.hall_terminal import Terminal


def pdf(pages: int = 2) -> bytes:
    """Return a document of so many pages."""
    file = io.BytesIO()
    canvas = Canvas(file)
    for number in range(pages):
        canvas.drawString(100, 100, f"page {number}")
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def pdf_that_acts(kind: str) -> bytes:
    """Return a document that runs a script, starts a program or carries a file when it is opened."""
    writer = copy_into_new_writer(PdfFileReader(io.BytesIO(pdf())))
    entries = {pdf_name("/S"): pdf_name(kind), pdf_name("/JS"): generic.TextStringObject("x")}
    action = generic.DictionaryObject(entries)  # type: ignore[no-untyped-call]
    writer.root[pdf_name("/OpenAction")] = writer.add_object(action)
    file = io.BytesIO()
    writer.write(file)  # type: ignore[no-untyped-call]
    return file.getvalue()


def bomb() -> bytes:
    """Return a picture of a few kilobytes that unpacks to 90 million pixels."""
    file = io.BytesIO()
    Image.new("1", (9_500, 9_500)).save(file, "PNG")
    return file.getvalue()


def test_kinds_by_content(terminal: Terminal) -> None:
    """PDF, JPEG and PNG are told apart by what they hold; the same bytes come back, and each fetch is on record."""
    citizen = terminal.sign_in()
    for content, kind, pages in (
        (pdf(3), "application/pdf", 3),
        (picture("JPEG"), "image/jpeg", 1),
        (picture(), "image/png", 1),
    ):
        reply = upload(terminal, citizen, content)
        given = reply.json()
        assert (reply.status_code, given["kind"], given["pages"]) == (201, kind, pages)
        assert given["size_bytes"] == len(content)
        back = terminal.get(f"/attachments/{given['attachment_id']}/content", citizen)
        assert (back.content, back["Content-Type"]) == (content, kind)
    assert AuditRow.objects.filter(action="attachment_fetched").count() == 3


@pytest.mark.parametrize(
    "content",
    [
        b"MZ\x90\x00 a program",
        b"%PDF-1.7 but nothing more",
        pdf()[:400],
        picture()[:60],
        picture("JPEG")[:200],
        b"\x89PNG\r\n\x1a\n" + picture("JPEG"),
        pdf_that_acts("/JavaScript"),
        pdf_that_acts("/Launch"),
        pdf(101),
        bomb(),
    ],
    ids=["program", "no-pdf", "half-pdf", "half-png", "half-jpeg", "jpeg-as-png", "script", "launch", "long", "bomb"],
)
def test_what_is_not_taken(terminal: Terminal, content: bytes) -> None:
    """What is broken, acts when it is opened, or is far too large unpacked is refused, and nothing of it is kept."""
    reply = upload(terminal, terminal.sign_in(), content)
    assert (reply.status_code, reply.json()["code"]) == (422, "attachment_refused")
    assert not Attachment.objects.exists()


def test_limits_of_the_body(terminal: Terminal) -> None:
    """Above 8 MiB, as JSON, or to another address, bytes are refused before anything reads them."""
    citizen = terminal.sign_in()
    assert upload(terminal, citizen, bytes(8 * 1024 * 1024 + 1)).json()["code"] == "body_too_large"
    assert terminal.post("/attachments", {}, citizen).json()["code"] == "media_type_unsupported"
    assert terminal.send("/cases", picture(), citizen).json()["code"] == "media_type_unsupported"


def test_once_by_key(terminal: Terminal) -> None:
    """The same upload under the same key is one attachment; other bytes under that key are refused."""
    citizen, key = terminal.sign_in(), new_key()
    first, again = upload(terminal, citizen, key=key), upload(terminal, citizen, key=key)
    assert first.json() == again.json()
    assert upload(terminal, citizen, picture("JPEG"), key=key).json()["code"] == "idempotency_key_reused"
    assert Attachment.objects.count() == 1


def test_nobody_else_fetches_it(terminal: Terminal) -> None:
    """To everybody but its citizen an attachment does not exist; in the database nothing of it can be read."""
    citizen, content = terminal.sign_in(), picture()
    place = f"/attachments/{upload(terminal, citizen, content).json()['attachment_id']}/content"
    reply = terminal.get(place, terminal.sign_in(WITH_TWO_HOUSES))
    assert (reply.status_code, reply.json()["code"]) == (404, "attachment_unknown")
    assert terminal.get(place).status_code == 401
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM attachments_attachment")
        assert content not in bytes(cursor.fetchone()[0])


def test_orphans_are_forgotten(terminal: Terminal) -> None:
    """What no case took within a day is removed; what a case has stays."""
    citizen = terminal.sign_in()
    apply(terminal, citizen)
    upload(terminal, citizen)
    upload(terminal, citizen, picture("JPEG"))
    Attachment.objects.exclude(kind="image/jpeg").update(uploaded_at=timezone.now() - timedelta(hours=25))
    forget_the_past()
    assert [(row.kind, row.case is None) for row in Attachment.objects.order_by("kind")] == [
        ("image/jpeg", True),
        ("image/png", False),
    ]


def test_nobody_fills_the_hall(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only so many attachments may wait for a case of one citizen."""
    monkeypatch.setattr("hall.attachments.api.MOST_WAITING", 1)
    citizen = terminal.sign_in()
    assert upload(terminal, citizen).status_code == 201
    assert upload(terminal, citizen).json()["code"] == "too_many_attachments"
    assert upload(terminal, terminal.sign_in(WITH_TWO_HOUSES)).status_code == 201

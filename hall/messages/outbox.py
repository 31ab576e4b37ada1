"""The adapter that sends nothing: messages stay in the hall, where the dock (and staff) can read them."""

from datetime import timedelta
from typing import Final

from django.utils import timezone

from hall.messages.models import OutboxMessage
from hall.project.writing import write_transaction
from hall.protection.digests import DigestOf, keyed_digest

KEPT: Final = timedelta(days=1)


class OutboxSms:
    """See `hall.messages.ports.SmsPort`."""

    def send(self, mobile: str, text: str) -> None:
        """See the port."""
        now = timezone.now()
        with write_transaction():
            OutboxMessage.objects.filter(at__lt=now - KEPT).delete()
            OutboxMessage.objects.create(
                mobile=mobile, mobile_digest=keyed_digest(DigestOf.MOBILE, mobile), text=text, at=now
            )


def latest_to(mobile: str) -> str | None:
    """Return the text of the last message to this number, or None."""
    row = OutboxMessage.objects.filter(mobile_digest=keyed_digest(DigestOf.MOBILE, mobile)).order_by("-pk").first()
    return None if row is None else row.text

"""The outbox: messages as they were given to it."""

from django.db import models

from hall.protection.digests import DIGEST_CHARACTERS
from hall.protection.fields import SealedTextField


class OutboxMessage(models.Model):
    """A text message. Retention deletes it after a day."""

    mobile = SealedTextField()
    mobile_digest = models.CharField(max_length=DIGEST_CHARACTERS, db_index=True)
    text = SealedTextField()
    at = models.DateTimeField(db_index=True)

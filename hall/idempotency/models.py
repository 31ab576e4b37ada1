"""What is remembered of a call."""

from typing import ClassVar

from django.db import models

from hall.protection.digests import DIGEST_CHARACTERS
from hall.protection.fields import SealedField
from hall.terminals.models import Terminal


class RememberedCall(models.Model):
    """A call that took effect, and the reply it got. Keys of two terminals never meet."""

    terminal = models.ForeignKey(Terminal, on_delete=models.PROTECT)
    key = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=DIGEST_CHARACTERS)
    status = models.PositiveSmallIntegerField()
    reply = SealedField()
    made_at = models.DateTimeField(db_index=True)

    class Meta:
        """A key once a terminal."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["terminal", "key"], name="one_call_a_key")]

"""Terminals."""

from django.db import models

from hall.protection.digests import DIGEST_CHARACTERS


class Terminal(models.Model):
    """A terminal, or another program that acts as one. The token itself is never kept."""

    name = models.CharField(max_length=80, unique=True)
    token_digest = models.CharField(max_length=DIGEST_CHARACTERS, unique=True)
    admitted_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

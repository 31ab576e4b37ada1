"""Ratings."""

from django.db import models

from hall.cases.models import Case
from hall.protection.fields import SealedTextField


class Rating(models.Model):
    """What a citizen thought of a case. The comment is sealed: people write names and numbers into such fields."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, primary_key=True)
    level = models.PositiveSmallIntegerField()
    tags = models.JSONField(default=list)
    comment = SealedTextField()
    rated_at = models.DateTimeField()

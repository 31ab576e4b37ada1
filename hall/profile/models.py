"""The hall's profile."""

from django.db import models

from hall.protection.digests import DIGEST_CHARACTERS
from hall.protection.fields import SealedTextField


class HallProfile(models.Model):
    """One row. Everything that a paper or a case number says about the hall itself."""

    city_zh = models.CharField(max_length=40)
    city_en = models.CharField(max_length=80)
    hall_zh = models.CharField(max_length=80)
    hall_en = models.CharField(max_length=120)
    property_office_zh = models.CharField(max_length=80)
    property_office_en = models.CharField(max_length=120)
    # The seal over the office's papers: what it is for, and its registered code.
    seal_purpose = models.CharField(max_length=14)
    seal_code = models.CharField(max_length=18, blank=True)
    area_code = models.CharField(max_length=6)
    issuer_id = models.CharField(max_length=32)
    # True where registries hold synthetic people: every paper then says that it is a specimen.
    specimen = models.BooleanField(default=False)
    # Digest of the seed files last brought in, so that an unchanged seed costs nothing at start.
    seed_digest = models.CharField(max_length=64, blank=True)


class KeyWitness(models.Model):
    """One row: by which keys the rest of the database was sealed and digested (hall.profile.key_witness)."""

    digest = models.CharField(max_length=DIGEST_CHARACTERS)
    sealed = SealedTextField()


class ProfileMissing(Exception):
    """The hall has no profile: `hall seed` or the city's own data has not been brought in."""


def hall_profile() -> HallProfile:
    """Return this hall's profile. Raises `ProfileMissing`."""
    profile = HallProfile.objects.filter(pk=1).first()
    if profile is None:
        raise ProfileMissing
    return profile

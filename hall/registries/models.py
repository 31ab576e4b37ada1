"""Tables of the `sql` adapters: synthetic registries inside the hall's own database. Personal columns are sealed."""

from typing import ClassVar

from django.db import models

from hall.protection.digests import DIGEST_CHARACTERS
from hall.protection.fields import SealedJSONField, SealedTextField
from hall.registries.ports import CardState, Relation, Sharing


def _choices(enum: type[CardState] | type[Relation] | type[Sharing]) -> list[tuple[str, str]]:
    return [(member.value, member.value) for member in enum]


class ResidentRow(models.Model):
    """A resident. Dates are sealed as ISO 8601 text; an empty `card_valid_until` is 长期."""

    person = models.CharField(max_length=DIGEST_CHARACTERS, unique=True)
    number = SealedTextField()
    name = SealedTextField()
    born = SealedTextField()
    sex = SealedTextField()
    ethnicity_code = SealedTextField()
    address = SealedTextField()
    card_state = models.CharField(max_length=16, choices=_choices(CardState), default=CardState.VALID.value)
    card_valid_until = SealedTextField()
    mobile = SealedTextField(default="")
    mobile_digest = models.CharField(max_length=DIGEST_CHARACTERS, blank=True, db_index=True)


class HouseholdMemberRow(models.Model):
    """A person's place in a household book; `household` is the same for all of one book."""

    household = models.PositiveIntegerField(db_index=True)
    resident = models.OneToOneField(ResidentRow, on_delete=models.CASCADE)
    relation = models.CharField(max_length=16, choices=_choices(Relation))


class RecordRow(models.Model):
    """What a registry says of one person or firm in answer to one question of the catalogue: all rows, sealed."""

    subject = models.CharField(max_length=DIGEST_CHARACTERS)
    check_id = models.CharField(max_length=60)
    rows = SealedJSONField()

    class Meta:
        """One answer a question."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["subject", "check_id"], name="one_answer_a_question")]


class FirmRow(models.Model):
    """A firm in business. Its code and name are public; whose it is, is not."""

    uscc = models.CharField(max_length=18, unique=True)
    name = models.CharField(max_length=120)
    legal_person = models.CharField(max_length=DIGEST_CHARACTERS, db_index=True)


class UnitRow(models.Model):
    """A property unit and the right registered on it."""

    unit = models.CharField(max_length=DIGEST_CHARACTERS, unique=True)
    unit_number = SealedTextField()
    location = SealedTextField()
    right_type_zh = models.CharField(max_length=80)
    right_type_en = models.CharField(max_length=120)
    area_m2 = models.DecimalField(max_digits=10, decimal_places=2)
    registered_on = models.DateField()


class OwnershipRow(models.Model):
    """A person's hold on a unit. One certificate an owner, as since 2015."""

    unit = models.ForeignKey(UnitRow, on_delete=models.CASCADE)
    owner = models.CharField(max_length=DIGEST_CHARACTERS, db_index=True)
    sharing = models.CharField(max_length=16, choices=_choices(Sharing))
    share = models.CharField(max_length=16, blank=True)
    certificate_number = SealedTextField()

    class Meta:
        """One row an owner and unit."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["unit", "owner"], name="one_ownership_a_person")]

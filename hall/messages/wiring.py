"""Which adapter sends text messages. The only place that chooses."""

from functools import cache
from typing import cast

from django.conf import settings
from django.utils.module_loading import import_string

from hall.messages.ports import SmsPort


@cache
def sms_gateway() -> SmsPort:
    """Return this hall's gateway."""
    return cast("SmsPort", import_string(settings.HALL_SMS)())

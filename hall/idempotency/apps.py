"""Django's name for this domain."""

from django.apps import AppConfig


class IdempotencyConfig(AppConfig):
    """Installed by `hall.project.settings`."""

    name = "hall.idempotency"

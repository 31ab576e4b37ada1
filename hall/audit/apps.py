"""Django's name for this domain."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Installed by `hall.project.settings`."""

    name = "hall.audit"

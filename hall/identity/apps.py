"""Django's name for this domain."""

from django.apps import AppConfig


class IdentityConfig(AppConfig):
    """Installed by `hall.project.settings`."""

    name = "hall.identity"

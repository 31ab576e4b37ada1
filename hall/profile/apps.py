"""Django's name for this domain."""

from django.apps import AppConfig


class ProfileConfig(AppConfig):
    """Installed by `hall.project.settings`."""

    name = "hall.profile"

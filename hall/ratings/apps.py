"""Django's name for this domain."""

from django.apps import AppConfig


class RatingsConfig(AppConfig):
    """Installed by `hall.project.settings`."""

    name = "hall.ratings"

"""Django's name for this domain."""

from django.apps import AppConfig


class PapersConfig(AppConfig):
    """Installed by `hall.project.settings`."""

    name = "hall.papers"

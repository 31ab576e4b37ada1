"""Django's name for this domain."""

from django.apps import AppConfig


class TerminalsConfig(AppConfig):
    """Installed by `hall.project.settings`."""

    name = "hall.terminals"

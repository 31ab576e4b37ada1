"""Django's name for this domain."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Installed by `hall.project.settings`."""

    name = "hall.cases"

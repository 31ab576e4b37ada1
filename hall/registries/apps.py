"""Django's name for this domain."""

from django.apps import AppConfig


class RegistriesConfig(AppConfig):
    """Installed by `hall.project.settings`."""

    name = "hall.registries"

"""Django's name for this domain."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """Installed by `hall.project.settings`."""

    name = "hall.catalogue"

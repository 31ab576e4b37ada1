"""Django's name for this domain."""

from django.apps import AppConfig


class PhoneConfig(AppConfig):
    """Installed by `hall.project.settings`."""

    name = "hall.phone"

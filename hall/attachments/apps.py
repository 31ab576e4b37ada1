"""Django's name for this domain."""

from django.apps import AppConfig


class AttachmentsConfig(AppConfig):
    """Installed by `hall.project.settings`."""

    name = "hall.attachments"

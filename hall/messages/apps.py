"""Django's name for this domain."""

from django.apps import AppConfig


class MessagesConfig(AppConfig):
    """Installed by `hall.project.settings`."""

    name = "hall.messages"
    label = "hall_messages"

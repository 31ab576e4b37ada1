"""Addresses of the phone pages."""

from typing import Final

from django.urls import URLPattern, path

from hall.phone.download import document, download
from hall.phone.sign_in import sign_in

urlpatterns: Final[list[URLPattern]] = [
    path("s/<str:token>", sign_in, name="phone-sign-in"),
    path("d/<str:token>", download, name="phone-download"),
    path("d/<str:token>/document", document, name="phone-document"),
]

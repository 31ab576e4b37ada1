"""Addresses: the API, and the device dock's switches where they are on."""

from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path

from hall.phone.addresses import PREFIX
from hall.problems.handlers import of_status
from hall.problems.rendering import problem_response
from hall.project.api import api

urlpatterns: Final[list[URLPattern | URLResolver]] = [
    path("v1/", api.urls),
    path(f"{PREFIX}/", include("hall.phone.urls")),
]
if settings.HALL_DOCK:
    from hall.dock.api import dock_api

    urlpatterns.append(path("dock/", dock_api.urls))


def _refused(status: int) -> Any:
    def view(_request: HttpRequest, *_args: object, **_kwargs: object) -> HttpResponse:
        return problem_response(of_status(status))

    return view


handler400: Final = _refused(400)
handler403: Final = _refused(400)
handler404: Final = _refused(404)
handler500: Final = _refused(500)

"""The hall's stack with nothing in it: the same server, middleware and workers, and one address that says hello.

Run as `python -m benchmarks.bare_hall PORT WORKERS` with the environment of a hall; ends with its parent.
"""

import os
import sys
from typing import Final

import django
from django.http import HttpRequest, HttpResponse
from django.urls import path


def hello(_request: HttpRequest) -> HttpResponse:
    """Say it."""
    return HttpResponse(b'{"hello":"hall"}', content_type="application/json")


urlpatterns: Final = [path("hello", hello)]


def main() -> None:
    """Serve until told to stop."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "hall.project.settings"
    django.setup()
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application

    from hall.serving.parent_watch import watch_parent
    from hall.serving.server import HallServer, listen
    from hall.serving.workers import Workers

    settings.ROOT_URLCONF = __name__ if __name__ != "__main__" else "benchmarks.bare_hall"
    listening = listen("127.0.0.1", int(sys.argv[1]))

    def work(keeper: int) -> None:
        server = HallServer(get_wsgi_application(), listening)
        server.stop_on_signals()
        watch_parent(keeper, server.stop)
        server.run()

    workers = Workers(int(sys.argv[2]), work=work, housekeeping=lambda: 0)
    workers.start()
    print("ready", flush=True)
    workers.run(parent=os.getppid())


if __name__ == "__main__":
    main()

"""What `deploy/hall` says fits what the hall takes: arguments, environment, limits."""

import argparse
import json
import re
import shlex
from pathlib import Path

import pytest
from django.conf import settings

from hall.commands import serve
from hall.project import settings as settings_module
from hall.project.database import LOCK_LIMIT_MS, STATEMENT_LIMIT_MS

FOLDER = Path(__file__).resolve().parents[2] / "deploy" / "hall"
UNIT = (FOLDER / "hall.service").read_text(encoding="utf-8")
NGINX = (FOLDER / "nginx.conf").read_text(encoding="utf-8")
COMPOSE = (FOLDER / "compose.yaml").read_text(encoding="utf-8")


def _served(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    serve.add_arguments(parser)
    return parser.parse_args(arguments)


def test_arguments_are_taken() -> None:
    """Unit and compose file start the hall with arguments that it has, at the port that nginx passes calls on to."""
    program, command, *arguments = shlex.split(re.findall(r"^ExecStart=(.*)$", UNIT, re.MULTILINE)[0])
    assert (Path(program).name, command) == ("hall", "serve")
    assert (_served(arguments).host, _served(arguments).workers > 1) == ("127.0.0.1", True)
    assert f"server 127.0.0.1:{_served(arguments).port};" in NGINX
    contained = json.loads(re.findall(r"^    command: (\[.*\])$", COMPOSE, re.MULTILINE)[0])
    assert _served(contained[1:]).host == "0.0.0.0"
    assert f'"127.0.0.1:8000:{_served(contained[1:]).port}"' in COMPOSE


@pytest.mark.parametrize("text", [UNIT, COMPOSE])
def test_environment_is_known(text: str) -> None:
    """Each name that is set is one that the settings tell of, and the database is never told in the open."""
    names = set(re.findall(r"HALLKIOSK_HALL_\w+", text))
    assert "HALLKIOSK_HALL_DATABASE" in names
    assert all(name in (settings_module.__doc__ or "") for name in names)
    assert not re.search(r"HALLKIOSK_HALL_DATABASE\W+postgres", text)


def test_nginx_outlasts_the_hall() -> None:
    """Nginx waits longer than the hall may take, takes what the hall takes, never repeats a call, hides the dock."""
    longest_s = int(re.findall(r"proxy_read_timeout (\d+)s;", NGINX)[0])
    assert longest_s * 1000 > STATEMENT_LIMIT_MS + LOCK_LIMIT_MS
    most_bytes = int(re.findall(r"client_max_body_size (\d+)m;", NGINX)[0]) << 20
    assert most_bytes >= settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    assert "proxy_next_upstream off;" in NGINX
    assert re.search(r"location /dock/ \{ return 404; \}", NGINX)


def test_database_is_made_as_the_hall_needs_it() -> None:
    """The compose file's PostgreSQL would not be refused."""
    assert "--encoding=UTF8 --locale=C.UTF-8" in COMPOSE

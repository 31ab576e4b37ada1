"""Django's settings for the hall. Secrets come from the state folder, the rest from the environment; nothing is here.

Without a state folder (tests, tools) the database is in memory and the secrets live as long as the process.

    HALLKIOSK_HALL_STATE     the state folder; `hall --state` sets it
    HALLKIOSK_HALL_DATABASE  postgresql://USER:PASSWORD@HOST/NAME, or the path of a file that holds it; SQLite in the
                             state folder if absent (hall.project.database)
    HALLKIOSK_HALL_HOSTS     further names the hall is reached by, separated by commas
    HALLKIOSK_HALL_PUBLIC    address by which phones reach the hall, as https://hall.example; the caller's own if absent
    HALLKIOSK_HALL_EXCHANGE  the exchange file: by which registry is asked where (docs/registries.md)
    HALLKIOSK_HALL_DOCK      "1": offer the device dock's switches (synthetic data only); `hall serve --dock` sets it
"""

import os
import secrets
from pathlib import Path
from typing import Any, Final

from hall.project.database import database_settings
from hall.project.state_folder import StateFolder
from hall.registries.http.exchange_file import read_exchange_file

HALL_STATE: Final[StateFolder | None] = StateFolder.from_environment()
HALL_PUBLIC: Final = os.environ.get("HALLKIOSK_HALL_PUBLIC", "").rstrip("/")
_BY_EXCHANGE: Final = {
    "population": "hall.registries.http.population.HttpPopulationRegistry",
    "household": "hall.registries.http.household.HttpHouseholdRegistry",
    "business": "hall.registries.http.business.HttpBusinessRegistry",
    "property": "hall.registries.http.property.HttpPropertyRegistry",
}
_EXCHANGE_FILE: Final = os.environ.get("HALLKIOSK_HALL_EXCHANGE", "")
HALL_DOCK: Final = os.environ.get("HALLKIOSK_HALL_DOCK") == "1"
# What the exchange file says; a registry that it does not name does not answer, and nothing stands in for it.
HALL_EXCHANGE: Final = read_exchange_file(Path(_EXCHANGE_FILE)) if _EXCHANGE_FILE else {}
# Which adapter answers the hall's own questions to each registry.
HALL_REGISTRIES: Final = {
    "population": "hall.registries.sql.population.SqlPopulationRegistry",
    "household": "hall.registries.sql.household.SqlHouseholdRegistry",
    "business": "hall.registries.sql.business.SqlBusinessRegistry",
    "property": "hall.registries.sql.property.SqlPropertyRegistry",
} | {name: adapter for name, adapter in _BY_EXCHANGE.items() if name in HALL_EXCHANGE and HALL_EXCHANGE[name].own_port}
# Which adapter answers the catalogue's questions to a registry; "*" for those not named.
HALL_RECORDS: Final = {
    "*": f"hall.registries.{'http.records.HttpRecords' if HALL_EXCHANGE else 'sql.records.SqlRecords'}"
}
# Which adapter sends text messages. The outbox only keeps them, for the dock and the console to show.
HALL_SMS: Final = "hall.messages.outbox.OutboxSms"

SECRET_KEY = HALL_STATE.secret("django").hex() if HALL_STATE else secrets.token_hex(32)
DEBUG = False
ALLOWED_HOSTS = [
    "127.0.0.1",
    "localhost",
    "[::1]",
    *filter(None, os.environ.get("HALLKIOSK_HALL_HOSTS", "").split(",")),
]

INSTALLED_APPS = [
    "hall.profile",
    "hall.audit",
    "hall.terminals",
    "hall.catalogue",
    "hall.registries",
    "hall.identity",
    "hall.messages",
    "hall.idempotency",
    "hall.cases",
    "hall.attachments",
    "hall.papers",
    "hall.ratings",
    "hall.phone",
]
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}]
MIDDLEWARE = [
    "hall.http.request_log.request_log",
    "hall.http.content_length.content_length",
    "hall.http.security_headers.security_headers",
    "hall.http.body_limits.body_limits",
    "hall.http.bare_refusals.BareRefusals",
]
CSRF_FAILURE_VIEW = "hall.phone.pages.forged"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_SECURE = HALL_PUBLIC.startswith("https://")
ROOT_URLCONF = "hall.project.urls"
APPEND_SLASH = False
# The largest body: an attachment. `hall.http.body_limits` refuses what is larger than its address takes.
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

DATABASES: dict[str, dict[str, Any]] = {"default": database_settings(HALL_STATE)}

USE_I18N = False
USE_TZ = True
TIME_ZONE = "UTC"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"allow_list": {"()": "hall.http.log_format.AllowListFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "allow_list"}},
    "loggers": {
        "hall": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        "waitress": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        # The request log and the problem handlers say what Django would, without the path.
        "django": {"handlers": [], "level": "CRITICAL", "propagate": False},
    },
}

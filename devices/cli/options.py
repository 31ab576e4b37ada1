"""Options of a driver as the command line gives them, and a device that is bound by arguments alone."""

import argparse
import tomllib
from types import MappingProxyType
from typing import Any

from devices.api.configuration import ConfigurationFaults, Fault, Wrong
from devices.api.device import DeviceKind
from devices.bindings import DEFAULT_POLL_INTERVAL_S, Binding


def add_option_argument(parser: argparse.ArgumentParser) -> None:
    """Take ``--option KEY=VALUE``, again and again."""
    parser.add_argument(
        "--option",
        action="append",
        default=[],
        metavar="KEY=VALUE",
        help="an option of the driver's; the value as TOML writes it, or a plain word",
    )


def option_of(text: str) -> tuple[str, Any]:
    """Return an option given as KEY=VALUE: the value is read as TOML, and taken as a word where it is none."""
    key, equals, value = text.partition("=")
    if not equals or not key:
        raise ConfigurationFaults([Fault("--option", Wrong.WRONG_TYPE, text, "KEY=VALUE")])
    try:
        return key, tomllib.loads(f"value = {value}")["value"]
    except tomllib.TOMLDecodeError:
        return key, value


def bound_by_arguments(chosen: argparse.Namespace, device_id: str) -> Binding:
    """Return the device that ``KIND --driver NAME --port PATH --option ...`` names."""
    options = MappingProxyType(dict(option_of(text) for text in chosen.option))
    kind = DeviceKind(chosen.kind)
    return Binding(device_id, kind, chosen.driver, chosen.port, DEFAULT_POLL_INTERVAL_S, options)

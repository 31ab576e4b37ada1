"""``devices list``: which drivers are installed here."""

import argparse

from rich.markup import escape

from devices.cli.exits import Exit
from devices.cli.output import Output
from devices.registry import Registry
from devices.stands import stand_names


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take none of its own."""


def run(_: argparse.Namespace, output: Output) -> Exit:
    """List all drivers, whether each can be simulated here, and broken ones with the reason."""
    drivers = Registry().drivers()
    simulated = stand_names()
    if output.as_json:
        output.document(
            [
                {
                    "kind": driver.kind_name,
                    "driver": driver.name,
                    "target": driver.target,
                    "package": driver.package,
                    "simulator": f"{driver.kind_name}.{driver.name}" in simulated,
                    "ok": driver.fault is None,
                    "fault": driver.fault.value if driver.fault else None,
                    "detail_code": driver.detail_code,
                }
                for driver in drivers
            ]
        )
        return Exit.DONE
    rows = [
        (
            driver.kind_name,
            driver.name,
            escape(driver.package),
            "yes" if f"{driver.kind_name}.{driver.name}" in simulated else "",
            "[green]ok[/]" if driver.fault is None else f"[red]{driver.fault.value}[/] {escape(driver.detail_code)}",
        )
        for driver in drivers
    ]
    output.table("kind", "driver", "package", "simulator", "state", rows=rows)
    return Exit.DONE

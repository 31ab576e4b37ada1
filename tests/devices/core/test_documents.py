"""The documents say what the code does."""

import re
import tomllib
from pathlib import Path

import devices
from devices.bindings import parse_bindings
from devices.drivers.sam_serial.simulator import COMMANDS, OWN_FAULTS
from devices.simulators.scenario_file import read_script
from devices.supervisor.phase import FOLLOWERS, Phase

ROOT = Path(devices.__file__).parent.parent
TEXT = (ROOT / "docs" / "devices.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    """Return the document's code blocks of one language."""
    return re.findall(rf"```{language}\n(.*?)```", TEXT, re.DOTALL)


def test_the_drawn_phases_are_the_supervisor_s() -> None:
    """Every arrow, and no other."""
    (drawing,) = blocks("mermaid")
    arrows = {(start, end) for start, end in re.findall(r"(\w+) --> (\w+)", drawing)}
    assert arrows == {(phase.value, after.value) for phase, follow in FOLLOWERS.items() for after in follow}
    assert set(FOLLOWERS) == set(Phase)


def test_the_examples_are_valid() -> None:
    """Bindings, entry point, scenario."""
    bindings, entry_points, scenario = blocks("toml")
    assert [bound.device_id for bound in parse_bindings(bindings)] == ["reader", "scanner"]
    ours = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["entry-points"]
    for group, entries in tomllib.loads(entry_points)["project"]["entry-points"].items():
        assert entries.items() <= ours[group].items()
    assert len(read_script(scenario, commands=COMMANDS, own=OWN_FAULTS).rules) == 1


def test_the_reader_s_readme_names_every_command_and_fault_of_its_scenarios() -> None:
    """Who writes a scenario reads it there."""
    readme = (ROOT / "devices" / "drivers" / "sam_serial" / "README.md").read_text(encoding="utf-8")
    for name in (*COMMANDS, *OWN_FAULTS):
        assert name in readme, name

"""The how-tos do what they say: quotations are the files', commands run and print what stands below them."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HOW_TOS = ROOT / "docs" / "how-to"
DRIVER, DOCUMENT = HOW_TOS / "write-a-driver.md", HOW_TOS / "add-a-document.md"
EXAMPLE = ROOT / "examples" / "nearby-sensor"
_BLOCK = re.compile(r"^```(?P<kind>\w+)(?: file=(?P<file>\S+))?\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_PIP = """#!/bin/sh
# pip as a vendor has it, into a folder of the test's own, from this machine alone.
shift
exec {python} -m pip --disable-pip-version-check install --quiet --no-index --no-build-isolation --target {target} "$@"
"""


@dataclass(frozen=True)
class Block:
    """One fenced block."""

    kind: str
    file: str
    text: str


def blocks(how_to: Path) -> list[Block]:
    """Return all blocks of a page, in order."""
    found = _BLOCK.finditer(how_to.read_text("utf-8"))
    return [Block(one["kind"], one["file"] or "", one["text"]) for one in found]


def commands(how_to: Path) -> list[tuple[str, str]]:
    """Return each command with what is to stand below it."""
    said: list[tuple[str, str]] = []
    for block in blocks(how_to):
        if block.kind != "sh":
            continue
        for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            said.append((command, output))
    return said


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A copy of the example, and the environment of somebody who writes it."""
    folder = tmp_path_factory.mktemp("vendor")
    package = folder / "nearby-sensor"
    shutil.copytree(EXAMPLE, package)
    programs, installed = folder / "bin", folder / "installed"
    programs.mkdir()
    pip = programs / "pip"
    pip.write_text(_PIP.format(python=sys.executable, target=installed))
    pip.chmod(0o755)
    path = os.pathsep.join([str(programs), str(Path(sys.executable).parent), os.environ["PATH"]])
    return package, {**os.environ, "PATH": path, "PYTHONPATH": str(installed), "COLUMNS": "160"}


def pattern_of(output: str) -> str:
    """Return what an output must match: `...` stands for anything in a line or, alone on one, for any lines."""
    lines = [
        ".*?" if line == "..." else "[^\\n]*?".join(re.escape(part.strip()) for part in line.split("..."))
        for line in output.splitlines()
    ]
    return r"\s*" + r"\s*".join(lines) + r"\s*"


def installed_by_hand(folder: Path, entries: str) -> None:
    """Write what pip would write of the package, with these entry points."""
    about = folder / "nearby_sensor-1.0.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: nearby-sensor\nVersion: 1.0.0\n")
    (about / "entry_points.txt").write_text(entries)


@pytest.mark.parametrize(("how_to", "files", "least"), [(DRIVER, EXAMPLE, 8), (DOCUMENT, ROOT, 9)])
def test_every_quotation_is_the_file_s(how_to: Path, files: Path, least: int) -> None:
    """What a reader copies is what was tried."""
    quoted = [block for block in blocks(how_to) if block.file]
    assert len(quoted) >= least
    for block in quoted:
        assert block.text in (files / block.file).read_text("utf-8"), block.file


def test_every_how_to_is_read() -> None:
    """A page that no test reads is wrong some day."""
    assert set(HOW_TOS.glob("*.md")) == {DRIVER, DOCUMENT}


def test_the_commands_do_what_they_say(desk: tuple[Path, dict[str, str]]) -> None:
    """A driver's, in order, each with status 0 and the output that stands below it."""
    package, environment = desk
    run_all(DRIVER, 7, package, environment)


def test_the_commands_of_a_document_do_what_they_say(tmp_path: Path) -> None:
    """The same, in an empty folder."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    run_all(DOCUMENT, 5, tmp_path, {**os.environ, "PATH": path, "LC_ALL": "C.UTF-8"})


def run_all(how_to: Path, least: int, folder: Path, environment: dict[str, str]) -> None:
    """Run a page's commands one after the other in `folder`."""
    run = commands(how_to)
    assert len(run) >= least
    for command, output in run:
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
            stdin=subprocess.DEVNULL,
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
        assert re.fullmatch(pattern_of(output), done.stdout, re.DOTALL), f"{command}\n{done.stdout}"


BROKEN = {
    "does not come back from a question": (
        "driver.py",
        "        self._line.discard()\n",
        "        self._line.discard()\n        import time; time.sleep(3)\n",
        "polls_quietly",
    ),
    "takes any option": ("driver.py", "        options.finish()\n", "", "refuses_an_option_that_it_does_not_know"),
}


@pytest.mark.parametrize("fault", list(BROKEN))
def test_a_driver_that_breaks_a_promise_does_not_conform(
    desk: tuple[Path, dict[str, str]], tmp_path: Path, fault: str
) -> None:
    """Status 4, the promise, what was expected and what was seen."""
    package, environment = desk
    file, whole, broken, check = BROKEN[fault]
    shutil.copytree(package / "nearby_sensor", tmp_path / "nearby_sensor")
    installed_by_hand(
        tmp_path,
        "[hallkiosk.devices]\npresence_sensor.nearby = nearby_sensor.driver:NearbySensor\n"
        "[hallkiosk.simulators]\npresence_sensor.nearby = nearby_sensor.simulator:NearbyStand\n",
    )
    source = (tmp_path / "nearby_sensor" / file).read_text("utf-8")
    assert whole in source
    (tmp_path / "nearby_sensor" / file).write_text(source.replace(whole, broken, 1), "utf-8")
    command = "devices conformance presence_sensor --driver nearby --simulated --check " + check
    done = subprocess.run(
        ["bash", "-c", command],
        env={**environment, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 4, done.stdout + done.stderr
    assert "does not conform" in done.stdout
    assert "expected" in done.stdout


@pytest.mark.parametrize(
    ("entry", "module", "reason"),
    [
        ("presence_sensor.nearby = nearby_sensor.driver:NearbySensor", "import no_such_module\n", "does_not_load"),
        ("coffee_machine.nearby = nearby_sensor.driver:NearbySensor", "class NearbySensor: ...\n", "unknown_kind"),
        ("presence_sensor.nearby = nearby_sensor.driver:NearbySensor", "NearbySensor = 7\n", "no_factory"),
    ],
)
def test_a_package_that_cannot_be_used_is_listed_with_the_reason(
    desk: tuple[Path, dict[str, str]], tmp_path: Path, entry: str, module: str, reason: str
) -> None:
    """And the drivers of others are there all the same."""
    _, environment = desk
    (tmp_path / "nearby_sensor").mkdir()
    (tmp_path / "nearby_sensor" / "__init__.py").touch()
    (tmp_path / "nearby_sensor" / "driver.py").write_text(module)
    installed_by_hand(tmp_path, f"[hallkiosk.devices]\n{entry}\n")
    done = subprocess.run(
        ["bash", "-c", "devices list"],
        env={**environment, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert reason in done.stdout
    assert "sam-serial" in done.stdout

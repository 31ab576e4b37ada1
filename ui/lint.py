"""Hold every QML file, the device dock's too, against the types it uses, and against the format.

    python -m ui.lint

Runs ``pyside6-metaobjectdump`` over each bridge, ``pyside6-qmltyperegistrar`` over its answer, ``pyside6-qmllint -W 0``
over all QML with the types so found, and compares each file with what ``pyside6-qmlformat`` makes of it. Exit status 0
when nothing is wrong, 1 otherwise.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import PySide6

from ui.bridge.rows import role_name
from ui.folders import UI

_DOCK: Final = UI.parent / "kiosk" / "app" / "dock"
_BRIDGES: Final = {
    "Hall.Bridge": sorted((UI / "bridge").glob("*.py")),
    "Dock.Bridge": [UI / "bridge" / "rows.py", _DOCK / "views.py"],
}
_METATYPES: Final = (
    "qt6core_metatypes.json",
    "qt6gui_metatypes.json",
    "qt6qml_metatypes.json",
    "qt6quick_metatypes.json",
)


def _tool(name: str) -> str:
    """Return the tool of this very environment, never another one's of the same name."""
    return str(Path(sys.executable).parent / f"pyside6-{name}")


def _run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False)


def _dump_types(modules: Sequence[Path]) -> list[dict[str, Any]]:
    """Return what a bridge's modules declare, with what the dump leaves out put right."""
    dumped: list[dict[str, Any]] = json.loads(_run(_tool("metaobjectdump"), "--compact", *map(str, modules)).stdout)
    for module in dumped:
        for declared in module["classes"]:
            for shown in declared.get("properties", []):
                # The dump does not know `constant=True`; a property of ours without `notify` is constant.
                if "notify" not in shown:
                    shown["constant"] = True
            for slot in declared.get("slots", []):
                # Nor does it know `Slot(name=...)`: slots are named in QML as rows name their roles.
                slot["name"] = role_name(slot["name"])
            for enumeration in declared.get("enums", []):
                enumeration.pop("type", None)
    return dumped


def _register_types(folder: Path, name: str, modules: Sequence[Path]) -> list[str]:
    """Write the QML module `name` into `folder` for qmllint; return what went wrong."""
    dump = folder / f"{name}.json"
    dump.write_text(json.dumps(_dump_types(modules)), "utf-8")
    module = folder.joinpath(*name.split("."))
    module.mkdir(parents=True)
    (module / "qmldir").write_text(
        f"module {name}\ntypeinfo plugins.qmltypes\ndepends QtQuick\nimport QtQuick\n", "utf-8"
    )
    metatypes = Path(PySide6.__file__).parent / "Qt" / "metatypes"
    done = _run(
        _tool("qmltyperegistrar"),
        f"--generate-qmltypes={module / 'plugins.qmltypes'}",
        f"--foreign-types={','.join(str(metatypes / name) for name in _METATYPES)}",
        f"--import-name={name}",
        "--major-version=1",
        "-o",
        str(folder / "registration.cpp"),
        str(dump),
    )
    return [] if done.returncode == 0 else [done.stderr or "qmltyperegistrar failed"]


def check_types(files: list[Path]) -> list[str]:
    """Return what qmllint finds; warnings count."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        wrong = [line for module, sources in _BRIDGES.items() for line in _register_types(folder, module, sources)]
        done = _run(_tool("qmllint"), "-W", "0", "-I", str(folder), "-I", str(UI), *map(str, files))
        if done.returncode != 0:
            wrong.append(done.stdout + done.stderr)
    return wrong


def check_format(files: list[Path]) -> list[str]:
    """Return the files that qmlformat would write otherwise."""
    with tempfile.TemporaryDirectory() as name:
        copies = {file: Path(name) / f"{number}-{file.name}" for number, file in enumerate(files)}
        for file, copy in copies.items():
            shutil.copyfile(file, copy)
        done = _run(_tool("qmlformat"), "--inplace", *map(str, copies.values()))
        if done.returncode != 0:
            return [done.stderr or "qmlformat failed"]
        return [f"{file}: not as qmlformat writes it" for file, copy in copies.items() if not _same(file, copy)]


def _same(one: Path, other: Path) -> bool:
    return one.read_text("utf-8") == other.read_text("utf-8")


def main() -> int:
    """Entry point."""
    files = sorted([*(UI / "Hall").rglob("*.qml"), *_DOCK.glob("*.qml")])
    wrong = check_types(files) + check_format(files)
    for line in wrong:
        print(line, file=sys.stderr)
    print(f"ui.lint: {len(files)} QML files, {'found faults' if wrong else 'nothing found'}")
    return 1 if wrong or not files else 0


if __name__ == "__main__":
    raise SystemExit(main())

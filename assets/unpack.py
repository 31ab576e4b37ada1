"""Unpack the big files named in manifest.toml from installed packages, and check each hash.

    python -m assets.unpack [--check]

Nothing is downloaded here: npm, pip and apt have already fetched the packages and checked their integrity.
"""

import hashlib
import importlib.util
import shutil
import sys
import tomllib
from pathlib import Path
from typing import Any

from assets import ROOT


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _source(entry: dict[str, Any]) -> Path:
    """Return where a package put the file. Python packages are located, never imported."""
    if "installed" in entry:
        return Path(entry["installed"])
    if "npm" in entry:
        return ROOT.parent / "node_modules" / str(entry["npm"])
    package, _, rest = str(entry["python"]).partition("/")
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError(f"Python package {package} is not installed")
    return Path(spec.submodule_search_locations[0]) / rest


def unpack(*, check_only: bool) -> list[str]:
    """Bring every file of the manifest into place; return one line for each that is wrong."""
    wrong: list[str] = []
    manifest = tomllib.loads((ROOT / "manifest.toml").read_text("utf-8"))
    for entry in manifest["file"]:
        target = ROOT / entry["path"]
        if target.is_file() and _sha256(target) == entry["sha256"]:
            continue
        if check_only:
            wrong.append(f"{entry['path']}: missing or altered")
            continue
        try:
            source = _source(entry)
            if (found := _sha256(source)) != entry["sha256"]:
                wrong.append(f"{entry['path']}: the package holds sha256 {found}")
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            partial = target.with_suffix(".partial")
            shutil.copyfile(source, partial)
            partial.replace(target)
        except FileNotFoundError as error:
            wrong.append(f"{entry['path']}: {error}")
    return wrong


def main() -> int:
    """Entry point: 0 when every file is in place and unaltered, 1 otherwise."""
    wrong = unpack(check_only="--check" in sys.argv[1:])
    for line in wrong:
        print(f"assets: {line}", file=sys.stderr)
    if wrong:
        print(
            "assets: `make setup` installs what is missing; `python -m assets.unpack` brings it here", file=sys.stderr
        )
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())

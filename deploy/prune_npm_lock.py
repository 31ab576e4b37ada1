"""Keep only our own three packages in package-lock.json.

One of them names a whole build chain as dependencies, of which nothing is used: set-up takes single files only.
"""

import json
from pathlib import Path

LOCK = Path(__file__).resolve().parent.parent / "package-lock.json"


def main() -> None:
    """Rewrite the lock in place."""
    lock = json.loads(LOCK.read_text("utf-8"))
    wanted = {f"node_modules/{name}" for name in lock["packages"][""]["dependencies"]}
    packages = {name: entry for name, entry in lock["packages"].items() if name in wanted | {""}}
    for name in wanted:
        packages[name].pop("dependencies", None)
    lock["packages"] = packages
    LOCK.write_text(json.dumps(lock, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()

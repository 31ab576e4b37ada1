"""Keep the English translation in step with the words, and compile it.

    python -m ui.translate            compile ui/translations/en.ts to en.qm (what set-up runs)
    python -m ui.translate --update   take new and changed words into en.ts, for a person to translate
    python -m ui.translate --check    fail where a word has no translation, or en.ts is behind the words

Chinese stands in the source; ``en.ts`` is committed, ``en.qm`` is not.
"""

import argparse
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Final

from ui.folders import TRANSLATIONS, UI

SOURCE: Final = TRANSLATIONS / "en.ts"
COMPILED: Final = TRANSLATIONS / "en.qm"


def _tool(name: str, *arguments: str) -> None:
    """Run a tool of this very environment.

    Raises:
        subprocess.CalledProcessError: it failed; its own words are on standard error.
    """
    command = [str(Path(sys.executable).parent / f"pyside6-{name}"), *arguments]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def _sources() -> list[str]:
    files = [*UI.rglob("*.qml"), *(UI / "words").glob("*.py"), *(UI / "bridge").glob("*.py")]
    return sorted(str(file.relative_to(UI.parent)) for file in files)


def update(target: Path = SOURCE) -> None:
    """Bring every word of the sources into `target`; translations that are there stay."""
    subprocess.run(
        [
            str(Path(sys.executable).parent / "pyside6-lupdate"),
            *_sources(),
            *("-source-language", "zh_CN", "-target-language", "en"),
            *("-locations", "none", "-no-obsolete"),
            *("-ts", str(target)),
        ],
        check=True,
        stdout=subprocess.DEVNULL,
        cwd=UI.parent,
    )


def compile_translation() -> None:
    """Write ``en.qm``."""
    _tool("lrelease", "-silent", str(SOURCE), "-qm", str(COMPILED))


def missing(target: Path = SOURCE) -> list[str]:
    """Return every word of `target` without a finished translation, as ``context: word``."""
    found = []
    for context in ET.parse(target).getroot().iter("context"):  # noqa: S314  a file of our own
        for message in context.iter("message"):
            translation = message.find("translation")
            forms = [] if translation is None else (translation.findall("numerusform") or [translation])
            unfinished = translation is None or translation.get("type") == "unfinished"
            if unfinished or not all((form.text or "").strip() for form in forms):
                found.append(f"{context.findtext('name')}: {message.findtext('source')}")
    return found


def check() -> list[str]:
    """Return what is wrong: words without translation, words that en.ts does not know yet or knows no longer."""
    with tempfile.TemporaryDirectory() as name:
        fresh = Path(name) / "en.ts"
        fresh.write_bytes(SOURCE.read_bytes())
        update(fresh)
        wrong = [f"no translation: {word}" for word in missing(fresh)]
        if fresh.read_text("utf-8") != SOURCE.read_text("utf-8"):
            wrong.append("en.ts is behind the words: run `python -m ui.translate --update`")
    return wrong


def main() -> int:
    """Entry point: 0 when done or nothing is wrong."""
    parser = argparse.ArgumentParser(
        prog="python -m ui.translate", description="English for the screen's Chinese words"
    )
    group = parser.add_mutually_exclusive_group()
    group.add_argument("--update", action="store_true", help="take new words into en.ts")
    group.add_argument("--check", action="store_true", help="fail where a translation is missing")
    asked = parser.parse_args()
    if asked.check:
        wrong = check()
        for line in wrong:
            print(f"ui.translate: {line}", file=sys.stderr)
        return 1 if wrong else 0
    if asked.update:
        update()
    compile_translation()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

"""docs/catalogue.md: its how-to is done as it is written, its table names what is there."""

import re
import shlex
import shutil
from pathlib import Path
from urllib.parse import quote

import pytest

from hall.catalogue.files.vocabulary_files import read_vocabulary
from hall.catalogue.publication import Publication
from hall.cli import main
from hall.project.state_folder import ENVIRONMENT_NAME
from hall.seed.freshness import CATALOGUE_FOLDER
from tests.support.hall_terminal import Terminal

ROOT = Path(__file__).resolve().parent.parent.parent
TEXT = (ROOT / "docs/catalogue.md").read_text(encoding="utf-8")
HOW_TO = TEXT[TEXT.index("## Add an item") : TEXT.index("## What an item says")]
BLOCK = re.compile(r"```(\w*)\n(.*?)```", re.DOTALL)


@pytest.fixture
def follow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to follow the how-to in; the commands' environment is put back afterwards."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(ENVIRONMENT_NAME, str(tmp_path / "state"))
    monkeypatch.setenv("PYDANTIC_DISABLE_PLUGINS", "__all__")
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "hall.project.settings")
    return tmp_path


def test_add_an_item_as_written(follow: Path, terminal: Terminal, capsys: pytest.CaptureFixture[str]) -> None:
    """A file more in a folder, and the item is on the API: listed, found, whole; the rest is left as it was."""
    for kind, block in BLOCK.findall(HOW_TO):
        if kind == "toml":
            place = re.match(r"# (\S+)\n", block)
            assert place is not None
            (follow / place[1]).write_text(block, encoding="utf-8")
        elif kind == "sh":
            for line in block.splitlines():
                _do(shlex.split(line), follow)
    said = capsys.readouterr().out
    assert "nothing is wrong" in said
    assert "hall: items added: 1: old-furniture\nhall: items changed: 0\nhall: items left: " in said
    assert "old-furniture" in {item["item_id"] for item in terminal.get("/catalogue").json()["items"]}
    for typed in ("旧家具", "djljsmsyyy", "old furniture"):
        assert typed in HOW_TO
        assert terminal.get(f"/items?q={quote(typed)}").json()["items"][0]["item_id"] == "old-furniture"
    item = terminal.get("/items/old-furniture").json()
    assert (item["fee_fen"], item["department"]["en"], item["version"]) == (2000, "Urban Management Bureau", 1)
    assert item["form"]["data_schema"]["required"] == [
        "mobile",
        "residence_address",
        "things",
        "visit_day",
        "visit_part",
    ]
    _spoiled(follow, capsys)


def _spoiled(follow: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The faults that the how-to shows are what the command says of such mistakes."""
    file = follow / "my-city/items/voices/old-furniture.toml"
    for other in [*(follow / "my-city/bundles").iterdir(), *(follow / "my-city/items").rglob("*.toml")]:
        if other != file:
            other.unlink()  # reading them all once more would show nothing
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("urban-management", "urban-managment").replace('["mobile"', '["mobil"'), "utf-8")
    assert main(["catalogue", "import", "--from", "my-city"]) == 1
    # The hall of this process logs its requests there too.
    told = [line for line in capsys.readouterr().err.splitlines() if line.startswith("hall: ")]
    shown = next(block for kind, block in BLOCK.findall(HOW_TO) if not kind).splitlines()
    assert told == shown


def _do(words: list[str], follow: Path) -> None:
    match words:
        case ["cp", "-r", source, target]:
            shutil.copytree(ROOT / source, follow / target)
        case ["hall", *arguments]:
            assert main(arguments) == 0
        case _:
            pytest.fail(f"the how-to has another command: {words}")


def test_the_seed_has_every_system_of_the_field(seed: Publication) -> None:
    """Each of the field's 27 systems that are a citizen's has its keys in the seed, and every key is there."""
    vocabulary = read_vocabulary(CATALOGUE_FOLDER)
    there = {
        *(f"item:{draft.item_id}" for draft in seed.items),
        *(f"bundle:{draft.bundle_id}" for draft in seed.bundles),
        *(f"theme:{theme.theme_id}" for theme in seed.themes),
        *(f"check:{name}" for name in vocabulary.lookups),
        *(f"material:{name}" for name in vocabulary.materials),
        *(f"field:{name}" for name in vocabulary.fields),
    }
    rows = re.findall(r"^\| (.+?) \| (`\w+:.+`) \|$", TEXT, re.MULTILINE)
    assert len(rows) == 27
    for system, keys in rows:
        named = re.findall(r"`([^`]+)`", keys)
        assert named, system
        assert set(named) <= there, system

"""docs/journeys.md names items, tests and systems that there are."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ITEMS = {file.stem for file in (ROOT / "hall/seed/catalogue/items").glob("*/*.toml")}
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in (ROOT / "docs/journeys.md").read_text("utf-8").splitlines()
    if line.startswith("| ") and not line.startswith("| system")
]
SYSTEMS_AT_LEAST = 25


def test_every_item_and_test_is_there() -> None:
    """An item that was renamed, or a test that went, is noticed here."""
    assert len(ROWS) >= SYSTEMS_AT_LEAST
    for system, items, how_far, tests in ROWS:
        named = set(re.findall(r"`([a-z0-9-]+)`", items))
        assert named <= ITEMS, system
        assert how_far.split()[0].strip(",:;") in {"whole", "guide", "not"}, system
        paths = re.findall(r"`(tests/[\w/.]+)`", tests)
        assert paths, system
        assert all((ROOT / path).exists() for path in paths), system


def test_what_is_called_a_guide_says_so_at_the_hall() -> None:
    """No row hides an item that is done whole: what a row of guides names has no answer of a registry alone."""
    for system, items, how_far, _ in ROWS:
        if how_far != "guide":
            continue
        for item in re.findall(r"`([a-z0-9-]+)`", items):
            (file,) = (ROOT / "hall/seed/catalogue/items").glob(f"*/{item}.toml")
            text = file.read_text("utf-8")
            assert 'kind = "proof"' not in text, system

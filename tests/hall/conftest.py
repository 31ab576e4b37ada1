"""Fixtures of the hall's tests: a seeded database in memory, and a seeded server in a process of its own.

Run by `python -m tests.support.postgres`, both are on PostgreSQL.
"""

import fcntl
import os
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.support.browser import CHROMIUM, LAUNCH_ARGUMENTS
from tests.support.hall import RunningHall, run_hall, running_hall
from tests.support.hall_database import database_for, is_on_postgresql, make_database
from tests.support.hall_terminal import Terminal

ASKED_ELSEWHERE: Final = frozenset(
    {"test_every_proof.py", "test_seed_records.py", "test_catalogue_seed.py", "test_catalogue_docs.py"}
)
"""Many turns of the same questions with other data: on PostgreSQL the few of them that differ are in other files."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL, run what asks the database something: the rest was run with SQLite, in the same `make test`."""
    here = Path(__file__).parent
    _tell_apart([item for item in items if here in item.path.parents])
    if not is_on_postgresql():
        return
    left_out = [item for item in items if here in item.path.parents and not _asks_the_database(item)]
    config.hook.pytest_deselected(items=left_out)
    gone = set(left_out)
    items[:] = [item for item in items if item not in gone]


def _tell_apart(items: list[pytest.Item]) -> None:
    """Name each operation in its item's id: schemathesis gives one id to all, and pytest-xdist runs only the first."""
    ids = Counter(item.nodeid for item in items)
    for item in items:
        if ids[item.nodeid] > 1:
            item._id = replace(item.id, params=item.name.partition("[")[2].removesuffix("]"))


def _asks_the_database(item: pytest.Item) -> bool:
    if item.path.name in ASKED_ELSEWHERE:
        return False
    in_this_process = "db" in getattr(item, "fixturenames", ()) or item.get_closest_marker("django_db")
    return bool(in_this_process or item.get_closest_marker("both_databases"))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any, seed: Any) -> None:
    """Bring the seed in once; each test's changes are rolled back."""
    from hall.seed.importing import import_seed

    with django_db_blocker.unblock():
        import_seed(seed)


@pytest.fixture(scope="session")
def seed() -> Any:
    """The seed's catalogue (`hall.catalogue.publication.Publication`), read once. It must not be changed."""
    from hall.catalogue.files.reading import read_catalogue
    from hall.seed.freshness import CATALOGUE_FOLDER

    return read_catalogue(CATALOGUE_FOLDER)


@pytest.fixture(scope="session")
def seeded_state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A seeded state folder on disk, one for all workers of this run. Copy it, never write to it."""
    here = tmp_path_factory.getbasetemp()
    shared = (here.parent if "PYTEST_XDIST_WORKER" in os.environ else here) / "hall-seed"
    shared.mkdir(exist_ok=True)
    state, is_seeded = shared / "state", shared / "seeded"
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not is_seeded.exists():
            make_database(state)
            done = run_hall(state, "seed", within_s=170)
            assert done.returncode == 0, done.stderr
            is_seeded.touch()
    return state


@pytest.fixture
def state(seeded_state: Path, tmp_path: Path) -> Iterator[Path]:
    """A seeded state folder of one's own."""
    copy = Path(shutil.copytree(seeded_state, tmp_path / "state"))
    with database_for(copy, like=seeded_state):
        yield copy


@pytest.fixture(scope="session")
def hall(seeded_state: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHall]:
    """A server that the tests share: add to it, but break nothing."""
    state = Path(shutil.copytree(seeded_state, tmp_path_factory.mktemp("hall") / "state"))
    with database_for(state, like=seeded_state), running_hall(state, "--dock") as running:
        yield running


@pytest.fixture
def terminal(db: None) -> Terminal:
    """A terminal admitted to the in-process hall."""
    return Terminal()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The distribution's Chromium, headless."""
    with sync_playwright() as tools:
        chromium = tools.chromium.launch(executable_path=CHROMIUM, args=LAUNCH_ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A phone: small, touched, Chinese; it must load nothing from anywhere else and run no script."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True, locale="zh-CN")
    page = context.new_page()
    page.set_default_timeout(15_000)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    yield page
    context.close()
    assert all(re.match(r"http://127\.0\.0\.1:\d+/", url) for url in asked)

"""One application for all screen tests, without a display; any Qt or QML warning fails a test (pyproject.toml)."""

import os
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QAccessible, QGuiApplication, QPointingDevice
from PySide6.QtTest import QTest

from tests.support.ui_stage import Stage
from ui import application, translate

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
application.prepare()

MakeStage = Callable[..., Stage]


@pytest.fixture(scope="session")
def qapp_cls() -> type[QGuiApplication]:
    """No widgets anywhere."""
    return QGuiApplication


@pytest.fixture(scope="session")
def dressed(qapp: QGuiApplication) -> QGuiApplication:
    """The application with its fonts and with English compiled."""
    application.dress(qapp)
    translate.compile_translation()
    QAccessible.setActive(True)
    return qapp


@pytest.fixture(scope="session")
def finger(dressed: QGuiApplication) -> QPointingDevice:
    """A touch screen."""
    return QTest.createTouchDevice()


@pytest.fixture
def make_stage(finger: QPointingDevice) -> Iterator[MakeStage]:
    """Make stages, closed in the end."""
    made: list[Stage] = []

    def make(**wishes: object) -> Stage:
        made.append(Stage(finger, **wishes))  # type: ignore[arg-type]  # passed on as they are
        return made[-1]

    yield make
    for stage in made:
        stage.close()


@pytest.fixture
def stage(make_stage: MakeStage) -> Stage:
    """A portrait screen."""
    return make_stage()

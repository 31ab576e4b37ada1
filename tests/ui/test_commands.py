"""The commands that keep QML, words and pictures in order."""

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication, QImage

from ui import lint, translate
from ui.folders import UI
from ui.gallery.__main__ import contact_sheet, render
from ui.gallery.variants import VARIANTS


def test_the_lint_finds_a_wrong_name(tmp_path: Path) -> None:
    """A property that the bridge does not have is found; the right one passes."""
    page = tmp_path / "Page.qml"
    words = "pragma ComponentBehavior: Bound\nimport QtQuick\nimport Hall\nimport Hall.Bridge\n\n"
    page.write_text(f"{words}Prose {{\n    required property HallView hall\n\n    text: hall.name\n}}\n", "utf-8")
    assert lint.check_types([page]) == []
    page.write_text(page.read_text("utf-8").replace("hall.name", "hall.nonsense"), "utf-8")
    assert any("nonsense" in line for line in lint.check_types([page]))


def test_the_lint_finds_a_wrong_call(tmp_path: Path) -> None:
    """A touch that does not exist is found."""
    page = tmp_path / "Page.qml"
    page.write_text(
        "pragma ComponentBehavior: Bound\nimport QtQuick\nimport Hall.Bridge\n\n"
        "Item {\n    required property Touches touches\n\n"
        "    function go(): void {\n        touches.fly();\n    }\n}\n",
        "utf-8",
    )
    assert any("fly" in line for line in lint.check_types([page]))


def test_the_format_is_held(tmp_path: Path) -> None:
    """A file that qmlformat would write otherwise is named."""
    tidy, untidy = tmp_path / "Tidy.qml", tmp_path / "Untidy.qml"
    tidy.write_text("import QtQuick\n\nItem {\n    width: 1\n}\n", "utf-8")
    untidy.write_text("import QtQuick\nItem {width: 1}\n", "utf-8")
    found = lint.check_format([tidy, untidy])
    assert len(found) == 1
    assert "Untidy.qml" in found[0]


def test_every_word_is_translated() -> None:
    """en.ts knows every word of the sources, and each has its English."""
    assert translate.check() == []


def test_a_missing_translation_is_named(tmp_path: Path) -> None:
    """A word without English is reported with its context."""
    source = tmp_path / "en.ts"
    source.write_text(
        "<TS><context><name>Page</name><message><source>你好</source>"
        '<translation type="unfinished"></translation></message></context></TS>',
        "utf-8",
    )
    assert translate.missing(source) == ["Page: 你好"]


def test_the_gallery_writes_pictures(tmp_path: Path, dressed: QGuiApplication) -> None:
    """One picture for each page asked for, of the variant's size, and a sheet of all."""
    pictures = render(VARIANTS[0], ["04-sign-in", "20-result-none"], tmp_path / "light")
    assert [picture.name for picture in pictures] == ["04-sign-in.png", "20-result-none.png"]
    images = [QImage(str(picture)) for picture in pictures]
    assert all((image.width(), image.height()) == VARIANTS[0].size_px for image in images)
    assert images[0] != images[1]
    contact_sheet(pictures, tmp_path / "light.png", columns=2)
    assert QImage(str(tmp_path / "light.png")).width() > 1000


@pytest.mark.parametrize("name", ["Theme.qml", "Main.qml", "qmldir", "art/town.svg", "art/shadow.svg"])
def test_what_is_not_python_is_beside_what_is(name: str) -> None:
    """QML and drawings are found from the package itself, in a checkout and in an installed wheel alike."""
    assert (UI / "Hall" / name).is_file()

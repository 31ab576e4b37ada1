"""The device dock: its buttons do to the simulators what they say, it shows what the kiosk knows, and it ends."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from threading import enumerate as threads

import pytest
from PIL import Image
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from devices.api.clock import SystemClock
from devices.api.status import CheckState, DeviceState, PartName, Status, SupplyState
from devices.drivers.escpos_printer.simulator import Paper
from devices.drivers.sam_serial.wire import SamCommand
from devices.simulators.faults import GarbageBefore, Late, Own, Partial, WrongChecksum
from devices.simulators.people.cards import people
from kiosk.app.dock.actions import Health
from kiosk.app.dock.reports import report_on
from kiosk.app.dock.stage import somebody_else
from kiosk.app.dock.thumbnail import PageUndrawn, first_page
from kiosk.app.dock.window import Dock
from kiosk.app.dock.worker import OFFLINE
from kiosk.app.fitting import FRAME_PX, fitted
from kiosk.app.simulation.world import CARD_READER, SimulatedWorld
from kiosk.app.terminal import Terminal
from kiosk.settings.model import HallMode, Settings
from ui import application

WITHIN_MS = 8000


os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
application.prepare()


@dataclass
class Standing:
    """A dock beside a terminal whose hall is elsewhere and never answers."""

    world: SimulatedWorld
    terminal: Terminal
    dock: Dock


@dataclass
class Played:
    """The dock in a test's hands."""

    world: SimulatedWorld
    dock: Dock
    qtbot: QtBot

    def item(self, name: str) -> QQuickItem:
        """The control of that object name."""
        found = _find(self.dock.window.contentItem(), name)
        assert found is not None, name
        return found

    def click(self, name: str) -> None:
        """Scroll to a button, click in its middle with the mouse, and wait until its work is done."""
        pages, button = self.item("pages"), self.item(name)
        top = button.mapToItem(pages.property("contentItem"), QPointF(0, 0)).y()
        room = pages.property("contentHeight") - pages.height()
        pages.setProperty("contentY", min(max(0.0, top - 100), max(0.0, room)))
        middle = button.mapToScene(QPointF(button.width() / 2, button.height() / 2)).toPoint()
        assert self.dock.window.height() > middle.y() > 60, name
        QTest.mouseClick(self.dock.window, Qt.MouseButton.LeftButton, pos=middle)
        self.qtbot.waitUntil(lambda: self.dock.view.waiting == 0, timeout=WITHIN_MS)

    def lit(self, name: str) -> bool:
        """Whether a button is lit."""
        return bool(self.item(name).property("lit"))


def _find(item: QQuickItem, name: str) -> QQuickItem | None:
    """Look among visual children: delegates are not QObject children of their view."""
    if item.objectName() == name:
        return item
    return next((found for child in item.childItems() if (found := _find(child, name))), None)


@pytest.fixture(scope="module")
def standing(qapp: QGuiApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Standing]:
    """A simulated world, its terminal, and the dock, once for the module; all their threads are gone afterwards."""
    before = set(threads())
    folder = tmp_path_factory.mktemp("dock")
    token = folder / "token"
    token.write_text("a-token-of-no-hall-at-all")
    token.chmod(0o600)
    settings = Settings()
    settings = replace(
        settings,
        state=replace(settings.state, folder=folder / "state"),
        hall=replace(settings.hall, mode=HallMode.REMOTE, base_url="http://127.0.0.1:9", token_file=token),
        screen=replace(settings.screen, width_px=640, height_px=1138, motion=False),
        devices=replace(settings.devices, card_photo="synthetic"),
    )
    world = SimulatedWorld(folder / "printed", clock=SystemClock())
    world.start()
    terminal = Terminal(settings, clock=SystemClock(), simulation=world)
    terminal.start()
    dock = Dock(world, terminal)
    yield Standing(world, terminal, dock)
    dock.close()
    terminal.stop()
    world.stop()
    assert set(threads()) <= before


@pytest.fixture
def played(standing: Standing, qtbot: QtBot) -> Played:
    """The same, in the hands of one test."""
    qtbot.waitExposed(standing.dock.window)
    return Played(standing.world, standing.dock, qtbot)


def test_a_card_is_laid_and_lifted(played: Played) -> None:
    """The chosen person's card lies on the reader; the button stays lit until it is taken away."""
    played.dock.view.choose(1)
    played.click("reader_lay")
    card = played.world.reader.card
    assert card is not None
    assert card.text == people()[1].text
    assert played.lit("reader_lay")
    played.click("reader_lift")
    assert played.world.reader.card is None
    assert not played.lit("reader_lay")


def test_a_person_is_found_and_chosen(played: Played) -> None:
    """The list begins with the design's three; search goes by name and by number, and a click chooses."""
    view = played.dock.view
    everybody = people()

    def listed() -> int:
        return int(played.item("people").property("count"))

    assert [_find(played.item("people"), f"person_{place}") is not None for place in range(3)] == [True] * 3
    played.item("search").setProperty("text", everybody[40].text.number.lower())
    assert listed() == 1
    played.qtbot.waitUntil(lambda: _find(played.item("people"), "person_40") is not None, timeout=WITHIN_MS)
    played.click("person_40")
    assert view.property("chosen") == 40
    assert everybody[40].text.name in played.item("chosen").property("text")
    view.search(everybody[2].text.name)
    assert listed() >= 1
    view.search("")
    assert listed() == len(everybody)


def test_faults_meet_the_next_reading_of_a_card(played: Played) -> None:
    """Each fault button adds its fault to the answer that carries the card, once; they can be taken back."""
    scenario = played.world.reader.scenario
    on = SamCommand.READ_BASE.label
    for name, kind in (
        ("wrong_checksum", WrongChecksum),
        ("garbage", GarbageBefore),
        ("late", Late),
        ("half", Partial),
    ):
        played.click(f"reader_{name}")
        assert scenario.next_fault(SamCommand.FIND_CARD.label) is None
        assert isinstance(scenario.next_fault(on), kind)
        assert scenario.next_fault(on) is None
    played.click("reader_late")
    played.click("reader_well")
    assert scenario.next_fault(on) is None
    played.click("a4_lost_reply")
    assert played.world.document_printer.scenario.next_fault("print_job") == Own("lost_reply")


def test_the_document_printer_is_emptied_jammed_opened_and_put_right(played: Played) -> None:
    """Every trouble lights its button, shows in the simulator, and goes with the button beside it."""
    printer = played.world.document_printer
    for bad, blocker, good in (
        ("a4_empty", "media-empty", "a4_fill"),
        ("a4_jam", "media-jam", "a4_clear"),
        ("a4_open", "door-open", "a4_close"),
        ("a4_toner_empty", "toner-empty", "a4_toner_new"),
    ):
        played.click(bad)
        assert list(printer.state.blockers) == [blocker]
        assert played.lit(bad)
        played.click(good)
        assert not printer.state.blockers
        assert not played.lit(bad)
    played.click("a4_toner_low")
    assert "toner-low-warning" in printer.state.reasons


def test_the_receipt_printer_is_emptied_opened_and_put_right(played: Played) -> None:
    """As the document printer's."""
    printer = played.world.receipt_printer
    for button, paper in (("empty", Paper.OUT), ("low", Paper.NEAR_END), ("fill", Paper.FULL)):
        played.click(f"receipt_{button}")
        assert printer.sensors.paper is paper
    played.click("receipt_open")
    assert printer.sensors.cover_open
    assert played.lit("receipt_open")
    played.click("receipt_close")
    assert not printer.sensors.cover_open


def test_a_pulled_plug_shows_in_the_status_line(played: Played) -> None:
    """The kiosk itself finds the reader gone and back again, and the dock shows what the kiosk knows."""
    line = _find(played.item(f"card_{CARD_READER}"), "report")
    assert line is not None

    def says(text: str) -> bool:
        return str(line.property("text")).startswith(text)

    played.qtbot.waitUntil(lambda: says("online"), timeout=WITHIN_MS)
    played.click("reader_unplug")
    assert played.lit("reader_unplug")
    played.qtbot.waitUntil(lambda: not says("online"), timeout=WITHIN_MS)
    played.click("reader_plug")
    assert not played.lit("reader_unplug")
    played.qtbot.waitUntil(lambda: says("online"), timeout=WITHIN_MS)


def test_what_is_before_the_cameras(played: Played) -> None:
    """A covered lens, nobody, a code and an empty hand: the lit button says which."""
    played.click("camera_covered")
    assert played.lit("camera_covered")
    assert not played.lit("camera_nobody")
    played.click("camera_nobody")
    assert played.lit("camera_nobody")
    played.click("scanner_other")
    assert played.lit("scanner_other")
    played.click("scanner_away")
    assert not played.lit("scanner_other")


def test_a_hall_that_does_not_answer_is_said(played: Played) -> None:
    """An identity code comes from the hall: without one, the dock says so and nothing is held up."""
    played.click("scanner_identity")
    assert played.item("message").property("text") == OFFLINE
    assert not played.lit("scanner_identity")
    played.click("scanner_away")
    assert played.item("message").property("text") != OFFLINE


def test_each_control_has_a_name_for_everybody(played: Played) -> None:
    """Buttons have object names that differ, and words on them."""
    view = played.dock.view
    keys = [row.key for panel in view.panels for row in panel.actions._rows]  # type: ignore[attr-defined]  # rows of QML
    assert len(keys) == len(set(keys))
    for key in keys:
        assert played.item(key).property("text")


def test_a_printed_paper_is_drawn_in_another_process(tmp_path: Path) -> None:
    """A page becomes a PNG; what is no PDF is a typed error."""
    pdf = tmp_path / "page.pdf"
    Image.new("RGB", (100, 200), "white").save(pdf, format="PDF", resolution=72)
    assert first_page(pdf.read_bytes(), dpi=72).startswith(b"\x89PNG")
    with pytest.raises(PageUndrawn):
        first_page(b"no PDF", dpi=72)


def test_a_status_in_words() -> None:
    """The state, then what is not simply right; parts that are right are not worth a word."""
    fine = Status(DeviceState.ONLINE, {PartName.PAPER: SupplyState.FULL, PartName.COVER: CheckState.OK})
    assert report_on(fine).text == "online"
    assert report_on(fine).health is Health.GOOD
    empty = report_on(Status(DeviceState.ONLINE, {PartName.PAPER: SupplyState.OUT}, "media-empty"))
    assert empty.text == "online · paper: out · media-empty"
    assert empty.health is Health.BAD
    assert report_on(Status(DeviceState.UNKNOWN)).health is Health.UNKNOWN


def test_somebody_else_is_never_the_same() -> None:
    """Not even for the last of the list."""
    assert all(somebody_else(person) is not person for person in people())


@pytest.mark.parametrize(
    ("free", "size"),
    [
        ((1920, 2400), (1080, 1920)),
        ((1920, 1008), (540, 960)),
        ((540, 4000), (540, 960)),
    ],
)
def test_a_window_fits_its_desktop_and_keeps_its_shape(free: tuple[int, int], size: tuple[int, int]) -> None:
    """Smaller where it must be, never larger, with room for the title bar."""
    width_px, height_px = free
    found = fitted(1080, 1920, free_width_px=width_px, free_height_px=height_px)
    assert found == size
    assert found[1] + FRAME_PX <= height_px

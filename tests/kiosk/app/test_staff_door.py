"""The staff door on the whole terminal: a finger in the corner, a PIN, real devices over real bytes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest

from devices.recording.trace import read_trace
from kiosk.app.simulation.staff import DEMONSTRATION_PINS, set_demonstration_pins
from kiosk.domain.problem import ProblemCode
from kiosk.domain.staff import Order, PauseReason, StaffRole
from kiosk.flow import touches
from kiosk.flow.desk import Desk
from kiosk.flow.notice import Choice
from kiosk.flow.state import Fault
from kiosk.flow.states import StateName
from tests.kiosk.app.test_bad_input import Bench, _terminal, bench  # noqa: F401  fixtures

SETTLE_MS = 250
"""How long a new page ignores touches."""


@pytest.fixture
def free(bench: Bench) -> Iterator[Bench]:  # noqa: F811  the fixture
    """A free terminal whose staff have PINs."""
    settings = bench.terminal._settings
    set_demonstration_pins(settings.state.folder, bench.terminal._clock)
    yield bench.at(StateName.ATTRACT)
    state = bench.terminal.loop.state
    if state.name is StateName.STAFF:
        bench.post(touches.ServiceOpened(), touches.StaffLeft())
    elif state.name is not StateName.ATTRACT:
        bench.post(touches.CancelChosen())
    bench.at(StateName.ATTRACT)


def desk(bench: Bench) -> Desk:  # noqa: F811  the fixture's type
    """What staff see now; it is awaited."""
    bench.until(lambda: bench.terminal.loop.state.desk is not None)
    seen = bench.terminal.loop.state.desk
    assert seen is not None
    return seen


def enter(free: Bench, role: StaffRole) -> None:
    """Come in as that role."""
    free.post(touches.StaffDoorTouched()).at(StateName.STAFF_PIN)
    free.post(touches.StaffPinEntered(DEMONSTRATION_PINS[role])).at(StateName.STAFF)


def ended(free: Bench, device_id: str, order: Order) -> str:
    """Have it done; return how it ended."""
    free.post(touches.DeviceOrdered(device_id, order))

    def over() -> bool:
        one = next(one for one in desk(free).devices if one.device_id == device_id)
        return one.ended is order and one.doing is None

    free.until(over)
    return next(one for one in desk(free).devices if one.device_id == device_id).ended_code


def found(item: QQuickItem, name: str, *, quiet: bool = False) -> QQuickItem:
    """Return what is called so and can be seen."""
    ahead = [item]
    while ahead:
        one = ahead.pop()
        if one.objectName() == name and one.isVisible():
            return one
        ahead += one.childItems()
    assert quiet, name
    return None  # type: ignore[return-value]  # only where that is asked for


def tap(window: QQuickWindow, item: QQuickItem) -> None:
    """Touch its middle."""
    middle = item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()
    QTest.mouseClick(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)


def test_the_corner_must_be_held(free: Bench) -> None:
    """A tap begins a visit like any other touch; held, it opens the door."""
    window = free.terminal.screen.window
    corner = QPoint(window.width() - 20, 20)
    free.qtbot.wait(2 * SETTLE_MS)
    QTest.mouseClick(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, corner)
    free.at(StateName.SIGN_IN).end()
    free.qtbot.wait(2 * SETTLE_MS)
    QTest.mousePress(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, corner)
    free.at(StateName.STAFF_PIN)
    QTest.mouseRelease(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, corner)


def test_a_wrong_pin_is_a_page(free: Bench) -> None:
    """What happened, and the same again is offered."""
    free.post(touches.StaffDoorTouched()).at(StateName.STAFF_PIN)
    free.post(touches.StaffPinEntered("135790"))
    assert free.problem() is ProblemCode.STAFF_PIN_WRONG
    assert free.offers(Choice.TRY_AGAIN)


def test_staff_see_every_device_and_close_the_terminal(free: Bench) -> None:
    """All that is bound is seen; closed, the public reads why; opened, it serves."""
    enter(free, StaffRole.HALL)
    free.until(lambda: all(one.status.can_serve for one in desk(free).devices))
    assert {one.driver for one in desk(free).devices} >= {"sam-serial", "opencv", "ipp", "escpos"}
    free.post(touches.ServicePaused(PauseReason.SUPPLIES), touches.StaffLeft()).at(StateName.OUT_OF_SERVICE)
    assert free.terminal.loop.state.fault is Fault.PAUSED
    free.until(lambda: free.terminal._journal.journal.staff.paused() is PauseReason.SUPPLIES)
    enter(free, StaffRole.HALL)


def test_a_technician_tests_prints_and_looks(free: Bench) -> None:
    """Self-test of the reader, a page on the printer, the camera's picture with rate and size."""
    enter(free, StaffRole.TECHNICIAN)
    assert ended(free, "card_reader", Order.SELF_TEST) == ""
    before = len(list(free.world.folder.glob("a4/*.pdf")))
    assert ended(free, "document_printer", Order.TEST_PRINT) == ""
    free.until(lambda: len(list(free.world.folder.glob("a4/*.pdf"))) == before + 1)
    assert ended(free, "camera", Order.SHOW_CAMERA) == ""

    def looking() -> bool:
        camera = desk(free).camera
        return camera is not None and camera.size_px == (640, 480) and camera.frames_per_s > 0

    free.until(looking)
    free.post(touches.StaffLeft()).at(StateName.ATTRACT)
    assert free.terminal.loop.state.desk is None


def test_the_reader_s_wire_is_seen_without_anybody_s_data(free: Bench) -> None:
    """While it is traced the reader serves at the tap; afterwards at its own port again, and the trace is kept."""
    enter(free, StaffRole.TECHNICIAN)
    port = next(one for one in desk(free).devices if one.device_id == "card_reader").port
    assert ended(free, "card_reader", Order.TRACE_BYTES) == ""
    assert ended(free, "card_reader", Order.SELF_TEST) == ""

    def traced() -> bool:
        seen = desk(free).traced
        return seen is not None and any("→ aa aa aa 96 69" in line for line in seen.lines)

    free.until(traced)
    seen = desk(free).traced
    assert seen is not None
    assert ended(free, "card_reader", Order.END_TRACE) == ""
    assert next(one for one in desk(free).devices if one.device_id == "card_reader").port == port
    assert ended(free, "card_reader", Order.SELF_TEST) == ""
    assert read_trace(Path(seen.kept_in)).head.driver == "sam-serial"


def test_the_screen_takes_a_signature(free: Bench) -> None:
    """A finger writes on the page, the driver hears it in millimetres, and 'done' ends the trial."""
    enter(free, StaffRole.TECHNICIAN)
    free.until(lambda: all(one.status.can_serve for one in desk(free).devices))
    free.post(touches.DeviceOrdered("signature_pad", Order.TRY_SIGNATURE))
    window = free.terminal.screen.window
    free.qtbot.wait(2 * SETTLE_MS)
    tap(window, found(window.contentItem(), "staffTab_devices"))
    tap(window, found(window.contentItem(), "device_signature_pad"))
    free.until(lambda: found(window.contentItem(), "signatureArea", quiet=True) is not None)
    area = found(window.contentItem(), "signatureArea")
    corner = area.mapToScene(QPointF(0, 0)).toPoint()
    steps = [corner + QPoint(20 + 12 * step, 30 + 8 * (step % 5)) for step in range(20)]
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mousePress(window, button, none, steps[0])
    for step in steps[1:]:
        QTest.mouseMove(window, step)
    QTest.mouseRelease(window, button, none, steps[-1])
    tap(window, found(window.contentItem(), "doneSignatureKey"))

    def over() -> bool:
        pad = next(one for one in desk(free).devices if one.device_id == "signature_pad")
        return pad.ended is Order.TRY_SIGNATURE and pad.doing is None

    free.until(over)
    assert next(one for one in desk(free).devices if one.device_id == "signature_pad").ended_code == ""


def test_a_camera_has_no_wire_of_bytes(free: Bench) -> None:
    """The page says so, and the camera is left as it is."""
    enter(free, StaffRole.TECHNICIAN)
    assert ended(free, "camera", Order.TRACE_BYTES).startswith("configuration")
    assert ended(free, "camera", Order.SELF_TEST) == ""


def test_a_port_is_changed_and_taken_back(free: Bench) -> None:
    """The reader at a port where nothing answers fails its test, and serves at the old one again."""
    enter(free, StaffRole.HALL)
    free.post(touches.BindingTried("card_reader", "sam-serial", "/dev/serial/by-id/nothing-there"))

    def tried() -> bool:
        change = desk(free).change
        return change is not None and change.tested

    free.until(tried)
    change = desk(free).change
    assert change is not None
    assert not change.passed
    assert change.code
    assert ended(free, "card_reader", Order.SELF_TEST) == ""

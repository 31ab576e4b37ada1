"""What tests of the effects share: an inbox to wait on, scripted devices under the real supervisor, a whole runner."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from threading import Condition, Event
from typing import ClassVar, TypeVar, cast

import numpy as np

from devices.api.clock import SystemClock
from devices.api.control import Control
from devices.api.device import Capabilities, Device, DeviceKind, DriverContext, SelfTest
from devices.api.events import DeviceEvent
from devices.api.kinds.camera import Frame, FrameSource
from devices.api.kinds.code_scanner import ScannedCode
from devices.api.kinds.id_card_reader import CardPhotoDecoder, CardRead, Picture
from devices.api.kinds.printing import PrintEvidence, PrintOutcome, PrintStage, ProgressCallback
from devices.api.kinds.receipt_printer import ReceiptRaster
from devices.api.status import DeviceState, Status
from devices.bench.history import SelfTestHistory
from devices.bench.live import LiveBoard
from devices.bindings import Binding
from devices.supervisor import Supervisor
from kiosk.domain.face import FaceAdvice, FaceVerdict
from kiosk.domain.staff import StaffRole
from kiosk.effects.desk import DeskParts
from kiosk.effects.device_events import DeviceEvents
from kiosk.effects.face import FaceParts
from kiosk.effects.paper import DrawReceipt
from kiosk.effects.parts import EffectParts, StaffParts
from kiosk.effects.ports import Wiper
from kiosk.effects.runner import EffectRunner
from kiosk.effects.test_pages import TestPages
from kiosk.flow.desk import BytesSeen, CameraSeen
from kiosk.flow.events import Event as FlowEvent
from kiosk.flow.outcomes import Outcome, Progress
from kiosk.hallclient.access import HallAccess
from kiosk.hallclient.client import HallClient
from kiosk.journal.journal import Journal, open_journal
from kiosk.settings.model import Settings
from kiosk.staff.pins import PinStore
from printing.documents.service_receipt import ServiceReceipt
from tests.support import worlds
from tests.support.hall_double import TOKEN, HallDouble
from tests.support.kiosk_clock import HurriedClock, ManualClock

EventT = TypeVar("EventT", bound=FlowEvent)

PATIENCE_S = 20.0


class Inbox:
    """A mailbox that keeps everything and lets a test wait for what it expects."""

    def __init__(self) -> None:
        self.events: list[FlowEvent] = []
        self._changed = Condition()

    def post(self, event: FlowEvent) -> None:
        """Put `event` in."""
        with self._changed:
            self.events.append(event)
            self._changed.notify_all()

    def wait(self, kind: type[EventT], *, wanted: Callable[[EventT], bool] = lambda _: True) -> EventT:
        """Return the first event of that kind, waiting for it."""
        with self._changed:
            found = self._changed.wait_for(lambda: self._find(kind, wanted), PATIENCE_S)
        assert found is not None, f"no {kind.__name__} among {self.events}"
        return found

    def outcome(self, request: int) -> Outcome:
        """Return the final outcome of `request`, waiting for it."""
        return self.wait(Outcome, wanted=lambda each: each.request == request and not isinstance(each, Progress))

    def finals(self, request: int) -> list[Outcome]:
        """Return all final outcomes of `request`: at most one, or something is wrong."""
        with self._changed:
            return [
                each
                for each in self.events
                if isinstance(each, Outcome) and not isinstance(each, Progress) and each.request == request
            ]

    def of(self, kind: type[EventT]) -> list[EventT]:
        """Return all events of that kind so far."""
        with self._changed:
            return [each for each in self.events if isinstance(each, kind)]

    def _find(self, kind: type[EventT], wanted: Callable[[EventT], bool]) -> EventT | None:
        return next((each for each in self.events if isinstance(each, kind) and wanted(each)), None)


class Scripted:
    """A device without hardware; subclasses have one method whose doing the test writes."""

    kind: ClassVar[DeviceKind]

    def __init__(self, context: DriverContext) -> None:
        self.context = context
        self.state = Status(DeviceState.ONLINE)

    def open(self) -> None:
        """Nothing to open."""

    def close(self) -> None:
        """Nothing to close."""

    def reset(self, control: Control) -> None:
        """Nothing to reset."""

    def self_test(self, control: Control) -> SelfTest:
        """Pass."""
        return SelfTest(())

    def status(self, control: Control) -> Status:
        """Say what the test set."""
        return self.state

    def capabilities(self) -> Capabilities:
        """Have the usual ones."""
        return Capabilities(features={"width_px": 384})

    def poll(self, control: Control) -> None:
        """Nothing to watch."""


class ScriptedReader(Scripted):
    """A card reader."""

    kind: ClassVar[DeviceKind] = DeviceKind.ID_CARD_READER
    script: Callable[[Control], CardRead] = staticmethod(lambda _: worlds.card())

    def read_card(self, control: Control) -> CardRead:
        """Do as scripted."""
        return self.script(control)

    def sam_id(self, control: Control) -> str:
        """Say an id."""
        return "05.01-20130101-0001234567-0987654321"


class ScriptedScanner(Scripted):
    """A code scanner that is shown `codes`, one a call, and then waits."""

    kind: ClassVar[DeviceKind] = DeviceKind.CODE_SCANNER

    def __init__(self, context: DriverContext) -> None:
        super().__init__(context)
        self.codes: list[ScannedCode] = []

    def scan(self, control: Control) -> ScannedCode:
        """Give the next code, or wait until called back or the deadline."""
        while not self.codes:
            control.pause(0.005)
        return self.codes.pop(0)


class Seat:
    """A seat at a stream of one grey frame."""

    def latest(self, newer_than: int = -1) -> Frame | None:
        """Give the frame."""
        return Frame(1, 0.0, np.zeros((4, 4, 3), np.uint8))

    def wait(self, newer_than: int, timeout_s: float) -> Frame | None:
        """Give the frame."""
        return self.latest()


class ScriptedCamera(Scripted):
    """A camera that counts its seats."""

    kind: ClassVar[DeviceKind] = DeviceKind.CAMERA
    stop_fails: Exception | None = None

    def __init__(self, context: DriverContext) -> None:
        super().__init__(context)
        self.seats: list[FrameSource] = []

    def start_stream(self, control: Control) -> FrameSource:
        """Give a seat."""
        seat = Seat()
        self.seats.append(seat)
        return seat

    def stop_stream(self, source: FrameSource, control: Control) -> None:
        """Take it back, unless scripted to fail."""
        if self.stop_fails is not None:
            raise self.stop_fails
        self.seats.remove(source)


PrintScript = Callable[[str, ProgressCallback, Control], PrintOutcome]


def print_well(_: str, on_progress: ProgressCallback, __: Control) -> PrintOutcome:
    """Send, be accepted, be printed."""
    on_progress(PrintStage.SENDING)
    on_progress(PrintStage.ACCEPTED)
    on_progress(PrintStage.PRINTED)
    return PrintOutcome(PrintEvidence.JOB_COMPLETED, sheets=1)


class _ScriptedPrinter(Scripted):
    script: PrintScript = staticmethod(print_well)

    def __init__(self, context: DriverContext) -> None:
        super().__init__(context)
        self.jobs: list[str] = []
        self.sent: list[object] = []

    def _print(self, what: object, job_name: str, on_progress: ProgressCallback, control: Control) -> PrintOutcome:
        self.jobs.append(job_name)

        def report(stage: PrintStage) -> None:
            on_progress(stage)
            if stage is PrintStage.SENDING:
                self.sent.append(what)

        return self.script(job_name, report, control)


class ScriptedDocumentPrinter(_ScriptedPrinter):
    """A document printer. `jobs` are the calls, `sent` what was really sent."""

    kind: ClassVar[DeviceKind] = DeviceKind.DOCUMENT_PRINTER

    def print_document(
        self, pdf: bytes, *, job_name: str, pages: int, on_progress: ProgressCallback, control: Control
    ) -> PrintOutcome:
        """Do as scripted."""
        return self._print(pdf, job_name, on_progress, control)


class ScriptedReceiptPrinter(_ScriptedPrinter):
    """A receipt printer."""

    kind: ClassVar[DeviceKind] = DeviceKind.RECEIPT_PRINTER

    def print_receipt(
        self, raster: ReceiptRaster, *, job_name: str, on_progress: ProgressCallback, control: Control
    ) -> PrintOutcome:
        """Do as scripted."""
        return self._print(raster, job_name, on_progress, control)


_KINDS: dict[str, type[Scripted]] = {
    "card_reader": ScriptedReader,
    "camera": ScriptedCamera,
    "code_scanner": ScriptedScanner,
    "document_printer": ScriptedDocumentPrinter,
    "receipt_printer": ScriptedReceiptPrinter,
}


class ScriptedVerifier:
    """A face engine that does what the test writes."""

    def __init__(self) -> None:
        self.script: Callable[[Callable[[FaceAdvice, float], None], Callable[[], bool]], FaceVerdict] = (
            lambda report, cancelled: worlds.verdict()
        )
        self.photos: list[Picture] = []

    def verify(
        self,
        photo: Picture,
        frames: FrameSource,
        *,
        within_s: float,
        on_progress: Callable[[FaceAdvice, float], None],
        cancelled: Callable[[], bool],
    ) -> FaceVerdict:
        """Do as scripted."""
        self.photos.append(photo)
        return self.script(on_progress, cancelled)


class ZeroPhotos:
    """Decodes a card's photo of zeros, as `worlds.card` has it."""

    def decode(self, coded: bytes) -> Picture:
        """Give a black picture."""
        assert not any(coded)
        return Picture(2, 2, bytes(12))


_ZERO_PHOTOS = ZeroPhotos()


def draw_blank(receipt: ServiceReceipt, width_px: int) -> ReceiptRaster:
    """Lay a receipt out as a white line."""
    return ReceiptRaster(width_px, 1, bytes(width_px // 8))


@dataclass
class World:
    """A runner with everything real but the devices, which are scripted, and the hall, which is a double."""

    hall: HallDouble
    client: HallClient
    journal: Journal
    clock: ManualClock
    inbox: Inbox
    supervisor: Supervisor
    devices: dict[str, Scripted]
    verifier: ScriptedVerifier
    runner: EffectRunner
    settings: Settings
    wiped: list[str] = field(default_factory=list)

    @property
    def reader(self) -> ScriptedReader:
        """The card reader."""
        return cast("ScriptedReader", self.devices["card_reader"])

    @property
    def scanner(self) -> ScriptedScanner:
        """The code scanner."""
        return cast("ScriptedScanner", self.devices["code_scanner"])

    @property
    def camera(self) -> ScriptedCamera:
        """The camera."""
        return cast("ScriptedCamera", self.devices["camera"])

    @property
    def printer(self) -> ScriptedDocumentPrinter:
        """The document printer."""
        return cast("ScriptedDocumentPrinter", self.devices["document_printer"])

    @property
    def receipt_printer(self) -> ScriptedReceiptPrinter:
        """The receipt printer."""
        return cast("ScriptedReceiptPrinter", self.devices["receipt_printer"])


BINDINGS = tuple(
    Binding(device_id=device_id, kind=kind.kind, driver="scripted", port="nowhere", options={}, poll_interval_s=60.0)
    for device_id, kind in _KINDS.items()
)
STAFF_PIN = "280519"
TECHNICIAN_PIN = "730264"


class BlindEyepiece:
    """Notes what is shown."""

    def __init__(self) -> None:
        self.seen: CameraSeen | None = None

    def show(self, device_id: str) -> None:
        """Show it."""
        self.seen = CameraSeen(device_id)

    def hide(self) -> None:
        """Show none."""
        self.seen = None


class DeafTap:
    """Notes what is traced."""

    def __init__(self) -> None:
        self.seen: BytesSeen | None = None

    def begin(self, binding: Binding) -> None:
        """Trace it."""
        self.seen = BytesSeen(binding.device_id)

    def end(self) -> None:
        """Trace nothing."""
        self.seen = None


def staff_parts(folder: Path, devices: Supervisor, board: LiveBoard, clock: ManualClock) -> StaffParts:
    """What lies behind the door of a terminal of scripted devices; both roles have a PIN."""
    pins = PinStore(folder, clock, cost=2)
    pins.set_pin(StaffRole.HALL, STAFF_PIN)
    pins.set_pin(StaffRole.TECHNICIAN, TECHNICIAN_PIN)
    kept: list[Binding] = []
    desk = DeskParts(
        devices=devices,
        board=board,
        history=SelfTestHistory(folder / "self-tests.jsonl"),
        drivers=lambda: (("id_card_reader", "scripted"), ("id_card_reader", "other")),
        folder=folder,
        versions=(("test", "1"),),
        keep_binding=kept.append,
        test_printer=TestPages(devices, clock=clock, terminal="T-1", new_id=lambda: "1"),
        eyepiece=BlindEyepiece(),
        tap=DeafTap(),
    )
    return StaffParts(pins, desk, end_program=lambda: None)


@contextmanager
def supervised(post: Callable[[DeviceEvent], None]) -> Iterator[tuple[Supervisor, dict[str, Scripted]]]:
    """Run scripted devices of every role under the real supervisor."""
    devices: dict[str, Scripted] = {}
    built = {device_id: Event() for device_id in _KINDS}

    def build(binding: Binding, context: DriverContext) -> Device:
        device = devices[binding.device_id] = _KINDS[binding.device_id](context)
        built[binding.device_id].set()
        return device

    with Supervisor(BINDINGS, build=build, clock=SystemClock(), post=post, randomness=Random(1)) as supervisor:
        for each in built.values():
            assert each.wait(PATIENCE_S)
        yield supervisor, devices


@contextmanager
def world(
    folder: Path,
    *,
    settings: Settings | None = None,
    wipers: tuple[Wiper, ...] = (),
    decoder: CardPhotoDecoder | None = _ZERO_PHOTOS,
    draw_receipt: DrawReceipt = draw_blank,
) -> Iterator[World]:
    """Build everything, and take it down again; fails if a thread of the runner is left."""
    settings = settings or Settings()
    inbox, clock = Inbox(), ManualClock()
    new_session_id = iter(f"00000000-0000-4000-8000-{number:012}" for number in range(1000)).__next__
    tampered: list[str] = []
    translator = DeviceEvents(
        settings.devices.roles.by_part(), post=inbox.post, new_session_id=new_session_id, tampered=tampered.append
    )
    with ExitStack() as stack:
        hall = HallDouble()
        hall.start()
        stack.callback(hall.stop)
        journal = stack.enter_context(open_journal(folder, clock).journal)
        board = LiveBoard(BINDINGS, SystemClock())

        def post(event: DeviceEvent) -> None:
            board.take(event)
            translator.post(event)

        supervisor, devices = stack.enter_context(supervised(post))
        client = HallClient(HallAccess(hall.base_url, TOKEN, "terminal-1", "hallkiosk/test"), HurriedClock())
        verifier = ScriptedVerifier()
        wiped: list[str] = []
        effect_parts = EffectParts(
            clock=clock,
            post=inbox.post,
            devices=supervisor,
            hall=client,
            journal=journal,
            settings=settings,
            face=None if decoder is None else FaceParts(verifier, decoder),
            draw_receipt=draw_receipt,
            wipers=(Wiper("screen", lambda: wiped.append("screen")), *wipers),
            jitter=lambda: 1.0,
            staff=staff_parts(folder, supervisor, board, clock),
        )
        runner = EffectRunner(effect_parts)
        left: tuple[str, ...] = ()
        try:
            yield World(hall, client, journal, clock, inbox, supervisor, devices, verifier, runner, settings, wiped)
        finally:
            # Also after a failure: threads that are left would fail the tests that follow.
            hall.released.set()
            client.close()
            left = runner.close()
        assert left == ()

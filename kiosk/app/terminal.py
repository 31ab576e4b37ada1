"""One terminal, wired: settings in, a screen that serves citizens out. Everything is made, started and ended here."""

import logging
import random
from dataclasses import dataclass
from functools import partial
from typing import Final, Protocol
from uuid import uuid4

from PySide6.QtCore import QCoreApplication

from devices.api.clock import Clock
from devices.api.events import DeviceEvent
from devices.api.kinds.camera import FrameSource
from devices.bench.live import LiveBoard
from devices.bindings import Binding, load_bindings
from devices.ports.touch_surface import touch_surface
from devices.registry import Registry
from devices.supervisor import Supervisor
from kiosk.app.desk import desk_parts
from kiosk.app.embedded_hall import EmbeddedHall, HallAddress
from kiosk.app.face import load_face
from kiosk.app.gui_calls import GuiCalls
from kiosk.app.loop import FlowLoop
from kiosk.app.voice import SpokenVoice, find_speech
from kiosk.domain.citizen import SignInMethod
from kiosk.domain.staff import Restart
from kiosk.effects.device_events import DeviceEvents
from kiosk.effects.parts import EffectParts, StaffParts
from kiosk.effects.ports import Wiper
from kiosk.effects.runner import EffectRunner
from kiosk.flow.effects import Effect
from kiosk.flow.events import Event
from kiosk.flow.journeys.terminal import JOURNEY
from kiosk.flow.state import State
from kiosk.flow.touches import RestartAsked
from kiosk.hallclient.access import HallAccess
from kiosk.hallclient.client import HallClient
from kiosk.journal.faults import FaultKind
from kiosk.journal.journal import Opened, open_journal
from kiosk.mailbox import Mailbox
from kiosk.recording import Recording
from kiosk.settings.model import HallMode, Settings
from kiosk.settings.token import read_token
from kiosk.staff.pins import PinStore
from ui import HallSign, Screen
from ui.bridge.signing import SURFACE, SURFACE_NAME

_log = logging.getLogger(__name__)

VERSION: Final = "hallkiosk/0.1"
EXIT_STUCK: Final = 70
"""Exit status where the GUI thread stood still: systemd starts the terminal anew (sysexits.h, EX_SOFTWARE)."""

EXIT_RESTART: Final = 75
"""Exit status where staff asked for a restart (sysexits.h, EX_TEMPFAIL): whoever started it starts it again."""

_WIPE_SCREEN_WITHIN_S: Final = 5.0


class Simulation(Protocol):
    """What stands in for the hall's devices, if anything does."""

    def bindings(self) -> tuple[Binding, ...]:
        """Bind the drivers to the simulators' ports."""
        ...


@dataclass(frozen=True, slots=True)
class _Running:
    """What exists only once the hall's address is known."""

    hall: HallClient
    runner: EffectRunner


class Terminal:
    """Everything of one terminal. GUI thread only; `ui.application.make` comes first."""

    def __init__(self, settings: Settings, *, clock: Clock, simulation: Simulation | None = None) -> None:
        """Show the first page and prepare the rest; nothing but the screen runs before `start`."""
        self._settings = settings
        self._clock = clock
        self._gui = GuiCalls()
        self._loop = FlowLoop(JOURNEY, carry_out=self._carry_out, show=self._show)
        names, screen = settings.terminal, settings.screen
        folder = settings.state.folder
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._recording = Recording(folder / "events.jsonl", clock) if settings.journal.record_events else None
        self._mailbox = Mailbox(wake=self._loop.wake, on_full=self._stuck, tap=self._recording)
        self._voice = SpokenVoice(find_speech()) if screen.speech and find_speech() else None
        self._screen = Screen(
            self._mailbox.post,
            clock=clock,
            new_id=_new_id,
            hall=HallSign(names.hall_name, names.label, names.help_line),
            width_px=screen.width_px,
            height_px=screen.height_px,
            fullscreen=screen.fullscreen,
            motion=screen.motion,
            voice=self._voice,
        )
        touch_surface(SURFACE_NAME).attach(SURFACE)
        self._simulation = simulation
        self._journal: Opened = open_journal(folder, clock)
        self._bindings = self._bound()
        self._board = LiveBoard(self._bindings, clock)
        self._devices = self._supervisor()
        self._embedded: EmbeddedHall | None = None
        self._running: _Running | None = None
        self._stopped = False

    @property
    def screen(self) -> Screen:
        """The citizen's screen."""
        return self._screen

    @property
    def loop(self) -> FlowLoop:
        """The flow; its `state` is what the screen shows."""
        return self._loop

    def post(self, event: Event) -> None:
        """Put `event` into the mailbox, as a touch or a device does. Safe from any thread."""
        self._mailbox.post(event)

    @property
    def devices(self) -> Supervisor:
        """The devices, for the dock and the bench."""
        return self._devices

    @property
    def embedded_hall(self) -> EmbeddedHall | None:
        """The hall's process, where it is a child of this one."""
        return self._embedded

    def start(self) -> None:
        """Open the devices, find the hall, and begin to serve once it answers."""
        self._devices.start()
        hall = self._settings.hall
        if hall.mode is HallMode.REMOTE:
            assert hall.token_file is not None, "settings ask for it where the hall is remote"
            self._serve(HallAddress(hall.base_url, hall.token_file))
            return
        self._embedded = EmbeddedHall(
            self._settings.state.folder / "hall",
            port=hall.embedded_port,
            terminal_name=self._settings.terminal.id,
            synthetic=self._simulation is not None,
            clock=self._clock,
            on_first_ready=lambda address: self._gui.post(partial(self._serve, address)),
        )
        self._embedded.start()

    def stop(self) -> None:
        """End everything, in the order in which it leans on each other. Called once; bounded in time."""
        self._stopped = True
        self._loop.stop()
        if self._running is not None:
            self._running.hall.close()
            for name in self._running.runner.close():
                _log.error("left behind: %s", name)
        for device_id in self._devices.close():
            _log.error("left behind: device %s", device_id)
        if self._embedded is not None:
            self._embedded.stop()
        touch_surface(SURFACE_NAME).detach()
        self._screen.close()
        if self._voice is not None:
            self._voice.close()
        self._journal.journal.close()
        if self._recording is not None:
            self._recording.close()

    def restart_when_idle(self) -> None:
        """Begin the program anew once nobody is being served. Safe from any thread."""
        self._mailbox.post(RestartAsked(Restart.PROGRAM))

    def _bound(self) -> tuple[Binding, ...]:
        settings = self._settings.devices
        if self._simulation is not None:
            return self._simulation.bindings()
        assert settings.bindings_file is not None, "settings ask for it where nothing is simulated"
        return load_bindings(settings.bindings_file)

    def _supervisor(self) -> Supervisor:
        events = DeviceEvents(
            self._settings.devices.roles.by_part(),
            post=self._mailbox.post,
            new_session_id=_new_id,
            tampered=self._tampered,
        )

        def post(event: DeviceEvent) -> None:
            self._board.take(event)
            events.post(event)

        return Supervisor(
            self._bindings,
            build=Registry().build,
            clock=self._clock,
            post=post,
            randomness=random.SystemRandom(),
        )

    def _tampered(self, code: str) -> None:
        """Have it written down for staff. On a device's thread."""
        running = self._running
        if running is not None:
            running.runner.note_fault(FaultKind.TAMPERED, code)
        _log.warning("tampered with: %s", code)

    def _serve(self, address: HallAddress) -> None:
        """Make what needs the hall's address, and let the flow begin."""
        if self._stopped:
            return
        settings = self._settings
        token = read_token(address.token_file).secret
        access = HallAccess(
            address.url,
            token,
            settings.terminal.id,
            VERSION,
            connect_timeout_s=settings.hall.connect_timeout_s,
            read_timeout_s=settings.hall.read_timeout_s,
            call_limit_s=settings.timeouts.hall_s,
            ca_file=settings.hall.ca_file,
        )
        hall = HallClient(access, self._clock)
        runner = EffectRunner(
            EffectParts(
                clock=self._clock,
                post=self._mailbox.post,
                devices=self._devices,
                hall=hall,
                journal=self._journal.journal,
                settings=settings,
                face=load_face(settings, clock=self._clock, preview=self._preview),
                wipers=(Wiper("screen", self._forget_screen),),
                jitter=random.SystemRandom().random,
                staff=StaffParts(
                    PinStore(settings.state.folder, self._clock),
                    desk_parts(
                        settings,
                        self._devices,
                        self._board,
                        clock=self._clock,
                        preview=self._preview,
                        new_id=_new_id,
                    ),
                    end_program=self._end_program,
                ),
            )
        )
        self._running = _Running(hall, runner)
        self._loop.start(
            self._mailbox,
            timeouts=settings.timeouts,
            face_attempts=settings.face.attempts,
            closed_ways=_closed_ways(settings),
            phone_copies=settings.terminal.phone_copies,
            face_leaves=bool(settings.face.authority_url),
            paused=self._journal.journal.staff.paused(),
        )
        runner.start()

    def _carry_out(self, effect: Effect) -> None:
        assert self._running is not None, "the flow begins once there is somebody to carry it out"
        self._running.runner.carry_out(effect)

    def _show(self, state: State) -> None:
        self._screen.show(state)

    def _preview(self, frames: FrameSource | None) -> None:
        self._gui.post(partial(self._show_preview, frames))

    def _show_preview(self, frames: FrameSource | None) -> None:
        if not self._stopped:
            self._screen.preview(frames)

    def _forget_screen(self) -> None:
        self._gui.call(self._screen.forget, within_s=_WIPE_SCREEN_WITHIN_S)

    def _end_program(self) -> None:
        self._gui.post(partial(QCoreApplication.exit, EXIT_RESTART))

    def _stuck(self) -> None:
        """The screen has stood still for thousands of events: nothing short of a restart helps a citizen."""
        _log.critical("the screen stands still: the terminal ends so that it is started anew")
        QCoreApplication.exit(EXIT_STUCK)


def _new_id() -> str:
    return str(uuid4())


def _closed_ways(settings: Settings) -> frozenset[SignInMethod]:
    """Return the ways to sign in that the settings close."""
    open_ways = {SignInMethod.PHONE: settings.sign_in.phone, SignInMethod.SMS_CODE: settings.sign_in.sms}
    return frozenset(way for way, is_open in open_ways.items() if not is_open)

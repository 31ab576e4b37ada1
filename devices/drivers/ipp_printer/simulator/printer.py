"""The simulated A4 printer: what a dock, a demo or a test holds."""

from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from typing import Final

from devices.api.clock import Clock
from devices.api.errors import ProtocolError
from devices.drivers.ipp_printer.endpoint import DEFAULT_PATH
from devices.drivers.ipp_printer.simulator.answers import Answers, reply_to
from devices.drivers.ipp_printer.simulator.attributes import FORMATS, Identity
from devices.drivers.ipp_printer.simulator.engine import CONDITIONS, ENDINGS, SHEET, PrintEngine
from devices.drivers.ipp_printer.simulator.engine_state import BIN_SHEETS, TRAY_SHEETS, EngineState
from devices.drivers.ipp_printer.simulator.http_session import HttpRequest, response, serve
from devices.drivers.ipp_printer.simulator.job import PrintedJob, SimulatedJob
from devices.drivers.ipp_printer.simulator.page_count import count_pages
from devices.drivers.ipp_printer.values import Message
from devices.drivers.ipp_printer.vocabulary import IPP_MEDIA_TYPE, Operation, StatusCode
from devices.drivers.ipp_printer.wire import decode, encode
from devices.simulators.connection import Connection
from devices.simulators.delivery import deliver
from devices.simulators.faults import Own, Partial, Silent
from devices.simulators.scenario import Scenario, Script
from devices.simulators.tcp_server import TcpServer

_OTHER_COMMAND: Final = "other"
_REPLY_FAULTS: Final = ("reject", "lost_reply", "http_error", "wrong_ipp")


class SimulatedDocumentPrinter:
    """An IPP printer on loopback. Every method is safe from any thread; see `devices.simulators.Simulator`.

    A scenario names operations as ``print_job`` or ``get_jobs`` and each sheet as ``sheet``; README.md lists its
    faults.
    """

    COMMANDS: Final = (*(operation.name.lower() for operation in Operation), SHEET, _OTHER_COMMAND)
    OWN_FAULTS: Final = (*CONDITIONS, *ENDINGS, *_REPLY_FAULTS)

    def __init__(
        self,
        clock: Clock,
        *,
        seconds_per_sheet: float = 2.0,
        folder: Path | None = None,
        script: Script | None = None,
        model: str = "hallkiosk simulated A4 printer",
        serial_number: str = "SIM-A4-0001",
        versions: tuple[str, ...] = ("1.1", "2.0"),
        formats: tuple[str, ...] = FORMATS,
        operations: tuple[Operation, ...] = tuple(Operation),
        counts_jobs: bool = True,
        counts_sheets: bool = True,
        keeps_history: bool = True,
        count_pages: Callable[[bytes], int] = count_pages,
        port: int = 0,
        sheets_total: int = 0,
        on_sheet: Callable[[str], None] | None = None,
    ) -> None:
        """Prepare a printer on a free port.

        Args:
            clock: time.
            seconds_per_sheet: how long a sheet takes; 0 prints at once.
            folder: where each printed PDF is written, if anywhere.
            script: what goes wrong.
            model: what it calls itself.
            serial_number: what it says its number is.
            versions: the IPP versions it admits to.
            formats: the document formats it takes.
            operations: what it can be asked to do.
            counts_jobs: whether it counts each job's sheets.
            counts_sheets: whether it counts all its sheets.
            keeps_history: whether it remembers jobs that have ended.
            count_pages: counts a PDF's pages; for a process that uses PDFium elsewhere too and has a lock for it.
            port: its number, where one was chosen before (`devices.simulators.tcp_server.free_port`).
            sheets_total: what its counter shows from the beginning.
            on_sheet: told a job's name with each of its sheets, before anybody can see the counter move.
        """
        self.scenario = Scenario(script)
        self._versions = versions
        self._formats = formats
        self._operations = operations
        self._model = model
        self._serial_number = serial_number
        self._counts = (counts_jobs, counts_sheets)
        self._keeps_history = keeps_history
        self._server = TcpServer(self._serve, port=port, name="simulated-ipp-printer")
        if not port:
            self._server.plug()
            self._server.unplug()  # the number it was given is its own from now on
        self._engine = PrintEngine(
            clock,
            scenario=self.scenario,
            seconds_per_sheet=seconds_per_sheet,
            folder=folder,
            keeps_history=keeps_history,
            count_pages=count_pages,
            on_power_off=self._server.unplug,
            on_sheet=on_sheet,
        )
        self._engine.change(sheets_total=sheets_total)
        self._answers = Answers(self._engine, self._identity, clock)

    @property
    def port(self) -> str:
        """What the binding's `port` must say."""
        return f"ipp://127.0.0.1:{self._server.port}{DEFAULT_PATH}"

    @property
    def printed(self) -> tuple[PrintedJob, ...]:
        """All paper that ever came out, by job, in order."""
        return self._engine.printed

    @property
    def state(self) -> EngineState:
        """A look inside."""
        return self._engine.state

    def start(self) -> None:
        """Be there, switched on."""
        self._engine.power_on()
        self._server.plug()

    def stop(self) -> None:
        """Be gone, for good."""
        self.unplug()
        self._server.close()

    def unplug(self) -> None:
        """Pull the mains plug: connections break, the sheet under way stays inside, all jobs are forgotten."""
        self._fail()
        self._engine.join()

    def plug(self) -> None:
        """Switch on again, at the same port."""
        self.start()

    def lose_network(self) -> None:
        """Pull the network cable: nobody reaches it, and it prints on."""
        self._server.unplug()

    def regain_network(self) -> None:
        """Put the network cable back."""
        self._server.plug()

    def load_paper(self, sheets: int = TRAY_SHEETS) -> None:
        """Fill the tray to `sheets`."""
        self._engine.change(tray_sheets=sheets)

    def take_paper_out(self) -> None:
        """Empty the tray."""
        self._engine.change(tray_sheets=0)

    def jam(self) -> None:
        """Stop the sheet under way, or the next one, in the path."""
        self._engine.change(jammed=True)

    def clear_jam(self) -> None:
        """Take the stuck sheet out."""
        self._engine.change(jammed=False)

    def open_door(self) -> None:
        """Open the door."""
        self._engine.change(door_open=True)

    def close_door(self) -> None:
        """Close the door."""
        self._engine.change(door_open=False)

    def set_toner(self, percent: int) -> None:
        """Change the cartridge for one with `percent` left; 0 is empty, 10 or less is low."""
        self._engine.change(toner_percent=percent)

    def fill_output(self) -> None:
        """Let the output bin be full."""
        self._engine.change(bin_sheets=BIN_SHEETS)

    def empty_output(self) -> None:
        """Take the sheets out of the bin."""
        self._engine.change(bin_sheets=0)

    def pause(self) -> None:
        """Press the pause key: jobs are taken and wait."""
        self._engine.change(paused=True)

    def resume(self) -> None:
        """Press it again."""
        self._engine.change(paused=False)

    def wait_for(self, condition: Callable[[EngineState, tuple[SimulatedJob, ...]], bool], timeout_s: float) -> bool:
        """Wait until `condition` holds of the printer and its jobs; return whether it does."""
        return self._engine.wait_for(condition, timeout_s)

    def _fail(self) -> None:
        """Lose power, from any thread: whoever sees the connection break finds the engine off already."""
        self._engine.power_off()
        self._server.unplug()

    def _identity(self) -> Identity:
        counts_jobs, counts_sheets = self._counts
        return Identity(
            printer_uri=self.port,
            model=self._model,
            serial_number=self._serial_number,
            versions=self._versions,
            formats=self._formats,
            operations=self._operations,
            counts_jobs=counts_jobs,
            counts_sheets=counts_sheets,
            keeps_history=self._keeps_history,
        )

    def _serve(self, connection: Connection) -> None:
        serve(connection, lambda request: self._answer(connection, request))

    def _answer(self, connection: Connection, request: HttpRequest) -> bool:
        """Reply to one request; False if the connection is over."""
        if request.method != "POST":
            connection.write(response(HTTPStatus.METHOD_NOT_ALLOWED, b"This printer speaks IPP.\n"))
            return True
        if not request.headers.get("content-type", "").startswith(IPP_MEDIA_TYPE):
            connection.write(response(HTTPStatus.UNSUPPORTED_MEDIA_TYPE))
            return True
        try:
            message = decode(request.body)
        except ProtocolError:
            connection.write(response(HTTPStatus.BAD_REQUEST))
            return True
        return self._answer_ipp(connection, message)

    def _answer_ipp(self, connection: Connection, message: Message) -> bool:
        fault = self.scenario.next_fault(_command_name(message.code))
        if isinstance(fault, Own):
            return self._answer_faultily(connection, message, fault)
        deliver(connection, _http(self._handle(message)), fault, unplug=self._fail, damage=_damage)
        if isinstance(fault, Silent | Partial):
            while not connection.hung_up:
                connection.read()  # the rest of the reply never comes, and the connection stays
        return True

    def _answer_faultily(self, connection: Connection, message: Message, fault: Own) -> bool:
        match fault.name:
            case name if name in CONDITIONS:
                self._engine.change(**CONDITIONS[name])
                connection.write(_http(self._handle(message)))
                return True
            case "reject":
                status = StatusCode(int(fault.values.get("status", StatusCode.SERVER_ERROR_NOT_ACCEPTING_JOBS)))
                connection.write(_http(reply_to(message, status)))
                return True
            case "lost_reply":
                self._handle(message)
                return False
            case "http_error":
                connection.write(response(HTTPStatus(int(fault.values.get("status", 503)))))
                return True
            case "wrong_ipp":
                self._handle(message)
                connection.write(response(HTTPStatus.OK, b"\x02\x00\x00\x00nonsense", media_type=IPP_MEDIA_TYPE))
                return True
            case "power_off":
                self._fail()
                return False
            case _:  # a fault of sheets, from a rule for any command
                connection.write(_http(self._handle(message)))
                return True

    def _handle(self, message: Message) -> Message:
        version = f"{message.version[0]}.{message.version[1]}"
        if version not in self._versions:
            return reply_to(message, StatusCode.SERVER_ERROR_VERSION_NOT_SUPPORTED)
        return self._answers.handle(message)


def _http(message: Message) -> bytes:
    return response(HTTPStatus.OK, encode(message), media_type=IPP_MEDIA_TYPE)


def _damage(reply: bytes) -> bytes:
    """Turn the end-of-attributes tag, a reply's last byte, over: IPP has no check value of its own."""
    return reply[:-1] + bytes([reply[-1] ^ 0xFF])


def _command_name(code: int) -> str:
    try:
        return Operation(code).name.lower()
    except ValueError:
        return _OTHER_COMMAND

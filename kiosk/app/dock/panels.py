"""Which buttons each device has, and the hall."""

import os
import signal
from collections.abc import Callable

from devices.drivers.escpos_printer.simulator.sensors import Paper
from devices.drivers.sam_serial.wire import SamCommand
from devices.simulators.faults import Fault, GarbageBefore, Late, Own, Partial, WrongChecksum
from devices.simulators.people.cards import SyntheticPerson
from devices.simulators.simulator import Simulator
from kiosk.app.dock.actions import Action, Health, Lane, Manner, Panel, Report
from kiosk.app.dock.reports import report_on
from kiosk.app.dock.stage import InHand, Stage, somebody_else
from kiosk.app.simulation import world as ids
from kiosk.app.simulation.hands import SOCIAL_CARD_PIN, Before, Hands
from kiosk.app.simulation.world import SimulatedWorld
from kiosk.app.terminal import Terminal

LATE_S = 4.0
"""Later than any reader may think about a card (devices/drivers/sam_serial/dialogue.py)."""
HALF_BYTES = 640
"""Half of the answer that carries a card's text and photo."""
_LOW_TONER_PERCENT = 5
_NEW_TONER_PERCENT = 100


def panels(world: SimulatedWorld, terminal: Terminal, stage: Stage, hands: Hands) -> tuple[Panel, ...]:
    """Return every panel of the dock, from what a citizen uses first to what a technician does."""
    return (
        _reader(world, terminal, stage, hands),
        _smart_card_reader(world, terminal, stage, hands),
        _camera(world, terminal, stage),
        _scanner(world, terminal, stage),
        _document_printer(world, terminal, stage),
        _receipt_printer(world, terminal, stage),
        _hall(terminal, stage),
    )


def _reader(world: SimulatedWorld, terminal: Terminal, stage: Stage, hands: Hands) -> Panel:
    reader = world.reader

    def fault(key: str, label: str, wrong: Fault) -> Action:
        on = SamCommand.READ_BASE.label
        return Action(f"reader_{key}", label, _plainly(lambda: reader.scenario.add(wrong, on=on)), manner=Manner.FAULT)

    return Panel(
        ids.CARD_READER,
        "Card reader",
        _status(terminal, ids.CARD_READER),
        (
            Action("reader_lay", "Put card on", hands.lay_card, lambda: reader.card is not None),
            Action("reader_lift", "Take card away", _plainly(hands.lift_card)),
            *_plugs("reader", reader, stage),
            fault("wrong_checksum", "Next: wrong checksum", WrongChecksum()),
            fault("garbage", "Next: garbage first", GarbageBefore()),
            fault("late", "Next: late", Late(LATE_S)),
            fault("half", "Next: half a frame", Partial(HALF_BYTES)),
            Action("reader_well", "No more faults", _plainly(reader.scenario.clear)),
        ),
    )


def _smart_card_reader(world: SimulatedWorld, terminal: Terminal, stage: Stage, hands: Hands) -> Panel:
    reader = world.smart_card_reader
    return Panel(
        ids.SMART_CARD_READER,
        f"Social-security card (PIN {SOCIAL_CARD_PIN})",
        _status(terminal, ids.SMART_CARD_READER),
        (
            Action("social_insert", "Put card in", hands.insert_social_card, lambda: reader.card is not None),
            Action("social_take", "Take card out", _plainly(hands.take_social_card)),
            *_plugs("social", reader, stage),
        ),
    )


def _camera(world: SimulatedWorld, terminal: Terminal, stage: Stage) -> Panel:
    def is_there(before: Before) -> bool:
        return stage.before[0] is before

    def show(
        key: str,
        label: str,
        before: Before,
        who: Callable[[SyntheticPerson], SyntheticPerson] = _the_same,
        holds: Callable[[], bool] | None = None,
    ) -> Action:
        return Action(
            f"camera_{key}",
            label,
            lambda person: stage.look(before, who(person), is_somebody_else=who is somebody_else),
            holds or (lambda: is_there(before)),
            lane=Lane.DRAWING,
        )

    return Panel(
        ids.CAMERA,
        "Face camera",
        _status(terminal, ids.CAMERA),
        (
            show("nobody", "Nobody", Before.NOBODY),
            show(
                "person",
                "The chosen person",
                Before.PERSON,
                holds=lambda: is_there(Before.PERSON) and not stage.is_somebody_else,
            ),
            show(
                "other",
                "Somebody else (drawn alike: matches)",
                Before.PERSON,
                somebody_else,
                holds=lambda: is_there(Before.PERSON) and stage.is_somebody_else,
            ),
            show("photo", "Their printed photo", Before.PHOTO),
            show("covered", "Lens covered", Before.COVERED),
            *_plugs("camera", world.camera, stage, lane=Lane.DRAWING),
        ),
    )


def _scanner(world: SimulatedWorld, terminal: Terminal, stage: Stage) -> Panel:
    return Panel(
        ids.CODE_SCANNER,
        "Code scanner",
        _status(terminal, ids.CODE_SCANNER),
        (
            Action(
                "scanner_identity",
                "Show identity code",
                stage.show_identity_code,
                lambda: stage.in_hand is InHand.IDENTITY_CODE,
            ),
            Action(
                "scanner_other",
                "Show another code",
                _plainly(stage.show_other_code),
                lambda: stage.in_hand is InHand.OTHER_CODE,
            ),
            Action("scanner_away", "Put phone away", _plainly(stage.put_phone_away)),
            *_plugs("scanner", world.scanner_camera, stage),
        ),
    )


def _document_printer(world: SimulatedWorld, terminal: Terminal, stage: Stage) -> Panel:
    printer = world.document_printer
    lost = Own("lost_reply")
    return Panel(
        ids.DOCUMENT_PRINTER,
        "Document printer",
        _status(terminal, ids.DOCUMENT_PRINTER),
        (
            Action(
                "a4_empty",
                "Take paper out",
                _plainly(printer.take_paper_out),
                lambda: printer.state.tray_sheets == 0,
            ),
            Action("a4_fill", "Fill paper", _plainly(printer.load_paper)),
            Action("a4_jam", "Jam", _plainly(printer.jam), lambda: printer.state.jammed),
            Action("a4_clear", "Clear jam", _plainly(printer.clear_jam)),
            Action("a4_open", "Open door", _plainly(printer.open_door), lambda: printer.state.door_open),
            Action("a4_close", "Close door", _plainly(printer.close_door)),
            Action(
                "a4_toner_empty",
                "Toner empty",
                lambda _: printer.set_toner(0),
                lambda: printer.state.toner_percent == 0,
            ),
            Action(
                "a4_toner_low",
                "Toner low",
                lambda _: printer.set_toner(_LOW_TONER_PERCENT),
                lambda: printer.state.toner_percent == _LOW_TONER_PERCENT,
            ),
            Action("a4_toner_new", "New toner", lambda _: printer.set_toner(_NEW_TONER_PERCENT)),
            *_plugs("a4", printer, stage),
            Action(
                "a4_lost_reply",
                "Next: reply is lost",
                lambda _: printer.scenario.add(lost, on="print_job"),
                manner=Manner.FAULT,
            ),
        ),
    )


def _receipt_printer(world: SimulatedWorld, terminal: Terminal, stage: Stage) -> Panel:
    printer = world.receipt_printer
    return Panel(
        ids.RECEIPT_PRINTER,
        "Receipt printer",
        _status(terminal, ids.RECEIPT_PRINTER),
        (
            Action(
                "receipt_empty",
                "Take roll out",
                _plainly(printer.take_paper_out),
                lambda: printer.sensors.paper is Paper.OUT,
            ),
            Action(
                "receipt_low",
                "Roll near its end",
                _plainly(printer.run_low),
                lambda: printer.sensors.paper is Paper.NEAR_END,
            ),
            Action("receipt_fill", "New roll", _plainly(printer.load_paper)),
            Action("receipt_open", "Open cover", _plainly(printer.open_cover), lambda: printer.sensors.cover_open),
            Action("receipt_close", "Close cover", _plainly(printer.close_cover)),
            *_plugs("receipt", printer, stage),
        ),
    )


def _hall(terminal: Terminal, stage: Stage) -> Panel:
    def report() -> Report:
        hall = terminal.embedded_hall
        if hall is None:
            return Report("at another machine, or not started yet", Health.UNKNOWN)
        if hall.pid is None:
            return Report("gone; it is started again", Health.BAD)
        registry = "; property registry down" if stage.registry_is_down else ""
        return Report(f"process {hall.pid}{registry}", Health.BAD if registry else Health.GOOD)

    def kill(_: SyntheticPerson) -> None:
        pid = terminal.embedded_hall.pid if terminal.embedded_hall else None
        if pid is not None:
            os.kill(pid, signal.SIGKILL)

    return Panel(
        "hall",
        "Hall server",
        report,
        (
            Action("hall_kill", "Kill it (it comes back)", kill, manner=Manner.FAULT),
            Action(
                "registry_down",
                "Property registry down",
                lambda _: stage.switch_registry(answers=False),
                lambda: stage.registry_is_down,
            ),
            Action("registry_up", "Property registry up", lambda _: stage.switch_registry(answers=True)),
        ),
    )


def _plugs(key: str, simulator: Simulator, stage: Stage, *, lane: Lane = Lane.HANDS) -> tuple[Action, Action]:
    return (
        Action(
            f"{key}_unplug",
            "Unplug",
            lambda _: stage.unplug(simulator),
            lambda: stage.is_unplugged(simulator),
            lane=lane,
        ),
        Action(f"{key}_plug", "Plug in", lambda _: stage.plug(simulator), lane=lane),
    )


def _the_same(person: SyntheticPerson) -> SyntheticPerson:
    return person


def _plainly(do: Callable[[], None]) -> Callable[[SyntheticPerson], None]:
    """Do it whoever is chosen."""
    return lambda _: do()


def _status(terminal: Terminal, device_id: str) -> Callable[[], Report]:
    return lambda: report_on(terminal.devices.status(device_id))

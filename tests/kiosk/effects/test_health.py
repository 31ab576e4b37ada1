"""The flow hears how each part is, once for each change, and one lost answer does not close a terminal."""

from dataclasses import replace
from pathlib import Path

import pytest

from devices.api.events import CardPresented, CardRemoved, CommandDone, StatusChanged
from devices.api.status import CheckState, DeviceState, PartName, Status, SupplyState
from kiosk.domain.health import Part, PartHealth
from kiosk.effects.device_events import DeviceEvents, health_of
from kiosk.effects.health import first_device_health
from kiosk.flow.outcomes import HealthChanged
from kiosk.flow.touches import CardLaid, CardLifted
from kiosk.journal.messages import PrintFound, PrintReport
from kiosk.settings.model import DeviceSettings, RoleSettings, Settings
from tests.support import worlds
from tests.support.hall_double import Fault
from tests.support.kiosk_effects import Inbox, World, world


def _hall(it: World) -> list[PartHealth]:
    return [event.health for event in it.inbox.of(HealthChanged) if event.part is Part.HALL]


def _settled(it: World, after_s: float = 10.0) -> None:
    """Wait until the watch has looked and waits again."""
    it.clock.await_wait(until_s=it.clock.monotonic_s() + after_s)


def test_start_tells_of_every_part(it: World) -> None:
    """Devices as the supervisor knows them, the hall and the face engine as the first look finds them."""
    it.runner.start()
    _settled(it)
    told = {event.part: event.health for event in it.inbox.of(HealthChanged)}
    assert told == {**dict.fromkeys(Part, PartHealth.WORKS), Part.SMART_CARD_READER: PartHealth.ABSENT}


def test_only_changes_are_told(it: World) -> None:
    """Looking again and again at a hall that works says nothing new."""
    it.runner.start()
    for _ in range(3):
        _settled(it)
        it.clock.advance(10.0)
    _settled(it)
    assert _hall(it) == [PartHealth.WORKS]


def test_one_lost_answer_is_not_believed(it: World) -> None:
    """It is asked again soon, and the terminal stays open."""
    it.runner.start()
    _settled(it)
    it.hall.next("/v1/health", Fault.UNAVAILABLE)
    it.clock.advance(10.0)
    _settled(it, 2.0)
    it.clock.advance(2.0)
    _settled(it)
    assert _hall(it) == [PartHealth.WORKS]


def test_a_hall_that_is_away_is_told_and_its_return_too(it: World) -> None:
    """Two lost answers in a row are a fault; the first answer afterwards is the end of it."""
    it.runner.start()
    _settled(it)
    it.hall.stop()
    it.clock.advance(10.0)
    _settled(it, 2.0)
    it.clock.advance(2.0)
    _settled(it)
    it.hall.start()
    it.clock.advance(10.0)
    _settled(it)
    assert _hall(it) == [PartHealth.WORKS, PartHealth.FAULT, PartHealth.WORKS]


def test_a_hall_that_is_back_gets_what_was_kept_for_it(it: World) -> None:
    """The outbox does not wait for its pause to end."""
    it.hall.stop()
    it.journal.outbox.post("key-of-a-report", PrintReport("c-1", "p-1", PrintFound.UNKNOWN, "e", 0, worlds.NOW))
    it.runner.start()
    _settled(it, 5.0)
    _settled(it, 2.0)
    it.clock.advance(2.0)
    _settled(it)
    it.hall.start()
    assert it.runner._health is not None
    it.runner._health.look_now()
    it.inbox.wait(HealthChanged, wanted=lambda event: event == HealthChanged(Part.HALL, PartHealth.WORKS))
    # Refused for good by a hall that has no such paper: that it was asked is what counts.
    _settled(it, 300.0)
    assert it.journal.outbox.count_waiting() == 0


def test_a_watch_that_breaks_promises_nothing(it: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The fault is journalled, the hall counts as away until the next look goes well."""

    def broken() -> None:
        raise KeyError("boom")

    with monkeypatch.context() as patched:
        patched.setattr(it.client, "health", broken)
        it.runner.start()
        _settled(it)
    it.clock.advance(10.0)
    _settled(it)
    assert _hall(it) == [PartHealth.FAULT, PartHealth.WORKS]
    assert it.journal.faults.recent()[0].code.startswith("health:KeyError:")


def test_a_terminal_that_cannot_compare_faces_says_so(tmp_path: Path) -> None:
    """Without an engine or a photo decoder the part is absent."""
    with world(tmp_path, decoder=None) as it:
        it.runner.start()
        told = it.inbox.wait(HealthChanged, wanted=lambda event: event.part is Part.FACE_ENGINE)
        assert told.health is PartHealth.ABSENT


def test_parts_without_a_device_are_absent(tmp_path: Path) -> None:
    """An empty role, and a role that names a device nobody bound."""
    roles = RoleSettings(receipt_printer="", code_scanner="no-such-device")
    with world(tmp_path, settings=replace(Settings(), devices=DeviceSettings(roles=roles))) as it:
        healths = first_device_health(roles.by_part(), it.supervisor)
    assert healths[Part.RECEIPT_PRINTER] is PartHealth.ABSENT
    assert healths[Part.CODE_SCANNER] is PartHealth.ABSENT
    assert healths[Part.CARD_READER] is PartHealth.WORKS


@pytest.mark.parametrize(
    ("status", "health"),
    [
        (Status(DeviceState.ONLINE), PartHealth.WORKS),
        (Status(DeviceState.BUSY), PartHealth.WORKS),
        (Status(DeviceState.UNKNOWN), PartHealth.UNKNOWN),
        (Status(DeviceState.OFFLINE), PartHealth.FAULT),
        (Status(DeviceState.POWER_OFF), PartHealth.FAULT),
        (Status(DeviceState.HARDWARE_ERROR), PartHealth.FAULT),
        (Status(DeviceState.USER_ERROR), PartHealth.NEEDS_CLEARING),
        (Status(DeviceState.NO_DEVICE), PartHealth.ABSENT),
        (Status(DeviceState.ONLINE, {PartName.PAPER: SupplyState.OUT}), PartHealth.NEEDS_SUPPLY),
        (Status(DeviceState.ONLINE, {PartName.PAPER: SupplyState.LOW}), PartHealth.WORKS),
        (Status(DeviceState.HARDWARE_ERROR, {PartName.TONER: SupplyState.OUT}), PartHealth.NEEDS_SUPPLY),
        (Status(DeviceState.HARDWARE_ERROR, {PartName.FEED: CheckState.FAULT}), PartHealth.NEEDS_CLEARING),
        (
            Status(DeviceState.ONLINE, {PartName.COVER: CheckState.FAULT, PartName.PAPER: SupplyState.OUT}),
            PartHealth.NEEDS_CLEARING,
        ),
        (Status(DeviceState.OFFLINE, {PartName.PAPER: SupplyState.OUT}), PartHealth.FAULT),
        (Status(DeviceState.ONLINE, {PartName.PAPER: SupplyState.UNKNOWN}), PartHealth.WORKS),
    ],
)
def test_a_status_is_a_health(status: Status, health: PartHealth) -> None:
    """A named cause says more than 'hardware error'; what is out of reach is a fault whatever it said last."""
    assert health_of(status) is health


@pytest.mark.parametrize("state", DeviceState)
def test_every_state_has_a_health(state: DeviceState) -> None:
    """A state added to the contract is noticed here."""
    assert isinstance(health_of(Status(state)), PartHealth)


def test_what_devices_post_becomes_the_flows_events() -> None:
    """A card of the sign-in reader begins a session of its own; other devices, and commands, are nobody's business."""
    inbox = Inbox()
    tampered: list[str] = []
    events = DeviceEvents(
        {Part.CARD_READER: "reader", Part.CAMERA: "camera", Part.RECEIPT_PRINTER: ""},
        post=inbox.post,
        new_session_id=lambda: "11111111-2222-4333-8444-555555555555",
        tampered=tampered.append,
    )
    events.post(CardPresented("reader"))
    events.post(CardRemoved("reader"))
    events.post(CardPresented("another-reader"))
    events.post(CardPresented("camera"))
    events.post(StatusChanged("camera", Status(DeviceState.OFFLINE)))
    events.post(StatusChanged("", Status(DeviceState.OFFLINE)))
    events.post(CommandDone("reader", 1, None))
    assert inbox.events == [
        CardLaid("11111111-2222-4333-8444-555555555555"),
        CardLifted(),
        HealthChanged(Part.CAMERA, PartHealth.FAULT),
    ]
    assert tampered == []
    events.post(StatusChanged("camera", Status(DeviceState.ONLINE, detail_code="picture_covered")))
    assert tampered == ["camera:picture_covered"]

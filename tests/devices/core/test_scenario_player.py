"""Scenarios whose deeds are done in their time, from files of either form, on real simulators."""

import json
import threading
from functools import partial
from pathlib import Path

import pytest

from devices.api.clock import SystemClock
from devices.api.configuration import ConfigurationFaults
from devices.drivers.sam_serial.stand import SamReaderStand
from devices.simulators.faults import Silent
from devices.simulators.player import ScenarioPlayer
from devices.simulators.scenario import AfterDeed, AtTime, OnCommand, Rule, Scenario, Script, TimedDeed
from devices.simulators.scenario_file import LIBRARY, library, load_script, read_script
from devices.simulators.stand import StandType
from devices.stands import every_stand
from tests.support.devices_core import PATIENCE_S, FakeClock, no_thread_left_behind

COMMANDS = ("find", "read")
DEEDS = ("lay", "lift", "unplug", "plug")
TEXT = """
kind = "id_card_reader"
about = "All three moments"

[[fault]]
kind = "silent"
on = "read"

[[deed]]
do = "lay"
at_s = 2.0

[[deed]]
do = "unplug"
on = "read"
nth = 2

[[deed]]
do = "plug"
after_s = 0.5
"""
SCRIPT = Script(
    (Rule(Silent(), on="read"),),
    (
        TimedDeed("lay", AtTime(2.0)),
        TimedDeed("unplug", OnCommand("read", 2)),
        TimedDeed("plug", AfterDeed(0.5)),
    ),
    "All three moments",
)


def test_deeds_are_read_from_toml_and_json(tmp_path: Path) -> None:
    """The same tables in either form."""
    toml, as_json = tmp_path / "one.toml", tmp_path / "one.json"
    toml.write_text(TEXT, encoding="utf-8")
    as_json.write_text(
        json.dumps(
            {
                "kind": "id_card_reader",
                "about": "All three moments",
                "fault": [{"kind": "silent", "on": "read"}],
                "deed": [
                    {"do": "lay", "at_s": 2},
                    {"do": "unplug", "on": "read", "nth": 2},
                    {"do": "plug", "after_s": 0.5},
                ],
            }
        ),
        encoding="utf-8",
    )
    for path in (toml, as_json):
        assert load_script(path, commands=COMMANDS, deeds=DEEDS, kind="id_card_reader") == SCRIPT


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[deed]]\ndo = "explode"\nat_s = 1', "deed[0].do: not_allowed 'explode' (allowed: lay, lift, unplug, plug)"),
        ('[[deed]]\ndo = "lay"', "deed[0].at_s: missing (allowed: one of at_s, after_s, on)"),
        (
            '[[deed]]\ndo = "lay"\nat_s = 1\non = "read"',
            "deed[0].at_s: not_allowed 1 (allowed: one of at_s, after_s, on)",
        ),
        ('[[deed]]\ndo = "lay"\non = "write"', "deed[0].on: not_allowed 'write' (allowed: find, read)"),
        ('[[deed]]\ndo = "lay"\nat_s = -1', "deed[0].at_s: not_allowed -1 (allowed: 0 to 86400)"),
        ('kind = "ups"', "scenario.kind: not_allowed 'ups' (allowed: id_card_reader)"),
        ("deeds = []", "deeds: unknown_key (allowed: about, kind, [[fault]], [[deed]])"),
        ("deed = 1", "deed: wrong_type 1 (allowed: [[deed]])"),
    ],
)
def test_a_deed_that_is_wrong_is_named(text: str, said: str) -> None:
    """A misspelt scenario is never one in which nothing happens."""
    with pytest.raises(ConfigurationFaults) as caught:
        read_script(text, commands=COMMANDS, deeds=DEEDS, kind="id_card_reader")
    assert [str(fault) for fault in caught.value.faults] == [said]


@pytest.mark.parametrize("text", ["[1]", "{"])
def test_json_that_is_no_scenario_is_refused(text: str) -> None:
    """As TOML is."""
    with pytest.raises(ConfigurationFaults):
        read_script(text, commands=COMMANDS, as_json=True)


def test_every_deed_is_done_in_its_time() -> None:
    """At a time, at a reply, after another: on the hands' own thread, in the order of time."""
    clock, scenario = FakeClock(), Scenario()
    done: list[tuple[str, float, str]] = []

    def deed(name: str) -> None:
        done.append((name, clock.monotonic_s(), threading.current_thread().name))

    begun_s = clock.monotonic_s()
    player = ScenarioPlayer(SCRIPT, scenario=scenario, deeds={name: partial(deed, name) for name in DEEDS}, clock=clock)
    with no_thread_left_behind():
        player.start()
        clock.until_parked("simulated hands")
        assert scenario.next_fault("read") == Silent()
        clock.until_parked("simulated hands")
        clock.advance(1.0)
        clock.until_parked("simulated hands")
        assert done == []
        scenario.next_fault("read")
        assert_done(player, ("unplug",))
        clock.until_parked("simulated hands")
        clock.advance(0.5)
        assert_done(player, ("unplug", "plug"))
        clock.until_parked("simulated hands")
        clock.advance(0.5)
        assert_done(player, ("lay", "unplug", "plug"))
        player.stop()
    assert [(name, at_s - begun_s) for name, at_s, _ in done] == [("unplug", 1.0), ("plug", 1.5), ("lay", 2.0)]
    assert {thread for _, _, thread in done} == {"simulated hands"}
    assert scenario.next_fault("read") is None


def nothing() -> None:
    """Do nothing."""


def assert_done(player: ScenarioPlayer, deeds: tuple[str, ...]) -> None:
    """Wait for the hands."""
    ends = threading.Event()
    for _ in range(int(PATIENCE_S * 100)):
        if player.done == deeds:
            return
        ends.wait(0.01)
    assert player.done == deeds


def test_a_scenario_that_is_stopped_does_nothing_more() -> None:
    """Its faults are over, and what was not done is left undone."""
    clock, scenario = FakeClock(), Scenario()
    player = ScenarioPlayer(SCRIPT, scenario=scenario, deeds=dict.fromkeys(DEEDS, nothing), clock=clock)
    with no_thread_left_behind():
        player.start()
        clock.until_parked("simulated hands")
        player.stop()
    assert player.done == ()
    assert scenario.next_fault("read") is None


def test_a_deed_that_a_stand_does_not_know_is_refused() -> None:
    """When it is prepared, not when its time has come."""
    with pytest.raises(ValueError, match="plug"):
        ScenarioPlayer(SCRIPT, scenario=Scenario(), deeds={"lay": nothing, "unplug": nothing}, clock=FakeClock())


@pytest.mark.parametrize("stand_type", every_stand(), ids=lambda stand: f"{stand.kind.value}.{stand.driver}")
def test_every_installed_scenario_fits_its_simulator(stand_type: StandType) -> None:
    """Those that a technician can name are all readable, say what they play, and do something."""
    stand = stand_type(SystemClock())
    for name, path in library(stand.kind.value).items():
        script = load_script(
            path, commands=stand.commands, own=stand.own_faults, deeds=tuple(stand.deeds), kind=stand.kind.value
        )
        assert script.about, name
        assert script.rules or script.deeds, name
    stand.simulator.stop()


def test_every_folder_of_scenarios_is_of_a_kind_that_is_simulated() -> None:
    """None is forgotten when a kind is renamed."""
    kinds = {stand.kind.value for stand in every_stand()}
    assert {folder.name for folder in LIBRARY.iterdir() if folder.is_dir()} <= kinds


def test_an_installed_scenario_is_played_on_a_real_reader() -> None:
    """A cable that is pulled in the middle of a frame, over a pty: the deeds follow the fault."""
    stand = SamReaderStand(SystemClock())
    script = Script(deeds=(TimedDeed("lay", AtTime(0.0)), TimedDeed("unplug", AfterDeed(0.01))))
    stand.simulator.start()
    player = ScenarioPlayer(script, scenario=stand.simulator.scenario, deeds=stand.deeds, clock=SystemClock())
    player.start()
    try:
        assert player.wait(PATIENCE_S)
        assert stand.simulator.card == stand.card
        assert not Path(stand.simulator.port).exists()
    finally:
        player.stop()
        stand.simulator.stop()

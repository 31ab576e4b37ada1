"""Scenarios: which reply meets which fault, and what the fault does to it."""

import os
from pathlib import Path

import pytest

from devices.api.configuration import ConfigurationFaults
from devices.simulators.connection import Connection
from devices.simulators.delivery import damage_last_byte, deliver
from devices.simulators.faults import (
    DeadInMidCommand,
    Fault,
    GarbageBefore,
    Late,
    Own,
    Partial,
    Silent,
    Unplugged,
    WrongChecksum,
)
from devices.simulators.scenario import Rule, Scenario, Script
from devices.simulators.scenario_file import load_script, read_script

COMMANDS = ("find", "read")


def test_faults_hit_the_replies_that_the_script_names() -> None:
    """By command, after so many good ones, so many times."""
    scenario = Scenario(Script((Rule(Silent(), on="read", skip=1, times=2), Rule(Late(2.0), times=None))))
    met = [scenario.next_fault(command) for command in ("read", "find", "read", "read", "read", "find")]
    assert met == [Late(2.0), Late(2.0), Silent(), Silent(), Late(2.0), Late(2.0)]


def test_a_scenario_can_be_changed_while_it_runs() -> None:
    """A dock adds faults, clears them, plays another script."""
    scenario = Scenario()
    assert scenario.next_fault("read") is None
    scenario.add(Partial(3), on="read")
    assert [scenario.next_fault(command) for command in ("find", "read", "read")] == [None, Partial(3), None]
    scenario.add(Silent(), times=None)
    scenario.clear()
    assert scenario.next_fault("read") is None


def test_a_rule_that_could_never_hit_is_refused() -> None:
    """A scenario that does nothing would be a test that cannot fail."""
    for skip, times in ((-1, 1), (0, 0)):
        with pytest.raises(ValueError, match="skip"):
            Rule(Silent(), skip=skip, times=times)


def test_a_script_is_read_from_toml(tmp_path: Path) -> None:
    """Every fault with its fields, and the simulator's own."""
    file = tmp_path / "scenario.toml"
    file.write_text(
        """
        fault = [
            {kind = "late", delay_s = 1.5, on = "read", skip = 2, times = 3},
            {kind = "partial", keep_bytes = 9},
            {kind = "wrong_checksum", times = "always"},
            {kind = "garbage_before", garbage_hex = "00ff"},
            {kind = "silent"},
            {kind = "unplugged"},
            {kind = "dead_in_mid_command", keep_bytes = 1},
            {kind = "refuse", sw3 = 0x41},
        ]
        """,
        encoding="utf-8",
    )
    assert load_script(file, commands=COMMANDS, own=("refuse",)) == Script(
        (
            Rule(Late(1.5), on="read", skip=2, times=3),
            Rule(Partial(9)),
            Rule(WrongChecksum(), times=None),
            Rule(GarbageBefore(b"\x00\xff")),
            Rule(Silent()),
            Rule(Unplugged()),
            Rule(DeadInMidCommand(1)),
            Rule(Own("refuse", {"sw3": 0x41})),
        )
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("fault = 3", ["fault: wrong_type 3 (allowed: [[fault]])"]),
        ("[[falut]]", ["falut: unknown_key (allowed: about, kind, [[fault]], [[deed]])"]),
        ('[[fault]]\nkind = "late"\non = "red"', ["fault[0].on: not_allowed 'red' (allowed: *, find, read)"]),
        ('[[fault]]\nkind = "late"\nskip = -1', ["fault[0].skip: not_allowed -1 (allowed: 0 to 999999)"]),
        ('[[fault]]\nkind = "late"\ntimes = 0', ["fault[0].times: not_allowed 0 (allowed: 1 to 999999)"]),
        (
            '[[fault]]\nkind = "late"\ndelay_s = "1"',
            ["fault[0].delay_s: wrong_type '1' (allowed: a number from 0 to 3600)"],
        ),
        (
            '[[fault]]\nkind = "partial"\nkeep_bytes = true',
            ["fault[0].keep_bytes: wrong_type True (allowed: a whole number, 0 to 999999)"],
        ),
        (
            '[[fault]]\nkind = "garbage_before"\ngarbage_hex = "zz"',
            ["fault[0].garbage_hex: not_allowed 'zz' (allowed: hexadecimal)"],
        ),
        (
            '[[fault]]\nkind = "silent"\ndelay_s = 1\n[[fault]]\nkind = "silent"\nskip = "x"',
            [
                "fault[0].delay_s: unknown_key (allowed: kind, on, skip, times)",
                "fault[1].skip: wrong_type 'x' (allowed: a whole number, 0 to 999999)",
            ],
        ),
    ],
)
def test_a_script_that_is_wrong_names_every_place(text: str, said: list[str]) -> None:
    """A misspelt scenario must not be one in which nothing goes wrong."""
    with pytest.raises(ConfigurationFaults) as caught:
        read_script(text, commands=COMMANDS)
    assert [str(fault) for fault in caught.value.faults] == said


@pytest.mark.parametrize("text", ["fault = [", '[[fault]]\non = "read"', '[[fault]]\nkind = "lat"'])
def test_a_fault_without_a_known_kind_is_refused(text: str) -> None:
    """With the kinds there are, the simulator's own among them."""
    with pytest.raises(ConfigurationFaults) as caught:
        read_script(text, commands=COMMANDS, own=("refuse",))
    assert len(caught.value.faults) == 1
    if "kind" in str(caught.value):
        assert "late, partial" in caught.value.faults[0].allowed
        assert "refuse" in caught.value.faults[0].allowed


def test_a_script_s_file_that_cannot_be_read_is_a_configuration_error(tmp_path: Path) -> None:
    """With the kind of reason."""
    with pytest.raises(ConfigurationFaults, match="FileNotFoundError"):
        load_script(tmp_path / "absent", commands=COMMANDS)


class Pipe:
    """A connection whose far end is a pipe's."""

    def __init__(self) -> None:
        """Open it."""
        self._reads, self._writes = os.pipe()
        self.connection = Connection(self._writes)
        self.pulled = 0

    def unplug(self) -> None:
        """Count, and hang up."""
        self.pulled += 1
        self.connection.hang_up()

    def came(self) -> bytes:
        """Return what was written, and close."""
        self.connection.release()
        os.close(self._writes)
        with os.fdopen(self._reads, "rb") as reads:
            return reads.read()


@pytest.fixture
def pipe() -> Pipe:
    """A pipe; the test takes what came, which closes it."""
    return Pipe()


@pytest.mark.parametrize(
    ("fault", "came", "pulled"),
    [
        (None, b"reply", 0),
        (Late(0.01), b"reply", 0),
        (Partial(2), b"re", 0),
        (WrongChecksum(), b"repl\x86", 0),
        (GarbageBefore(b"\xaa"), b"\xaareply", 0),
        (Silent(), b"", 0),
        (Unplugged(3), b"rep", 1),
        (Own("refuse"), b"reply", 0),
    ],
)
def test_a_fault_does_to_the_reply_what_its_name_says(
    pipe: Pipe, fault: Fault | None, came: bytes, pulled: int
) -> None:
    """Byte for byte."""
    deliver(pipe.connection, b"reply", fault, unplug=pipe.unplug)
    assert pipe.came() == came
    assert pipe.pulled == pulled


def test_a_dead_device_answers_nothing_until_it_is_hung_up(pipe: Pipe) -> None:
    """It does not come back by itself."""
    pipe.connection.hang_up()
    deliver(pipe.connection, b"reply", DeadInMidCommand(1), unplug=pipe.unplug)
    assert pipe.came() == b""


def test_damage_always_damages() -> None:
    """A check value that happened to stay right would be no fault."""
    for last in range(256):
        assert damage_last_byte(bytes([1, last])) != bytes([1, last])
    assert damage_last_byte(b"") == b""

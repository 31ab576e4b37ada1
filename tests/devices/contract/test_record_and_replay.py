"""``devices record`` and ``devices replay`` as a technician uses them, and ``conformance`` on recorded wires."""

import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from devices.api.wire_language import Direction
from devices.cli.main import main
from devices.drivers.sam_serial.stand import SamReaderStand
from devices.drivers.serial_scanner.redaction import SCANNER_LANGUAGE
from devices.drivers.serial_scanner.ssi import Opcode, Packet, PacketScanner
from devices.drivers.serial_scanner.wire import GM65_DONE, gm65_answer
from devices.ports.line_language import LineLanguage, sentence_language
from devices.recording.trace import What, read_trace
from devices.sentences import Sentence
from devices.simulators.stand import Stand
from tests.support.stands import standing


@pytest.fixture
def stand() -> Iterator[Stand]:
    """A simulated reader with a card on it."""
    with standing(SamReaderStand) as stand:
        stand.deeds["lay"]()
        yield stand


@pytest.fixture
def bindings(stand: Stand, tmp_path: Path) -> Path:
    """It, as a terminal binds it."""
    file = tmp_path / "devices.toml"
    port = stand.bindings()[0].port
    file.write_text(
        f'[device.reader]\nkind = "id_card_reader"\ndriver = "sam-serial"\nport = "{port}"\nallow_unpinned = true\n'
    )
    return file


def said(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """The command's document."""
    document: dict[str, Any] = json.loads(capsys.readouterr().out)
    return document


def test_what_is_recorded_can_be_played(
    bindings: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Messages and deeds with their times; the driver bears the replay and departs nowhere."""
    trace = tmp_path / "reader.trace.jsonl"
    monkeypatch.setattr(sys, "stdin", io.StringIO("lay\n"))
    command = ["record", "reader", "--bindings", str(bindings), "--out", str(trace), "--seconds", "0.3", "--json"]
    assert main(command) == 0
    document = said(capsys)
    assert document["ok"]
    assert document["messages"] >= 4
    happenings = read_trace(trace).happenings
    assert [one.deed for one in happenings if one.what is What.DEED] == ["lay"]
    assert [one.at_s for one in happenings] == sorted(one.at_s for one in happenings)
    assert main(["replay", str(trace), "--json"]) == 0
    played = said(capsys)
    assert played["ok"]
    assert played["departures"] == []
    assert {"what": "status_changed", "detail": "online"} in played["events"]
    assert main(["replay", str(trace)]) == 0
    assert "id_card_reader.sam-serial" in capsys.readouterr().out


def test_a_device_that_does_not_answer_is_recorded_all_the_same(
    bindings: Path, stand: Stand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Status 4, the reason, and the trace: it may show why."""
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    stand.simulator.unplug()
    trace = tmp_path / "x.trace.jsonl"
    command = ["record", "reader", "--bindings", str(bindings), "--out", str(trace), "--seconds", "0.1", "--json"]
    assert main(command) == 4
    document = said(capsys)
    assert not document["ok"]
    assert document["error"]["code"] == "not_opened"
    assert trace.exists()


def test_only_a_bound_device_is_recorded(bindings: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Anything else is status 2, and says which there are."""
    assert main(["record", "printer", "--bindings", str(bindings), "--out", str(tmp_path / "x"), "--json"]) == 2
    assert "reader" in capsys.readouterr().out


def test_conformance_is_recorded_on_the_simulator_and_kept_without_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What a technician tries on a stand once is proved for ever after."""
    checks = ["--check", "tests_itself", "--check", "reads_a_card"]
    driver = ["conformance", "id_card_reader", "--driver", "sam-serial", "--json", *checks]
    assert main([*driver, "--simulated", "--record", str(tmp_path)]) == 0
    assert said(capsys)["ok"]
    assert main([*driver, "--recorded", str(tmp_path)]) == 0
    assert {check["outcome"] for check in said(capsys)["checks"]} == {"passed"}


@pytest.mark.parametrize("code", [b"HALL-1234567890\r", b"\x02\xe5\xbc\xa0\xe6\xa0\xb7\x03", b"]Q1secret\r\n"])
def test_a_code_leaves_its_length_alone(code: bytes) -> None:
    """What frames it stays, and nothing that could be read is left; done twice it changes nothing more."""
    splitter = SCANNER_LANGUAGE.splitter(Direction.FROM_DEVICE)
    redacted = b"".join(SCANNER_LANGUAGE.redacted(Direction.FROM_DEVICE, piece.octets) for piece in splitter.feed(code))
    assert len(redacted) == len(code)
    kept = {byte for byte in redacted if byte >= 0x20}
    assert kept <= set(b"]Q1X")
    assert [byte for byte in redacted if byte < 0x20] == [byte for byte in code if byte < 0x20]
    assert SCANNER_LANGUAGE.redacted(Direction.FROM_DEVICE, redacted) == redacted


@pytest.mark.parametrize("answer", [GM65_DONE, gm65_answer(1), b"\x01T\x06\x04", b"!"])
def test_what_a_scanner_says_of_itself_is_kept(answer: bytes) -> None:
    """Without it no replay would understand the rest."""
    assert SCANNER_LANGUAGE.redacted(Direction.FROM_DEVICE, answer) == answer


def test_ssi_packets_come_whole_and_leave_with_their_check_right() -> None:
    """Cut anywhere on the way, the packet is put together; the code in it is filling."""
    packet = Packet(Opcode.DECODE_DATA, 0, 0, b"\x1csecret code").as_bytes()
    splitter = SCANNER_LANGUAGE.splitter(Direction.FROM_DEVICE)
    pieces = splitter.feed(packet[:7])
    assert pieces == []
    (piece,) = splitter.feed(packet[7:])
    redacted = SCANNER_LANGUAGE.redacted(Direction.FROM_DEVICE, piece.octets)
    scanner = PacketScanner()
    scanner.feed(redacted)
    read = scanner.next_packet()
    assert read is not None
    assert (read.opcode, read.data) == (Opcode.DECODE_DATA, b"\x1cXXXXXXXXXXX")
    splitter.feed(packet[:7])
    assert splitter.rest() == packet[:7]


def test_an_answer_is_given_the_number_of_the_question() -> None:
    """Boards number their questions; a replay must answer those of today."""
    language = sentence_language()
    asked, said_then = Sentence("PS", 41, ("LOOK",)).as_bytes(), Sentence("PS", 7, ("ACK", "0")).as_bytes()
    assert language.fitted(said_then, asked) == Sentence("PS", 41, ("ACK", "0")).as_bytes()
    assert language.key(asked) == language.key(Sentence("PS", 99, ("LOOK",)).as_bytes()) == "PS,LOOK"
    assert language.fitted(b"$PS,xx*00\r\n", asked) == b"$PS,xx*00\r\n"


def test_lines_are_cut_at_their_ends() -> None:
    """And what broke off is given back once."""
    splitter = LineLanguage(ends=b"\n").splitter(Direction.FROM_DEVICE)
    assert [piece.octets for piece in splitter.feed(b"one\ntwo\nthr")] == [b"one\n", b"two\n"]
    assert splitter.rest() == b"thr"
    assert splitter.rest() == b""

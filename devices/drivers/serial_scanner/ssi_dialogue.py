"""Scanners that speak SSI: every packet is acknowledged, damaged ones are asked for again."""

import logging

from devices.api.clock import Clock
from devices.api.control import Control
from devices.api.errors import ChecksumError, CommandRefused, ProtocolError
from devices.api.kinds.code_scanner import ScannedCode, text_of
from devices.drivers.serial_scanner.dialogue import TRIES, ScannerSilent, settle
from devices.drivers.serial_scanner.framing import MOST_BYTES
from devices.drivers.serial_scanner.ssi import Nak, Opcode, Packet, PacketScanner, from_host, symbology_of
from devices.ports.serial_line import SerialLine

_LOG = logging.getLogger(__name__)
_RESENT_WITHIN_S = 3.0
"""For so long a scanner that did not hear our last acknowledgement may still send the same again."""


class SsiDialogue:
    """Meets `devices.drivers.serial_scanner.dialogue.Dialogue`."""

    can_ask = True
    is_triggered = True

    def __init__(self, line: SerialLine, *, clock: Clock, answer_s: float, retrigger_s: float) -> None:
        """Speak SSI over `line`."""
        self._line = line
        self._clock = clock
        self._answer_s = answer_s
        self._retrigger_s = retrigger_s
        self._triggered_s = 0.0
        self._scanner = PacketScanner()
        self._message = bytearray()
        self._last: Packet | None = None
        self._damaged = 0
        self._delivered = 0  # of the last packet that was delivered, a hash: the code itself is not kept
        self._delivered_s = float("-inf")

    def ask(self, control: Control) -> str:
        """See `Dialogue.ask`: the software's revision, then the model."""
        settle(self._line, self._clock, control)
        self._forget()
        reply = self._command(Opcode.REQUEST_REVISION, Opcode.REPLY_REVISION, control)
        self._line.send(from_host(Opcode.ACK))
        return reply.data.decode("ascii", errors="replace").strip(" \x00")

    def begin(self, control: Control) -> None:
        """See `Dialogue.begin`."""
        settle(self._line, self._clock, control)
        self._forget()
        self._start(control)

    def look(self, control: Control) -> ScannedCode | None:
        """See `Dialogue.look`."""
        if not self._message and self._clock.monotonic_s() >= self._triggered_s + self._retrigger_s:
            self._start(control)
        packet = self._packet()
        return None if packet is None else self._take(packet)

    def end(self, control: Control) -> None:
        """See `Dialogue.end`."""
        self._forget()
        self._command(Opcode.STOP_SESSION, Opcode.ACK, control)

    def _start(self, control: Control) -> None:
        self._command(Opcode.START_SESSION, Opcode.ACK, control)
        self._triggered_s = self._clock.monotonic_s()

    def _command(self, opcode: Opcode, awaited: Opcode, control: Control) -> Packet:
        """Send a command until it is answered, at most `TRIES` times; the second time says that it is the second."""
        for number in range(TRIES):
            self._line.send(from_host(opcode, again=number > 0))
            ends_s = self._clock.monotonic_s() + self._answer_s
            while self._clock.monotonic_s() < ends_s:
                control.check()
                packet = self._packet()
                if packet is None:
                    continue
                if packet.opcode is awaited:
                    return packet
                if packet.opcode is Opcode.NAK:
                    reason = packet.data[:1]
                    if reason == bytes([Nak.RESEND]):
                        break
                    raise CommandRefused(detail_code=f"nak_{reason.hex()}")
                self._acknowledge(packet)
            _LOG.info("SSI command %02X sent again", opcode)
        raise ScannerSilent(detail_code=f"no_answer_to_{opcode.name.lower()}")

    def _packet(self) -> Packet | None:
        """Return the next whole packet, after a moment at most; ask for damaged ones again."""
        came = self._line.receive()
        self._scanner.feed(came)
        try:
            packet = self._scanner.next_packet()
            if packet is None and not came:
                # Nothing more comes: what is held is no beginning of a packet, but may hide one.
                while packet is None and self._scanner.give_up():
                    packet = self._scanner.next_packet()
        except ChecksumError:
            self._damaged += 1
            if self._damaged > TRIES:
                raise
            self._scanner.clear()
            self._line.send(from_host(Opcode.NAK, bytes([Nak.RESEND])))
            return None
        return packet

    def _take(self, packet: Packet) -> ScannedCode | None:
        """Acknowledge a packet; return the code once the last of its packets is there."""
        if packet.opcode in (Opcode.ACK, Opcode.NAK):
            return None
        self._acknowledge(packet)
        if packet.opcode is not Opcode.DECODE_DATA or self._is_repeated(packet):
            return None
        self._damaged = 0
        self._last = packet
        self._message += packet.data
        if len(self._message) > MOST_BYTES:
            self._forget()
            raise ProtocolError(detail_code="code_without_end")
        if packet.more_follow:
            return None
        whole = bytes(self._message)
        self._delivered, self._delivered_s = hash(packet.data), self._clock.monotonic_s()
        self._forget()
        if len(whole) < 2:
            raise ProtocolError(detail_code="empty_code")
        return ScannedCode(whole[1:], text_of(whole[1:]), symbology_of(whole[0]))

    def _is_repeated(self, packet: Packet) -> bool:
        """Whether it was taken before: in this code, or as the end of the one that the scan before has returned."""
        if not packet.is_retransmitted:
            return False
        if self._last is not None:
            return packet.data == self._last.data
        is_recent = self._clock.monotonic_s() - self._delivered_s < _RESENT_WITHIN_S
        return is_recent and hash(packet.data) == self._delivered

    def _acknowledge(self, packet: Packet) -> None:
        if packet.opcode not in (Opcode.ACK, Opcode.NAK):
            self._line.send(from_host(Opcode.ACK))

    def _forget(self) -> None:
        self._message[:] = bytes(len(self._message))
        self._message.clear()
        self._scanner.clear()
        self._last = None
        self._damaged = 0

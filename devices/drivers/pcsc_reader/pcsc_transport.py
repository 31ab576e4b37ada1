"""A reader of the PC/SC service (pcscd, pcsclite).

Source: PC/SC Workgroup, Part 5 (resource manager); pcsclite API 1.9, winscard.h. pyscard wraps it one to one.
"""

from typing import Any, Final

from smartcard import scard

from devices.api.errors import CardUnreadable, CommandRefused, DeviceError, Disconnected, NoCard, NotOpened

_GONE: Final = frozenset(
    {
        scard.SCARD_E_NO_SERVICE,
        scard.SCARD_E_SERVICE_STOPPED,
        scard.SCARD_E_INVALID_HANDLE,
        scard.SCARD_E_NO_READERS_AVAILABLE,
        scard.SCARD_E_READER_UNAVAILABLE,
        scard.SCARD_E_UNKNOWN_READER,
        scard.SCARD_F_COMM_ERROR,
    }
)
_NO_CARD: Final = frozenset({scard.SCARD_W_REMOVED_CARD, scard.SCARD_E_NO_SMARTCARD})
_UNREADABLE: Final = frozenset(
    {
        scard.SCARD_W_UNRESPONSIVE_CARD,
        scard.SCARD_W_UNPOWERED_CARD,
        scard.SCARD_W_UNSUPPORTED_CARD,
        scard.SCARD_W_RESET_CARD,
        scard.SCARD_E_PROTO_MISMATCH,
        scard.SCARD_E_NOT_TRANSACTED,
        scard.SCARD_E_CARD_UNSUPPORTED,
    }
)
_NAMES: Final = {
    getattr(scard, name): name.removeprefix("SCARD_").lower()
    for name in dir(scard)
    if name.startswith(("SCARD_E_", "SCARD_W_", "SCARD_F_"))
}
_PROTOCOLS: Final = scard.SCARD_PROTOCOL_T0 | scard.SCARD_PROTOCOL_T1


class PcscTransport:
    """Meets `devices.drivers.pcsc_reader.transport.CardTransport`."""

    def __init__(self, wanted: str) -> None:
        """Use the reader whose name begins with `wanted`; it must be the only one."""
        self._wanted = wanted
        self._context: Any = None
        self._card: Any = None
        self._protocol = 0
        self._atr = b""
        self._name = ""

    @property
    def reader_name(self) -> str:
        """See `CardTransport.reader_name`."""
        return self._name

    def open(self) -> None:
        """See `CardTransport.open`."""
        self.close()
        code, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_USER)
        if code != scard.SCARD_S_SUCCESS:
            raise NotOpened(detail_code=_name_of(code))
        self._context = context
        code, readers = scard.SCardListReaders(context, [])
        found = [name for name in readers if name.startswith(self._wanted)] if code == scard.SCARD_S_SUCCESS else []
        if len(found) != 1:
            self.close()
            known = "none" if not readers else "; ".join(readers)
            raise NotOpened(detail_code=f"{len(found)} such readers; there are: {known}")
        self._name = found[0]

    def close(self) -> None:
        """See `CardTransport.close`."""
        self.power_off()
        if self._context is not None:
            scard.SCardReleaseContext(self._context)
            self._context = None

    def is_card_there(self) -> bool:
        """See `CardTransport.is_card_there`."""
        if self._context is None:
            raise Disconnected(detail_code="not_open")
        code, states = scard.SCardGetStatusChange(self._context, 0, [(self._name, scard.SCARD_STATE_UNAWARE)])
        if code not in (scard.SCARD_S_SUCCESS, scard.SCARD_E_TIMEOUT):
            raise _error_of(code)
        state = states[0][1]
        if state & (scard.SCARD_STATE_UNKNOWN | scard.SCARD_STATE_UNAVAILABLE | scard.SCARD_STATE_IGNORE):
            raise Disconnected(detail_code="reader_gone")
        return bool(state & scard.SCARD_STATE_PRESENT)

    def power_on(self) -> bytes:
        """See `CardTransport.power_on`. The card is ours alone until it is powered off."""
        if self._card is not None:
            return self._atr
        if self._context is None:
            raise Disconnected(detail_code="not_open")
        code, card, protocol = scard.SCardConnect(self._context, self._name, scard.SCARD_SHARE_EXCLUSIVE, _PROTOCOLS)
        if code != scard.SCARD_S_SUCCESS:
            raise _error_of(code)
        self._card, self._protocol = card, protocol
        code, _, _, _, atr = scard.SCardStatus(card)
        if code != scard.SCARD_S_SUCCESS:
            self.power_off()
            raise _error_of(code)
        self._atr = bytes(atr)
        return self._atr

    def power_off(self) -> None:
        """See `CardTransport.power_off`."""
        card, self._card = self._card, None
        if card is not None:
            scard.SCardDisconnect(card, scard.SCARD_UNPOWER_CARD)

    def transmit(self, sent: bytes) -> bytes:
        """See `CardTransport.transmit`."""
        if self._card is None:
            raise NoCard(detail_code="not_powered")
        pci = scard.SCARD_PCI_T1 if self._protocol == scard.SCARD_PROTOCOL_T1 else scard.SCARD_PCI_T0
        code, came = scard.SCardTransmit(self._card, pci, list(sent))
        if code != scard.SCARD_S_SUCCESS:
            self.power_off()
            raise _error_of(code)
        return bytes(came)


def _error_of(code: int) -> DeviceError:
    name = _name_of(code)
    if code in _GONE:
        return Disconnected(detail_code=name)
    if code in _NO_CARD:
        return NoCard(detail_code=name)
    if code in _UNREADABLE:
        return CardUnreadable(detail_code=name)
    return CommandRefused(detail_code=name)


def _name_of(code: int) -> str:
    return _NAMES.get(code, f"pcsc_{code & 0xFFFFFFFF:08x}")

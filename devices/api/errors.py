"""What a device can do wrong. Drivers convert every library error to one of these at their edge, once.

    DeviceError
    +-- ConfigurationError     a binding that cannot work                   technician, configure
    +-- NotOpened              the port is not there or not ours            technician, configure
    +-- Disconnected           it went away, maybe in mid-command           technician, maintain
    +-- DeadlineExceeded       no answer in time                            staff, reset
    +-- CommandCancelled       called back by the caller                    nobody
    +-- ProtocolError          the answer breaks the protocol               technician, reset
    |   +-- ChecksumError      a frame arrived damaged; asking again is safe
    +-- CommandRefused         the device said no, with its own code        technician, maintain
    +-- NotSupported           this model cannot do that                    technician, configure
    +-- UserError              the citizen can put it right
    |   +-- NoCard             nothing on the reader in the time given
    |   +-- CardUnreadable     a card is there but cannot be read
    |   +-- NoPage             no page was laid so that it could be scanned
    |   +-- SignatureUnusable  what was written is no signature
    |   |   +-- ApplicationMissing   it is a card of another kind
    |   +-- PinWrong           not this PIN; each try costs one of the few there are
    |   +-- PinBlocked         no tries left
    +-- SupplyError            staff can put it right
    |   +-- PaperOut, TonerOut
    +-- BlockedError
    |   +-- PaperJam, CoverOpen, OutputFull
    +-- OutcomeUnknown         it may or may not have happened: NEVER retried by itself
        +-- DriverFailed       the driver raised something it must not raise   technician, maintain
        +-- DriverHung         the driver did not come back in time            technician, maintain

Errors carry facts and a code, never a sentence: words come from the code by translation.
"""

from enum import Enum
from typing import ClassVar, Self


class Remedy(Enum):
    """What puts it right. Source: CEN XFS, error actions WFS_ERR_ACT_*."""

    NONE = "none"
    RESET = "reset"
    CLEAR = "clear"
    SUPPLY = "supply"
    CONFIGURE = "configure"
    MAINTAIN = "maintain"
    SUSPEND = "suspend"
    TRY_AGAIN = "try_again"


class Actor(Enum):
    """Who can act."""

    NOBODY = "nobody"
    CITIZEN = "citizen"
    STAFF = "staff"
    TECHNICIAN = "technician"


class DeviceError(Exception):
    """Root of the tree. `code` names the error to translations, the journal and the staff page.

    Attributes:
        device_id: the binding's name of the device, or "" where the caller knows it.
        detail_code: the device's or library's own code; never personal data, never a sentence.
    """

    code: ClassVar[str] = "device_error"
    remedy: ClassVar[Remedy] = Remedy.MAINTAIN
    actor: ClassVar[Actor] = Actor.TECHNICIAN
    retry_is_safe: ClassVar[bool] = False

    def __init__(self, *, device_id: str = "", detail_code: str = "") -> None:
        """Keep the facts; the message is for logs and technicians only."""
        self.device_id = device_id
        self.detail_code = detail_code
        super().__init__(" ".join(part for part in (device_id, self.code, detail_code) if part))

    def bare(self) -> Self:
        """Return an equal error without traceback or cause, whose frames would keep a citizen's data alive."""
        bare = type(self).__new__(type(self))
        bare.__dict__.update(self.__dict__)
        bare.args = self.args
        return bare


class ConfigurationError(DeviceError):
    """The bindings name something that cannot work; `detail_code` names the key and what is wrong with it."""

    code = "configuration"
    remedy = Remedy.CONFIGURE


class NotOpened(DeviceError):
    """The port does not exist, is held by another program, or refuses us."""

    code = "not_opened"
    remedy = Remedy.CONFIGURE
    retry_is_safe = True


class Disconnected(DeviceError):
    """The device went away. Commands that move paper raise `OutcomeUnknown` instead once anything was sent."""

    code = "disconnected"
    retry_is_safe = True


class DeadlineExceeded(DeviceError):
    """No answer within the command's deadline."""

    code = "deadline_exceeded"
    remedy = Remedy.RESET
    actor = Actor.STAFF
    retry_is_safe = True


class CommandCancelled(DeviceError):
    """The caller called the command back; nothing is wrong."""

    code = "cancelled"
    remedy = Remedy.NONE
    actor = Actor.NOBODY
    retry_is_safe = True


class ProtocolError(DeviceError):
    """Bytes arrived that the protocol does not allow."""

    code = "protocol_error"
    remedy = Remedy.RESET
    retry_is_safe = True


class ChecksumError(ProtocolError):
    """A whole frame arrived but its check value is wrong."""

    code = "checksum_error"
    remedy = Remedy.TRY_AGAIN


class CommandRefused(DeviceError):
    """The device understood and said no; `detail_code` is its own status word."""

    code = "command_refused"


class NotSupported(DeviceError):
    """This model cannot do what was asked."""

    code = "not_supported"
    remedy = Remedy.CONFIGURE


class UserError(DeviceError):
    """The person at the terminal can put it right."""

    code = "user_error"
    remedy = Remedy.TRY_AGAIN
    actor = Actor.CITIZEN
    retry_is_safe = True


class NoCard(UserError):
    """No card in the time given."""

    code = "no_card"


class CardUnreadable(UserError):
    """A card answered but could not be read: moved too soon, damaged, or not a resident card."""

    code = "card_unreadable"


class ApplicationMissing(CardUnreadable):
    """The card does not hold the application that was asked for: it is another kind of card."""

    code = "application_missing"


class PinWrong(UserError):
    """Not this card's PIN. Never tried again by itself: each try costs one.

    Attributes:
        tries_left: how many there are, or None where the card does not say.
    """

    code = "pin_wrong"
    retry_is_safe = False

    def __init__(self, *, device_id: str = "", detail_code: str = "", tries_left: int | None = None) -> None:
        """Keep the facts."""
        self.tries_left = tries_left
        super().__init__(device_id=device_id, detail_code=detail_code)


class PinBlocked(UserError):
    """The card takes no PIN any more, until its issuer unblocks it at a window."""

    code = "pin_blocked"
    remedy = Remedy.MAINTAIN
    retry_is_safe = False


class NoPage(UserError):
    """No page lay so that it could be scanned, in the time given; `detail_code` is the last `PageAdvice`."""

    code = "no_page"


class SignatureUnusable(UserError):
    """What was written is no signature; `detail_code` is a `SignatureFault`: nothing, a dot, a scratch."""

    code = "signature_unusable"


class SupplyError(DeviceError):
    """Something has run out."""

    code = "supply_error"
    remedy = Remedy.SUPPLY
    actor = Actor.STAFF
    retry_is_safe = True


class PaperOut(SupplyError):
    """No paper."""

    code = "paper_out"


class TonerOut(SupplyError):
    """No toner or ink."""

    code = "toner_out"


class BlockedError(DeviceError):
    """Something is in the way; staff clear it."""

    code = "blocked"
    remedy = Remedy.CLEAR
    actor = Actor.STAFF
    retry_is_safe = True


class PaperJam(BlockedError):
    """Paper stuck in the path. A sheet may carry part of the print: whoever clears it must keep it."""

    code = "paper_jam"
    retry_is_safe = False


class CoverOpen(BlockedError):
    """A cover or door is open."""

    code = "cover_open"


class OutputFull(BlockedError):
    """The output bin is full."""

    code = "output_full"


class OutcomeUnknown(DeviceError):
    """The command may or may not have taken effect: its end was not seen. Never retried by itself."""

    code = "outcome_unknown"
    actor = Actor.STAFF
    remedy = Remedy.CLEAR


class DriverFailed(OutcomeUnknown):
    """The driver itself is at fault; `detail_code` is the type of what it raised. Made by the supervisor."""

    code = "driver_failed"
    actor = Actor.TECHNICIAN
    remedy = Remedy.MAINTAIN


class DriverHung(OutcomeUnknown):
    """The driver held its thread well past the command's deadline. Made by the supervisor."""

    code = "driver_hung"
    actor = Actor.TECHNICIAN
    remedy = Remedy.MAINTAIN

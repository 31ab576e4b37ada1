"""Why somebody is not let in at the staff door.

StaffError
+-- PinUnfit        too short, or one that is guessed first          whoever sets it
+-- PinRefused      not a PIN of this terminal                       staff; `wait_s` says how long to wait
+-- DoorLocked      nobody is let in before `wait_s` is over          staff
+-- NoPins          nobody has set one here                          technician: `kiosk staff set-pin`
+-- PinsUnreadable  the file is damaged, or others can read it        technician: set the PINs anew
"""

from typing import ClassVar


class StaffError(Exception):
    """Root. `code` names it; `wait_s` is how long the door stays shut, 0 where it does not."""

    code: ClassVar[str] = "staff_error"

    def __init__(self, *, wait_s: float = 0.0, detail_code: str = "") -> None:
        """Keep the facts; never a PIN."""
        self.wait_s = wait_s
        self.detail_code = detail_code
        super().__init__(f"{self.code} {detail_code}".rstrip())


class PinUnfit(StaffError):
    """The PIN is too short, too long, or among those that are tried first."""

    code = "pin_unfit"


class PinRefused(StaffError):
    """Not a PIN of this terminal."""

    code = "pin_refused"


class DoorLocked(StaffError):
    """Too many wrong PINs: not even the right one is looked at yet."""

    code = "door_locked"


class NoPins(StaffError):
    """No PIN was set at installation: the door has no key."""

    code = "no_pins"


class PinsUnreadable(StaffError):
    """The file cannot be trusted."""

    code = "pins_unreadable"

"""English words for what can go wrong, for technicians at the bench. The kiosk's own words come from translations.

Each code of `devices.api.errors` has its words; some detail codes have closer ones.
"""

from dataclasses import dataclass
from typing import Final

from devices.api.configuration import ConfigurationFaults, Wrong
from devices.api.errors import Actor, DeviceError


@dataclass(frozen=True, slots=True)
class Words:
    """What happened, and what the one who can act should do."""

    happened: str
    to_do: str


_BY_CODE: Final = {
    "device_error": Words("The device reported a fault.", "run the self-test and read the log"),
    "configuration": Words("The bindings name something that cannot work.", "correct the bindings file"),
    "not_opened": Words("The port could not be opened.", "check the cable, the port's path and who else uses it"),
    "disconnected": Words("The device went away while it was in use.", "check its cable and its power"),
    "deadline_exceeded": Words(
        "The device did not answer in time.", "switch it off and on; if it stays so, call a technician"
    ),
    "cancelled": Words("The command was called back.", "nothing is wrong"),
    "protocol_error": Words(
        "The device sent bytes that its protocol does not allow.", "check cable, speed and earthing"
    ),
    "checksum_error": Words("Answers arrive damaged.", "check cable, speed and earthing"),
    "command_refused": Words("The device refused the command.", "read its own code in its manual"),
    "not_supported": Words("This model cannot do that.", "bind another driver or another model"),
    "user_error": Words("It has to be done once more.", "try again"),
    "no_card": Words(
        "No card was laid on the reader in the time given.", "lay the card flat on the reader and hold it still"
    ),
    "card_unreadable": Words(
        "A card is there but could not be read.", "hold it still until it is read; keep other cards away"
    ),
    "application_missing": Words("That is another kind of card.", "try the right card"),
    "pin_wrong": Words("That is not the card's PIN.", "mind how many tries are left before trying again"),
    "pin_blocked": Words("The card takes no PIN any more.", "have it unblocked by its issuer, at a window"),
    "no_page": Words(
        "No page lay under the camera so that it could be scanned.",
        "lay the whole page flat on the desk and take the hands away",
    ),
    "signature_unusable": Words("What was written is no signature.", "write the whole name"),
    "supply_error": Words("Something has run out.", "refill it"),
    "paper_out": Words("There is no paper.", "fill in paper"),
    "toner_out": Words("There is no toner.", "change the toner"),
    "blocked": Words("Something is in the way.", "clear it"),
    "paper_jam": Words("Paper is stuck.", "clear the paper path and keep every sheet that carries print"),
    "cover_open": Words("A cover is open.", "close it"),
    "output_full": Words("The output bin is full.", "take the paper out"),
    "outcome_unknown": Words("Nobody saw whether it was done.", "look for the paper before doing it again"),
    "driver_failed": Words("The driver itself failed.", "update or report the driver; nobody saw whether it was done"),
    "driver_hung": Words(
        "The driver does not come back.", "restart the kiosk and report the driver; nobody saw whether it was done"
    ),
}

_BY_DETAIL: Final = {
    ("not_opened", "ENOENT"): Words("There is no such port.", "check the path, the cable and the power"),
    ("not_opened", "EACCES"): Words(
        "This account may not use the port.", "add the account to the port's group (dialout)"
    ),
    ("not_opened", "EPERM"): Words(
        "This account may not use the port.", "add the account to the port's group (dialout)"
    ),
    ("not_opened", "EAGAIN"): Words("Another program holds the port.", "stop the kiosk, or whatever holds it, first"),
    ("not_opened", "EBUSY"): Words("Another program holds the port.", "stop the kiosk, or whatever holds it, first"),
    ("not_opened", "EISDIR"): Words("That path is a folder, not a port.", "give the port's own path"),
    ("deadline_exceeded", "no_answer_to_status"): Words(
        "The port is there, but no reader answers on it.", "check the reader's power, and its speed against --baud"
    ),
    ("deadline_exceeded", "no_answer_to_question"): Words(
        "The port is there, but no scanner answers on it.", "check its power, and speed and dialect against the binding"
    ),
    ("deadline_exceeded", "no_answer_to_trigger"): Words(
        "The scanner does not obey its trigger.", "set it to command trigger mode, and check the binding's dialect"
    ),
    ("card_unreadable", "lift_and_lay_again"): Words(
        "The card on the reader has been read already.", "lift it and lay it down again"
    ),
    ("card_unreadable", "mutual_authentication_failed"): Words(
        "Card and reader do not accept each other.", "try another card; if none is accepted, replace the reader's SAM"
    ),
    ("card_unreadable", "unrecognised_card"): Words(
        "That is no resident ID card.", "lay a resident ID card on the reader"
    ),
    ("no_page", "too_dark"): Words("The page is too dark to be scanned.", "switch the desk's lamp on"),
    ("no_page", "glare"): Words("A lamp is mirrored on the page.", "turn the page or shade the lamp"),
    ("no_page", "covered"): Words("Something lies over the page's edge.", "take hands and things off the page"),
    ("no_page", "blurred"): Words("The picture of the page is not sharp.", "clean the camera and set its focus"),
    ("disconnected", "DATA-STALE"): Words(
        "The NUT server has no word from the UPS.", "check the cable between UPS and server"
    ),
    ("disconnected", "DRIVER-NOT-CONNECTED"): Words(
        "The NUT server's driver for the UPS does not run.", "start the driver (upsdrvctl start)"
    ),
    ("command_refused", "ACCESS-DENIED"): Words(
        "The NUT server does not accept who asks.", "correct user and password in the bindings and upsd.users"
    ),
    ("command_refused", "replace_battery"): Words("The UPS's battery is worn out.", "replace the battery"),
    ("command_refused", "covered"): Words("The sensor is covered.", "uncover the sensor"),
    ("command_refused", "dirty"): Words("The sensor is dirty.", "clean the sensor's window"),
    ("command_refused", "sam_unauthorised"): Words("The reader's SAM is not authorised.", "replace the SAM"),
    ("command_refused", "sam_self_test_failed"): Words("The reader's SAM failed its own test.", "replace the reader"),
}

_COMMAND_LINE: Final = Words("The command was given something that cannot work.", "correct the command line")

_ACTORS: Final = {
    Actor.NOBODY: "Nobody",
    Actor.CITIZEN: "Citizen",
    Actor.STAFF: "Hall staff",
    Actor.TECHNICIAN: "Technician",
}

_WRONG: Final = {
    Wrong.UNREADABLE: "cannot be read",
    Wrong.MISSING: "is missing",
    Wrong.UNKNOWN_KEY: "is not a key here",
    Wrong.WRONG_TYPE: "is of the wrong type",
    Wrong.NOT_ALLOWED: "is not allowed",
    Wrong.NOT_INSTALLED: "is not installed",
    Wrong.BROKEN: "is installed but broken",
    Wrong.UNPINNED_PORT: "may be another device after the next start",
    Wrong.TAKEN: "is bound already",
    Wrong.SEVERAL: "must be given, as there are several",
}


def words_for(error: DeviceError) -> Words:
    """Return the closest words there are for `error`."""
    if isinstance(error, ConfigurationFaults) and _is_of_the_command_line(error):
        return _COMMAND_LINE
    found = _BY_DETAIL.get((error.code, error.detail_code)) or _BY_CODE.get(error.code)
    return found or _BY_CODE[DeviceError.code]


def _is_of_the_command_line(error: ConfigurationFaults) -> bool:
    """Tell whether no bindings file can be at fault: each key is an argument's."""
    return error.faults != () and all(fault.key.startswith("--") for fault in error.faults)


def actor_words(actor: Actor) -> str:
    """Return who can act."""
    return _ACTORS[actor]


def wrong_words(wrong: Wrong) -> str:
    """Return what is wrong with a key of the bindings."""
    return _WRONG[wrong]

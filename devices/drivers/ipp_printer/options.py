"""The options of an IPP printer's binding, checked once."""

import re
from dataclasses import dataclass
from typing import Final

from devices.api.configuration import ConfigurationFaults, Fault, Options, Wrong, shown
from devices.api.device import DriverContext
from devices.drivers.ipp_printer.endpoint import Endpoint, parse_endpoint

_FINGERPRINT: Final = re.compile(r"[0-9a-f]{64}")
_MEDIA: Final = re.compile(r"[a-z0-9][a-z0-9._-]{0,254}")


@dataclass(frozen=True, slots=True)
class IppOptions:
    """What a binding may say.

    Attributes:
        media: the paper to ask for, by its PWG 5101.1 name.
        user_name: whose jobs ours are, as the printer's job list shows it.
        reply_timeout_s: how long the printer may take to answer a question.
        follow_interval_s: between two looks at a job under way.
        refill_patience_s: how long a job of which nothing has come out may wait for paper, toner or a closed
            cover before it is cancelled.
        counts_sheets: whether the printer's counters of sheets can be believed. Where they cannot, a job that
            did not end well is always an unknown outcome.
    """

    media: str = "iso_a4_210x297mm"
    user_name: str = "hallkiosk"
    reply_timeout_s: float = 5.0
    follow_interval_s: float = 0.5
    refill_patience_s: float = 30.0
    counts_sheets: bool = True


def read_binding(context: DriverContext) -> tuple[Endpoint, IppOptions]:
    """Check port and options.

    Raises:
        ConfigurationFaults: everything that is wrong.
    """
    place = f"device.{context.device_id}"
    usual = IppOptions()
    options = Options(context.options, place=place, device_id=context.device_id)
    read = IppOptions(
        media=options.text("media", usual.media),
        user_name=options.text("user_name", usual.user_name),
        reply_timeout_s=options.number("reply_timeout_s", usual.reply_timeout_s, low=0.1, high=60.0),
        follow_interval_s=options.number("follow_interval_s", usual.follow_interval_s, low=0.02, high=5.0),
        refill_patience_s=options.number("refill_patience_s", usual.refill_patience_s, low=0.0, high=3600.0),
        counts_sheets=options.flag("counts_sheets", usual.counts_sheets),
    )
    fingerprint = options.text("certificate_sha256", "").replace(":", "").lower()
    if fingerprint and not _FINGERPRINT.fullmatch(fingerprint):
        options.wrong("certificate_sha256", Wrong.NOT_ALLOWED, allowed="64 hexadecimal digits")
    if not _MEDIA.fullmatch(read.media):
        options.wrong("media", Wrong.NOT_ALLOWED, allowed="a PWG name as iso_a4_210x297mm")
    if not 1 <= len(read.user_name.encode()) <= 255:
        options.wrong("user_name", Wrong.NOT_ALLOWED, allowed="1 to 255 octets")
    faults = list(options.faults())
    endpoint: Endpoint | None = None
    try:
        endpoint = parse_endpoint(context.port, certificate_sha256=fingerprint)
    except ValueError as error:
        allowed = f"ipp://HOST[:PORT]/PATH or ipps://...: {error}"
        faults.insert(0, Fault(f"{place}.port", Wrong.NOT_ALLOWED, shown(context.port), allowed))
    else:
        if fingerprint and not endpoint.encrypted:
            faults.append(Fault(f"{place}.certificate_sha256", Wrong.NOT_ALLOWED, allowed="a port ipps://..."))
    if endpoint is None or faults:
        raise ConfigurationFaults(faults, device_id=context.device_id)
    return endpoint, read

"""What the simulated printer says of itself and of its jobs, and which of it was asked for.

Sources: RFC 8011 5.3 and 5.4; PWG 5100.14 (what an IPP Everywhere client looks for).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from devices.drivers.ipp_printer.simulator.engine_state import BIN_SHEETS, LOW_TONER_PERCENT, TRAY_SHEETS, EngineState
from devices.drivers.ipp_printer.simulator.job import SimulatedJob
from devices.drivers.ipp_printer.values import (
    Attribute,
    Collection,
    Resolution,
    boolean,
    charset,
    collection,
    date_time,
    enum,
    integer,
    integer_range,
    keyword,
    language,
    mime_type,
    named,
    no_value,
    octets,
    resolution,
    text,
    uri,
)
from devices.drivers.ipp_printer.vocabulary import CHARSET, LANGUAGE, PDF, Operation

MEDIA: Final = ("iso_a4_210x297mm", "iso_a5_148x210mm")
SIDES: Final = ("one-sided", "two-sided-long-edge", "two-sided-short-edge")
FORMATS: Final = (PDF, "application/octet-stream")
MOST_COPIES: Final = 99
TEMPLATE: Final = ("copies", "media", "media-col", "sides", "print-scaling", "print-color-mode", "print-quality")
_NORMAL_QUALITY: Final = 4


@dataclass(frozen=True, slots=True)
class Identity:
    """What the printer is, and what it does not tell."""

    printer_uri: str
    model: str
    serial_number: str
    versions: tuple[str, ...]
    formats: tuple[str, ...]
    operations: tuple[Operation, ...]
    counts_jobs: bool
    counts_sheets: bool
    keeps_history: bool


def printer_attributes(
    identity: Identity, state: EngineState, *, queued: int, up_time_s: int, now: datetime
) -> tuple[tuple[str, Attribute], ...]:
    """Return every attribute with the name of its group: ``printer-description`` or ``job-template``."""
    described = (
        *_description(identity, now, up_time_s),
        *_condition(identity, state, queued),
        *_markers(state),
    )
    return (
        *(("printer-description", attribute) for attribute in described),
        *(("job-template", attribute) for attribute in _templates()),
        ("media-col-database", collection("media-col-database", *(_media_col(*size) for size in _SIZES))),
    )


def job_attributes(identity: Identity, job: SimulatedJob, *, up_time_s: int, began_s: float) -> tuple[Attribute, ...]:
    """Return every attribute of a job. `began_s` is the clock when the printer was switched on."""
    attributes = [
        integer("job-id", job.job_id),
        uri("job-uri", f"{identity.printer_uri}/{job.job_id}"),
        uri("job-printer-uri", identity.printer_uri),
        named("job-name", job.name),
        named("job-originating-user-name", job.user),
        enum("job-state", job.state.value),
        keyword("job-state-reasons", *job.reasons),
        integer("job-k-octets", -(-len(job.pdf) // 1024)),
        integer("job-printer-up-time", up_time_s),
        _moment("time-at-creation", job.created_s, began_s),
        _moment("time-at-processing", job.began_s, began_s),
        _moment("time-at-completed", job.ended_s, began_s),
    ]
    if identity.counts_jobs:
        attributes.append(integer("job-impressions", job.sheets_wanted))
        attributes.append(integer("job-impressions-completed", job.sheets))
        attributes.append(integer("job-media-sheets-completed", job.sheets))
    return tuple(attributes)


def chosen(
    attributes: Iterable[tuple[str, Attribute]], requested: tuple[str, ...], *, usual: tuple[str, ...] = ("all",)
) -> tuple[Attribute, ...]:
    """Return the attributes whose name or group was asked for; ``all`` leaves out what is only sent on demand."""
    wanted = frozenset(requested or usual)
    return tuple(
        attribute
        for group, attribute in attributes
        if attribute.name in wanted or group in wanted or ("all" in wanted and group != "media-col-database")
    )


def _description(identity: Identity, now: datetime, up_time_s: int) -> tuple[Attribute, ...]:
    return (
        uri("printer-uri-supported", identity.printer_uri),
        keyword("uri-authentication-supported", "none"),
        keyword("uri-security-supported", "none"),
        named("printer-name", identity.model),
        text("printer-info", identity.model),
        text("printer-location", ""),
        text("printer-make-and-model", identity.model),
        text("printer-serial-number", identity.serial_number),
        text("printer-device-id", f"MFG:hallkiosk;MDL:{identity.model};CMD:PDF;SN:{identity.serial_number};"),
        uri("printer-uuid", f"urn:uuid:{uuid5(NAMESPACE_URL, identity.serial_number)}"),
        uri("printer-more-info", identity.printer_uri.replace("ipp:", "http:", 1)),
        keyword("ipp-versions-supported", *identity.versions),
        keyword("ipp-features-supported", "ipp-everywhere"),
        enum("operations-supported", *identity.operations),
        charset("charset-configured", CHARSET),
        charset("charset-supported", CHARSET),
        language("natural-language-configured", LANGUAGE),
        language("generated-natural-language-supported", LANGUAGE),
        mime_type("document-format-default", identity.formats[0]),
        mime_type("document-format-supported", *identity.formats),
        keyword("compression-supported", "none"),
        keyword("pdl-override-supported", "attempted"),
        boolean("multiple-document-jobs-supported", False),
        integer("multiple-operation-time-out", 60),
        keyword("which-jobs-supported", "not-completed", *(["completed"] if identity.keeps_history else [])),
        keyword("identify-actions-supported", "display"),
        keyword("job-creation-attributes-supported", *TEMPLATE),
        keyword("printer-get-attributes-supported", "document-format"),
        integer("pages-per-minute", 30),
        boolean("color-supported", False),
        integer("printer-up-time", up_time_s),
        date_time("printer-current-time", now),
        date_time("printer-config-change-date-time", now),
        integer("printer-config-change-time", 1),
        date_time("printer-state-change-date-time", now),
        integer("printer-state-change-time", up_time_s),
    )


def _condition(identity: Identity, state: EngineState, queued: int) -> tuple[Attribute, ...]:
    remaining = max(0, BIN_SHEETS - state.bin_sheets)
    attributes = [
        enum("printer-state", state.state.value),
        keyword("printer-state-reasons", *state.reasons),
        text("printer-state-message", ""),
        boolean("printer-is-accepting-jobs", True),
        integer("queued-job-count", queued),
        octets(
            "printer-input-tray",
            f"type=sheetFeedAutoRemovableTray;maxcapacity={TRAY_SHEETS};level={state.tray_sheets};status=0;name=main;".encode(),
        ),
        octets(
            "printer-output-tray",
            f"type=unRemovableBin;maxcapacity={BIN_SHEETS};remaining={remaining};name=top;".encode(),
        ),
    ]
    if identity.counts_sheets:
        attributes.append(integer("printer-impressions-completed", state.sheets_total))
        attributes.append(integer("printer-media-sheets-completed", state.sheets_total))
    return tuple(attributes)


def _markers(state: EngineState) -> tuple[Attribute, ...]:
    return (
        named("marker-names", "black toner"),
        named("marker-colors", "#000000"),
        keyword("marker-types", "toner"),
        integer("marker-levels", state.toner_percent),
        integer("marker-low-levels", LOW_TONER_PERCENT),
        integer("marker-high-levels", 100),
        octets("printer-supply", f"type=toner;maxcapacity=100;level={state.toner_percent};class=supply;".encode()),
        text("printer-supply-description", "black toner"),
    )


_SIZES: Final = ((21000, 29700), (14800, 21000))
_MARGIN: Final = 423


def _media_col(width: int, height: int) -> Collection:
    """Return a medium of that size in hundredths of a millimetre."""
    size = Collection((integer("x-dimension", width), integer("y-dimension", height)))
    margins = (integer(f"media-{side}-margin", _MARGIN) for side in ("top", "bottom", "left", "right"))
    return Collection(
        (collection("media-size", size), *margins, keyword("media-source", "main"), keyword("media-type", "stationery"))
    )


def _templates() -> tuple[Attribute, ...]:
    a4 = _media_col(*_SIZES[0])
    sizes = (Collection((integer("x-dimension", x), integer("y-dimension", y))) for x, y in _SIZES)
    margins = (integer(f"media-{side}-margin-supported", _MARGIN) for side in ("top", "bottom", "left", "right"))
    dots = Resolution(600, 600)
    return (
        integer("copies-default", 1),
        integer_range("copies-supported", 1, MOST_COPIES),
        keyword("media-default", MEDIA[0]),
        keyword("media-supported", *MEDIA),
        keyword("media-ready", MEDIA[0]),
        collection("media-col-default", a4),
        collection("media-col-ready", a4),
        keyword("media-col-supported", *(member.name for member in a4.members)),
        collection("media-size-supported", *sizes),
        *margins,
        keyword("media-source-supported", "main"),
        keyword("media-type-supported", "stationery"),
        keyword("sides-default", SIDES[0]),
        keyword("sides-supported", *SIDES),
        keyword("print-scaling-default", "none"),
        keyword("print-scaling-supported", "none", "fit"),
        keyword("print-color-mode-default", "monochrome"),
        keyword("print-color-mode-supported", "monochrome"),
        enum("print-quality-default", _NORMAL_QUALITY),
        enum("print-quality-supported", _NORMAL_QUALITY),
        resolution("printer-resolution-default", dots),
        resolution("printer-resolution-supported", dots),
        enum("finishings-default", 3),
        enum("finishings-supported", 3),
        enum("orientation-requested-default", 3),
        enum("orientation-requested-supported", 3, 4),
        keyword("output-bin-default", "top"),
        keyword("output-bin-supported", "top"),
    )


def _moment(name: str, at_s: float | None, began_s: float) -> Attribute:
    return no_value(name) if at_s is None else integer(name, max(1, round(at_s - began_s) + 1))

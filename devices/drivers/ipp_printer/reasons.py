"""What a printer says is the matter, keyword by keyword.

Sources: RFC 8011 5.4.12; PWG 5100.9 (the keywords of finishers and media paths); CUPS for ``offline``. A keyword may
end in ``-report``, ``-warning`` or ``-error``; one that does not is an error (RFC 8011 5.4.12).
"""

from dataclasses import dataclass
from enum import Enum, unique
from typing import Final


@unique
class Matter(Enum):
    """What a keyword means for a terminal."""

    PAPER = "paper"
    PAPER_LOW = "paper_low"
    TONER = "toner"
    TONER_LOW = "toner_low"
    COVER = "cover"
    JAM = "jam"
    OUTPUT = "output"
    HARDWARE = "hardware"
    HOLDS_JOBS = "holds_jobs"
    """Jobs are taken but not printed now: to send one would be to print it some other day."""
    SPOOL_FULL = "spool_full"
    UNREACHABLE = "unreachable"
    POWER_OFF = "power_off"
    NOTE = "note"
    """Worth a technician's look, stops nothing."""


@unique
class Severity(Enum):
    """RFC 8011 5.4.12: how much a reason matters to the printer."""

    REPORT = "report"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Reason:
    """One keyword of ``printer-state-reasons``, understood."""

    keyword: str
    matter: Matter
    severity: Severity


_EXACT: Final = {
    Matter.PAPER: (
        "media-empty",
        "media-needed",
        "media-path-input-empty",
        "media-path-input-request",
        "media-path-media-tray-missing",
        "input-tray-missing",
        "input-cannot-feed-size-selected",
        "input-manual-input-request",
        "input-media-size-change",
        "material-empty",
        "material-needed",
    ),
    Matter.PAPER_LOW: ("media-low", "media-almost-empty", "material-low"),
    Matter.TONER: (
        "toner-empty",
        "marker-supply-empty",
        "marker-supply-missing",
        "marker-ink-empty",
        "marker-ink-missing",
        "marker-toner-empty",
        "marker-toner-missing",
        "marker-toner-cartridge-missing",
        "marker-print-ribbon-empty",
        "marker-print-ribbon-missing",
        "developer-empty",
        "marker-developer-empty",
        "marker-developer-missing",
    ),
    Matter.TONER_LOW: (
        "toner-low",
        "marker-supply-low",
        "marker-supply-almost-empty",
        "marker-ink-low",
        "marker-ink-almost-empty",
        "marker-toner-low",
        "marker-toner-almost-empty",
        "marker-print-ribbon-almost-empty",
        "developer-low",
        "marker-developer-almost-empty",
    ),
    Matter.COVER: ("cover-open", "door-open", "interlock-open"),
    Matter.JAM: ("media-jam",),
    Matter.OUTPUT: (
        "output-area-full",
        "output-tray-missing",
        "media-path-output-full",
        "media-path-media-tray-full",
    ),
    Matter.HARDWARE: (
        "marker-waste-full",
        "marker-waste-missing",
        "marker-waste-toner-receptacle-full",
        "marker-waste-toner-receptacle-missing",
        "marker-waste-ink-receptacle-full",
        "marker-waste-ink-receptacle-missing",
        "marker-opc-missing",
        "marker-cleaner-missing",
        "marker-fuser-missing",
        "opc-life-over",
        "fuser-over-temp",
        "fuser-under-temp",
        "interpreter-resource-unavailable",
    ),
    Matter.HOLDS_JOBS: ("paused", "moving-to-paused", "stopping", "hold-new-jobs", "deactivated", "testing"),
    Matter.SPOOL_FULL: ("spool-area-full",),
    Matter.UNREACHABLE: ("connecting-to-device", "timed-out", "offline"),
    Matter.POWER_OFF: ("shutdown", "power-down"),
    Matter.NOTE: ("output-area-almost-full", "stopped-partly", "other"),
}
_MATTERS: Final = {keyword: matter for matter, keywords in _EXACT.items() for keyword in keywords}

_OTHER_MACHINES: Final = ("scan-", "scanner-", "fax-")
"""Parts of a multi-function device that printing does not need."""

_ENDINGS: Final = (
    ("-jam", Matter.JAM),
    ("-feed-error", Matter.JAM),
    ("-cover-open", Matter.COVER),
    ("-interlock-open", Matter.COVER),
    ("-opened", Matter.COVER),
    ("-failure", Matter.HARDWARE),
    ("-storage-error", Matter.HARDWARE),
    ("-memory-exhausted", Matter.HARDWARE),
    ("-roller-missing", Matter.HARDWARE),
)
"""PWG 5100.9 builds its keywords from a part's name and one of these; the rest are notes."""

_OWN_ERROR_ENDINGS: Final = ("-feed", "-storage")
"""``media-path-input-feed-error`` ends in ``-error`` by its name, whatever its severity."""

_LONGEST_KEYWORD: Final = 255


def understand(keyword: str) -> Reason | None:
    """Return what one keyword says, or None for ``none``. Keywords nobody knows are notes."""
    base, severity = _split(keyword.strip().lower()[:_LONGEST_KEYWORD])
    if base in ("", "none"):
        return None
    return Reason(base, _matter(base), severity)


def _split(keyword: str) -> tuple[str, Severity]:
    for severity in Severity:
        base = keyword.removesuffix(f"-{severity.value}")
        if base != keyword:
            if severity is Severity.ERROR and base.endswith(_OWN_ERROR_ENDINGS):
                return keyword, Severity.ERROR
            return base, severity
    return keyword, Severity.ERROR


def _matter(base: str) -> Matter:
    known = _MATTERS.get(base)
    if known is not None:
        return known
    if base.startswith(_OTHER_MACHINES):
        return Matter.NOTE
    return next((matter for ending, matter in _ENDINGS if base.endswith(ending)), Matter.NOTE)

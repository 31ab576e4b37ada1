"""日清日报: what one terminal did on one day, as the hall knows it. It names nobody.

The hall hears of cases, papers and what became of their printing. Of payments and of faults of devices it hears
nothing, and its report does not say that there were none.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Final

from hall.cases.models import Case
from hall.cases.states import FINAL, CaseState
from hall.catalogue.models import ItemVersion
from hall.papers.models import FoundBy, Paper, PrintOutcome, PrintReport, WithdrawalReason
from hall.profile.models import hall_profile
from hall.project.hall_time import HALL_ZONE, local, now
from hall.terminals.models import Terminal
from printing.documents.daily_report import DailyReport, PaperEntry, ServiceTally

_FINISHED: Final = frozenset({CaseState.COMPLETED, CaseState.REJECTED})
"""The citizen has an answer, be it no."""
_OUTCOMES: Final = {
    PrintOutcome.PRINTED: "已打印",
    PrintOutcome.NOT_PRINTED: "未打印",
    PrintOutcome.UNKNOWN: "结果不明",
    PrintOutcome.SPOILED: "作废",
}
_NOT_TOLD: Final = "未回报"
_ON_A_PHONE: Final = "已发手机"
_WITHDRAWN: Final = {WithdrawalReason.SUPERSEDED: "已补打", WithdrawalReason.REVOKED: "已撤销"}
_MOST_POINTS: Final = 29


def daily_report(terminal: Terminal, day: date) -> DailyReport:
    """Return the report on `day` in the hall's zone: cases that were opened then, papers that were issued then.

    Raises:
        ProfileMissing: the hall has no profile.
        printing.errors.FieldError: there is more of something than a report holds.
    """
    profile = hall_profile()
    begins = datetime.combine(day, time(), HALL_ZONE)
    ends = begins + timedelta(days=1)
    papers = (
        Paper.objects.filter(case__terminal=terminal, issued_at__gte=begins, issued_at__lt=ends)
        .defer("document")
        .order_by("issued_at", "copy_number")
        .prefetch_related("print_reports", "withdrawals")
    )
    entries = [(_entry(paper), _last_report(paper.print_reports.all())) for paper in papers]
    return DailyReport(
        hall=_shortened(profile.hall_zh, 40),
        terminal_id=terminal.name,
        day=day,
        made_at=now(),
        services=_tallies(terminal, begins, ends),
        papers=tuple(entry for entry, _ in entries),
        payments=None,
        incidents=None,
        open_points=_open_points([entry for entry, report in entries if _is_open(entry, report)]),
        specimen=profile.specimen,
    )


def _tallies(terminal: Terminal, begins: datetime, ends: datetime) -> tuple[ServiceTally, ...]:
    """Count by item, whatever version of it a case keeps to; in the order in which the items came first."""
    opened = Case.objects.filter(terminal=terminal, opened_at__gte=begins, opened_at__lt=ends).order_by("opened_at")
    states: defaultdict[str, Counter[CaseState]] = defaultdict(Counter)
    versions: dict[str, int] = {}
    for item_id, version_pk, state in opened.values_list("item_version__item_id", "item_version_id", "state"):
        states[item_id][CaseState(state)] += 1
        versions[item_id] = max(version_pk, versions.get(item_id, 0))
    contents = dict(ItemVersion.objects.filter(pk__in=versions.values()).values_list("item_id", "content"))
    return tuple(_tally(contents[item_id]["title"]["zh"], counted) for item_id, counted in states.items())


def _tally(title: str, counted: Counter[CaseState]) -> ServiceTally:
    finished = sum(counted[state] for state in _FINISHED)
    broken_off = sum(counted[state] for state in FINAL - _FINISHED)
    return ServiceTally(
        item=_shortened(title, 60),
        begun=counted.total(),
        finished=finished,
        under_way=counted.total() - finished - broken_off,
        broken_off=broken_off,
    )


def _entry(paper: Paper) -> PaperEntry:
    report = _last_report(paper.print_reports.all())
    outcomes = [] if report is None else [_OUTCOMES[PrintOutcome(report.outcome)]]
    if paper.given_to_phone_at is not None:
        outcomes.append(_ON_A_PHONE)
    withdrawn = {WithdrawalReason(withdrawal.reason) for withdrawal in paper.withdrawals.all()}
    return PaperEntry(
        at=local(paper.issued_at),
        title=_shortened(paper.title_zh, 40),
        paper_number=paper.paper_number,
        copy_number=paper.copy_number,
        sheets=report.sheets if report is not None else 0,
        outcome="，".join(
            [*(outcomes or [_NOT_TOLD]), *(words for reason, words in _WITHDRAWN.items() if reason in withdrawn)]
        ),
    )


def _last_report(reports: Iterable[PrintReport]) -> PrintReport | None:
    """Return what holds of a print: staff's word before any printer's, the later before the earlier."""
    return max(reports, key=lambda one: (one.found_by == FoundBy.STAFF, one.reported_at, one.pk), default=None)


def _is_open(entry: PaperEntry, report: PrintReport | None) -> bool:
    """Whether somebody has still to find out what became of a sheet."""
    return entry.outcome == _NOT_TOLD or (report is not None and report.outcome == PrintOutcome.UNKNOWN)


def _open_points(entries: list[PaperEntry]) -> tuple[str, ...]:
    points = [
        f"{entry.paper_number}第{entry.copy_number}份：{entry.outcome}，请核实纸张去向。"
        for entry in entries[:_MOST_POINTS]
    ]
    more = len(entries) - len(points)
    return (*points, f"另有{more}份待核实，见“文书”。") if more else tuple(points)


def _shortened(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"

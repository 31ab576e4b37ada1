"""A readiness report as one HTML file without anything outside it."""

from html import escape
from typing import Final

from devices.bench.readiness import DeviceReadiness, Readiness
from devices.bench.report_words import WORDS, Language, ReportWords
from devices.bench.trace import status_in_words

_STYLE: Final = """
body { font: 15px/1.5 system-ui, "Noto Sans SC", "Microsoft YaHei", sans-serif; color: #1b1f24; background: #fff;
       max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.7rem; margin: 0 0 .3rem; } h2 { font-size: 1.15rem; margin: 2rem 0 .4rem; }
table { border-collapse: collapse; width: 100%; } caption { text-align: left; font-weight: 600; padding: .5rem 0; }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid #d5dae0;
         overflow-wrap: anywhere; }
th { font-weight: 600; } .facts th { width: 12rem; } .time { text-align: right; white-space: nowrap; }
.ready { color: #0a5c2e; } .not-ready { color: #a11212; } .verdict { font-size: 1.2rem; font-weight: 600; }
.meta { color: #4a5560; } .signature { margin-top: 3.5rem; border-top: 1px solid #1b1f24; width: 22rem; }
@media print { body { margin: 0; } section { break-inside: avoid; } }
"""
_MARK: Final = {True: "✓", False: "✗"}
"""Beside the colour, which is never the only sign."""


def html_report(readiness: Readiness, language: Language) -> str:
    """Return the report."""
    words = WORDS[language]
    rows = "".join(_summary_row(device, words) for device in readiness.devices)
    sections = "".join(_section(device, words) for device in readiness.devices)
    made = f"{words.terminal}: {escape(readiness.terminal)} · {words.made}: {readiness.at.astimezone():%Y-%m-%d %H:%M}"
    lang = "zh-CN" if language is Language.CHINESE else "en"
    heads = (words.device, words.kind, words.driver, words.status, words.last_test)
    return (
        f'<!doctype html>\n<html lang="{lang}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{words.title}</title><style>{_STYLE}</style></head>'
        f'<body><h1>{words.title}</h1><p class="meta">{made}</p>'
        f'<p class="verdict">{_verdict(readiness.is_ready, words)}</p>'
        f"<table><thead><tr>{_cells(heads, 'th')}</tr></thead><tbody>{rows}</tbody></table>"
        f'{sections}<p class="signature">{words.signature}</p></body></html>\n'
    )


def _summary_row(device: DeviceReadiness, words: ReportWords) -> str:
    test = device.last_test
    tested = words.never_tested if test is None else words.passed if test.test.passed else words.failed
    return (
        f"<tr><td>{_mark(device.is_ready)} {escape(device.binding.device_id)}</td>"
        f"{_cells((escape(device.binding.kind.value), escape(device.binding.driver)), 'td')}"
        f"<td>{escape(status_in_words(device.status))}</td><td>{tested}</td></tr>"
    )


def _section(device: DeviceReadiness, words: ReportWords) -> str:
    said = device.capabilities
    facts = [
        (words.driver, f"{device.binding.kind.value} {device.binding.driver}"),
        (words.port, device.binding.port),
        (words.model, said.model if said else ""),
        (words.serial_number, said.serial_number if said else ""),
        *((name, words.value(value)) for name, value in (said.features.items() if said else ())),
    ]
    rows = "".join(f"<tr><th>{escape(name)}</th><td>{escape(value)}</td></tr>" for name, value in facts if value)
    return (
        f"<section><h2>{_mark(device.is_ready)} {escape(device.binding.device_id)}</h2>"
        f'<table class="facts">{rows}</table>'
        f"{_test(device, words)}</section>"
    )


def _test(device: DeviceReadiness, words: ReportWords) -> str:
    record = device.last_test
    if record is None:
        return f'<p class="not-ready">{words.last_test}: {words.never_tested}</p>'
    rows = "".join(
        f"<tr><td>{_mark(step.passed)} {words.passed if step.passed else words.failed}</td>"
        f'<td>{escape(step.code)}</td><td class="time">{step.duration_ms:.0f} ms</td>'
        f"<td>{escape(step.detail_code)}</td></tr>"
        for step in record.test.steps
    )
    caption = f"{words.last_test}: {record.at.astimezone():%Y-%m-%d %H:%M}"
    heads = f'<th></th><th>{words.step}</th><th class="time">{words.took}</th><th>{words.detail}</th>'
    return f"<table><caption>{caption}</caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def _verdict(ready: bool, words: ReportWords) -> str:
    said = words.ready if ready else words.not_ready
    return f'<span class="{_class(ready)}">{_MARK[ready]} {said}</span>'


def _mark(good: bool) -> str:
    return f'<span class="{_class(good)}">{_MARK[good]}</span>'


def _class(good: bool) -> str:
    return "ready" if good else "not-ready"


def _cells(texts: tuple[str, ...], tag: str) -> str:
    return "".join(f"<{tag}>{text}</{tag}>" for text in texts)

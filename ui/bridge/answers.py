"""What registries answered to an item's look-ups, row by row."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from kiosk.domain.case import Answer, CaseResult
from kiosk.domain.text import Language

translate = QCoreApplication.translate

_NOTHING_SAID = "—"


@dataclass(frozen=True, slots=True, repr=False)
class AnswerRow:
    """One row as a card.

    Attributes:
        section: the look-up's name, on its first card only.
        number: which row of how many; "" where there is one.
        heading: what the first field says; that there is nothing, where there is no row.
        facts: the other fields, each as ``{"label": ..., "value": ...}``.
    """

    section: str
    number: str
    heading: str
    facts: tuple[dict[str, str], ...]


def answer_rows(result: CaseResult, language: Language) -> list[AnswerRow]:
    """Return every row of every answer, in order."""
    return [row for answer in result.answers for row in _rows(answer, language)]


def rows_found(result: CaseResult) -> int:
    """Return how many rows all registries together brought."""
    return sum(len(answer.rows) for answer in result.answers)


def _rows(answer: Answer, language: Language) -> list[AnswerRow]:
    title = answer.title.in_language(language)
    if not answer.rows:
        return [AnswerRow(title, "", translate("Result", "没有查到记录"), ())]
    labels = [_capitalised(field.in_language(language)) for field in answer.fields]
    count = len(answer.rows)
    return [
        AnswerRow(
            section="" if place else title,
            number=_number(place + 1, count),
            heading=f"{labels[0]}{_colon(language)}{row[0] or _NOTHING_SAID}",
            facts=tuple(
                {"label": label, "value": value or _NOTHING_SAID}
                for label, value in zip(labels[1:], row[1:], strict=True)
            ),
        )
        for place, row in enumerate(answer.rows)
    ]


def _number(place: int, count: int) -> str:
    if count == 1:
        return ""
    return translate("Result", "第 %1 条，共 %2 条").replace("%1", str(place)).replace("%2", str(count))


def _capitalised(words: str) -> str:
    return words[:1].upper() + words[1:]


def _colon(language: Language) -> str:
    return "：" if language is Language.CHINESE else ": "

"""Days, months, money and numbers as every synthetic registry writes them: one form for all.

Days and months are ISO 8601 (2026-03-05, 2026-03), amounts 1,234.00元. Where a field's own title names the unit
(累计缴费月数, 记分), the value is the bare figure.
"""

from datetime import date
from decimal import Decimal
from typing import Final

from printing.documents.money import yuan

NUMERALS: Final = "零一二三四五六七八九十"


def day(moment: date) -> str:
    """Return ``2026-03-05``."""
    return moment.isoformat()


def month_number(moment: date) -> int:
    """Return the month as a whole number that can be counted with; `month` writes it."""
    return moment.year * 12 + moment.month - 1


def month(number: int) -> str:
    """Return ``2026-03``."""
    return f"{number // 12}-{number % 12 + 1:02d}"


def month_start(number: int) -> date:
    """Return the month's first day."""
    return date(number // 12, number % 12 + 1, 1)


def money(fen: int) -> str:
    """Return ``1,234.00元``."""
    return f"{yuan(fen)}元"


def area(square_metres: Decimal) -> str:
    """Return ``85.74平方米``."""
    return f"{square_metres}平方米"


def years_and_months(months: int) -> str:
    """Return ``12年3个月``."""
    return f"{months // 12}年{months % 12}个月"

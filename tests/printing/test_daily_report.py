"""A terminal's daily report: every row once, sums that never mix what is sure with what is not, a day without any."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest

from printing import RenderedPdf, render_pdf
from printing.documents.daily_report import DailyReport, PaymentEntry, ServiceTally
from printing.documents.example_parts import AT
from printing.documents.hall_examples import bare_daily_report, ordinary_daily_report
from printing.documents.money import yuan, yuan_capitals
from printing.errors import FieldError, FieldRule
from printing.raster_preview import page_texts
from printing.samples import sample
from tests.support.paper import missing_texts, plain, poppler_fonts, texts_of

NAMES = ("daily-report", "daily-report-extreme", "daily-report-bare")


def report(name: str) -> DailyReport:
    """A sample report."""
    document = sample(name)
    assert isinstance(document, DailyReport)
    return document


@cache
def rendered(name: str) -> RenderedPdf:
    """A sample laid out, once for all tests that only look at it."""
    return render_pdf(report(name))


@cache
def pages(name: str) -> tuple[str, ...]:
    """The text of each page, without white space."""
    return tuple(plain(text) for text in page_texts(rendered(name).pdf))


@pytest.mark.parametrize("name", NAMES)
def test_everything_said_is_on_the_report(name: str) -> None:
    """Every text of its data; page x of y, hall, terminal and day on each page; no seal, for it proves nothing."""
    made = rendered(name)
    assert missing_texts(made.pdf, texts_of(report(name), without="")) == []
    assert all(row[1:7] == ["CID", "TrueType", "Identity-H", "yes", "yes", "yes"] for row in poppler_fonts(made.pdf))
    assert made.seal is None
    for number, text in enumerate(pages(name), start=1):
        assert f"第{number}页共{made.pages}页" in text
        assert plain(f"{report(name).hall} 终端 {report(name).terminal_id} 2026年11月23日") in text
        assert "样张" in text


def test_everyday_report_is_one_page_with_lines_to_sign() -> None:
    """It is signed by hand by three."""
    assert rendered("daily-report").pages == 1
    assert all(signer in pages("daily-report")[0] for signer in ("填报人：", "复核人：", "值班负责人："))


def test_tables_go_on_with_their_heads_and_end_in_their_count() -> None:
    """A page that begins within a table says what its columns are; each count stands behind its last row."""
    document = report("daily-report-extreme")
    texts = pages("daily-report-extreme")
    for number, text in enumerate(texts):
        rows = [paper.paper_number for paper in document.papers if paper.paper_number in text]
        if rows:
            assert "份号" in text, number
    whole = "".join(texts)
    assert [paper.paper_number for paper in document.papers if whole.count(paper.paper_number) != 1] == []
    for section in (document.services, document.papers, document.payments, document.incidents):
        assert section is not None
        assert f"以上共{len(section)}条" in whole
    last = next(text for text in texts if "以上共60条" in text)
    assert document.papers[-1].paper_number in last


def test_money_that_nobody_confirmed_is_in_no_sum() -> None:
    """What came in, what went back, what is left, and apart from them what is still open."""
    payments = report("daily-report-extreme").payments
    assert payments is not None
    sure = [payment for payment in payments if payment.confirmed]
    received, refunded = sum(one.amount_fen for one in sure), sum(one.refunded_fen for one in sure)
    waiting = sum(one.amount_fen for one in payments if not one.confirmed)
    text = "".join(pages("daily-report-extreme"))
    assert 0 < refunded < received
    assert plain(f"到账{yuan(received)}元，退款{yuan(refunded)}元，净额{yuan(received - refunded)}元") in text
    assert yuan_capitals(received - refunded) in text
    assert f"另有待核对{yuan(waiting)}元，未计入" in text
    assert plain(f"{yuan(received - refunded)} 到账净额（元）") in text


@pytest.mark.parametrize(("refunded_fen", "said"), [(0, "已到账"), (4_000, "部分退款"), (8_000, "已退款")])
def test_payment_says_what_became_of_it(refunded_fen: int, said: str) -> None:
    """A refund stands beside its payment, with its amount."""
    payment = PaymentEntry(AT, "9999000318", "登记费", "微信支付", 8_000, refunded_fen)
    text = plain(page_texts(render_pdf(replace(bare_daily_report(), payments=(payment,))).pdf)[0])
    amount = yuan(refunded_fen) if refunded_fen else "—"
    assert f"登记费微信支付80.00{amount}{said}" in text
    assert "待核对" not in text


def test_largest_amounts_stay_on_one_line() -> None:
    """Ninety-nine billion in a column made for fees is set smaller, never cut."""
    payment = PaymentEntry(AT, "9999000318", "配套费", "转账", 9_999_999_999_999, 9_999_999_999_998)
    text = page_texts(render_pdf(replace(bare_daily_report(), payments=(payment,))).pdf)[0]
    assert "99,999,999,999.99 99,999,999,999.98" in " ".join(text.split())


def test_day_on_which_nothing_happened_says_so() -> None:
    """Four sections without a record and no open point are words, not blanks."""
    (text,) = pages("daily-report-bare")
    assert text.count("本日无记录。") == 4
    assert "五、待办无。" in text
    assert "以上共" not in text


def test_what_the_maker_does_not_know_is_left_out() -> None:
    """A hall that hears of no fault does not say that there was none: no section, no figure, no gap in the numbers."""
    (text,) = page_texts(render_pdf(replace(ordinary_daily_report(), payments=None, incidents=None)).pdf)
    assert "收费" not in text
    assert "到账" not in text
    assert "异常" not in text
    assert "三、待办" in text
    assert "本日无记录" not in text


@pytest.mark.parametrize(
    ("make", "field", "rule"),
    [
        (lambda: ServiceTally("查询", 3, 2, 1, 1), "begun", FieldRule.ORDER),
        (lambda: ServiceTally("查询", 3, 2), "begun", FieldRule.ORDER),
        (lambda: ServiceTally("查询", 3, -1), "finished", FieldRule.NOT_NEGATIVE),
        (lambda: PaymentEntry(AT, "99990318", "费", "现金", -1), "amount_fen", FieldRule.NOT_NEGATIVE),
        (lambda: PaymentEntry(AT, "99990318", "费", "现金", 5, 6), "refunded_fen", FieldRule.TOO_LONG),
        (lambda: PaymentEntry(AT, "99990318", "费", "现金", 5, 1, confirmed=False), "refunded_fen", FieldRule.TOO_LONG),
        (lambda: replace(ordinary_daily_report(), open_points=("",)), "open_points[0]", FieldRule.NOT_EMPTY),
    ],
)
def test_report_that_does_not_add_up_is_refused(make: Callable[[], object], field: str, rule: FieldRule) -> None:
    """More ended than began, more refunded than came in: with the field, before anything is drawn."""
    with pytest.raises(FieldError) as refused:
        make()
    assert (refused.value.field, refused.value.rule) == (field, rule)

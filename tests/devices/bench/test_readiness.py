"""Readiness reports: what they say, and that they can be read."""

import io
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pypdfium2
import pytest

from devices.api.device import Capabilities, SelfTest, SelfTestStep
from devices.api.status import DeviceState, PartName, Status, SupplyState
from devices.bench.history import SelfTestRecord
from devices.bench.readiness import Readiness, readiness_document, readiness_of
from devices.bench.report_html import html_report
from devices.bench.report_pdf import FontUnusable, pdf_report
from devices.bench.report_words import WORDS, Language
from tests.support.devices_core import binding

ROOT = Path(__file__).parents[3]
FONT = ROOT / "assets" / "fonts" / "NotoSansSC-Regular.ttf"
AT = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
PASSED = SelfTest((SelfTestStep("port", True, 1.5),))
FAILED = SelfTest((SelfTestStep("port", True, 1.5), SelfTestStep("antenna", False, 20.0, "no_answer <b>")))
ONLINE = Status(DeviceState.ONLINE, {PartName.PAPER: SupplyState.LOW})
GONE = Status(DeviceState.NO_DEVICE, detail_code="not_opened ENOENT")


def record(device_id: str, test: SelfTest, driver: str = "obedient") -> SelfTestRecord:
    """A kept test."""
    return SelfTestRecord(AT, device_id, "id_card_reader", driver, "", "", test)


def readiness(*tests: SelfTestRecord, **statuses: Status) -> Readiness:
    """A terminal with a device for each status."""
    return readiness_of(
        [binding(device_id) for device_id in statuses],
        terminal="云江7号 <hall>",
        at=AT,
        statuses=statuses,
        capabilities={"well": Capabilities("Maker & Model", "0042", {"baud": 9600, "triggered": True})},
        last_tests={test.device_id: test for test in tests},
    )


@pytest.mark.parametrize(
    ("status", "tests", "ready"),
    [
        (ONLINE, [record("well", PASSED)], True),
        (ONLINE, [record("well", FAILED)], False),
        (GONE, [record("well", PASSED)], False),
        (ONLINE, [], False),
        (ONLINE, [record("well", PASSED, driver="another")], False),
    ],
)
def test_ready_is_what_serves_and_passed_its_own_test(status: Status, tests: list[SelfTestRecord], ready: bool) -> None:
    """Never tested is not ready, and another driver's test is no test of this device."""
    made = readiness(*tests, well=status)
    assert made.is_ready is ready
    assert readiness_document(made)["ready"] is ready


class Texts(HTMLParser):
    """The texts of a page, and its open tags."""

    def __init__(self, page: str) -> None:
        """Read it all."""
        super().__init__()
        self.texts: list[str] = []
        self.open: list[str] = []
        self.feed(page)

    def handle_data(self, data: str) -> None:
        """Keep a text."""
        self.texts.append(data)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """Keep a tag that must be closed."""
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the tag that is open."""
        assert self.open.pop() == tag


@pytest.mark.parametrize("language", Language)
def test_a_page_says_all_of_it(language: Language) -> None:
    """Every device, fact and step, escaped; in the language of who reads it; nothing from outside."""
    made = readiness(record("well", FAILED), well=ONLINE, gone=GONE)
    page = html_report(made, language)
    read = Texts(page)
    text = " ".join(read.texts)
    assert read.open == []
    for said in ("云江7号 <hall>", "Maker & Model", "0042", "9600", "antenna", "no_answer <b>", "paper low", "ENOENT"):
        assert said in text, said
    for words in (WORDS[language].not_ready, WORDS[language].never_tested, WORDS[language].yes):
        assert words in text
    assert "http" not in page


def pdf_text(pdf: bytes) -> str:
    """The text of all pages."""
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def test_a_pdf_without_a_font_shows_numbers_for_what_it_lacks() -> None:
    """Never an empty box."""
    text = pdf_text(pdf_report(readiness(record("well", FAILED), well=ONLINE, gone=GONE), Language.ENGLISH))
    for said in ("Not ready", "U+4E91U+6C5F7", "Maker & Model", "antenna", "never tested", "yes"):
        assert said in text, said
    assert "云" not in text


def test_a_pdf_with_a_font_is_chinese() -> None:
    """The font is embedded, and the text is text."""
    text = pdf_text(pdf_report(readiness(record("well", PASSED), well=ONLINE), Language.CHINESE, FONT))
    for said in ("设备就绪报告", "云江7号", "通过", "就绪"):
        assert said in text, said


def test_a_long_report_has_pages() -> None:
    """Twenty devices with long ports are laid out."""
    made = readiness(**{f"device-{number}": GONE for number in range(20)})
    long = replace(
        made,
        devices=tuple(
            replace(device, binding=replace(device.binding, port="/dev/serial/by-id/" + "x" * 150))
            for device in made.devices
        ),
    )
    document = pypdfium2.PdfDocument(io.BytesIO(pdf_report(long, Language.ENGLISH)))
    assert len(document) > 1
    document.close()


def test_a_font_that_is_none_is_told(tmp_path: Path) -> None:
    """Not there, or something else."""
    for path in (tmp_path / "absent.ttf", Path(__file__)):
        with pytest.raises(FontUnusable):
            pdf_report(readiness(well=ONLINE), Language.ENGLISH, path)

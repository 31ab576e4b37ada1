"""The main job, end to end, as `make demo` plays it: a process of its own, real pages, drivers, hall and paper."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from devices.simulators.people.cards import people
from printing.authenticity import PaperKind, base45
from printing.authenticity.claim import claim_from_map
from printing.authenticity.envelope import PREFIX, open_envelope, read_deterministic

PAGES_PASSED = 30
TOUCHES_OF_A_PROOF = 12


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> tuple[subprocess.CompletedProcess[str], Path]:
    """One run of the demo, for every test here."""
    out = tmp_path_factory.mktemp("demo") / "out"
    command = [sys.executable, "-m", "kiosk.app", "demo", "--out", str(out)]
    return subprocess.run(command, capture_output=True, text=True, timeout=170, check=False), out


def test_one_of_every_journey(tmp_path: Path) -> None:
    """`--all` finds an item by its initials, prints what the registry says, and writes the gallery of it."""
    command = [sys.executable, "-m", "kiosk.app", "demo", "--all", "--only", "household-proof", "--out"]
    done = subprocess.run([*command, str(tmp_path / "out")], capture_output=True, text=True, timeout=170, check=False)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    written = json.loads((tmp_path / "out/journeys.json").read_text("utf-8"))
    (played,) = written["journeys"]
    assert (played["well"], played["papers"], played["receipts"]) == (True, [1], [1])
    assert played["touches"] <= TOUCHES_OF_A_PROOF
    page = (tmp_path / "out/index.html").read_text("utf-8")
    for file in re.findall(r'src="([^"]+)"', page):
        assert (tmp_path / "out" / file).is_file()
    assert "户籍证明" in text_of(tmp_path / "out/certificate-1.pdf")


def journey(out: Path) -> dict[str, Any]:
    """What the demo wrote about itself."""
    written: dict[str, Any] = json.loads((out / "journey.json").read_text("utf-8"))
    return written


def text_of(pdf: Path) -> str:
    """All text of a PDF, without white space."""
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    return "".join("".join(pages).split())


def test_both_visits_end_as_they_should(played: tuple[subprocess.CompletedProcess[str], Path]) -> None:
    """Status 0, a picture of every page passed, every step with its duration, and nothing personal left."""
    done, out = played
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    written = journey(out)
    assert written["succeeded"]
    assert written["personal_data_left_in"] == []
    assert len(written["steps"]) >= PAGES_PASSED
    for step in written["steps"]:
        assert step["duration_ms"] >= 0
        with Image.open(out / "pictures" / step["picture"]) as picture:
            assert picture.size == (1080, 1920)


def test_the_screen_says_nothing_that_qt_warns_of(played: tuple[subprocess.CompletedProcess[str], Path]) -> None:
    """No QML error, no Qt warning, no traceback on the way."""
    done, _ = played
    suspicious = ("qml", "QML", "Qt", "Traceback", "Error")
    said = [line for line in done.stderr.splitlines() if '"level": "info"' not in line]
    assert not [line for line in said if any(word in line for word in suspicious)]


def test_the_certificate_says_who_and_what(played: tuple[subprocess.CompletedProcess[str], Path]) -> None:
    """The first citizen's proof names them and says that nothing is registered; the second gets the listing."""
    _, out = played
    first, second = people()[:2]
    proof, listing = text_of(out / "certificate-1.pdf"), text_of(out / "certificate-2.pdf")
    assert first.text.name in proof
    assert first.text.number in proof
    assert "未查询到" in proof
    assert second.text.name in listing
    assert "不动产登记信息查询结果" in listing
    assert first.text.number not in listing


def test_the_receipts_name_nobody_and_their_codes_are_read(
    played: tuple[subprocess.CompletedProcess[str], Path],
) -> None:
    """A receipt's code is read from the printed dots: the hall's claim of the case, with no number of a person."""
    _, out = played
    for receipt, person in zip(("receipt-1.png", "receipt-2.png"), people(), strict=False):
        with Image.open(out / receipt) as picture:
            codes = [code.text for code in zxingcpp.read_barcodes(picture.convert("L"))]
        assert len(codes) == 1
        payload = open_envelope(base45.decode(codes[0].removeprefix(PREFIX))).payload
        claim = claim_from_map(read_deterministic(payload))
        assert claim.kind is PaperKind.SERVICE_RECEIPT
        assert claim.verifier
        assert person.text.number.encode() not in payload

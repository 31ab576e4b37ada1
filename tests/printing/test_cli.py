"""The command line: documents alone from files, samples, the check of a code, and errors that say what to do."""

import base64
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from printing.cli import ExitCode, main
from printing.documents.json_form import to_json
from printing.documents.kinds import NAMES
from printing.samples import SAMPLE_KID, SAMPLE_NAMES, sample, sample_key
from tests.support.paper import poppler_text


def keys_file(folder: Path) -> Path:
    """The sample key as the hall would publish it."""
    file = folder / "keys.json"
    key = {
        "kid": SAMPLE_KID,
        "algorithm": "Ed25519",
        "public_key_b64": base64.b64encode(sample_key().public_key().public_bytes_raw()).decode(),
        "not_before": "2026-01-01T00:00:00Z",
        "not_after": "2027-01-01T00:00:00Z",
        "status": "active",
    }
    file.write_text(json.dumps({"keys": [key]}), encoding="utf-8")
    return file


@pytest.mark.parametrize(
    "kind", ["certificate", "listing", "licence", "agreement", "report", "application", "receipt", "ticket", "voucher"]
)
def test_example_is_data_that_works(kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What `example` prints, the command lays out, with a picture beside it."""
    assert main(["example", kind]) == ExitCode.DONE
    data, out, png = (tmp_path / name for name in ("data.json", "out.pdf", "out.png"))
    data.write_text(capsys.readouterr().out, encoding="utf-8")
    assert main([kind, "--data", str(data), "--out", str(out), "--png", str(png)]) == ExitCode.DONE
    assert out.read_bytes().startswith(b"%PDF-1.7")
    assert png.read_bytes().startswith(b"\x89PNG")
    assert str(out) in capsys.readouterr().out


def test_data_may_come_from_a_pipe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A dash reads standard input."""
    monkeypatch.setattr(sys, "stdin", io.StringIO(to_json(sample("no-house-proof"))))
    assert main(["certificate", "--data", "-", "--out", str(tmp_path / "out.pdf")]) == ExitCode.DONE


def test_narrow_receipt(tmp_path: Path) -> None:
    """`--width 58` lays out the narrow paper."""
    data, out = tmp_path / "data.json", tmp_path / "out.pdf"
    data.write_text(to_json(sample("service-receipt")), encoding="utf-8")
    assert main(["receipt", "--data", str(data), "--out", str(out), "--width", "58"]) == ExitCode.DONE
    assert "查询码" in poppler_text(out.read_bytes())


def test_application_is_a4_or_a_roll(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a width it is A4 for the office; with one it is for the citizen's pocket, as PDF and as dots."""
    data, out, png = (tmp_path / name for name in ("data.json", "out.pdf", "out.png"))
    data.write_text(to_json(sample("application-receipt")), encoding="utf-8")
    command = ["application", "--data", str(data), "--out", str(out), "--png", str(png)]
    assert main(command) == ExitCode.DONE
    assert "1 page(s)" in capsys.readouterr().out
    assert "999901199001010014" in poppler_text(out.read_bytes())
    assert main([*command, "--width", "58"]) == ExitCode.DONE
    assert "58 mm" in capsys.readouterr().out
    assert "999901199001010014" not in poppler_text(out.read_bytes())
    with Image.open(png) as picture:
        assert picture.width == 384


def test_several_pages_give_several_pictures(tmp_path: Path) -> None:
    """The picture of each further page stands beside the first with its number."""
    data = tmp_path / "data.json"
    data.write_text(to_json(sample("no-house-proof-extreme")), encoding="utf-8")
    arguments = ["--data", str(data), "--out", str(tmp_path / "o.pdf"), "--png", str(tmp_path / "o.png")]
    assert main(["certificate", *arguments]) == ExitCode.DONE
    assert (tmp_path / "o-2.png").is_file()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (('"89.52"', '"many"'), "records[0].area_m2 must be a number"),
        (('"89.52"', "89.52"), "$.records[0].area_m2"),
        (('"王例二"', '"王😀二"'), "U+1F600"),
        (('"copy_number": 1', '"copy_number": 0'), "issue.copy_number must be above zero"),
        (('"code": "HK1:', '"code": "", "unused": "'), "$.issue.unused"),
        (('"property_listing"', '"no_house_proof"'), "$.document"),
        (("{", "["), "a JSON object"),
    ],
)
def test_bad_data_says_which_field_and_how_to_put_it_right(
    change: tuple[str, str], says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The message names the field, what belongs there, and where a working example is; nothing is written."""
    text = to_json(sample("property-listing"))
    assert change[0] in text
    data, out = tmp_path / "data.json", tmp_path / "out.pdf"
    data.write_text(text.replace(*change), encoding="utf-8")
    assert main(["listing", "--data", str(data), "--out", str(out)]) == ExitCode.DATA
    printed = capsys.readouterr().err
    assert says in printed
    assert "printing example listing" in printed
    assert not out.exists()


def test_unusable_files_are_said_to_be_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that is not there, one that is not UTF-8, a folder that is not there: status 4 and the reason."""
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    good.write_text(to_json(sample("no-house-proof")), encoding="utf-8")
    bad.write_bytes(b"\xff\xfe{}")
    nowhere = tmp_path / "nowhere" / "out.pdf"
    for data, out in ((tmp_path / "none.json", nowhere), (bad, nowhere), (good, nowhere)):
        assert main(["certificate", "--data", str(data), "--out", str(out)]) == ExitCode.FILE
        assert "cannot use a file" in capsys.readouterr().err


def test_wrong_usage_has_its_own_status(capsys: pytest.CaptureFixture[str]) -> None:
    """Argparse's status 2 is kept for wrong usage."""
    for arguments in ([], ["certificate"], ["receipt", "--data", "x", "--out", "y", "--width", "70"]):
        with pytest.raises(SystemExit) as caught:
            main(arguments)
        assert caught.value.code == ExitCode.USAGE
    assert "usage" in capsys.readouterr().err


def test_genuine_code_is_verified(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The code of a sample is genuine: status 0, in words and as facts."""
    document = json.loads(to_json(sample("no-house-proof")))
    arguments = ["verify", document["issue"]["code"], "--keys", str(keys_file(tmp_path))]
    assert main(arguments) == ExitCode.DONE
    printed = capsys.readouterr().out
    assert printed.startswith("GENUINE.")
    assert document["issue"]["paper_number"] in printed
    assert main([*arguments, "--json"]) == ExitCode.DONE
    facts = json.loads(capsys.readouterr().out)
    assert facts["verdict"] == "genuine"
    assert facts["paper_number"] == document["issue"]["paper_number"]


def test_every_outcome_has_its_status(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Altered and unknown have a status of their own, and each says why."""
    code = json.loads(to_json(sample("no-house-proof")))["issue"]["code"]
    keys = str(keys_file(tmp_path))
    altered = code[:-2] + ("00" if code[-2:] != "00" else "10")
    for text, name, status in (
        (altered, "altered", ExitCode.ALTERED),
        ("https://example.invalid", "not_a_code", ExitCode.UNKNOWN),
        (code[:50], "not_a_code", ExitCode.UNKNOWN),
    ):
        assert main(["verify", text, "--keys", keys, "--json"]) == status
        assert json.loads(capsys.readouterr().out)["verdict"] == name
        assert main(["verify", text, "--keys", keys]) == status
        assert capsys.readouterr().out.strip()
    assert main(["verify", code]) == ExitCode.UNKNOWN


def test_unreadable_keys_are_bad_data(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A keys file that is none is status 3."""
    file = tmp_path / "keys.json"
    file.write_text("{}", encoding="utf-8")
    assert main(["verify", "HK1:", "--keys", str(file)]) == ExitCode.DATA
    assert "published keys" in capsys.readouterr().err


def test_samples_are_written_as_pdf_png_and_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A4 as pages, a roll as dots for both heads, what has both as both; data beside each."""
    monkeypatch.setattr("printing.cli._PREVIEW_DPI", 30)
    monkeypatch.setattr("printing.cli.SAMPLE_NAMES", ("no-house-proof-extreme", "application-receipt", "queue-ticket"))
    folder = tmp_path / "new" / "samples"
    assert main(["samples", "--out", str(folder)]) == ExitCode.DONE
    rolls = ("-58mm.pdf", "-58mm.png", "-80mm.pdf", "-80mm.png")
    assert {file.name for file in folder.iterdir()} == {
        *(f"no-house-proof-extreme{end}" for end in (".pdf", ".json", "-page1.png", "-page2.png")),
        *(f"application-receipt{end}" for end in (".pdf", ".json", "-page1.png", *rolls)),
        *(f"queue-ticket{end}" for end in (".pdf", ".json", *rolls)),
    }
    assert "no-house-proof-extreme.pdf: 2 page(s)" in capsys.readouterr().out


def test_there_is_a_sample_of_every_document_ordinary_and_extreme() -> None:
    """Whoever adds a document sees it at its worst too."""
    for name in NAMES.values():
        assert {name.replace("_", "-"), f"{name.replace('_', '-')}-extreme"} <= set(SAMPLE_NAMES)


def test_importing_printing_loads_nothing_heavy() -> None:
    """A kiosk that imports the package has not loaded ReportLab, Pillow or PDFium yet."""
    program = (
        "import sys, printing, printing.errors\n"
        "print([name for name in ('reportlab', 'PIL', 'pypdfium2', 'cryptography', 'qrcode') if name in sys.modules])\n"
        "try:\n    printing.nothing\nexcept AttributeError as error:\n    print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert done.stdout.splitlines() == ["[]", "module 'printing' has no attribute 'nothing'"]

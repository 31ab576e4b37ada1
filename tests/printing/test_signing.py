"""The hall's signature in a PDF, and what a check of a tampered file finds."""

import re
import subprocess
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageFilter
from pyhanko.pdf_utils.generic import NameObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from printing import RenderedPdf, render_pdf
from printing.authenticity import Genuine, Outcome, PublishedKeys, sign_claim
from printing.documents.json_form import to_json
from printing.documents.no_house_proof import NoHouseProof
from printing.errors import PictureUnreadable
from printing.raster_preview import page_images
from printing.samples import SAMPLE_KID, sample, sample_claim, sample_key, sample_keys
from printing.signing.certificates import Certified, make_authority, make_signer
from printing.signing.pades import PaperSigner
from printing.signing.paper_check import PaperCheck, TextFinding, check_pdf
from printing.signing.picture import find_code, open_picture
from printing.signing.signature import SignatureFinding, check_signature
from printing.verifying import check_anything

MOMENT = datetime(2026, 11, 23, 2, tzinfo=UTC)
HOUR = timedelta(hours=1)
BEGINS, ENDS = MOMENT - timedelta(days=1), MOMENT + timedelta(days=900)
AUTHORITY = make_authority("云江市政务服务中心", begins=BEGINS, ends=ENDS)
SIGNER = make_signer(AUTHORITY, "云江市不动产登记中心", begins=BEGINS, ends=ENDS)
AUTHORITY_PEM = AUTHORITY.certificate.public_bytes(Encoding.PEM)
KEYS = PublishedKeys([key for key in [sample_keys().find(SAMPLE_KID)] if key], [AUTHORITY_PEM])


def proof() -> NoHouseProof:
    """The everyday proof, its code signed with the sample key."""
    document = sample("no-house-proof")
    assert isinstance(document, NoHouseProof)
    return document


def signed(document: NoHouseProof, signer: Certified = SIGNER, authority: Certified = AUTHORITY) -> RenderedPdf:
    """The proof as the hall would issue it."""
    rendered = render_pdf(document)
    return PaperSigner(signer, authority).sign(rendered, data=to_json(document), signed_at=MOMENT, reason="出具证明")


PAPER = signed(proof())


def check(pdf: bytes) -> PaperCheck:
    """The whole check, without a revocation list."""
    return check_pdf(pdf, KEYS, None, now=MOMENT)


def test_signed_paper_is_genuine() -> None:
    """A paper as it was issued: signature, code and text agree."""
    found = check(PAPER.pdf)
    assert (found.outcome, found.signature, found.text) == (
        Outcome.GENUINE,
        SignatureFinding.VALID,
        TextFinding.AGREES,
    )
    assert isinstance(found.verdict, Genuine)


def test_signature_is_an_update_that_differs_only_in_itself() -> None:
    """What was laid out stays byte for byte; signed again, only the signature's own digits are others."""
    again = signed(proof()).pdf
    assert PAPER.pdf.startswith(render_pdf(proof()).pdf)
    assert len(again) == len(PAPER.pdf)
    hole = re.search(rb"/Contents <([0-9a-fA-F]+)>", PAPER.pdf)
    assert hole is not None
    start, end = hole.span(1)
    assert again[:start] == PAPER.pdf[:start]
    assert again[end:] == PAPER.pdf[end:]


def test_field_lies_over_the_seal() -> None:
    """The signature's field is where the seal is drawn, to the point."""
    assert PAPER.seal is not None
    boxes = re.findall(rb"/Rect \[([^\]]*)\]", PAPER.pdf)
    assert [round(float(edge)) for edge in boxes[-1].split()] == [round(edge) for edge in PAPER.seal.box_pt]


def test_signed_page_looks_as_before(tmp_path: Path) -> None:
    """The signature changes nothing that is to be seen or printed, by PDFium or by Poppler, which draws the field."""
    unsigned = render_pdf(proof()).pdf
    before, after = (page_images(pdf, dpi=50)[0] for pdf in (unsigned, PAPER.pdf))
    assert before.tobytes() == after.tobytes()
    seen = []
    for name, pdf in (("before", unsigned), ("after", PAPER.pdf)):
        (tmp_path / f"{name}.pdf").write_bytes(pdf)
        command = ["pdftoppm", "-r", "50", "-f", "1", "-singlefile", f"{name}.pdf", name]
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
        seen.append((tmp_path / f"{name}.ppm").read_bytes())
    assert seen[0] == seen[1]


def test_poppler_agrees(tmp_path: Path) -> None:
    """`pdfsig` finds the signature valid and the whole file signed; changed by one byte, it does not."""
    file = tmp_path / "paper.pdf"
    file.write_bytes(PAPER.pdf)
    told = subprocess.run(["pdfsig", "-nocert", str(file)], capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid" in told
    assert "Total document signed" in told
    assert "ETSI.CAdES.detached" in told
    file.write_bytes(PAPER.pdf.replace(b"/Producer", b"/producer", 1))
    told = subprocess.run(["pdfsig", "-nocert", str(file)], capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid" not in told


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(PAPER.pdf) - 1), st.integers(1, 255))
def test_any_changed_byte_is_noticed(at: int, change: int) -> None:
    """Wherever one byte of the file is changed, in pages, data, signature or trailer, it is not valid any more.

    The one exception says nothing: the padding after the signature, and the case of its hexadecimal digits.
    """
    changed = bytearray(PAPER.pdf)
    changed[at] ^= change
    hole = re.search(rb"/Contents <([0-9a-fA-F]+)>", PAPER.pdf)
    assert hole is not None
    if not hole.start(1) <= at < hole.end(1):
        assert check_signature(bytes(changed), [AUTHORITY_PEM]) is not SignatureFinding.VALID


@settings(max_examples=30, deadline=None)
@given(st.integers(0, len(PAPER.pdf) - 1))
def test_cut_file_is_not_valid(length: int) -> None:
    """No beginning of the file passes for the whole, and none makes the check raise."""
    assert check_signature(PAPER.pdf[:length], [AUTHORITY_PEM]) is not SignatureFinding.VALID


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_garbage_gets_a_finding(data: bytes) -> None:
    """Whatever the bytes, the check of the signature ends with a finding."""
    assert check_signature(b"%PDF-1.7\n" + data, [AUTHORITY_PEM]) is SignatureFinding.DAMAGED


def test_addition_after_the_signature_is_altered() -> None:
    """An update after the signature, and a second signature, are additions that the hall did not sign."""
    writer: Any = IncrementalPdfFileWriter(BytesIO(PAPER.pdf))
    writer.root[NameObject("/Added")] = NameObject("/Later")
    writer.update_root()
    output = BytesIO()
    writer.write(output)
    found = check(output.getvalue())
    assert (found.outcome, found.signature) == (Outcome.ALTERED, SignatureFinding.ADDED_TO)


def test_strangers_signature_is_unknown() -> None:
    """The same paper signed by somebody's own authority of the same name is not the hall's."""
    authority = make_authority("云江市政务服务中心", begins=BEGINS, ends=ENDS)
    signer = make_signer(authority, "云江市不动产登记中心", begins=BEGINS, ends=ENDS)
    found = check(signed(proof(), signer, authority).pdf)
    assert (found.outcome, found.signature) == (Outcome.UNKNOWN, SignatureFinding.UNKNOWN_SIGNER)


@pytest.mark.parametrize(("begins", "ends"), [(BEGINS, MOMENT - HOUR), (MOMENT + HOUR, ENDS)])
def test_certificate_outside_its_time(begins: datetime, ends: datetime) -> None:
    """A certificate of the hall that had ended, or not begun, at the time of signing vouches for nothing."""
    signer = make_signer(AUTHORITY, "云江市不动产登记中心", begins=begins, ends=ends)
    assert check(signed(proof(), signer).pdf).signature is SignatureFinding.UNKNOWN_SIGNER


def test_unsigned_file_is_judged_by_its_code() -> None:
    """A paper printed to PDF has no signature and no data: the code alone speaks, and the check says so."""
    found = check(render_pdf(proof()).pdf)
    assert (found.signature, found.text) == (SignatureFinding.MISSING, TextFinding.NOT_COMPARED)
    assert found.outcome is Outcome.GENUINE


FORGERIES = {
    "applicant.name": lambda proof: replace(proof, applicant=replace(proof.applicant, name="冯假造")),
    "applicant.id_number": lambda proof: replace(
        proof, applicant=replace(proof.applicant, id_number="999999199001019999")
    ),
    "scope": lambda proof: replace(proof, scope="假想市"),
    "purpose": lambda proof: replace(proof, purpose="其他用途"),
    "issue.paper_number": lambda proof: replace(proof, issue=replace(proof.issue, paper_number="BDC0000000000000")),
    "issue.case_number": lambda proof: replace(proof, issue=replace(proof.issue, case_number="C000000000")),
    "searched[0]": lambda proof: replace(proof, searched=("别的登记", *proof.searched[1:])),
}


@pytest.mark.parametrize("field", FORGERIES)
def test_altered_field_is_named(field: str) -> None:
    """A page that shows another value than was issued, with the genuine code and data, is altered; the field is named.

    Even where the forger signs it with a certificate that the checker trusts.
    """
    shown = render_pdf(FORGERIES[field](proof()))
    forged = PaperSigner(SIGNER, AUTHORITY).sign(shown, data=to_json(proof()), signed_at=MOMENT, reason="x")
    found = check(forged.pdf)
    assert (found.outcome, found.text) == (Outcome.ALTERED, TextFinding.DIFFERS)
    assert field in found.differing


@pytest.mark.parametrize("field", FORGERIES)
def test_altered_data_is_not_the_codes(field: str) -> None:
    """Page and data changed together no longer have the digest that the code carries."""
    found = check(signed(FORGERIES[field](proof())).pdf)
    assert (found.outcome, found.text) == (Outcome.ALTERED, TextFinding.OTHER_DATA)


def test_code_of_another_paper_is_altered() -> None:
    """A genuine code, moved to another paper, vouches for the other paper only."""
    other = replace(proof(), purpose="公积金提取")
    code = sign_claim(sample_claim(other), key=sample_key(), kid=SAMPLE_KID)
    found = check(signed(proof().with_code(code)).pdf)
    assert (found.outcome, found.text) == (Outcome.ALTERED, TextFinding.OTHER_DATA)


@pytest.mark.parametrize(
    ("dpi", "degrees", "blur", "light"),
    [(150, 0, 0.0, 1.0), (150, 13, 0.0, 1.0), (110, -7, 0.7, 0.55), (200, 178, 1.0, 0.8)],
)
def test_code_is_found_in_pictures(tmp_path: Path, dpi: int, degrees: int, blur: float, light: float) -> None:
    """A scan, a tilted one, a dim and blurred photo, one upside down: the code is found and judged."""
    page = page_images(PAPER.pdf, dpi=dpi)[0].rotate(degrees, expand=True, fillcolor=(110, 105, 90))
    photo = page.filter(ImageFilter.GaussianBlur(blur)).point(lambda value: int(value * light) + 10)
    file = tmp_path / "photo.jpg"
    photo.save(file, "JPEG", quality=70)
    assert find_code(open_picture(file)) == proof().issue.code
    assert check_anything(str(file), KEYS, None, now=MOMENT).outcome is Outcome.GENUINE


def test_picture_without_code_and_no_picture(tmp_path: Path) -> None:
    """A picture without a code is unknown, with advice; a file that is no picture is a typed error."""
    file = tmp_path / "empty.png"
    Image.new("L", (400, 300), 200).save(file)
    found = check_anything(str(file), KEYS, None, now=MOMENT)
    assert (found.outcome, found.facts["reason"]) == (Outcome.UNKNOWN, "none_found")
    assert "closer" in found.words
    file.write_bytes(b"GIF89a nothing")
    with pytest.raises(PictureUnreadable):
        open_picture(file)


def test_pdf_is_told_in_words_and_facts(tmp_path: Path) -> None:
    """The command's words name what was found of signature, text and code; its facts the same."""
    file = tmp_path / "paper.pdf"
    file.write_bytes(signed(FORGERIES["scope"](proof())).pdf)
    found = check_anything(str(file), KEYS, None, now=MOMENT)
    assert found.words.startswith("ALTERED.")
    assert "belongs to another paper" in found.words
    assert (found.facts["outcome"], found.facts["signature"], found.facts["text"]) == ("altered", "valid", "other_data")


def test_secret_keys_are_not_shown() -> None:
    """A certified key is written and read back; its `repr` shows no secret; a stranger's certificate is refused."""
    assert Certified.from_pem(SIGNER.to_pem()).certificate == SIGNER.certificate
    assert "key=" not in repr(SIGNER)
    with pytest.raises(ValueError, match="not a key and its certificate"):
        Certified.from_pem(Certified(SIGNER.key, AUTHORITY.certificate).to_pem())


def test_long_names_fit_certificate_and_signature() -> None:
    """An office with a name of 80 characters, the longest a profile holds, signs as any other."""
    name = "云江市" * 26 + "中心"
    authority = make_authority(name, begins=BEGINS, ends=ENDS)
    pdf = signed(proof(), make_signer(authority, name, begins=BEGINS, ends=ENDS), authority).pdf
    assert check_signature(pdf, [authority.certificate.public_bytes(Encoding.PEM)]) is SignatureFinding.VALID

"""``printing verify``: a PDF, a picture or the text of a code, told apart and judged, as facts and in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from printing.authenticity.envelope import PREFIX
from printing.authenticity.keys import PublishedKeys
from printing.authenticity.revocations import RevocationList
from printing.authenticity.verdict import NotACode, NotACodeReason, Outcome, outcome_of
from printing.authenticity.verify import check_code
from printing.explaining import explain_verdict, verdict_facts
from printing.signing.paper_check import PaperCheck, TextFinding, check_pdf
from printing.signing.picture import find_code, open_picture
from printing.signing.signature import SignatureFinding

_PDF: Final = b"%PDF-"
_HEAD_BYTES: Final = 1024
_SIGNATURES: Final[Mapping[SignatureFinding, str]] = {
    SignatureFinding.VALID: "The PDF is, to its last byte, what the hall signed.",
    SignatureFinding.MISSING: "The PDF is not signed: it was printed or saved anew, or the signature was taken out.",
    SignatureFinding.ALTERED: "ALTERED. The PDF was changed after the hall signed it.",
    SignatureFinding.ADDED_TO: "ALTERED. Something was added to the PDF after the hall signed it.",
    SignatureFinding.UNKNOWN_SIGNER: "UNKNOWN SIGNER. The PDF is signed, but by nobody whom the published keys name.",
    SignatureFinding.DAMAGED: "ALTERED. The PDF's signature cannot be read.",
}
_TEXTS: Final[Mapping[TextFinding, str]] = {
    TextFinding.AGREES: "What is to be read agrees with the code.",
    TextFinding.DIFFERS: "ALTERED. What is to be read is not what was issued: {fields}.",
    TextFinding.OTHER_DATA: "ALTERED. The code belongs to another paper than this file.",
    TextFinding.NOT_COMPARED: "What is to be read could not be compared: compare it with the code yourself.",
}


@dataclass(frozen=True, slots=True)
class Found:
    """What a check found: in one word, as facts for programs, and in sentences."""

    outcome: Outcome
    facts: Mapping[str, object]
    words: str


def check_anything(paper: str, keys: PublishedKeys, revocations: RevocationList | None, *, now: datetime) -> Found:
    """Judge `paper`: the text of a code, or the name of a PDF or of a picture.

    Raises:
        PdfUnreadable, PictureUnreadable: the file is neither.
        OSError: the file cannot be read.
    """
    file = Path(paper)
    if paper.startswith(PREFIX) or not _is_file(file):
        return _of_code(paper, keys, revocations, now)
    with file.open("rb") as stream:
        is_pdf = _PDF in stream.read(_HEAD_BYTES)
    if is_pdf:
        return _of_pdf(check_pdf(file.read_bytes(), keys, revocations, now=now))
    return _of_code(find_code(open_picture(file)), keys, revocations, now)


def _is_file(file: Path) -> bool:
    try:
        return file.is_file()
    except (OSError, ValueError):
        return False


def _of_code(text: str | None, keys: PublishedKeys, revocations: RevocationList | None, now: datetime) -> Found:
    verdict = NotACode(NotACodeReason.NONE_FOUND) if text is None else check_code(text, keys, revocations, now=now)
    return Found(outcome_of(verdict), verdict_facts(verdict), explain_verdict(verdict))


def _of_pdf(check: PaperCheck) -> Found:
    facts = {
        **verdict_facts(check.verdict),
        "outcome": check.outcome.value,
        "signature": check.signature.value,
        "text": check.text.value,
        "differing": list(check.differing),
    }
    text = _TEXTS[check.text].format(fields=", ".join(check.differing) or "words of the form")
    sentences = [f"{check.outcome.value.upper()}.", _SIGNATURES[check.signature], text]
    return Found(check.outcome, facts, "\n".join([*sentences, f"The code: {explain_verdict(check.verdict)}"]))

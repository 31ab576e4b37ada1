"""What signing a paper and checking it cost: the budget is 60 ms to sign and 20 ms to check the signature.

`sign_samples_ms`, `check_samples_ms` and `code_samples_ms` are there for other benchmarks too.
"""

from datetime import UTC, datetime, timedelta
from time import perf_counter

from cryptography.hazmat.primitives.serialization import Encoding

from benchmarks.harness import figure, report
from printing import RenderedPdf, render_pdf
from printing.authenticity import sign_claim, verify_code
from printing.documents.json_form import to_json
from printing.documents.no_house_proof import NoHouseProof
from printing.samples import SAMPLE_KID, sample, sample_claim, sample_key, sample_keys
from printing.signing.certificates import make_authority, make_signer
from printing.signing.pades import PaperSigner
from printing.signing.signature import SignatureFinding, check_signature

_MOMENT = datetime(2026, 11, 23, 2, tzinfo=UTC)
_BEGINS, _ENDS = _MOMENT - timedelta(days=1), _MOMENT + timedelta(days=900)
_AUTHORITY = make_authority("Bench", begins=_BEGINS, ends=_ENDS)
_SIGNER = PaperSigner(make_signer(_AUTHORITY, "Bench", begins=_BEGINS, ends=_ENDS), _AUTHORITY)
_AUTHORITIES = [_AUTHORITY.certificate.public_bytes(Encoding.PEM)]
_DOCUMENT = sample("no-house-proof")


def sign_samples_ms(times: int = 40) -> tuple[list[float], RenderedPdf]:
    """Sign the everyday proof so often; return how long each took, and the last."""
    rendered, data = render_pdf(_DOCUMENT), to_json(_DOCUMENT)
    signed = _SIGNER.sign(rendered, data=data, signed_at=_MOMENT, reason="bench")
    samples = []
    for _ in range(times):
        start = perf_counter()
        signed = _SIGNER.sign(rendered, data=data, signed_at=_MOMENT, reason="bench")
        samples.append((perf_counter() - start) * 1000)
    return samples, signed


def check_samples_ms(pdf: bytes, times: int = 40) -> list[float]:
    """Check the signature of `pdf` so often; return how long each took."""
    samples = []
    for _ in range(times):
        start = perf_counter()
        finding = check_signature(pdf, _AUTHORITIES)
        samples.append((perf_counter() - start) * 1000)
        if finding is not SignatureFinding.VALID:
            raise SystemExit(f"bench-signing: {finding.value}")
    return samples


def code_samples_ms(times: int = 200) -> tuple[list[float], list[float]]:
    """Sign and check the claim in a code so often; return how long each took."""
    assert isinstance(_DOCUMENT, NoHouseProof)
    claim, keys = sample_claim(_DOCUMENT), sample_keys()
    signing, checking = [], []
    for _ in range(times):
        start = perf_counter()
        text = sign_claim(claim, key=sample_key(), kid=SAMPLE_KID)
        signing.append((perf_counter() - start) * 1000)
        start = perf_counter()
        verify_code(text, keys)
        checking.append((perf_counter() - start) * 1000)
    return signing, checking


def main() -> None:
    """Measure and report."""
    signing, signed = sign_samples_ms()
    code_signing, code_checking = code_samples_ms()
    report(
        "signing",
        [
            figure("sign a paper's PDF", signing, "ms"),
            figure("check a PDF's signature", check_samples_ms(signed.pdf), "ms"),
            figure("the signed PDF", [len(signed.pdf) / 1024], "KB"),
            figure("sign a code's claim", code_signing, "ms"),
            figure("check a code's claim", code_checking, "ms"),
        ],
    )


if __name__ == "__main__":
    main()

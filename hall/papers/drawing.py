"""Draw and sign a case's paper. The layout and the code's format are `printing`'s; what the paper says is the case's.

`printing` brings ReportLab and the Chinese fonts with it, so nothing imports this module while the hall starts: the
first paper does, or `warm_up` before.
"""

import logging
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from hall.cases.models import Case
from hall.cases.schemas import CaseResultGiven, ResultKind
from hall.catalogue.schemas import ItemContent
from hall.catalogue.vocabulary import ItemKind
from hall.papers.certificates import document_certificates
from hall.papers.models import PaperKind
from hall.papers.proof_data import registry_proof
from hall.papers.signing_keys import SigningKey
from hall.problems.errors import PaperNotPrintable
from hall.profile.models import HallProfile, hall_profile
from hall.project.hall_time import now
from printing import authenticity, check_characters, render_pdf
from printing.documents.digest import content_digest
from printing.documents.json_form import to_json
from printing.documents.kinds import IssuedPaper
from printing.documents.no_house_proof import NoHouseProof
from printing.documents.paper import Applicant, PaperIssue, Seal
from printing.documents.property_listing import PropertyListing, PropertyRecord
from printing.errors import FieldError, MissingGlyph, PrintingError
from printing.samples import sample

_log: Final = logging.getLogger("hall.papers")
WARM_UP: Final = "warm-up"
ID_KIND: Final = "居民身份证"
TITLES_EN: Final = {
    PaperKind.NO_HOUSE_PROOF: "Proof that no house is registered",
    PaperKind.PROPERTY_LISTING: "Listing of registered property",
}
PROOF_SEAL: Final = "政务证明专用章"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A paper as bytes. `code` is the text of the signed code on it."""

    kind: PaperKind
    title_zh: str
    title_en: str
    pdf: bytes = field(repr=False)
    pages: int
    sha256: str
    code: str = field(repr=False)


def draw(case: Case, *, number: str, copy_number: int, issued_at: datetime, key: SigningKey) -> Drawn:
    """Lay the paper out, sign its claim with `key`, put the code on it and sign the whole with the hall's certificate.

    Raises:
        PaperNotPrintable: see there; no paper and no code came of it.
    """
    kind = _kind(case)
    try:
        document = _document(case, number=number, copy_number=copy_number, issued_at=issued_at)
        check_characters(document)
        code = _signed_code(document, kind, key)
        complete = document.with_code(code)
        rendered = (
            document_certificates()
            .signer()
            .sign(render_pdf(complete), data=to_json(complete), signed_at=issued_at, reason=document.title)
        )
    except PrintingError as error:
        # A code may have been signed a moment ago, but it leaves no trace: neither code nor paper goes anywhere.
        # Which field, never its value: who may see the case finds the character there.
        field = error.field if isinstance(error, FieldError | MissingGlyph) else ""
        _log.error("paper_not_printable", extra={"problem": error.code, "field": field})
        raise PaperNotPrintable from error
    return Drawn(
        kind=kind,
        title_zh=document.title,
        title_en=TITLES_EN.get(kind) or ItemContent.model_validate(case.item_version.content).title.en,
        pdf=rendered.pdf,
        pages=rendered.pages,
        sha256=rendered.sha256,
        code=code,
    )


def warm_up() -> None:
    """Load what drawing and signing need, so that the first citizen does not wait for it."""
    document = sample("no-house-proof")
    signer = document_certificates().signer()
    signer.sign(render_pdf(document), data=to_json(document), signed_at=now(), reason=WARM_UP)


def _kind(case: Case) -> PaperKind:
    match ResultKind(case.result["kind"]):
        case ResultKind.NO_HOUSE:
            return PaperKind.NO_HOUSE_PROOF
        case ResultKind.PROPERTY_LISTING:
            return PaperKind.PROPERTY_LISTING
        case ResultKind.REGISTRY_ANSWER:
            return PaperKind.REGISTRY_PROOF


def _signed_code(document: IssuedPaper, kind: PaperKind, key: SigningKey) -> str:

    claim = authenticity.Claim(
        paper_number=document.issue.paper_number,
        issued_at=document.issue.issued_at,
        kind=authenticity.PaperKind[kind.name],
        copy_number=document.issue.copy_number,
        content_digest=content_digest(document),
        issuer=hall_profile().issuer_id,
    )
    return authenticity.sign_claim(claim, key=key.private_key, kid=key.kid)


def _document(case: Case, *, number: str, copy_number: int, issued_at: datetime) -> IssuedPaper:

    content = ItemContent.model_validate(case.item_version.content)
    result = CaseResultGiven.model_validate(case.result)
    purposes = {purpose.purpose_id: purpose.title.zh for purpose in content.purposes}
    applicant = Applicant(name=case.name, id_kind=ID_KIND, id_number=case.number)
    issue = _issue(case, content, number=number, copy_number=copy_number, issued_at=issued_at)
    match result.kind:
        case ResultKind.NO_HOUSE:
            return NoHouseProof(
                applicant=applicant,
                issue=issue,
                as_of=result.as_of,
                scope=result.scope.zh,
                searched=tuple(case.result["searched"]),
                purpose=purposes.get(case.purpose, ""),
            )
        case ResultKind.PROPERTY_LISTING:
            return PropertyListing(
                applicant=applicant,
                issue=issue,
                as_of=result.as_of,
                scope=result.scope.zh,
                purpose=purposes.get(case.purpose, ""),
                records=_records(result),
            )
        case ResultKind.REGISTRY_ANSWER:
            proof = content.proof
            assert proof is not None, "only what proves something is printable"
            return registry_proof(
                case, proof, result, applicant=applicant, issue=issue, purpose=purposes.get(case.purpose, "")
            )


def _records(result: CaseResultGiven) -> tuple[PropertyRecord, ...]:

    return tuple(
        PropertyRecord(
            unit_number=record.unit_number,
            location=record.location,
            right_type=record.right_type.zh,
            area_m2=record.area_m2,
            registered_on=record.registered_on,
            shared=record.shared.zh,
            certificate_number=record.certificate_number,
        )
        for record in result.records
    )


def _issue(case: Case, content: ItemContent, *, number: str, copy_number: int, issued_at: datetime) -> PaperIssue:

    profile: HallProfile = hall_profile()
    of_property = content.kind is ItemKind.PROPERTY_PROOF
    return PaperIssue(
        paper_number=number,
        case_number=case.case_number,
        verifier=case.verifier,
        organisation=profile.property_office_zh if of_property else content.department.zh,
        hall=profile.hall_zh,
        terminal_id=case.terminal.name,
        issued_at=issued_at,
        seal=Seal(purpose=profile.seal_purpose if of_property else PROOF_SEAL, code=profile.seal_code),
        copy_number=copy_number,
        legal_basis=tuple(_rule_title(basis.zh) for basis in content.legal_basis),
        specimen=profile.specimen,
    )


def _rule_title(basis: str) -> str:
    """Return the rule's title in its marks: a paper names rules, the catalogue their articles too."""
    title, mark, _article = basis.partition("》")
    return title + mark

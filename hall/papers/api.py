"""/v1/cases/…/papers, /v1/papers, /v1/cases/…/print-reports, /v1/reprints and /v1/keys."""

import base64
from typing import Annotated, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Body, Path, Router

from hall.audit.models import AuditAction
from hall.audit.trail import AuditEntry, record
from hall.cases.access import case_of_citizen
from hall.http.conditional import conditional, etag_of
from hall.idempotency.http import IdempotencyKey, answer_once
from hall.idempotency.once import Done
from hall.identity.authentication import CitizenSession, citizen_calling
from hall.papers import downloads, issuing, reporting, reprinting
from hall.papers.certificates import document_certificates
from hall.papers.models import Paper, PrintOutcome
from hall.papers.schemas import (
    DownloadGiven,
    DownloadState,
    DownloadWanted,
    IssuePaperTaken,
    KeyGiven,
    KeysGiven,
    NothingGiven,
    PaperGiven,
    PrintReportTaken,
    ReprintTaken,
    RevocationsGiven,
    StandingGiven,
)
from hall.papers.showing import standing_of
from hall.papers.signing_keys import signing_keys
from hall.papers.withdrawing import signed_list
from hall.phone.addresses import phone_url
from hall.problems.errors import (
    CaseStateConflict,
    CaseUnknown,
    DownloadUnknown,
    NothingToProve,
    OriginalAlreadyIssued,
    PaperNoLongerHolds,
    PaperNotPrintable,
    PaperUnknown,
    PrintNotSettled,
    TooManyDownloads,
)
from hall.problems.schemas import refusals
from hall.project.hall_time import local
from hall.project.writing import write_transaction
from hall.terminals.authentication import terminal_calling
from hall.terminals.models import Terminal

router: Final = Router(tags=["papers"])

_DOCUMENT: Final = {
    "responses": {
        200: {
            "description": "The document as it was signed. `Digest` tells its SHA-256 (RFC 9530 writes it so).",
            "content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}},
            "headers": {"Digest": {"schema": {"type": "string", "pattern": "^sha-256=:[A-Za-z0-9+/=]+:$"}}},
        },
        **refusals(PaperUnknown)["responses"],
    }
}


@router.post(
    "/cases/{uuid:case_id}/papers",
    auth=CitizenSession(),
    response={201: PaperGiven},
    summary="Issue a case's paper",
    openapi_extra=refusals(CaseUnknown, OriginalAlreadyIssued, CaseStateConflict, NothingToProve, PaperNotPrintable),
)
def issue_paper(
    request: HttpRequest, case_id: UUID, body: Body[IssuePaperTaken], idempotency_key: IdempotencyKey
) -> HttpResponse:
    """Draw, number and sign the case's original; the case is completed."""
    caller = citizen_calling(request)
    case = case_of_citizen(case_id, caller)
    return answer_once(
        request,
        terminal=caller.terminal,
        key=idempotency_key,
        body=body,
        person=caller.session.subject,
        prepare=lambda: issuing.prepare(case),
        effect=lambda ready: issuing.issue(caller.terminal, case, ready),
    )


@router.get(
    "/papers/{uuid:paper_id}/document",
    auth=CitizenSession(),
    response={200: None},
    summary="A paper's document",
    openapi_extra=_DOCUMENT,
)
def document(request: HttpRequest, paper_id: UUID) -> HttpResponse:
    """Return the document, byte for byte the same each time. Each fetch is on record."""
    caller = citizen_calling(request)
    papers = Paper.objects.filter(paper_id=paper_id, case__person=caller.session.subject)
    paper = papers.select_related("case").first()
    if paper is None:
        raise PaperUnknown
    return _document(paper, caller.terminal)


@router.post(
    "/cases/{uuid:case_id}/print-reports",
    response={201: NothingGiven},
    summary="Report what became of a print",
    openapi_extra=refusals(CaseUnknown, PaperUnknown),
)
def report_print(
    request: HttpRequest, case_id: UUID, body: Body[PrintReportTaken], idempotency_key: IdempotencyKey
) -> HttpResponse:
    """Take the terminal's report. It needs no citizen: it may come after the session has ended."""
    terminal = terminal_calling(request)
    return answer_once(
        request,
        terminal=terminal,
        key=idempotency_key,
        body=body,
        prepare=lambda: reporting.find_paper(terminal, case_id, body),
        effect=lambda paper: reporting.take_report(terminal, paper, body),
    )


@router.post(
    "/papers/{uuid:paper_id}/reprints",
    response={201: PaperGiven},
    summary="Print a paper again",
    openapi_extra=refusals(PaperUnknown, CaseStateConflict, PrintNotSettled, PaperNotPrintable),
)
def reprint(
    request: HttpRequest, paper_id: UUID, body: Body[ReprintTaken], idempotency_key: IdempotencyKey
) -> HttpResponse:
    """Issue the next copy (补打), which supersedes this one. It needs no citizen: staff may do it afterwards."""
    terminal = terminal_calling(request)
    spoiled, reason = reprinting.find_spoiled(terminal, paper_id), PrintOutcome(body.reason)
    return answer_once(
        request,
        terminal=terminal,
        key=idempotency_key,
        body=body,
        prepare=lambda: reprinting.prepare(spoiled, reason),
        effect=lambda ready: reprinting.reprint(terminal, spoiled, reason, ready),
    )


@router.post(
    "/papers/{uuid:paper_id}/downloads",
    auth=CitizenSession(),
    response={201: DownloadGiven},
    summary="Offer a paper to the citizen's phone",
    openapi_extra=refusals(PaperUnknown, PaperNoLongerHolds, TooManyDownloads),
)
def offer_download(
    request: HttpRequest, paper_id: UUID, body: Body[DownloadWanted], idempotency_key: IdempotencyKey
) -> HttpResponse:
    """Return what to show: a QR code whose page gives the document to one phone. It ends what was offered before."""
    caller = citizen_calling(request)

    def effect(paper: Paper) -> Done:
        begun = downloads.begin(caller, paper)
        return Done(
            201,
            DownloadGiven(
                download_id=begun.row.download_id,
                url=phone_url(request, f"d/{begun.token}"),
                expires_at=local(begun.row.expires_at),
                good_for_s=round(downloads.LIFETIME.total_seconds()),
            ),
        )

    return answer_once(
        request,
        terminal=caller.terminal,
        key=idempotency_key,
        body=body,
        person=caller.session.subject,
        prepare=lambda: downloads.find_paper(caller, paper_id),
        effect=effect,
    )


@router.get(
    "/papers/{uuid:paper_id}/downloads/{uuid:download_id}",
    response={200: DownloadState},
    summary="Ask how far a download is",
    openapi_extra=refusals(DownloadUnknown),
)
def download_state(request: HttpRequest, paper_id: UUID, download_id: UUID) -> dict[str, str]:
    """Return its state; asked every second or so while the QR code is shown."""
    return {"state": downloads.state_of(terminal_calling(request), paper_id, download_id)}


@router.get(
    "/reprints/{uuid:paper_id}/document",
    response={200: None},
    summary="A reprint's document",
    openapi_extra=_DOCUMENT,
)
def reprint_document(request: HttpRequest, paper_id: UUID) -> HttpResponse:
    """Return a reprint of the last day that this terminal has not printed yet. It needs no citizen; it is on record."""
    terminal = terminal_calling(request)
    return _document(reprinting.find_to_print(terminal, paper_id), terminal)


@router.get(
    "/papers/{paper_number}/copies/{copy_number}",
    response={200: StandingGiven},
    summary="Whether a copy still holds",
    openapi_extra=refusals(PaperUnknown),
)
def standing(
    request: HttpRequest,  # noqa: ARG001 - ninja passes it
    paper_number: Annotated[str, Path(pattern=r"^[0-9A-Za-z-]{1,32}$")],
    copy_number: Annotated[int, Path(ge=1, le=9999)],
) -> StandingGiven:
    """Return the copy's standing this moment: what a check asks after it has found the code's signature good."""
    paper = Paper.objects.filter(paper_number=paper_number, copy_number=copy_number).defer("document").first()
    if paper is None:
        raise PaperUnknown
    return standing_of(paper)


@router.get(
    "/keys",
    auth=None,
    response={200: KeysGiven},
    summary="Keys that papers are checked with",
    openapi_extra={"responses": {304: {"description": "Not changed since If-None-Match"}}},
)
def keys(request: HttpRequest) -> HttpResponse:
    """Return all keys, newest first. Public: anyone may check a paper."""
    given = KeysGiven(
        keys=[
            KeyGiven(
                kid=key.kid,
                algorithm="Ed25519",
                public_key_b64=base64.b64encode(key.public_bytes).decode(),
                not_before=key.not_before,
                not_after=key.not_after,
                status=key.status.value,
            )
            for key in signing_keys().all()
        ],
        authorities_pem=[document_certificates().authority_pem()],
    )
    body = given.model_dump_json()
    return conditional(request, body, etag_of(body), public=True)


@router.get(
    "/revocations",
    auth=None,
    response={200: RevocationsGiven},
    summary="Papers and keys that no longer hold",
    openapi_extra={"responses": {304: {"description": "Not changed since If-None-Match"}}},
)
def revocations(request: HttpRequest) -> HttpResponse:
    """Return the signed list, good for a day. Public: it names papers by number and says nothing of people."""
    body = signed_list()
    return conditional(request, body, etag_of(body), public=True)


def _document(paper: Paper, terminal: Terminal) -> HttpResponse:
    """Return the paper's bytes, once it is on record who fetched them."""
    with write_transaction():
        record(
            AuditEntry(
                AuditAction.PAPER_FETCHED,
                actor=terminal.name,
                outcome="done",
                subject=paper.case.person,
                detail={"paper": paper.paper_number, "copy": paper.copy_number},
            )
        )
    response = HttpResponse(paper.document, content_type="application/pdf")
    digest = f"sha-256=:{base64.b64encode(bytes.fromhex(paper.sha256)).decode()}:"
    response["Digest"] = response["Content-Digest"] = digest
    return response

"""Bodies of papers."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from hall.http.contract_types import BilingualGiven, Given, Moment, Taken, WholeNumber

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class IssuePaperTaken(Taken):
    """What to issue. A case has one original; printing it again after a jam needs no new issue, only the document."""

    copy_wanted: Annotated[Literal["original"], Field(alias="copy")]


class ReprintTaken(Taken):
    """Why a copy is printed again: staff found it spoiled, or nothing of it came out. The reports must say the same."""

    reason: Literal["spoiled", "not_printed"]


class StandingGiven(Given):
    """Whether a copy still holds, this moment; since when it does not."""

    standing: Literal["holds", "revoked", "superseded"]
    since: Moment | None


class RevocationsGiven(Given):
    """What no longer holds: a COSE_Sign1 message in base64, its format in docs/papers-authenticity.md."""

    signed_b64: str


class PaperGiven(Given):
    """An issued paper. `code` is the text of the QR on it; `sha256` and `size_bytes` are the document's."""

    paper_id: UUID
    paper_number: str
    copy_number: int
    issued_at: Moment
    pages: int
    sha256: Sha256
    size_bytes: int
    code: str
    title: BilingualGiven


class PrintReportTaken(Taken):
    """What became of a print. `evidence` names what showed it (a code of the printer's), nothing personal.

    A citizen who says that the paper is spoiled makes it unknown; spoiled is what staff find.
    """

    paper_id: UUID
    outcome: Literal["printed", "not_printed", "unknown", "spoiled"]
    found_by: Literal["printer", "citizen", "staff"] = "printer"
    evidence: Annotated[str, Field(max_length=200, pattern=r"^[\x20-\x7e]*$")]
    sheets: Annotated[WholeNumber, Field(ge=0, le=999)]
    reported_at: Moment


class DownloadWanted(Taken):
    """Nothing to say: the address names the paper, the session its citizen."""


class DownloadGiven(Given):
    """What the screen shows: a QR code of `url`. Whoever scans it gets a page, and one phone the document.

    `good_for_s` says how long, so that a terminal whose clock differs counts right.
    """

    download_id: UUID
    url: str
    expires_at: Moment
    good_for_s: Annotated[int, Field(ge=1)]


class DownloadState(Given):
    """How far it is: `opened` on a phone, `given` once the hall has sent the document to it."""

    state: Literal["waiting", "opened", "given", "expired"]


class NothingGiven(Given):
    """An empty object: the call was taken."""


class KeyGiven(Given):
    """A key that papers are checked with. Not before and not after bound the papers' time of issue."""

    kid: str
    algorithm: Literal["Ed25519"]
    public_key_b64: str
    not_before: Moment
    not_after: Moment
    status: Literal["next", "active", "retired", "revoked"]


class KeysGiven(Given):
    """All keys that ever signed and the one that will, newest first; and the authorities that vouch for the PDFs."""

    keys: list[KeyGiven]
    authorities_pem: list[str]

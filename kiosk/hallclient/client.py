"""One method for each call of the contract."""

import hashlib
from datetime import datetime
from threading import Lock
from types import TracebackType
from urllib.parse import quote

from devices.api.clock import Clock
from devices.api.kinds.id_card_reader import CardRead
from devices.api.kinds.smart_card_reader import SocialSecurityCard
from kiosk.domain.case import Case, Paper
from kiosk.domain.catalogue import Catalogue, Item
from kiosk.domain.citizen import SignedInCitizen
from kiosk.domain.face import FaceVerdict
from kiosk.domain.phone_copy import PhoneCopy, PhoneCopyStep
from kiosk.domain.signing import PhoneSignIn, PhoneStep, Representations, Represented, SmsChallenge
from kiosk.hallclient import decoding, encoding
from kiosk.hallclient.access import HallAccess
from kiosk.hallclient.errors import DocumentDamaged, HallBrokenReply
from kiosk.hallclient.leash import Leash
from kiosk.hallclient.reading import read_object
from kiosk.hallclient.transport import Question, Reply, Transport
from kiosk.hallclient.values import HallHealth, PublishedKey
from kiosk.journal.messages import PrintReport, RatingGiven
from kiosk.journal.reprints import ReprintCopy, ReprintReason

_NOT_MODIFIED = 304


class HallClient:
    """Calls of the hall, each with a leash of the caller's or of `HallAccess.call_limit_s`.

    Every method raises `HallError`. A mutating call takes the caller's idempotency key: the same key for the same
    intended effect, however often it is tried.
    """

    def __init__(self, access: HallAccess, clock: Clock) -> None:
        """Make a client; nothing is connected before the first call."""
        self._access = access
        self._clock = clock
        self._transport = Transport(access, clock)
        self._lock = Lock()
        self._offer: tuple[str, Catalogue] | None = None

    def leash(self, limit_s: float) -> Leash:
        """Return a leash that ends in `limit_s` seconds, to cancel a call by."""
        return Leash(self._clock, limit_s)

    def health(self, *, leash: Leash | None = None) -> HallHealth:
        """Ask once whether the hall works."""
        return decoding.health(read_object(self._get("/v1/health", leash=leash, again=False).body))

    def keys(self, *, leash: Leash | None = None) -> tuple[PublishedKey, ...]:
        """Return the keys that papers are checked with."""
        return decoding.keys(read_object(self._get("/v1/keys", leash=leash).body))

    def paper_trust(self, *, leash: Leash | None = None) -> tuple[str, str]:
        """Return what papers are checked with, as it came: the published keys, and the signed revocation list."""
        texts = [self._get(path, leash=leash).body for path in ("/v1/keys", "/v1/revocations")]
        try:
            keys, revocations = (text.decode() for text in texts)
        except UnicodeDecodeError as error:
            raise HallBrokenReply("not_utf8") from error
        return keys, revocations

    def catalogue(self, *, leash: Leash | None = None) -> Catalogue:
        """Return what the hall offers: the same object again where nothing changed."""
        with self._lock:
            known = self._offer
        headers = {} if known is None else {"If-None-Match": known[0]}
        reply = self._get("/v1/catalogue", leash=leash, headers=headers)
        if reply.status == _NOT_MODIFIED:
            if known is None:
                raise HallBrokenReply("not_modified")
            return known[1]
        fetched = decoding.catalogue(read_object(reply.body))
        etag = reply.headers.get("ETag", "")
        with self._lock:
            self._offer = (etag, fetched) if etag else None
        return fetched

    def sign_in_with_card(
        self,
        card: CardRead,
        *,
        consented_at: datetime,
        verdict: FaceVerdict,
        guardian: CardRead | None = None,
        idempotency_key: str,
        leash: Leash | None = None,
    ) -> SignedInCitizen:
        """Tell the hall who is here; it answers with a session of theirs."""
        terminal_id = self._access.terminal_id
        body = encoding.card_sign_in(
            card, consented_at=consented_at, verdict=verdict, guardian=guardian, terminal_id=terminal_id
        )
        return decoding.signed_in(read_object(self._post("/v1/sign-ins", body, idempotency_key, leash=leash).body))

    def sign_in_with_code(self, code: str, *, idempotency_key: str, leash: Leash | None = None) -> SignedInCitizen:
        """Have the hall redeem an identity code."""
        body = encoding.code_sign_in(code, terminal_id=self._access.terminal_id)
        return decoding.signed_in(read_object(self._post("/v1/sign-ins", body, idempotency_key, leash=leash).body))

    def sign_in_with_social_card(
        self,
        card: SocialSecurityCard,
        *,
        pin_verified_at: datetime,
        idempotency_key: str,
        leash: Leash | None = None,
    ) -> SignedInCitizen:
        """Sign in the holder of a social-security card whose chip took the PIN."""
        terminal_id = self._access.terminal_id
        body = encoding.social_card_sign_in(card, pin_verified_at=pin_verified_at, terminal_id=terminal_id)
        return decoding.signed_in(read_object(self._post("/v1/sign-ins", body, idempotency_key, leash=leash).body))

    def begin_phone_sign_in(self, *, idempotency_key: str, leash: Leash | None = None) -> PhoneSignIn:
        """Begin a sign-in by phone: what to show on the screen."""
        return decoding.phone_sign_in(
            read_object(self._post("/v1/phone-sign-ins", {}, idempotency_key, leash=leash).body)
        )

    def phone_step(self, phone: PhoneSignIn, *, leash: Leash | None = None) -> PhoneStep:
        """Ask how far the phone's holder is."""
        path = f"/v1/phone-sign-ins/{quote(phone.phone_sign_in_id, safe='')}"
        return decoding.phone_step(read_object(self._get(path, leash=leash).body))

    def sign_in_with_phone(
        self, phone: PhoneSignIn, *, idempotency_key: str, leash: Leash | None = None
    ) -> SignedInCitizen:
        """Sign in whoever confirmed on their phone."""
        body = encoding.phone_sign_in(phone, terminal_id=self._access.terminal_id)
        return decoding.signed_in(read_object(self._post("/v1/sign-ins", body, idempotency_key, leash=leash).body))

    def send_sms_code(self, mobile: str, *, idempotency_key: str, leash: Leash | None = None) -> SmsChallenge:
        """Have a code sent by text message."""
        reply = self._post("/v1/sms-codes", {"mobile": mobile}, idempotency_key, leash=leash)
        return decoding.sms_challenge(read_object(reply.body))

    def sign_in_with_sms(
        self, sms: SmsChallenge, code: str, *, idempotency_key: str, leash: Leash | None = None
    ) -> SignedInCitizen:
        """Have the hall hold a text message's code against the one it sent."""
        body = encoding.sms_sign_in(sms, code, terminal_id=self._access.terminal_id)
        return decoding.signed_in(read_object(self._post("/v1/sign-ins", body, idempotency_key, leash=leash).body))

    def representations(self, citizen: SignedInCitizen, *, leash: Leash | None = None) -> Representations:
        """Ask for whom the citizen may act."""
        reply = self._get("/v1/representations", leash=leash, headers=_session(citizen))
        return decoding.representations(read_object(reply.body))

    def act_for(
        self,
        citizen: SignedInCitizen,
        representation_id: str | None,
        *,
        idempotency_key: str,
        leash: Leash | None = None,
    ) -> Represented | None:
        """Act for that person or firm from now on, or for oneself; return for whom the session acts now."""
        body: dict[str, object] = {"representation_id": representation_id}
        path = "/v1/sign-ins/current/representation"
        return decoding.acting_for(
            read_object(self._post(path, body, idempotency_key, citizen=citizen, leash=leash).body)
        )

    def end_session(self, citizen: SignedInCitizen, *, leash: Leash | None = None) -> None:
        """End the citizen's session; ending one that has ended is fine."""
        self._ask(Question("DELETE", "/v1/sign-ins/current", headers=_session(citizen)), leash)

    def open_case(
        self,
        citizen: SignedInCitizen,
        item: Item,
        *,
        consented_at: datetime,
        idempotency_key: str,
        leash: Leash | None = None,
    ) -> Case:
        """Open a case: the hall asks its registries at this moment."""
        body = encoding.new_case(item, consented_at=consented_at)
        reply = self._post("/v1/cases", body, idempotency_key, citizen=citizen, leash=leash)
        return decoding.case(read_object(reply.body))

    def case(self, citizen: SignedInCitizen, case_id: str, *, leash: Leash | None = None) -> Case:
        """Return a case of the citizen signed in."""
        reply = self._get(f"/v1/cases/{quote(case_id, safe='')}", leash=leash, headers=_session(citizen))
        return decoding.case(read_object(reply.body))

    def issue_paper(
        self, citizen: SignedInCitizen, case: Case, *, idempotency_key: str, leash: Leash | None = None
    ) -> Paper:
        """Have the hall issue and sign the case's original."""
        path = f"/v1/cases/{quote(case.case_id, safe='')}/papers"
        reply = self._post(path, {"copy": "original"}, idempotency_key, citizen=citizen, leash=leash)
        return decoding.paper(read_object(reply.body))

    def document(self, citizen: SignedInCitizen, paper: Paper, *, leash: Leash | None = None) -> bytes:
        """Fetch a paper's PDF and hold it against the paper's size and SHA-256.

        Raises:
            DocumentDamaged: it is not what was issued.
            HallError: anything else.
        """
        path = f"/v1/papers/{quote(paper.paper_id, safe='')}/document"
        return self._document(path, _session(citizen), paper.size_bytes, paper.sha256, leash)

    def reprint(
        self, paper_id: str, reason: ReprintReason, *, idempotency_key: str, leash: Leash | None = None
    ) -> ReprintCopy:
        """Have the hall number and sign the next copy of a paper, which supersedes this one. Needs no citizen."""
        path = f"/v1/papers/{quote(paper_id, safe='')}/reprints"
        reply = self._post(path, {"reason": reason.value}, idempotency_key, leash=leash)
        return decoding.reprint_copy(read_object(reply.body))

    def reprint_document(self, copy: ReprintCopy, *, leash: Leash | None = None) -> bytes:
        """Fetch a reprint's PDF, as `document` does, without its citizen: the hall gives it until it is printed."""
        path = f"/v1/reprints/{quote(copy.paper_id, safe='')}/document"
        return self._document(path, {}, copy.size_bytes, copy.sha256, leash)

    def offer_phone_copy(
        self, citizen: SignedInCitizen, paper: Paper, *, idempotency_key: str, leash: Leash | None = None
    ) -> PhoneCopy:
        """Have the hall offer a paper to the citizen's phone: what to show on the screen."""
        reply = self._post(_downloads(paper), {}, idempotency_key, citizen=citizen, leash=leash)
        return decoding.phone_copy(read_object(reply.body))

    def phone_copy_step(self, paper: Paper, copy: PhoneCopy, *, leash: Leash | None = None) -> PhoneCopyStep:
        """Ask how far a paper is on its way to a phone. Needs no citizen."""
        path = f"{_downloads(paper)}/{quote(copy.download_id, safe='')}"
        return decoding.phone_copy_step(read_object(self._get(path, leash=leash).body))

    def report_print(self, report: PrintReport, *, idempotency_key: str, leash: Leash | None = None) -> None:
        """Tell the hall how a print ended. Needs no citizen: it may come after the session."""
        path = f"/v1/cases/{quote(report.case_id, safe='')}/print-reports"
        self._post(path, encoding.print_report(report), idempotency_key, leash=leash)

    def rate(self, rating: RatingGiven, *, idempotency_key: str, leash: Leash | None = None) -> None:
        """Give the hall a citizen's rating."""
        path = f"/v1/cases/{quote(rating.case_id, safe='')}/rating"
        self._post(path, encoding.rating(rating), idempotency_key, leash=leash)

    def close(self) -> None:
        """Cancel what is under way and close all connections; calling it twice is fine."""
        self._transport.close()

    def __enter__(self) -> "HallClient":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _document(self, path: str, headers: dict[str, str], size_bytes: int, sha256: str, leash: Leash | None) -> bytes:
        question = Question(
            "GET",
            path,
            headers={**headers, "Accept": "application/pdf, application/problem+json"},
            # A refusal is longer than a very short document.
            largest_bytes=max(size_bytes, 65536),
        )
        try:
            document = self._ask(question, leash).body
        except HallBrokenReply as error:
            raise DocumentDamaged(error.detail_code) from error
        if len(document) != size_bytes:
            raise DocumentDamaged("size")
        if hashlib.sha256(document).hexdigest() != sha256:
            raise DocumentDamaged("sha256")
        return document

    def _get(
        self, path: str, *, leash: Leash | None, headers: dict[str, str] | None = None, again: bool = True
    ) -> Reply:
        return self._ask(Question("GET", path, headers=headers or {}, again=again), leash)

    def _post(
        self,
        path: str,
        body: dict[str, object],
        idempotency_key: str,
        *,
        citizen: SignedInCitizen | None = None,
        leash: Leash | None,
    ) -> Reply:
        session = {} if citizen is None else _session(citizen)
        return self._ask(Question("POST", path, body, {"Idempotency-Key": idempotency_key, **session}), leash)

    def _ask(self, question: Question, leash: Leash | None) -> Reply:
        return self._transport.exchange(question, leash or self.leash(self._access.call_limit_s))


def _session(citizen: SignedInCitizen) -> dict[str, str]:
    return {"Citizen-Session": citizen.session_token}


def _downloads(paper: Paper) -> str:
    return f"/v1/papers/{quote(paper.paper_id, safe='')}/downloads"

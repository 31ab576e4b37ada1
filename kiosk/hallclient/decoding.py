"""Replies to domain values. Each function raises `HallBrokenReply` for what the contract does not allow."""

from kiosk.domain.case import Answer, Case, CaseResult, Paper, PropertyRecord, ResultKind
from kiosk.domain.catalogue import Catalogue, Item, Lookup, Spelling, Theme
from kiosk.domain.citizen import Assurance, SignedInCitizen
from kiosk.domain.phone_copy import PhoneCopy, PhoneCopyStep
from kiosk.domain.signing import (
    PhoneSignIn,
    PhoneStep,
    Representations,
    Represented,
    RepresentedKind,
    SmsChallenge,
)
from kiosk.domain.text import Bilingual
from kiosk.hallclient.errors import HallBrokenReply
from kiosk.hallclient.reading import Reader
from kiosk.hallclient.values import HallHealth, KeyStatus, PublishedKey
from kiosk.journal.reprints import ReprintCopy

_IDENTIFIER = r"[A-Za-z0-9][A-Za-z0-9._:-]{0,79}"
_HEADER_VALUE = r"[\x21-\x7e]{16,512}"
_ADDRESS = r"https?://[\x21-\x7e]{1,400}"
_SHA256 = r"[0-9a-f]{64}"
_LARGEST_DOCUMENT_BYTES = 20_000_000
_ED25519_KEY_BYTES = 32

_SHEET = "a4"


def health(reply: Reader) -> HallHealth:
    """GET /v1/health."""
    for part in ("status", "database"):
        reply.text(part, pattern="ok")
    return HallHealth(version=reply.text("version"), time=reply.instant("time"))


def keys(reply: Reader) -> tuple[PublishedKey, ...]:
    """GET /v1/keys."""
    return reply.each("keys", _key)


def _key(key: Reader) -> PublishedKey:
    key.text("algorithm", pattern="Ed25519")
    return PublishedKey(
        kid=key.text("kid"),
        public_key=key.base64("public_key_b64", length=_ED25519_KEY_BYTES),
        not_before=key.instant("not_before"),
        not_after=key.instant("not_after"),
        status=key.one_of("status", KeyStatus),
    )


def signed_in(reply: Reader) -> SignedInCitizen:
    """POST /v1/sign-ins."""
    citizen = reply.inner("citizen")
    return SignedInCitizen(
        session_token=reply.text("citizen_session", pattern=_HEADER_VALUE),
        masked_name=citizen.text("masked_name"),
        masked_number=citizen.text("masked_number"),
        assurance=citizen.one_of("assurance", Assurance),
        expires_at=reply.instant("expires_at"),
    )


def phone_sign_in(reply: Reader) -> PhoneSignIn:
    """POST /v1/phone-sign-ins."""
    return PhoneSignIn(
        phone_sign_in_id=reply.text("phone_sign_in_id", pattern=_IDENTIFIER),
        url=reply.text("url", pattern=_ADDRESS),
        match_number=reply.text("match_number", pattern="[0-9]{2}"),
        expires_at=reply.instant("expires_at"),
    )


def phone_copy(reply: Reader) -> PhoneCopy:
    """POST /v1/papers/{paper_id}/downloads."""
    return PhoneCopy(
        download_id=reply.text("download_id", pattern=_IDENTIFIER),
        url=reply.text("url", pattern=_ADDRESS),
        good_for_s=reply.whole("good_for_s", minimum=1),
    )


def phone_copy_step(reply: Reader) -> PhoneCopyStep:
    """GET /v1/papers/{paper_id}/downloads/{download_id}."""
    return reply.one_of("state", PhoneCopyStep)


def phone_step(reply: Reader) -> PhoneStep:
    """GET /v1/phone-sign-ins/{phone_sign_in_id}."""
    return reply.one_of("state", PhoneStep)


def sms_challenge(reply: Reader) -> SmsChallenge:
    """POST /v1/sms-codes."""
    return SmsChallenge(
        challenge_id=reply.text("challenge_id", pattern=_IDENTIFIER),
        expires_at=reply.instant("expires_at"),
        resend_after_s=reply.whole("resend_after_s"),
    )


def representations(reply: Reader) -> Representations:
    """GET /v1/representations."""
    return Representations(
        represented=reply.each("represented", _represented),
        complete=reply.flag("complete"),
    )


def acting_for(reply: Reader) -> Represented | None:
    """POST /v1/sign-ins/current/representation."""
    return None if reply.fields.get("acting_for", 0) is None else _represented(reply.inner("acting_for"))


def _represented(reply: Reader) -> Represented:
    return Represented(
        representation_id=reply.text("representation_id", pattern=_IDENTIFIER),
        kind=reply.one_of("kind", RepresentedKind),
        shown_name=reply.text("shown_name"),
        shown_number=reply.text("shown_number"),
        items=reply.texts("items"),
    )


def case(reply: Reader) -> Case:
    """POST /v1/cases, GET /v1/cases/{case_id}."""
    result = reply.inner("result")
    return Case(
        case_id=reply.text("case_id", pattern=_IDENTIFIER),
        number=reply.text("case_number"),
        verifier=reply.text("verifier", pattern=".{6}"),
        item_id=reply.text("item_id"),
        receipt_code=reply.text("receipt_code", pattern="[!-~ ]+"),
        result=CaseResult(
            kind=result.one_of("kind", ResultKind),
            as_of=result.instant("as_of"),
            scope=result.bilingual("scope"),
            records=result.each("records", _record),
            answers=result.each("answers", _answer),
            printable=result.flag("printable"),
        ),
    )


def _answer(answer: Reader) -> Answer:
    fields = answer.each("fields", Reader.words)
    return Answer(answer.bilingual("title"), fields, answer.rows("rows", width=len(fields)))


def _record(record: Reader) -> PropertyRecord:
    return PropertyRecord(
        unit_number=record.text("unit_number"),
        location=record.text("location"),
        right_type=record.bilingual("right_type"),
        area_m2=record.text("area_m2", pattern=r"\d+(\.\d+)?"),
        registered_on=record.text("registered_on", pattern=r"\d{4}-\d\d-\d\d"),
        shared=record.bilingual("shared"),
        certificate_number=record.text("certificate_number"),
    )


def paper(reply: Reader) -> Paper:
    """POST /v1/cases/{case_id}/papers."""
    size_bytes = reply.whole("size_bytes", minimum=1)
    if size_bytes > _LARGEST_DOCUMENT_BYTES:
        raise HallBrokenReply("size_bytes")
    return Paper(
        paper_id=reply.text("paper_id", pattern=_IDENTIFIER),
        number=reply.text("paper_number"),
        copy_number=reply.whole("copy_number", minimum=1),
        pages=reply.whole("pages", minimum=1),
        size_bytes=size_bytes,
        sha256=reply.text("sha256", pattern=_SHA256),
        code=reply.text("code"),
        title=reply.bilingual("title"),
        issued_at=reply.instant("issued_at"),
    )


def reprint_copy(reply: Reader) -> ReprintCopy:
    """POST /v1/papers/{paper_id}/reprints."""
    copy = paper(reply)
    if copy.copy_number == 1:
        raise HallBrokenReply("copy_number")
    return ReprintCopy(copy.paper_id, copy.copy_number, copy.pages, copy.size_bytes, copy.sha256)


def catalogue(reply: Reader) -> Catalogue:
    """GET /v1/catalogue."""
    return Catalogue(
        version=reply.text("version"), themes=reply.each("themes", _theme), items=reply.each("items", _item)
    )


def _theme(theme: Reader) -> Theme:
    return Theme(
        theme_id=theme.text("theme_id", pattern=_IDENTIFIER),
        title=theme.bilingual("title"),
        icon=theme.text("icon"),
        accent=theme.text("accent", pattern="#[0-9A-Fa-f]{6}"),
        order=theme.whole("order"),
    )


def _item(item: Reader) -> Item:
    return Item(
        item_id=item.text("item_id", pattern=_IDENTIFIER),
        version=item.whole("version"),
        title=item.bilingual("title"),
        summary=item.bilingual("summary"),
        theme_id=item.text("theme_id"),
        department=item.bilingual("department"),
        who=item.bilingual("who"),
        bring=item.bilingual("bring"),
        time_limit=item.bilingual("time_limit"),
        fee_fen=item.whole("fee_fen"),
        legal_basis=item.each("legal_basis", _basis),
        lookups=item.each("lookups", _lookup),
        assurance=item.one_of("assurance", Assurance),
        available_here=item.flag("available_here"),
        elsewhere=item.bilingual("elsewhere"),
        spellings=_spellings(item),
        gives_paper=_SHEET in item.texts("papers"),
    )


def _basis(basis: Reader) -> Bilingual:
    return Bilingual(zh=basis.text("zh"))


def _lookup(lookup: Reader) -> Lookup:
    return Lookup(
        registry=lookup.text("registry"),
        title=lookup.bilingual("title"),
        fields=lookup.each("fields", _field),
        purpose=lookup.bilingual("purpose"),
        legal_basis=lookup.bilingual("legal_basis"),
    )


def _field(field: Reader) -> Bilingual:
    return Bilingual(zh=field.text("zh"), en=field.text("en") if "en" in field.fields else "")


def _spellings(item: Reader) -> tuple[Spelling, ...]:
    """The title's spelling, then each alias's, which stand in a list beside the aliases."""
    aliases = item.texts("aliases")
    typed = item.each("alias_pinyin", lambda alias: (alias.text("pinyin"), alias.text("initials")))
    if len(aliases) != len(typed):
        raise HallBrokenReply(f"{item.place}.alias_pinyin")
    title = Spelling(item.bilingual("title").zh, item.text("pinyin"), item.text("initials"))
    return (title, *(Spelling(text, *spelling) for text, spelling in zip(aliases, typed, strict=True)))

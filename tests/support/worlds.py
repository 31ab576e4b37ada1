"""Small synthetic values that flow, effects and screen tests share. Nobody here exists."""

from dataclasses import replace
from datetime import UTC, date, datetime

from devices.api.kinds.id_card_reader import CardRead, CardText, CardVariant, Sex
from devices.api.kinds.smart_card_reader import SocialSecurityCard
from kiosk.domain.case import Case, CaseResult, Paper, PropertyRecord, ResultKind
from kiosk.domain.catalogue import Catalogue, Item, Lookup, Spelling, Theme
from kiosk.domain.citizen import Assurance, SignedInCitizen
from kiosk.domain.face import FaceResult, FaceVerdict
from kiosk.domain.phone_copy import PhoneCopy
from kiosk.domain.signing import PhoneSignIn, Representations, Represented, RepresentedKind, SmsChallenge
from kiosk.domain.text import Bilingual

NOW = datetime(2026, 11, 23, 9, 41, tzinfo=UTC)
SESSION_ID = "11111111-2222-4333-8444-555555555555"


def card() -> CardRead:
    """A synthetic citizen's card, with a picture of zeros."""
    text = CardText(
        variant=CardVariant.CITIZEN,
        name="张样一",
        sex=Sex.MALE,
        ethnicity_code="01",
        born=date(1990, 1, 1),
        address="云江市样板区范例路 1 号",
        number="430124199001010014",
        issuer="云江市公安局",
        valid_from=date(2016, 5, 3),
        valid_until=date(2036, 5, 3),
    )
    return CardRead(text=text, photo=bytes(1024))


def child_card() -> CardRead:
    """A synthetic child's card: ten years old."""
    return CardRead(text=replace(card().text, born=date(2016, 4, 26), number="999905201604262597"), photo=bytes(1024))


def social_card() -> SocialSecurityCard:
    """A synthetic social-security card."""
    return SocialSecurityCard("430124199001010014", "张样一", "A00000001", "999900", date(2020, 1, 1), None)


def phone() -> PhoneSignIn:
    """A sign-in to be confirmed on a phone."""
    return PhoneSignIn("p-1", "http://127.0.0.1:1/m/s/a-secret-of-a-test", "47", NOW)


def phone_copy() -> PhoneCopy:
    """A paper offered to a phone."""
    return PhoneCopy("d-1", "http://127.0.0.1:1/m/d/a-secret-of-a-test", 300)


def sms() -> SmsChallenge:
    """A code on its way."""
    return SmsChallenge("c-1", NOW, 60)


def representations() -> Representations:
    """A child and a firm to act for."""
    return Representations(
        (
            Represented("r-1", RepresentedKind.CHILD, "李*", "999***********2597"),
            Represented("r-2", RepresentedKind.FIRM, "云江市范例餐饮有限公司", "91999900KT0000010H"),
        )
    )


def citizen(assurance: Assurance = Assurance.HIGH) -> SignedInCitizen:
    """Whom the hall signed in."""
    return SignedInCitizen("token-of-a-test", "张*", "430***********0014", assurance, NOW)


def verdict(result: FaceResult = FaceResult.MATCH) -> FaceVerdict:
    """A face verdict."""
    return FaceVerdict(result, 0.71 if result is FaceResult.MATCH else 0.2, 0.45, "test 1", NOW)


def item(item_id: str = "no-house-proof", *, available_here: bool = True) -> Item:
    """One item of the catalogue."""
    text = Bilingual("示例", "Example")
    lookup = Lookup("property", text, (text,), text, text)
    return Item(
        item_id=item_id,
        version=1,
        title=Bilingual("无房证明", "No-house proof"),
        summary=text,
        theme_id="housing",
        department=text,
        who=text,
        bring=text,
        time_limit=text,
        fee_fen=0,
        legal_basis=(text,),
        lookups=(lookup,),
        assurance=Assurance.SUBSTANTIAL,
        available_here=available_here,
        elsewhere=text,
        spellings=(
            Spelling("无房证明", "wu fang zheng ming", "wfzm"),
            Spelling("不动产登记信息查询证明", "bu dong chan deng ji xin xi cha xun zheng ming", "bdcdjxxcxzm"),
        ),
    )


def catalogue() -> Catalogue:
    """A catalogue of two items in one theme."""
    theme = Theme("housing", Bilingual("不动产与住房", "Housing"), "house", "#0F9D76", 1)
    return Catalogue("1", (theme,), (item(), item("elsewhere-item", available_here=False)))


def case(kind: ResultKind = ResultKind.NO_HOUSE) -> Case:
    """A case with its answer."""
    text = Bilingual("示例", "Example")
    record = PropertyRecord("1" * 28, "云江市样板区", text, "89.52", "2019-06-01", text, "云（2019）000001")
    records = (record,) if kind is ResultKind.PROPERTY_LISTING else ()
    return Case(
        "c0ffee00-0000-4000-8000-000000000001",
        "990001",
        "AB12CD",
        "no-house-proof",
        "HK1:RECEIPT",
        CaseResult(kind, NOW, text, records),
    )


def paper() -> Paper:
    """An issued paper."""
    return Paper("p-1", "SL2026", 1, 1, 1000, "0" * 64, "CODE", Bilingual("无房证明"), NOW)

"""One state for each page, and more where a page has several faces. Synthetic people only."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from devices.api.kinds.printing import PrintStage
from kiosk.domain.case import Answer, Case, CaseResult, Paper, PropertyRecord, ResultKind
from kiosk.domain.citizen import Assurance, SignedInCitizen, SignInMethod
from kiosk.domain.face import FaceAdvice
from kiosk.domain.health import Health, Part, PartHealth
from kiosk.domain.paper_check import CheckedKind, CheckedPaper, Finding, PaperFacts, Why
from kiosk.domain.phone_copy import PhoneCopy, PhoneCopyStep
from kiosk.domain.problem import Actor, Problem, ProblemCode
from kiosk.domain.search import search
from kiosk.domain.signing import PhoneSignIn, PhoneStep, Representations, Represented, RepresentedKind
from kiosk.domain.staff import PauseReason, StaffRole
from kiosk.domain.text import Bilingual
from kiosk.flow.notice import Choice, Notice
from kiosk.flow.state import Fault, Session, State
from kiosk.flow.states import StateName
from ui.gallery.catalogue import CATALOGUE
from ui.gallery.desk import DESK
from ui.sign import HallSign

SIGN: Final = HallSign(
    name=Bilingual("云江市政务服务中心", "Yunjiang Government Service Centre"),
    terminal=Bilingual("24 小时自助服务区 · 03 号机", "24-hour self-service · Terminal 03"),
    help_line="0999-12345",
)

NOON: Final = datetime(2026, 3, 18, 9, 41, tzinfo=UTC)

_CITIZEN: Final = SignedInCitizen(
    session_token="sample",  # noqa: S106  opens nothing
    masked_name="张*",
    masked_number="430***********0014",
    assurance=Assurance.HIGH,
    expires_at=NOON,
)

_SCOPE: Final = Bilingual("云江市全部 6 个区县的不动产登记", "Property registration of all 6 districts of Yunjiang")

_RECORDS: Final = tuple(
    PropertyRecord(
        unit_number=f"999901 001002 GB00{number:03d} F00010{number:02d}",
        location=f"云江市样板区范水路 {number * 8} 号 {number} 栋 {number}0{number} 室",
        right_type=Bilingual("国有建设用地使用权 / 房屋所有权", "Right to use state land / ownership"),
        area_m2=f"{78 + number * 5.76:.2f}",
        registered_on=f"201{number}-05-1{number}",
        shared=Bilingual("共同共有", "joint") if number % 2 else Bilingual("单独所有", "sole"),
        certificate_number=f"云（2026）样板区不动产权第 00{number}8417 号",
    )
    for number in range(1, 4)
)


def _result(kind: ResultKind) -> Case:
    records = _RECORDS[:2] if kind is ResultKind.PROPERTY_LISTING else ()
    return Case(
        "case-1", "999901-20260318-000427", "K7M2QX", "item-00", "HK1:SAMPLE", CaseResult(kind, NOON, _SCOPE, records)
    )


def _answered(*rows: tuple[str, ...]) -> Case:
    fields = ("险种", "insurance"), ("参保状态", "status"), ("参保单位", "employer"), ("首次参保年月", "first month")
    title = Bilingual("社会保险参保信息", "Social insurance membership")
    answer = Answer(title, tuple(Bilingual(*field) for field in fields), rows)
    case = _result(ResultKind.REGISTRY_ANSWER)
    return replace(case, result=replace(case.result, answers=(answer,), printable=bool(rows)))


_INSURED: Final = tuple(
    (kind, "正常参保", "云江市试行科技有限公司", "2015-07") for kind in ("企业职工基本养老保险", "失业保险", "工伤保险")
)

_PAPER: Final = Paper(
    "paper-1", "云房证〔2026〕000427", 1, 1, 48_213, "0" * 64, "HK1:SAMPLE", Bilingual("无房证明"), NOON
)

_WORKING: Final = Health(tuple((part, PartHealth.WORKS) for part in Part))
_EMPTY: Final = State(health=_WORKING, catalogue=CATALOGUE)
_ARRIVED: Final = replace(_EMPTY, session=Session("sample", method=SignInMethod.CARD_AND_FACE))
_INSIDE: Final = _ARRIVED.with_session(citizen=_CITIZEN, item=CATALOGUE.items[0])
_ANSWERED: Final = _INSIDE.with_session(case=_result(ResultKind.NO_HOUSE))


def _notice(code: ProblemCode, actor: Actor, *choices: tuple[Choice, StateName]) -> State:
    problem = Problem(code, actor, retry_is_safe=True)
    return replace(_ARRIVED, name=StateName.NOTICE, notice=Notice(problem, choices))


def _at(state: State, name: StateName) -> State:
    return replace(state, name=name)


_FACTS: Final = PaperFacts(CheckedKind.NO_HOUSE_PROOF, "999901****0427", NOON, 1)


def _checked(finding: Finding, why: Why, *, facts: PaperFacts | None = _FACTS, online: bool = True) -> State:
    checked = CheckedPaper(finding, why, facts, online, NOON)
    return _at(_ARRIVED, StateName.PAPER_VERDICT).with_session(checked=checked)


_PHONE: Final = PhoneSignIn("sample", "https://hall.example/m/s/0123456789abcdef0123456789abcdef", "47", NOON)
_COPY: Final = PhoneCopy("sample", "https://hall.example/m/d/0123456789abcdef0123456789abcdef", 300)
_SENT: Final = _ANSWERED.with_session(paper=_PAPER)
_REPRESENTATIONS: Final = Representations(
    (
        Represented("child", RepresentedKind.CHILD, "李*", "999***********2597"),
        Represented("firm", RepresentedKind.FIRM, "云江市范例餐饮有限公司1号", "91999900KT0000010H"),
        Represented("principal", RepresentedKind.PRINCIPAL, "王*", "999***********0909"),
    ),
    complete=False,
)
_BROKEN_PRINTER: Final = _WORKING.with_part(Part.DOCUMENT_PRINTER, PartHealth.NEEDS_SUPPLY)

SAMPLES: Final[dict[str, State]] = {
    "01-starting": replace(
        _EMPTY, health=Health(((Part.CARD_READER, PartHealth.WORKS), (Part.CAMERA, PartHealth.WORKS)))
    ),
    "02-out-of-service": replace(
        _at(_EMPTY, StateName.OUT_OF_SERVICE),
        fault=Fault.NO_HALL,
        health=_WORKING.with_part(Part.HALL, PartHealth.FAULT),
    ),
    "03-attract": _at(_EMPTY, StateName.ATTRACT),
    "03-attract-no-paper": replace(_at(_EMPTY, StateName.ATTRACT), health=_BROKEN_PRINTER),
    "04-sign-in-no-paper": replace(_at(_ARRIVED, StateName.SIGN_IN), health=_BROKEN_PRINTER),
    "04-sign-in": _at(_ARRIVED, StateName.SIGN_IN),
    "05-sign-in-no-camera": replace(
        _at(_ARRIVED, StateName.SIGN_IN), health=_WORKING.with_part(Part.CAMERA, PartHealth.FAULT)
    ),
    "06-card": _at(_ARRIVED, StateName.CARD),
    "07-consent": _at(_ARRIVED, StateName.CONSENT),
    "07a-consent-authority": replace(_at(_ARRIVED, StateName.CONSENT), face_leaves=True),
    "08-face": _at(_ARRIVED, StateName.FACE).with_session(face_advice=FaceAdvice.HOLD_STILL, face_fraction=0.62),
    "09-identity-code": _at(_ARRIVED, StateName.IDENTITY_CODE),
    "09a-phone": _at(_ARRIVED, StateName.PHONE).with_session(phone=_PHONE, phone_step=PhoneStep.OPENED),
    "09b-mobile": _at(_ARRIVED, StateName.MOBILE),
    "09c-sms-code": _at(_ARRIVED, StateName.SMS_CODE).with_session(mobile="14000000001"),
    "09g-social-card": _at(_ARRIVED, StateName.SOCIAL_CARD),
    "09h-pin": _at(_ARRIVED, StateName.PIN),
    "09i-checking-pin": _at(_ARRIVED, StateName.CHECKING_PIN),
    "09e-phone-beginning": _at(_ARRIVED, StateName.PHONE_BEGINNING),
    "09f-sms-sending": _at(_ARRIVED, StateName.SMS_SENDING),
    "09d-guardian": _at(_ARRIVED, StateName.GUARDIAN),
    "10-signing-in": _at(_ARRIVED, StateName.SIGNING_IN),
    "11-home": _at(_INSIDE, StateName.HOME),
    "11a-for-whom": _at(_INSIDE, StateName.FOR_WHOM).with_session(
        representations=_REPRESENTATIONS, acting_for=_REPRESENTATIONS.represented[1]
    ),
    "11b-finding-represented": _at(_INSIDE, StateName.FINDING_REPRESENTED),
    "11c-representing": _at(_INSIDE, StateName.REPRESENTING),
    "12-theme": _at(_INSIDE, StateName.THEME).with_session(theme_id="property"),
    "13-search": _at(_INSIDE, StateName.SEARCH),
    "14-search-hits": _at(_INSIDE, StateName.SEARCH).with_session(query="zm", hits=search(CATALOGUE, "zm")),
    "15-search-nothing": _at(_INSIDE, StateName.SEARCH).with_session(query="qqq"),
    "16-explain": _at(_INSIDE, StateName.EXPLAIN),
    "17-explain-no-printer": replace(_at(_INSIDE, StateName.EXPLAIN), health=_BROKEN_PRINTER),
    "18-elsewhere": _at(_INSIDE, StateName.ELSEWHERE).with_session(item=CATALOGUE.items[10]),
    "19-looking-up": _at(_INSIDE, StateName.LOOKING_UP),
    "20-result-none": _at(_ANSWERED, StateName.RESULT),
    "21b-result-answer": _at(_INSIDE, StateName.RESULT).with_session(case=_answered(*_INSURED)),
    "21c-result-no-record": _at(_INSIDE, StateName.RESULT).with_session(case=_answered()),
    "21-result-listing": _at(_INSIDE, StateName.RESULT).with_session(case=_result(ResultKind.PROPERTY_LISTING)),
    "21a-result-no-printer": replace(_at(_ANSWERED, StateName.RESULT), health=_BROKEN_PRINTER),
    "21b-phone-copy-beginning": _at(_ANSWERED, StateName.PHONE_COPY_BEGINNING),
    "21c-phone-copy": _at(_SENT, StateName.PHONE_COPY).with_session(phone_copy=_COPY, copy_left_s=240),
    "21d-phone-copy-opened": _at(_SENT, StateName.PHONE_COPY).with_session(
        phone_copy=_COPY, copy_step=PhoneCopyStep.OPENED, copy_left_s=50, paper_printed=False, may_print=False
    ),
    "21e-phone-copy-given": _at(_SENT, StateName.PHONE_COPY_GIVEN).with_session(on_phone=True),
    "25c-receipt-on-phone": _at(_SENT, StateName.RECEIPT).with_session(on_phone=True),
    "22-issuing": _at(_ANSWERED, StateName.ISSUING),
    "23-printing": _at(_ANSWERED, StateName.PRINTING).with_session(paper=_PAPER, print_stage=PrintStage.ACCEPTED),
    "24-receipt": _at(_ANSWERED, StateName.RECEIPT).with_session(paper=_PAPER, paper_printed=True),
    "25-receipt-only": _at(_ANSWERED, StateName.RECEIPT).with_session(paper=_PAPER, paper_printed=False),
    "25a-take-paper": _at(_ANSWERED, StateName.TAKING).with_session(paper=_PAPER, paper_printed=True),
    "25b-paper-spoiled": _notice(ProblemCode.PAPER_SPOILED, Actor.STAFF, (Choice.CONTINUE, StateName.RATING)),
    "25d-receipt-no-paper": _at(_ANSWERED, StateName.RECEIPT),
    "26-rating": _at(_ANSWERED, StateName.RATING).with_session(paper=_PAPER, paper_printed=True),
    "27-notice-card": _notice(
        ProblemCode.CARD_UNREADABLE,
        Actor.CITIZEN,
        (Choice.TRY_AGAIN, StateName.CARD),
        (Choice.OTHER_WAY, StateName.SIGN_IN),
        (Choice.FINISH, StateName.WIPING),
    ),
    "28a-notice-printer": replace(
        _at(_ANSWERED, StateName.NOTICE),
        health=_BROKEN_PRINTER,
        notice=Notice(
            Problem(ProblemCode.PRINTER_NOT_READY, Actor.STAFF, retry_is_safe=True),
            (
                (Choice.PHONE, StateName.PHONE_COPY_BEGINNING),
                (Choice.TRY_AGAIN, StateName.ISSUING),
                (Choice.CONTINUE, StateName.RECEIPT),
            ),
        ),
    ),
    "28-notice-paper": replace(
        _at(_ANSWERED, StateName.NOTICE),
        notice=Notice(
            Problem(ProblemCode.PAPER_OUT, Actor.STAFF, retry_is_safe=True, detail_code="media-empty"),
            (
                (Choice.TRY_AGAIN, StateName.PRINTING),
                (Choice.PHONE, StateName.PHONE_COPY_BEGINNING),
                (Choice.CONTINUE, StateName.RECEIPT),
            ),
        ),
    ),
    "28b-notice-print-unknown": replace(
        _at(_SENT, StateName.NOTICE),
        notice=Notice(
            Problem(ProblemCode.PRINT_UNKNOWN, Actor.STAFF, retry_is_safe=False),
            ((Choice.PHONE, StateName.PHONE_COPY_BEGINNING), (Choice.CONTINUE, StateName.RECEIPT)),
        ),
    ),
    "28c-notice-phone-copy": replace(
        _at(_SENT, StateName.NOTICE),
        notice=Notice(
            Problem(ProblemCode.PHONE_COPY_EXPIRED, Actor.CITIZEN, retry_is_safe=True),
            (
                (Choice.TRY_AGAIN, StateName.PHONE_COPY_BEGINNING),
                (Choice.PRINT, StateName.ISSUING),
                (Choice.CONTINUE, StateName.RECEIPT),
            ),
        ),
    ),
    "29-wiping": _at(_EMPTY, StateName.WIPING),
    "30-thanks": replace(_at(_EMPTY, StateName.THANKS), card_on_reader=True),
    "32-check-paper": _at(_ARRIVED, StateName.CHECK_PAPER),
    "33-verdict-genuine": _checked(Finding.GENUINE, Why.HOLDS),
    "34-verdict-offline": _checked(Finding.GENUINE, Why.LIST_OUT_OF_DATE, online=False),
    "35-verdict-altered": _checked(Finding.ALTERED, Why.SIGNATURE, facts=None),
    "36-verdict-revoked": _checked(Finding.REVOKED, Why.PAPER_REVOKED),
    "37-verdict-superseded": _checked(Finding.SUPERSEDED, Why.NEWER_COPY),
    "38-verdict-unknown": _checked(Finding.UNKNOWN, Why.OTHER_CODE, facts=None),
    "39-verdict-receipt": _checked(
        Finding.GENUINE, Why.HOLDS, facts=PaperFacts(CheckedKind.SERVICE_RECEIPT, "999901****0427", NOON, 1)
    ),
    "40-paused": replace(_at(_EMPTY, StateName.OUT_OF_SERVICE), fault=Fault.PAUSED, paused=PauseReason.SUPPLIES),
    "41-staff-pin": _at(_EMPTY, StateName.STAFF_PIN),
    "42-staff-checking": _at(_EMPTY, StateName.STAFF_CHECKING),
    "43-staff-hall": replace(
        _at(_EMPTY, StateName.STAFF), staff=StaffRole.HALL, desk=DESK, paused=PauseReason.CLEANING
    ),
    "43a-staff-prints": replace(
        _at(_EMPTY, StateName.STAFF), staff=StaffRole.HALL, desk=DESK, reprint_of=4, reprinted_copy=2
    ),
    "43b-reprinting": _at(_EMPTY, StateName.REPRINTING),
    "44-staff-technician": replace(_at(_EMPTY, StateName.STAFF), staff=StaffRole.TECHNICIAN, desk=DESK),
    "45-restarting": _at(_EMPTY, StateName.RESTARTING),
    "46-notice-staff-pin": _notice(
        ProblemCode.STAFF_PIN_WRONG,
        Actor.STAFF,
        (Choice.TRY_AGAIN, StateName.STAFF_PIN),
        (Choice.FINISH, StateName.WIPING),
    ),
    "31-idle": replace(_at(_INSIDE, StateName.HOME), idle_left_s=14),
}
"""Name of the picture -> state."""

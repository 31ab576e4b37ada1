"""What the terminal says of a phone that signs in, and of whom a citizen acts for."""

from typing import assert_never

from PySide6.QtCore import QCoreApplication

from kiosk.domain.signing import PhoneStep, RepresentedKind

translate = QCoreApplication.translate


def step_words(step: PhoneStep) -> str:
    """Return how far the phone's holder is."""
    match step:
        case PhoneStep.WAITING:
            return translate("Phone", "等待扫码")
        case PhoneStep.OPENED:
            return translate("Phone", "已经扫码，请在手机上完成")
        case PhoneStep.CONFIRMED:
            return translate("Phone", "已经确认")
        case PhoneStep.REFUSED:
            return translate("Phone", "手机上已拒绝")
        case PhoneStep.EXPIRED:
            return translate("Phone", "二维码已过期")
        case _:
            assert_never(step)


def kind_words(kind: RepresentedKind) -> str:
    """Return what somebody is to the citizen who acts for them."""
    match kind:
        case RepresentedKind.CHILD:
            return translate("ForWhom", "未成年子女")
        case RepresentedKind.FIRM:
            return translate("ForWhom", "本人担任法定代表人的单位")
        case RepresentedKind.PRINCIPAL:
            return translate("ForWhom", "授权给您的人")
        case _:
            assert_never(kind)

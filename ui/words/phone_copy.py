"""What the terminal says of a paper on its way to the citizen's phone."""

from typing import assert_never

from PySide6.QtCore import QCoreApplication

from kiosk.domain.phone_copy import PhoneCopyStep

translate = QCoreApplication.translate

_A_MINUTE_S = 60


def copy_step_words(step: PhoneCopyStep) -> str:
    """Return how far it is."""
    match step:
        case PhoneCopyStep.WAITING:
            return translate("PhoneCopy", "等待扫码")
        case PhoneCopyStep.OPENED:
            return translate("PhoneCopy", "手机已打开，请在手机上点“保存到这部手机”")
        case PhoneCopyStep.GIVEN:
            return translate("PhoneCopy", "已发到手机")
        case PhoneCopyStep.EXPIRED:
            return translate("PhoneCopy", "二维码已过期")
        case _:
            assert_never(step)


def left_words(left_s: int) -> str:
    """Return about how long the code still works; "" where that is not known yet."""
    if left_s <= 0:
        return ""
    if left_s >= _A_MINUTE_S:
        return translate("PhoneCopy", "还有约 %1 分钟").replace("%1", str(left_s // _A_MINUTE_S))
    return translate("PhoneCopy", "还有约 %1 秒").replace("%1", str(left_s))

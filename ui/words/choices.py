"""What the buttons of a notice say: it depends on where they lead."""

from typing import assert_never

from PySide6.QtCore import QCoreApplication

from kiosk.flow.notice import Choice
from kiosk.flow.states import StateName

translate = QCoreApplication.translate


def choice_words(choice: Choice, target: StateName) -> str:
    """Return the button's words."""
    match choice:
        case Choice.TRY_AGAIN:
            return translate("Choice", "再试一次")
        case Choice.OTHER_WAY:
            return translate("Choice", "换一种方式登录")
        case Choice.PHONE:
            return translate("Choice", "发到手机")
        case Choice.PRINT:
            return translate("Choice", "改为打印")
        case Choice.CONTINUE if target is StateName.RECEIPT:
            return translate("Choice", "先打印回执")
        case Choice.CONTINUE if target is StateName.TAKING:
            return translate("Choice", "不等回执，下一步")
        case Choice.CONTINUE if target is StateName.RATING:
            return translate("Choice", "知道了，下一步")
        case Choice.CONTINUE if target is StateName.STAFF:
            return translate("Choice", "返回维护页")
        case Choice.CONTINUE:
            return translate("Choice", "继续")
        case Choice.HOME:
            return translate("Choice", "返回首页")
        case Choice.FINISH:
            return translate("Choice", "结束办理")
        case _:
            assert_never(choice)

"""Problems at the hall: who somebody is, what can be asked, and whether anybody answers."""

from PySide6.QtCore import QCoreApplication

from kiosk.domain.problem import ProblemCode
from ui.words.problem import ProblemWords

translate = QCoreApplication.translate


def words_of(code: ProblemCode) -> ProblemWords | None:
    """Return the words, or None where `code` belongs elsewhere."""
    return _citizen(code) or _answer(code)


def _citizen(code: ProblemCode) -> ProblemWords | None:
    match code:
        case ProblemCode.CITIZEN_UNKNOWN:
            return ProblemWords(
                translate("Problem", "没有查到您的登记信息"),
                translate("Problem", "大厅系统里暂时没有您的登记信息，可能是刚迁入或刚办证。"),
                translate("Problem", "请带身份证到人工窗口核实，工作人员会帮您办理。"),
                "user",
            )
        case ProblemCode.TOO_MANY_ATTEMPTS:
            return ProblemWords(
                translate("Problem", "请稍后再试"),
                translate("Problem", "短时间内登录次数较多，为了保护您的信息，先暂停几分钟。"),
                translate("Problem", "请过几分钟再来，或到人工窗口办理。"),
                "clock",
            )
        case ProblemCode.SIGN_IN_ENDED:
            return ProblemWords(
                translate("Problem", "登录已经结束"),
                translate("Problem", "为了保护您的信息，登录一段时间后会自动结束。"),
                translate("Problem", "请结束本次办理，重新登录后再办一次。"),
                "clock",
            )
        case ProblemCode.ITEM_CHANGED:
            return ProblemWords(
                translate("Problem", "办事指南刚刚更新"),
                translate("Problem", "这个事项的办理要求刚有变化，要按新的要求来办。"),
                translate("Problem", "请返回首页，重新打开这个事项。"),
                "document",
            )
        case ProblemCode.ITEM_NOT_HERE:
            return ProblemWords(
                translate("Problem", "本机暂不能办理这个事项"),
                translate("Problem", "这个事项目前不在本机的办理范围里。"),
                translate("Problem", "请到人工窗口办理，或返回首页看看其他事项。"),
                "document",
            )
        case _:
            return None


def _answer(code: ProblemCode) -> ProblemWords | None:
    match code:
        case ProblemCode.HALL_DOWN:
            return ProblemWords(
                translate("Problem", "暂时连不上大厅系统"),
                translate("Problem", "大厅系统没有回应，可能是网络的原因，不是您操作的问题。"),
                translate("Problem", "请稍等一会儿。如果一直这样，请用旁边的终端或到人工窗口。"),
                "network",
            )
        case ProblemCode.HALL_FAULT:
            return ProblemWords(
                translate("Problem", "大厅系统暂时出错"),
                translate("Problem", "大厅系统没能完成这一步，不是您操作的问题。"),
                translate("Problem", "请稍等一会儿。如果一直这样，请到人工窗口办理。"),
                "network",
            )
        case ProblemCode.REGISTRY_DOWN:
            return ProblemWords(
                translate("Problem", "登记系统暂时没有回应"),
                translate("Problem", "要查询的登记系统现在没有回答，不是您操作的问题。"),
                translate("Problem", "请稍等一会儿。如果一直这样，请改天再来或到人工窗口。"),
                "network",
            )
        case ProblemCode.TERMINAL_FAULT:
            return ProblemWords(
                translate("Problem", "本机出了一点问题"),
                translate("Problem", "这台终端没能完成这一步，不是您操作的问题。"),
                translate("Problem", "请用旁边的终端，或到人工窗口办理。"),
                "terminal",
            )
        case _:
            return None

"""Problems at the staff door."""

from PySide6.QtCore import QCoreApplication

from kiosk.domain.problem import ProblemCode
from ui.words.problem import ProblemWords

translate = QCoreApplication.translate


def words_of(code: ProblemCode) -> ProblemWords | None:
    """Return the words, or None where `code` belongs elsewhere."""
    match code:
        case ProblemCode.STAFF_PIN_WRONG:
            return ProblemWords(
                translate("Problem", "维护密码不对"),
                translate("Problem", "输入的密码不是本机的维护密码。这次输入已经记录。"),
                translate("Problem", "请核对后再输入。连续输错，等待时间会越来越长。"),
                "lock",
            )
        case ProblemCode.STAFF_DOOR_LOCKED:
            return ProblemWords(
                translate("Problem", "维护入口暂时锁定"),
                translate("Problem", "维护密码连续输错多次，入口已暂时锁定。"),
                translate("Problem", "请等一会儿再试。忘记密码，请技术人员用命令重新设置。"),
                "lock",
            )
        case ProblemCode.STAFF_DOOR_UNSET:
            return ProblemWords(
                translate("Problem", "还没有设置维护密码"),
                translate("Problem", "本机安装时没有设置维护密码，维护入口打不开。"),
                translate("Problem", "请技术人员在本机运行：kiosk staff set-pin"),
                "lock",
            )
        case ProblemCode.RESTART_REFUSED:
            return ProblemWords(
                translate("Problem", "没能重新启动"),
                translate("Problem", "系统没有接受重新启动的请求，本机仍在运行。"),
                translate("Problem", "请技术人员检查系统权限，或直接断电重启。"),
                "alert",
            )
        case ProblemCode.PRINT_NOT_SETTLED:
            return ProblemWords(
                translate("Problem", "还不能补打这份证明"),
                translate("Problem", "这份证明的打印结果还没有查明，补打可能会有两份有效的证明。"),
                translate("Problem", "请先查看出纸口和打印机，再在维护页登记：已打印、没有打印或已破损。"),
                "printer",
            )
        case ProblemCode.REPRINT_REFUSED:
            return ProblemWords(
                translate("Problem", "这份证明不能再补打"),
                translate("Problem", "它已经补打过，或者已经被新的一份代替、被撤销。"),
                translate("Problem", "请用「查验证明」核对当事人手里的那一份，或请当事人重新申请。"),
                "printer",
            )
        case _:
            return None

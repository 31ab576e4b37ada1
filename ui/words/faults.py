"""Why nobody can be served."""

from typing import assert_never

from PySide6.QtCore import QCoreApplication

from kiosk.domain.staff import PauseReason
from kiosk.flow.state import Fault

translate = QCoreApplication.translate


def fault_words(fault: Fault | None, paused: PauseReason | None) -> str:
    """Return the reason in one sentence. `paused` is why staff closed the terminal, where they did."""
    match fault:
        case Fault.PAUSED:
            return _paused_words(paused)
        case Fault.NO_HALL:
            return translate("Fault", "本机暂时连不上大厅系统，正在自动重新连接。")
        case Fault.NO_SIGN_IN:
            return translate("Fault", "本机的读卡和扫码设备暂时都不能用，正在等待恢复。")
        case Fault.NOT_WIPED:
            return translate("Fault", "本机正在完成安全清理，清理完成后自动恢复。")
        case None:
            return translate("Fault", "本机正在检查设备，检查完成后自动恢复。")
        case _:
            assert_never(fault)


def _paused_words(reason: PauseReason | None) -> str:
    match reason:
        case PauseReason.MAINTENANCE:
            return translate("Fault", "工作人员正在维护本机，很快恢复。")
        case PauseReason.CLEANING:
            return translate("Fault", "工作人员正在清洁本机，很快恢复。")
        case PauseReason.SUPPLIES:
            return translate("Fault", "工作人员正在补充纸张和耗材，很快恢复。")
        case PauseReason.HOURS | None:
            return translate("Fault", "现在不是本机的服务时间。")
        case _:
            assert_never(reason)

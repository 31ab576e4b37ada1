"""What the staff page says: devices, orders and what became of them. Codes of drivers stay as they are."""

from enum import Enum
from typing import assert_never

from PySide6.QtCore import QCoreApplication

from devices.api.device import DeviceKind
from devices.api.status import CheckState, DeviceState, PartName, SupplyState
from kiosk.domain.staff import Order, PauseReason, StaffRole
from kiosk.flow.desk import ChangeSeen, PrintStanding

translate = QCoreApplication.translate


def role_words(role: StaffRole) -> str:
    """Return what the role is called."""
    match role:
        case StaffRole.HALL:
            return translate("Staff", "大厅工作人员")
        case StaffRole.TECHNICIAN:
            return translate("Staff", "技术人员")
        case _:
            assert_never(role)


def pause_words(reason: PauseReason) -> str:
    """Return why the terminal is closed, in a word or two."""
    match reason:
        case PauseReason.MAINTENANCE:
            return translate("Staff", "设备维护")
        case PauseReason.CLEANING:
            return translate("Staff", "保洁消毒")
        case PauseReason.SUPPLIES:
            return translate("Staff", "补充纸张耗材")
        case PauseReason.HOURS:
            return translate("Staff", "非服务时间")
        case _:
            assert_never(reason)


def kind_words(kind: DeviceKind) -> str:
    """Return what a kind of device is called."""
    match kind:
        case DeviceKind.ID_CARD_READER:
            return translate("DeviceKind", "身份证读卡器")
        case DeviceKind.SMART_CARD_READER:
            return translate("DeviceKind", "社保卡读卡器")
        case DeviceKind.CODE_SCANNER:
            return translate("DeviceKind", "扫码器")
        case DeviceKind.CAMERA:
            return translate("DeviceKind", "摄像头")
        case DeviceKind.RECEIPT_PRINTER:
            return translate("DeviceKind", "回执打印机")
        case DeviceKind.DOCUMENT_PRINTER:
            return translate("DeviceKind", "证明打印机")
        case DeviceKind.DOCUMENT_SCANNER:
            return translate("DeviceKind", "高拍仪")
        case DeviceKind.SIGNATURE_PAD:
            return translate("DeviceKind", "签名板")
        case DeviceKind.GUIDE_LIGHTS:
            return translate("DeviceKind", "引导灯")
        case DeviceKind.PRESENCE_SENSOR:
            return translate("DeviceKind", "人体感应器")
        case DeviceKind.UPS:
            return translate("DeviceKind", "不间断电源")
        case _:
            assert_never(kind)


def state_words(state: DeviceState) -> str:
    """Return how a device is."""
    match state:
        case DeviceState.ONLINE:
            return translate("DeviceState", "正常")
        case DeviceState.OFFLINE:
            return translate("DeviceState", "没有应答")
        case DeviceState.POWER_OFF:
            return translate("DeviceState", "没有通电")
        case DeviceState.NO_DEVICE:
            return translate("DeviceState", "没有接上")
        case DeviceState.HARDWARE_ERROR:
            return translate("DeviceState", "硬件故障")
        case DeviceState.USER_ERROR:
            return translate("DeviceState", "需要处理")
        case DeviceState.BUSY:
            return translate("DeviceState", "正在工作")
        case DeviceState.UNKNOWN:
            return translate("DeviceState", "正在检查")
        case _:
            assert_never(state)


def part_words(part: PartName) -> str:
    """Return what a part of a device is called."""
    match part:
        case PartName.PAPER:
            return translate("DevicePart", "纸张")
        case PartName.TONER:
            return translate("DevicePart", "墨粉")
        case PartName.COVER:
            return translate("DevicePart", "盖板")
        case PartName.FEED:
            return translate("DevicePart", "走纸")
        case PartName.CUTTER:
            return translate("DevicePart", "切刀")
        case PartName.OUTPUT_BIN:
            return translate("DevicePart", "出纸口")
        case PartName.BATTERY:
            return translate("DevicePart", "电池")
        case PartName.LAMPS:
            return translate("DevicePart", "指示灯")
        case PartName.SENSOR:
            return translate("DevicePart", "感应头")
        case _:
            assert_never(part)


def part_state_words(state: SupplyState | CheckState) -> str:
    """Return how a part is."""
    match state:
        case SupplyState.FULL:
            return translate("DevicePart", "充足")
        case SupplyState.LOW:
            return translate("DevicePart", "不多了")
        case SupplyState.OUT:
            return translate("DevicePart", "用完了")
        case CheckState.OK:
            return translate("DevicePart", "正常")
        case CheckState.FAULT:
            return translate("DevicePart", "有故障")
        case SupplyState.UNKNOWN | CheckState.UNKNOWN:
            return translate("DevicePart", "不清楚")
        case SupplyState.NOT_SUPPORTED | CheckState.NOT_SUPPORTED:
            return translate("DevicePart", "不支持")
        case _:
            assert_never(state)


def order_words(order: Order) -> str:  # noqa: C901, PLR0912  one case for each order
    """Return what an order is called on its button."""
    match order:
        case Order.SELF_TEST:
            return translate("Order", "自检")
        case Order.REOPEN:
            return translate("Order", "重新连接")
        case Order.SUPPLIES_FILLED:
            return translate("Order", "已补充纸张")
        case Order.JAM_CLEARED:
            return translate("Order", "已清除卡纸")
        case Order.TEST_PRINT:
            return translate("Order", "打印测试页")
        case Order.MEASURE:
            return translate("Order", "测速")
        case Order.TRY_SIGNATURE:
            return translate("Order", "试签名")
        case Order.SHOW_CAMERA:
            return translate("Order", "看画面")
        case Order.HIDE_CAMERA:
            return translate("Order", "关闭画面")
        case Order.TRACE_BYTES:
            return translate("Order", "看线上数据")
        case Order.END_TRACE:
            return translate("Order", "停止跟踪")
        case Order.KEEP_CHANGE:
            return translate("Order", "保留更改")
        case Order.DROP_CHANGE:
            return translate("Order", "恢复原来的")
        case _:
            assert_never(order)


def ended_words(order: Order, code: str) -> str:
    """Return what became of an order. `code` is "" where it went well."""
    if not code:
        return translate("Order", "%1：完成").replace("%1", order_words(order))
    if code == "kept_until_restart":
        return translate("Order", "%1：重启前有效").replace("%1", order_words(order))
    return translate("Order", "%1：没有成功（%2）").replace("%1", order_words(order)).replace("%2", code)


def doing_words(order: Order) -> str:
    """Return that an order is being carried out."""
    return translate("Order", "%1：正在进行…").replace("%1", order_words(order))


class Label(Enum):
    """What a fact of the staff page is about."""

    STATE = "state"
    CODE = "code"
    DRIVER = "driver"
    PORT = "port"
    LAST_TEST = "last_test"
    COUNTERS = "counters"
    LAST_ERROR = "last_error"
    HALL = "hall"
    HALL_URL = "hall_url"
    WAITING = "waiting"
    CATALOGUE = "catalogue"
    DISK = "disk"
    STARTED = "started"


def label_words(label: Label) -> str:  # noqa: C901, PLR0912  one case for each label
    """Return what stands before the fact."""
    match label:
        case Label.STATE:
            return translate("Staff", "状态")
        case Label.CODE:
            return translate("Staff", "代码")
        case Label.DRIVER:
            return translate("Staff", "驱动")
        case Label.PORT:
            return translate("Staff", "端口")
        case Label.LAST_TEST:
            return translate("Staff", "上次自检")
        case Label.COUNTERS:
            return translate("Staff", "计数")
        case Label.LAST_ERROR:
            return translate("Staff", "最近的错误")
        case Label.HALL:
            return translate("Staff", "大厅系统")
        case Label.HALL_URL:
            return translate("Staff", "大厅地址")
        case Label.WAITING:
            return translate("Staff", "待送消息")
        case Label.CATALOGUE:
            return translate("Staff", "事项目录版本")
        case Label.DISK:
            return translate("Staff", "磁盘剩余")
        case Label.STARTED:
            return translate("Staff", "启动时间")
        case _:
            assert_never(label)


def passed_words(*, passed: bool, failed: str = "") -> str:
    """Return how a self-test ended; `failed` names its steps that did not pass."""
    if passed:
        return translate("Staff", "通过")
    return translate("Staff", "没有通过：%1").replace("%1", failed)


def link_words(*, works: bool) -> str:
    """Return whether the hall answers."""
    return translate("Staff", "已连接") if works else translate("Staff", "连不上")


def change_words(change: ChangeSeen) -> str:
    """Return how far a change of driver or port is."""
    what = f"{change.driver} {change.port}".rstrip()
    if not change.tested:
        return translate("Staff", "正在试用：%1").replace("%1", what)
    if change.passed:
        return translate("Staff", "试用通过：%1。请保留，或恢复原来的。").replace("%1", what)
    failed = translate("Staff", "试用没有通过：%1（%2）。已恢复原来的。")
    return failed.replace("%1", what).replace("%2", change.code)


def print_words(at: str, case_number: str, *, copy: int | None) -> str:
    """Return which print it is: of a paper's copy, or (None) of a receipt."""
    if copy is None:
        return translate("Staff", "%1 的回执，办件 %2").replace("%1", at).replace("%2", case_number)
    what = translate("Staff", "%1 的证明，第 %3 份，办件 %2")
    return what.replace("%1", at).replace("%2", case_number).replace("%3", str(copy))


def reprinted_words(copy: int) -> str:
    """Return that a copy came out, and what to do."""
    return translate("Staff", "第 %1 份已补打。请交给当事人，收回原来的一份。").replace("%1", str(copy))


def standing_words(standing: PrintStanding, *, on_phone: bool = False) -> str:
    """Return what is known of a print, and that a phone has the same copy, which a reprint would end."""
    known = _standing_words(standing)
    return translate("Staff", "%1。手机上已有同一份，补打后也作废").replace("%1", known) if on_phone else known


def _standing_words(standing: PrintStanding) -> str:
    match standing:
        case PrintStanding.UNKNOWN:
            return translate("Staff", "打印机没有报告结果")
        case PrintStanding.COMPLAINED:
            return translate("Staff", "当事人说破损，或没有拿到")
        case PrintStanding.SPOILED:
            return translate("Staff", "已登记为破损，请收回原来的一份")
        case PrintStanding.NOT_PRINTED:
            return translate("Staff", "没有打印出来")
        case PrintStanding.CAME_OUT:
            return translate("Staff", "已打印")
        case _:
            assert_never(standing)

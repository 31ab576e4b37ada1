"""Names of the terminal's parts, and how they are."""

from typing import assert_never

from PySide6.QtCore import QCoreApplication

from kiosk.domain.health import Part, PartHealth

translate = QCoreApplication.translate


def part_name(part: Part) -> str:
    """Return what a citizen calls the part."""
    match part:
        case Part.HALL:
            return translate("Part", "大厅系统")
        case Part.CARD_READER:
            return translate("Part", "身份证读卡器")
        case Part.CAMERA:
            return translate("Part", "摄像头")
        case Part.FACE_ENGINE:
            return translate("Part", "人脸比对")
        case Part.CODE_SCANNER:
            return translate("Part", "扫码器")
        case Part.SMART_CARD_READER:
            return translate("Part", "社保卡读卡器")
        case Part.DOCUMENT_PRINTER:
            return translate("Part", "证明打印机")
        case Part.RECEIPT_PRINTER:
            return translate("Part", "回执打印机")
        case _:
            assert_never(part)


def health_words(health: PartHealth) -> str:
    """Return how a part is."""
    match health:
        case PartHealth.WORKS:
            return translate("PartHealth", "正常")
        case PartHealth.NEEDS_SUPPLY:
            return translate("PartHealth", "缺纸或缺耗材")
        case PartHealth.NEEDS_CLEARING:
            return translate("PartHealth", "需要清理")
        case PartHealth.FAULT:
            return translate("PartHealth", "暂时不能用")
        case PartHealth.ABSENT:
            return translate("PartHealth", "没有安装")
        case PartHealth.UNKNOWN:
            return translate("PartHealth", "正在检查")
        case _:
            assert_never(health)


def part_is_down(part: Part) -> str:
    """Return that the part cannot be used now."""
    return translate("Part", "%1暂时不能用").replace("%1", part_name(part))


def paper_pause(health: PartHealth) -> str:
    """Return in a few words that no paper can be printed, before anybody lays a card; "" where the printer works."""
    if health in (PartHealth.WORKS, PartHealth.UNKNOWN):
        return ""
    return translate("Part", "现在打印不了证明，别的事照常能办")


def printer_warning(health: PartHealth) -> str:
    """Return what to know of the document printer before a paper is promised; "" where it works."""
    match health:
        case PartHealth.WORKS | PartHealth.UNKNOWN:
            return ""
        case PartHealth.NEEDS_SUPPLY:
            return translate("Part", "证明打印机缺纸或者缺墨粉，现在打印不了证明。您仍可以查询，在屏幕上看结果。")
        case PartHealth.NEEDS_CLEARING:
            return translate(
                "Part",
                "证明打印机要请工作人员处理一下（例如卡纸、盖子没有关好），现在打印不了证明。您仍可以查询，在屏幕上看结果。",
            )
        case PartHealth.FAULT | PartHealth.ABSENT:
            return translate("Part", "证明打印机暂时不能用，现在打印不了证明。您仍可以查询，在屏幕上看结果。")
        case _:
            assert_never(health)

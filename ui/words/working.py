"""What a page says while the terminal works: title and one line."""

from PySide6.QtCore import QCoreApplication

from kiosk.flow.states import StateName

translate = QCoreApplication.translate


def working_words(name: StateName, looked_up: str) -> tuple[str, str]:
    """Return title and explanation. `looked_up` names what the hall is asking a registry."""
    match name:
        case StateName.SIGNING_IN:
            return (
                translate("Working", "正在核对您的身份"),
                translate("Working", "正在请大厅系统确认，通常只要几秒钟。"),
            )
        case StateName.LOOKING_UP:
            return (
                translate("Working", "正在查询，请稍候"),
                translate("Working", "正在查询“%1”，通常只要几秒钟。").replace("%1", looked_up),
            )
        case StateName.WIPING:
            return (
                translate("Working", "正在清除您的信息"),
                translate("Working", "证件信息、人脸画面和填写的内容，都在从本机清除。"),
            )
        case _:
            return translate("Working", "请稍候"), translate("Working", "马上就好。")

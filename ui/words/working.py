"""What a page says while the terminal works: title and one line."""

from PySide6.QtCore import QCoreApplication

from kiosk.flow.states import StateName

translate = QCoreApplication.translate


def working_words(name: StateName, looked_up: str) -> tuple[str, str]:
    """Return title and explanation. `looked_up` names what the hall is asking a registry."""
    match name:
        case StateName.PHONE_BEGINNING | StateName.PHONE_COPY_BEGINNING:
            return translate("Working", "正在生成二维码"), translate("Working", "请准备好手机，马上就好。")
        case StateName.CHECKING_PIN:
            return translate("Working", "正在核对密码"), translate("Working", "由社保卡自己核对，密码不会离开本机。")
        case StateName.SMS_SENDING:
            return translate("Working", "正在发送短信"), translate("Working", "验证码马上发到您的手机。")
        case StateName.FINDING_REPRESENTED:
            return (
                translate("Working", "正在查询可以代办的对象"),
                translate("Working", "正在核对户口簿、企业登记和授权。"),
            )
        case StateName.REPRESENTING:
            return translate("Working", "正在切换办理对象"), translate("Working", "马上就好。")
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
        case StateName.STAFF_CHECKING:
            return translate("Working", "正在核对密码"), translate("Working", "马上就好。")
        case StateName.REPRINTING:
            return (
                translate("Working", "正在补打证明"),
                translate("Working", "大厅重新签发，打印机接着打印。请等纸完全出来。"),
            )
        case StateName.RESTARTING:
            return translate("Working", "正在重新启动"), translate("Working", "大约一分钟后恢复服务。")
        case StateName.WIPING:
            return (
                translate("Working", "正在清除您的信息"),
                translate("Working", "证件信息、人脸画面和填写的内容，都在从本机清除。"),
            )
        case _:
            return translate("Working", "请稍候"), translate("Working", "马上就好。")

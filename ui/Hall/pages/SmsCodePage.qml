pragma ComponentBehavior: Bound
import QtQuick
import Hall

/* The code that came by text message. */
DigitsPage {
    id: page

    objectName: "smsCodePage"
    title: qsTr("请输入短信验证码")
    text: qsTr("已发到 %1，5 分钟内有效。").arg(page.screen.phone.mobile)
    note: qsTr("没有收到？请返回上一步，一分钟后可以重新发送。")
    fieldName: qsTr("6 位验证码")
    digitsWanted: 6
    confirmText: qsTr("登录")
    onConfirmed: digits => page.screen.touches.enterSmsCode(digits)
}

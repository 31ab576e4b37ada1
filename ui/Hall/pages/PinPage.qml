pragma ComponentBehavior: Bound
import QtQuick
import Hall

/* The social-security card's PIN, shown as dots. */
DigitsPage {
    id: page

    objectName: "pinPage"
    title: qsTr("请输入社保卡密码")
    text: qsTr("请用手遮挡。密码由卡片自己核对，本机不保留。")
    fieldName: qsTr("6 位密码")
    digitsWanted: 6
    secret: true
    confirmText: qsTr("登录")
    onConfirmed: digits => page.screen.touches.enterPin(digits)
}

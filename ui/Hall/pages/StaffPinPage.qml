pragma ComponentBehavior: Bound
import QtQuick
import Hall

/* The PIN of the staff door, shown as dots. How long it is, is nobody's business. */
DigitsPage {
    id: page

    objectName: "staffPinPage"
    title: qsTr("维护入口")
    text: qsTr("仅供工作人员使用。每次输入都会记录。")
    fieldName: qsTr("维护密码")
    digitsWanted: 12
    digitsLeast: 6
    secret: true
    confirmText: qsTr("进入")
    otherWay: false
    onConfirmed: digits => page.screen.touches.enterStaffPin(digits)
}

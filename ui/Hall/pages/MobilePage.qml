pragma ComponentBehavior: Bound
import QtQuick
import Hall

/* Which mobile number the code goes to. */
DigitsPage {
    id: page

    objectName: "mobilePage"
    title: qsTr("请输入手机号码")
    text: qsTr("验证码会发到以您本人名义登记的手机上。")
    fieldName: qsTr("11 位手机号码")
    digitsWanted: 11
    grouped: true
    confirmText: qsTr("发送验证码")
    onConfirmed: digits => page.screen.touches.enterMobile(digits)
}

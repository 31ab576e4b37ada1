pragma ComponentBehavior: Bound
import QtQuick
import Hall

/* For whom things are done from now on. */
ListPage {
    id: page

    objectName: "forWhomPage"
    title: qsTr("您要为谁办理？")
    text: qsTr("只列出登记信息或授权允许您代办的对象。")

    ScrollPane {
        anchors.fill: parent
        spacing: Theme.medium

        PersonRow {
            objectName: "oneselfKey"
            width: parent.width
            focus: true
            name: qsTr("我本人")
            kind: page.screen.home.citizen
            number: ""
            iconName: "user"
            chosen: page.screen.forWhom.acting === ""
            onClicked: page.screen.touches.actFor("")
        }
        Repeater {
            model: page.screen.forWhom.rows

            PersonRow {
                required property string representationId

                objectName: "represented_" + representationId
                width: parent.width
                onClicked: page.screen.touches.actFor(representationId)
            }
        }
        Callout {
            width: parent.width
            visible: !page.screen.forWhom.complete
            text: qsTr("有一个登记系统暂时没有回应，名单可能不全，请稍后再看。")
        }
    }
}

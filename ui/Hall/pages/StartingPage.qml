pragma ComponentBehavior: Bound
import QtQuick
import Hall

/* The terminal starts and asks its parts how they are. */
StagePage {
    id: page

    objectName: "startingPage"
    title: qsTr("正在启动，请稍候")
    text: qsTr("正在连接大厅系统，检查各个设备。")
    art: Component {
        WorkingArt {}
    }
    body: PartList {
        width: parent.width
        parts: page.screen.service.parts
    }
}

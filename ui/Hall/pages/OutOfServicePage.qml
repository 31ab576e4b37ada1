pragma ComponentBehavior: Bound
import QtQuick
import Hall

/* Why nobody can be served, what still works, and where to go instead. */
StagePage {
    id: page

    objectName: "outOfServicePage"
    title: qsTr("本机暂停服务")
    text: page.screen.service.fault
    art: Component {
        NoticeArt {
            name: "terminal"
        }
    }
    body: [
        Item {
            width: 1
            height: Theme.tight
        },
        Callout {
            width: parent.width
            iconName: "pin"
            tint: Theme.primary
            ground: Theme.primarySoft
            text: page.screen.hall.help !== "" ? qsTr("您可以用旁边的终端，或到人工窗口办理。咨询：%1").arg(page.screen.hall.help) : qsTr("您可以用旁边的终端，或到人工窗口办理。")
        },
        PartList {
            width: parent.width
            parts: page.screen.service.parts
        }
    ]
}

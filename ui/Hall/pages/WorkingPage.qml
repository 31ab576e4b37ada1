pragma ComponentBehavior: Bound
import QtQuick
import Hall

/* The terminal asks the hall, or clears up; the citizen waits a moment. */
StagePage {
    id: page

    objectName: "workingPage"
    title: page.screen.service.workingTitle
    text: page.screen.service.workingDetail
    art: Component {
        WorkingArt {
            wiping: page.screen.step === 0
        }
    }
}

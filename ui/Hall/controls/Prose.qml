pragma ComponentBehavior: Bound
import QtQuick
import Hall

/* Words. The role decides size and weight; text is never markup. */
Text {
    id: prose

    enum Role {
        Display,
        Hero,
        Title,
        Heading,
        Body,
        Note
    }

    property int role: Prose.Body
    property bool strong: role <= Prose.Heading
    property bool soft: false
    // A word that is wider than its place is set smaller rather than broken.
    property bool unbroken: false
    readonly property int size: [Theme.displayType, Theme.heroType, Theme.titleType, Theme.headingType, Theme.bodyType, Theme.noteType][role]

    font.family: Theme.family
    font.pixelSize: unbroken && longest.advanceWidth > width ? Math.max(Theme.leastType, Math.floor(size * width / longest.advanceWidth)) : size
    font.weight: strong ? (role <= Prose.Title ? Font.Bold : Font.Medium) : Font.Normal
    color: soft ? Theme.inkSoft : Theme.ink
    wrapMode: Text.Wrap
    lineHeight: role <= Prose.Heading ? 0.95 : 1
    textFormat: Text.PlainText
    Accessible.role: Accessible.StaticText
    Accessible.name: text

    TextMetrics {
        id: longest

        font.family: prose.font.family
        font.weight: prose.font.weight
        font.pixelSize: prose.size
        text: prose.unbroken && Theme.english ? prose.text.split(" ").reduce((one, other) => other.length > one.length ? other : one, "") : ""
    }
}

pragma ComponentBehavior: Bound
import QtQuick
import Hall.Bridge

/* What every page is: an area between header and footer that shows one view of the screen. */
FocusScope {
    required property ScreenView screen

    // Whether the page draws behind the header as well.
    property bool bleeds: false
    // Where the keyboard goes and what it types into, on pages that have a field.
    property Item keyboardPlace: null
    property TextInput typedField: null
}

"""The screen: Qt Quick pages over a typed bridge. Shows `kiosk.flow.state.State`, posts `kiosk.flow.touches`.

application      the one QGuiApplication: fonts, renderer, input method
screen           `Screen`: a window that shows states and posts touches
bridge/          view objects, the QML module ``Hall.Bridge``
words/           what states, problems and advice are called, for translation
Hall/            QML: Theme, controls, art, pages
translations/    English for the Chinese source
allowed          whether 'back' and 'end' can be offered in a state
translate, lint  commands that keep the QML and its words in order
gallery/         every page in every variant, as pictures
"""

from ui.screen import Screen
from ui.sign import HallSign

__all__ = ["HallSign", "Screen"]

"""View objects: what QML sees of a state, and how it says what was touched.

Each module turns the state into a frozen value (a pure function) and holds a `QObject` whose typed properties show it.
QML reads properties and calls the verbs of `Touches`; it decides nothing. All of it lives on the GUI thread.
"""

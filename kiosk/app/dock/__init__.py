"""The device dock: a second window in which a person plays the world around a simulated terminal.

window      the dock as the wiring holds it: made beside a terminal, closed before it
stage       what the player has done so far: who was chosen, what is unplugged, who stands where
actions     one button: its words, what it does, whether what it did still holds
panels      which buttons each device has
reports     a device's status in words
worker      a thread on which buttons act: drawing a person takes seconds, so there are two
papers      what was printed, as small pictures
thumbnail   one page of a PDF as a picture, in a process of its own
views       what QML sees
Dock.qml    the window; `Key`, `Card` and the other components stand beside it
"""

"""The pure heart: `step(state, event) -> (state, effects)`. No clock, no I/O, no thread.

states     the names of all states, and the pages that show them
state      what the terminal remembers between two events
touches    what a citizen does                      (ui/ posts these)
outcomes   what became of an effect, and timers     (kiosk.effects posts these)
effects    what the flow asks to be done            (kiosk.effects carries these out)
table      a journey as data, validated when built
engine     carries one event through the table
journeys/  the tables themselves
drawing    a table as a Mermaid diagram for the docs
"""

"""The people who keep the terminal running: how they prove who they are, and what they did.

errors    why somebody is not let in
pins      one PIN a role, hashed, in a file of its own; whoever goes on guessing waits longer, across restarts
command   ``kiosk staff``: set PINs, read what was done
"""

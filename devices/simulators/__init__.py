"""What simulators are made of. A simulator speaks its driver's bytes, so the shipped driver is what tests run.

simulator    the protocol that every simulator meets
connection   one peer's byte stream, and what a simulator does with it
pty_port     a serial port that can be unplugged
tcp_server   a network port that can be unplugged
faults       what may go wrong with one reply, as frozen values
scenario     which reply meets which fault, from code or TOML
delivery     puts a reply on the wire the way its fault says

Each driver's own simulator lies beside the driver. Only wiring, the bench and tests import any of them.
"""

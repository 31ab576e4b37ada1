"""What every driver must prove, as checks that run: on a simulator, on a recorded trace, on hardware.

outcome    how a check ended: passed, failed with what was expected and seen, skipped with the reason
check      a check, and a suite of them
hands      what somebody must do at the device, and whoever does it
subject    the driver under test: built, opened, supervised
running    a command on a thread of its own, and how long it took to end
generic    the promises of every kind
kinds/     one suite a kind: `SUITE` in the module of the kind's name
suites     finds the suite of a kind
runner     runs a suite and reports

Tests run the suites over every installed simulator and recorded trace; ``devices conformance`` runs one for a
technician or a vendor. A new kind lays its suite into ``kinds/`` and is found.
"""

"""Drivers, one folder each: `driver.py`, `wire.py` (pure), `simulator.py` and `README.md`. None knows another.

They are found by entry points (`devices.registry`); only wiring and tests import a simulator.
"""

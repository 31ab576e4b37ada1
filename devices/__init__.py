"""The device layer: one contract for every kind, drivers, wire-level simulators, supervision and a bench.

`devices.api` is the contract; `devices.drivers` speak to hardware; `devices.simulators` speak the same bytes
back; `devices.supervisor` owns one thread a device. Nothing here knows of Qt, the kiosk, paper or the hall.
"""

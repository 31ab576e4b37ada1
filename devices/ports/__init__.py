"""Ports that several drivers open. Every library error becomes a `DeviceError` here.

serial_line    a serial port, 8-N-1, opened for us alone
"""

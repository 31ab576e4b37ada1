"""Ports that several drivers open. Every library error becomes a `DeviceError` here.

serial_line      a serial port, 8-N-1, opened for us alone
text_connection  lines of text over a network port
board_dialogue   question and answer with a small board on a serial line
"""

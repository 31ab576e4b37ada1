"""Resident ID card reader with a SAM on a serial line. README.md says what it does and how to try it."""

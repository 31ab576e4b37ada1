"""Switches for the device dock and for tests: a code for a synthetic citizen, a registry that is down.

Reachable only where `hall serve --dock` asked for them, which refuses any database but a synthetic one.
"""

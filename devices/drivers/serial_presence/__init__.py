"""Presence sensor behind a small board on a serial line."""

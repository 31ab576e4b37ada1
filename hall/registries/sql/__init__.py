"""Adapters that answer from the hall's own database."""

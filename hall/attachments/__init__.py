"""Attachments: documents and pictures that a citizen hands in, checked by content, sealed, kept with their case."""

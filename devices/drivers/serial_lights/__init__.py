"""Guide lights behind a small board on a serial line."""

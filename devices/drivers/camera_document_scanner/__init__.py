"""Document scanner that looks through a camera."""

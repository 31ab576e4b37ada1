"""Code scanner that looks through a bound camera."""

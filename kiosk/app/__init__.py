"""Wiring and command line, on top of everything: the only place that chooses between real and simulated."""

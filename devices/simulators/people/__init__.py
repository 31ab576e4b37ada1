"""People who cannot exist (docs/adr/0008): how they look, from a seed, and their cards."""

"""The registries the hall asks, behind ports: who asks, why, on what grounds, and what came of it is on record."""

"""The audit trail: append-only, each row chained to the one before by its hash."""

"""One suite a kind: `SUITE` in the module of the kind's name. A new kind lays its own in here and is found."""

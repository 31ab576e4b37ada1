"""One file per kind: its protocol, commands, results, units and sources."""

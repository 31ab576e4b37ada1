"""The journeys, as tables: `terminal.JOURNEY` is the whole, the other modules hold its parts in order of a visit."""

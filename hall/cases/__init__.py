"""Cases (办件): opened for a signed-in citizen, moved by a transition table, never twice by one key."""

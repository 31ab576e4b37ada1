"""Pages that a citizen opens on a phone by scanning the terminal's screen: short-lived, single-use, without script.

The address holds a random token and nothing that identifies anybody. Each page is one form at a time.
"""

"""Who is at the terminal: sign-ins, one-time identity codes, citizen sessions, and how often one may try."""

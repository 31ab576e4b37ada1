"""The terminals that may talk to this hall, each by its own bearer token."""

"""UPS behind a Network UPS Tools server."""

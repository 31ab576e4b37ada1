"""What makes the domains one server: settings, addresses, the API, the state folder."""

"""What the hall offers: themes and service items, as data."""

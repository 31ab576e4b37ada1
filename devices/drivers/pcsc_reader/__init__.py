"""Smart cards through PC/SC: social-security cards, bank cards, and whatever else speaks ISO 7816-4."""

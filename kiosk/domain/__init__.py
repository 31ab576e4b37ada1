"""What the kiosk talks about: frozen values without behaviour beyond their own rules. No I/O, no clock, no Qt."""

"""The kiosk application: domain values, pure flow, effects, journal, hall client, identity, settings and wiring."""

"""Calls that change something happen once, however often they are sent."""

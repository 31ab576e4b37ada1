"""Ratings (好差评): one a case, five levels, never steered."""

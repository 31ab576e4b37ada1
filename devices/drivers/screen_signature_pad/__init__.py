"""The touch screen as a signature pad."""

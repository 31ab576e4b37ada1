"""What every request passes, whatever it asks: size and kind of body, security headers, the request log."""

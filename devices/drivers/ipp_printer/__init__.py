"""A4 printer over IPP. See README.md."""

"""One thing at once (一件事): a bundle's one form becomes a case at each office; their results are one progress."""

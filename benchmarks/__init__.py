"""What is fast and small is shown here, as ratios to a baseline of the same run; never asserted in a test."""

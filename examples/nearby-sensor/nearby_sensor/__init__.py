"""Driver for the Nearby NB-2, a presence sensor that nobody makes."""

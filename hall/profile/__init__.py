"""Who this hall is: city, offices, numbering, and whether its data is synthetic."""

"""What every bench shows, on a terminal or in the application's technician mode. No Qt, nothing asked of a device.

live       one row a device: status, since when, counters, the latest errors; and the trace of what happened
trace      what happened, as lines that carry nothing of anybody
history    the self-tests that were run here, kept in a file
latency    how long a device takes for what can be asked of it again and again
readiness  all of it about one terminal at one moment: what a report says
report_*   how a report looks, as HTML and as PDF, and its words
"""

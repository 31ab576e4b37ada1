"""The contract of the device layer, after CEN XFS4IoT: what every kind promises and what callers may rely on.

clock      time, injected
control    a command's deadline and its cancel
status     a device's health as a union of enums, never a string
errors     what went wrong, who can act, whether a retry is safe
events     frozen facts a device posts
device     the protocol every driver meets, and what it is built from
kinds/     one protocol and its commands per kind of device
"""

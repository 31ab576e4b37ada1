"""The contract of the device layer, after CEN XFS4IoT: what every kind promises and what callers may rely on.

clock      time, injected
control    a command's deadline and its cancel
status     a device's health as a union of enums, never a string
errors     what went wrong, who can act, whether a retry is safe
events     frozen facts a device posts
device     the protocol every driver meets, and what it is built from
commands   the commands that every kind knows
kinds/     one protocol and its commands per kind of device

configuration  what is wrong in a binding, all at once, and the reader of a driver's own options
status_telling how a driver tells of its health while a command of its own holds its thread
masking        how a person's data is shown where others may look
"""

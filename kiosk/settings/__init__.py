"""The settings of a terminal: one declarative list, read from TOML, checked as a whole.

    model       every setting with its type, default, unit and description
    spec        what is said about one setting, and what it allows
    values      one TOML value to one typed value
    loading     a file to `Settings`, or every fault in it at once
    checks      rules between settings
    folders     where things are by default (XDG base directories)
    token       the hall token, which is never in a settings file
    reference   the list as text and as docs/settings.md
    command     `kiosk settings`

Errors: `SettingsError` (errors.py). No thread, no clock; the file is read once at start.
"""

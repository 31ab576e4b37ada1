"""`python -m kiosk.app` is the `kiosk` command."""

from kiosk.app.cli import main

if __name__ == "__main__":
    raise SystemExit(main())

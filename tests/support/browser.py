"""The distribution's Chromium, headless and without a network of its own."""

import shutil

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or "chromium"
LAUNCH_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

"""The distribution's Chromium, headless and without a network of its own; and a phone that it plays."""

import shutil
from pathlib import Path

from playwright.sync_api import expect, sync_playwright

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


def save_on_phone(url: str, file: Path) -> None:
    """Open the address of a paper's code as a phone would, tap, and keep what comes in `file`."""
    with sync_playwright() as tools:
        chromium = tools.chromium.launch(executable_path=CHROMIUM, args=LAUNCH_ARGUMENTS)
        phone = chromium.new_context(viewport={"width": 360, "height": 740}, has_touch=True, locale="zh-CN").new_page()
        phone.set_default_timeout(20_000)
        phone.goto(url)
        with phone.expect_download() as saving:
            phone.get_by_role("button", name="保存到这部手机").tap()
            expect(phone.get_by_role("heading")).to_have_text("文件正在保存")
        saving.value.save_as(file)
        chromium.close()

"""A paper on a phone: the pages in a real browser at a phone's size, down to the file and its signature."""

import re
import subprocess
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect

from printing.authenticity import Genuine, PublishedKeys, verify_code
from tests.support.hall import HallClient, RunningHall, case_body


def _offered(client: HallClient) -> tuple[dict[str, Any], dict[str, Any], str]:
    """A paper, its code on the terminal's screen, and the session."""
    citizen = client.sign_in()
    case = client.post("/cases", case_body(), citizen=citizen).json()
    paper = client.post(f"/cases/{case['case_id']}/papers", {"copy": "original"}, citizen=citizen).json()
    reply = client.post(f"/papers/{paper['paper_id']}/downloads", {}, citizen=citizen)
    assert reply.status_code == 201, reply.text
    return paper, reply.json(), citizen


def _state(client: HallClient, paper: dict[str, Any], offered: dict[str, Any]) -> str:
    return str(client.get(f"/papers/{paper['paper_id']}/downloads/{offered['download_id']}").json()["state"])


def _fits(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    for control in page.locator("button, a").all():
        box = control.bounding_box()
        assert box is not None
        assert box["height"] >= 48


def test_from_the_code_to_a_file_that_proves_itself(
    hall: RunningHall, phone: Page, browser: Browser, tmp_path: Path
) -> None:
    """One tap: the file is saved, named after what it is, whole, signed; the link gives it again, to no other phone.

    A phone that keeps no cookies is told so before anything is used up.
    """
    client = hall.client()
    paper, offered, citizen = _offered(client)
    client.session.cookies.clear()
    assert client.session.post(offered["url"], data={}, timeout=30).status_code == 403
    assert _state(client, paper, offered) == "waiting"
    phone.goto(offered["url"])
    expect(phone.get_by_role("heading")).to_have_text("把文件保存到这部手机")
    expect(phone.get_by_text("不动产登记信息查询证明")).to_be_visible()
    _fits(phone)
    with phone.expect_download() as saving:
        phone.get_by_role("button", name="保存到这部手机").tap()
        expect(phone.get_by_role("heading")).to_have_text("文件正在保存")
        _fits(phone)
    assert saving.value.suggested_filename == f"不动产登记信息查询证明-{paper['paper_number']}.pdf"
    file = tmp_path / "saved.pdf"
    saving.value.save_as(file)
    original = client.get(f"/papers/{paper['paper_id']}/document", citizen=citizen).content
    assert file.read_bytes() == original
    told = subprocess.run(["pdfsig", "-nocert", str(file)], capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid" in told
    assert "Total document signed" in told
    assert isinstance(verify_code(paper["code"], PublishedKeys.from_json(client.get("/keys").text)), Genuine)
    assert _state(client, paper, offered) == "given"
    with phone.expect_download() as again:
        phone.get_by_role("link", name=re.compile("再保存一次")).tap()
    assert Path(again.value.path()).read_bytes() == original

    second = browser.new_context(viewport={"width": 320, "height": 640}, locale="en-GB")
    try:
        page = second.new_page()
        reply = page.goto(offered["url"])
        assert reply is not None
        assert reply.status == 410
        expect(page.get_by_role("heading")).to_have_text("The document is on a phone already")
        assert page.evaluate("document.documentElement.lang") == "en"
        _fits(page)
    finally:
        second.close()

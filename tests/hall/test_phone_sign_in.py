"""Signing in by phone: the page in a real browser at a phone's size, and what the terminal learns of it."""

import re
from typing import Any

from playwright.sync_api import Page, expect

from hall.seed.households import mobile_of
from tests.support.hall import WITHOUT_HOUSE, HallClient, RunningHall

MOBILE = mobile_of(0)
LAST_SIX = WITHOUT_HOUSE[0][-6:]


def begin(client: HallClient) -> dict[str, Any]:
    """Have the terminal show a QR code."""
    reply = client.post("/phone-sign-ins", {})
    assert reply.status_code == 201, reply.text
    return dict(reply.json())


def state(client: HallClient, begun: dict[str, Any]) -> str:
    """What the terminal learns."""
    return str(client.get(f"/phone-sign-ins/{begun['phone_sign_in_id']}").json()["state"])


def sign_in(client: HallClient, begun: dict[str, Any]) -> Any:
    """Try to sign whoever it is in."""
    return client.post("/sign-ins", {"method": "phone", "phone_sign_in_id": begun["phone_sign_in_id"]})


def tell_who(page: Page, mobile: str, last_six: str) -> None:
    """Fill in the first form."""
    page.get_by_label(re.compile("手机号码")).fill(mobile)
    page.get_by_label(re.compile("后六位")).fill(last_six)
    page.get_by_role("button", name=re.compile("获取验证码")).tap()
    page.wait_for_load_state("load")


def code_on(page: Page, client: HallClient, mobile: str) -> str:
    """Read the text message, once the page asks for what it says."""
    expect(page.get_by_label(re.compile("6位验证码"))).to_be_visible()
    text = client.dock("POST", "/sms-messages/latest", {"mobile": mobile}).json()["text"]
    found = re.search(r"验证码(\d{6})", text)
    assert found is not None, text
    return found.group(1)


def enter(page: Page, code: str) -> None:
    """Fill in the second form."""
    page.get_by_label(re.compile("6位验证码")).fill(code)
    page.get_by_role("button", name=re.compile("确定")).tap()


def test_the_holder_confirms_by_the_number_on_the_screen(hall: RunningHall, phone: Page) -> None:
    """Who, code, number: then the terminal may sign them in, once; every page fits the phone."""
    client = hall.client()
    begun = begin(client)
    assert WITHOUT_HOUSE[0] not in begun["url"]
    assert state(client, begun) == "waiting"
    phone.goto(begun["url"])
    assert state(client, begun) == "opened"
    assert sign_in(client, begun).json()["code"] == "phone_sign_in_not_confirmed"
    tell_who(phone, "123", "abc")
    expect(phone.get_by_role("alert").first).to_be_visible()
    tell_who(phone, MOBILE, LAST_SIX)
    enter(phone, code_on(phone, client, MOBILE))
    expect(phone.get_by_role("heading")).to_contain_text("张*")
    assert len(phone.locator(".picks button").all()) == 3
    assert phone.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    phone.get_by_role("button", name=f"屏幕上是 {begun['match_number']}").tap()
    expect(phone.get_by_role("heading")).to_contain_text("请在自助终端上继续")
    assert state(client, begun) == "confirmed"
    reply = sign_in(client, begun)
    assert reply.status_code == 201
    assert reply.json()["citizen"]["assurance"] == "substantial"
    assert sign_in(client, begun).json()["code"] == "phone_sign_in_not_confirmed"
    phone.reload()
    expect(phone.get_by_role("heading")).to_contain_text("已失效")


def test_whoever_does_not_see_the_screen_refuses_or_guesses_wrong(hall: RunningHall, phone: Page) -> None:
    """Another number ends it for good: a QR code that was sent on signs nobody in."""
    client = hall.client()
    begun = begin(client)
    phone.goto(begun["url"])
    tell_who(phone, mobile_of(1), "280013")
    enter(phone, code_on(phone, client, mobile_of(1)))
    expect(phone.get_by_role("heading")).to_contain_text("请看自助终端屏幕")
    wrong = next(
        number for number in phone.locator(".picks button").all_inner_texts() if number != begun["match_number"]
    )
    phone.get_by_role("button", name=f"屏幕上是 {wrong}").tap()
    expect(phone.get_by_role("heading")).to_contain_text("已拒绝")
    assert state(client, begun) == "refused"
    assert sign_in(client, begun).json()["code"] == "phone_sign_in_not_confirmed"


def test_the_phone_alone_is_not_enough(hall: RunningHall, phone: Page) -> None:
    """With another's last six even the right code is wrong, and the page does not say which of the three it was."""
    client = hall.client()
    begun = begin(client)
    phone.goto(begun["url"])
    tell_who(phone, mobile_of(2), "000000")
    enter(phone, code_on(phone, client, mobile_of(2)))
    expect(phone.get_by_role("alert")).to_contain_text("手机号、身份证后六位或验证码不正确")
    assert state(client, begun) == "opened"


def test_a_new_code_on_the_screen_ends_the_last(hall: RunningHall, phone: Page) -> None:
    """One at a time a terminal; a page of an old one says so, and so does an invented address."""
    client = hall.client()
    old = begin(client)
    begin(client)
    assert state(client, old) == "expired"
    for url in (old["url"], old["url"][:-4] + "xxxx"):
        phone.goto(url)
        expect(phone.get_by_role("heading")).to_contain_text("已失效")


def test_pages_are_for_forms_and_forms_are_ours(hall: RunningHall) -> None:
    """No script, no frame, no cache; a form without its token is refused, and the API takes no forms."""
    client = hall.client()
    begun = begin(client)
    page = client.session.get(begun["url"], timeout=30)
    assert "script" not in page.headers["Content-Security-Policy"]
    assert "form-action 'self'" in page.headers["Content-Security-Policy"]
    assert page.headers["Cache-Control"] == "no-store"
    client.session.cookies.clear()
    forged = client.session.post(begun["url"], data={"step": "who", "mobile": MOBILE, "last_six": LAST_SIX}, timeout=30)
    assert forged.status_code in (400, 403)
    form = client.session.post(
        f"{client.url}/v1/sms-codes",
        data={"mobile": MOBILE},
        headers={"Authorization": f"Bearer {client.token}"},
        timeout=30,
    )
    assert form.status_code == 415

"""Further ways to sign in, on the whole terminal: real pages, real hall, a phone that is a web client."""

import re
from collections.abc import Iterator
from uuid import uuid4

import pytest
import requests

from devices.drivers.pcsc_reader.virtual_card import MOST_TRIES
from devices.simulators.people.cards import people
from kiosk.app.simulation.hands import SOCIAL_CARD_PIN
from kiosk.domain.citizen import Assurance, SignInMethod
from kiosk.domain.problem import ProblemCode
from kiosk.domain.signing import Represented, RepresentedKind
from kiosk.flow import touches
from kiosk.flow.notice import Choice
from kiosk.flow.states import StateName
from tests.kiosk.app.test_bad_input import Bench, _terminal, bench  # noqa: F401  fixtures

MOBILES = ("14000000000", "14000000001", "14000000002")
"""The first three people's, whose numbers end as given: hall/seed/households.py."""


class WebPhone:
    """Somebody's phone: opens pages, fills in forms."""

    def __init__(self, url: str) -> None:
        self._session = requests.Session()
        self._url = url
        self.page = self._session.get(url, timeout=30).text

    def send(self, **fields: str) -> str:
        """Send the form that the page shows."""
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.page)
        assert token is not None, self.page
        body = {"csrfmiddlewaretoken": token.group(1), **fields}
        self.page = self._session.post(self._url, data=body, timeout=30).text
        return self.page


@pytest.fixture
def here(bench: Bench) -> Iterator[Bench]:  # noqa: F811  the fixture
    """The terminal, with somebody before it who has chosen nothing yet."""
    # A session of its own: the hall remembers the keys that are derived from it.
    bench.post(touches.ScreenTouched(str(uuid4()))).at(StateName.SIGN_IN)
    yield bench
    bench.hands.lift_card()
    bench.hands.take_social_card()


def code_of(here: Bench, mobile: str) -> str:
    """Read the code off the phone."""
    found = re.search(r"验证码(\d{6})", here.phone.latest_message(mobile))
    assert found is not None
    return found.group(1)


def test_by_text_message(here: Bench) -> None:
    """Mobile number, code, signed in at the lowest level; what wants more leads to a surer way."""
    here.post(touches.SignInMethodChosen(SignInMethod.SMS_CODE)).at(StateName.MOBILE)
    here.post(touches.MobileEntered(MOBILES[0])).at(StateName.SMS_CODE)
    wrong = f"{(int(code_of(here, MOBILES[0])) + 1) % 1_000_000:06d}"
    assert here.post(touches.SmsCodeEntered(wrong)).problem() is ProblemCode.SMS_CODE_WRONG
    here.post(touches.NoticeAnswered(Choice.TRY_AGAIN)).at(StateName.SMS_CODE)
    here.post(touches.SmsCodeEntered(code_of(here, MOBILES[0]))).at(StateName.HOME)
    citizen = here.terminal.loop.state.here.citizen
    assert citizen is not None
    assert (citizen.masked_name, citizen.assurance) == ("张*", Assurance.BASIC)
    here.look_up()
    assert here.problem() is ProblemCode.ASSURANCE_TOO_LOW
    here.post(touches.NoticeAnswered(Choice.OTHER_WAY)).at(StateName.SIGN_IN)
    assert here.terminal.loop.state.here.citizen is None


def test_by_phone(here: Bench) -> None:
    """Scan, fill in, pick the number that the screen shows: signed in, and the proof is looked up."""
    here.post(touches.SignInMethodChosen(SignInMethod.PHONE)).at(StateName.PHONE)
    shown = here.terminal.loop.state.here.phone
    assert shown is not None
    phone = WebPhone(shown.url)
    phone.send(step="who", mobile=MOBILES[1], last_six="280013")
    phone.send(step="code", code=code_of(here, MOBILES[1]))
    assert "李*" in phone.page
    phone.send(step="pick", picked=shown.match_number)
    here.at(StateName.HOME)
    session = here.terminal.loop.state.here
    assert session.phone is None
    assert session.citizen is not None
    assert session.citizen.assurance is Assurance.SUBSTANTIAL
    here.look_up().at(StateName.RESULT)


def test_a_phone_that_refuses(here: Bench) -> None:
    """The holder says that it was not them: the terminal says so, and offers to begin again or another way."""
    here.post(touches.SignInMethodChosen(SignInMethod.PHONE)).at(StateName.PHONE)
    shown = here.terminal.loop.state.here.phone
    assert shown is not None
    phone = WebPhone(shown.url)
    phone.send(step="who", mobile=MOBILES[2], last_six="29001X")
    phone.send(step="code", code=code_of(here, MOBILES[2]))
    phone.send(step="pick", picked="")
    assert here.problem() is ProblemCode.PHONE_REFUSED
    assert here.offers(Choice.TRY_AGAIN)
    assert here.offers(Choice.OTHER_WAY)


def patiently(here: Bench, name: StateName, problem: ProblemCode | None = None) -> None:
    """Wait until the flow is there, staying, and trying again where the reader was slower than this terminal waits."""

    def there() -> bool:
        state = here.terminal.loop.state
        if state.name is name and (state.notice is None or state.notice.problem.code is problem):
            return True
        slow = state.notice is not None and here.offers(Choice.TRY_AGAIN)
        here.post(touches.NoticeAnswered(Choice.TRY_AGAIN) if slow else touches.ActivitySeen())
        return False

    here.until(there)


def test_a_child_s_card_asks_for_a_guardian(here: Bench) -> None:
    """Below 14 another card is wanted before consent; the child's own is none, and declining leads to another way."""
    child = next(person for person in people() if person.age_years < 13)
    here.hands.lay_card(child)
    here.post(touches.SignInMethodChosen(SignInMethod.CARD_AND_FACE))
    patiently(here, StateName.GUARDIAN)
    here.hands.lift_card()
    here.hands.lay_card(child)
    patiently(here, StateName.NOTICE, ProblemCode.GUARDIAN_NEEDED)
    here.hands.lift_card()
    here.hands.lay_card(people()[0])
    here.post(touches.NoticeAnswered(Choice.TRY_AGAIN))
    patiently(here, StateName.CONSENT)
    assert here.terminal.loop.state.here.guardian is not None
    here.post(touches.ConsentDeclined()).at(StateName.IDENTITY_CODE)
    assert here.terminal.loop.state.here.guardian is None


def test_by_social_security_card(here: Bench) -> None:
    """The chip takes the PIN: a wrong one is told with what is left, the right one signs in, the card's text goes."""
    here.hands.insert_social_card(people()[0])
    here.post(touches.SignInMethodChosen(SignInMethod.SOCIAL_CARD))
    patiently(here, StateName.PIN)
    assert here.post(touches.PinEntered("000000")).problem() is ProblemCode.PIN_WRONG
    here.post(touches.NoticeAnswered(Choice.TRY_AGAIN)).at(StateName.PIN)
    here.post(touches.PinEntered(SOCIAL_CARD_PIN)).at(StateName.HOME)
    session = here.terminal.loop.state.here
    assert session.citizen is not None
    assert session.citizen.assurance is Assurance.SUBSTANTIAL
    assert (session.social_card, session.code) == (None, None)
    here.look_up().at(StateName.RESULT)


def test_a_social_security_card_is_blocked_by_its_own_chip(here: Bench) -> None:
    """Three wrong PINs block the card; no further try is offered, another way is."""
    here.hands.insert_social_card(people()[1])
    here.post(touches.SignInMethodChosen(SignInMethod.SOCIAL_CARD))
    patiently(here, StateName.PIN)
    for _ in range(MOST_TRIES - 1):
        assert here.post(touches.PinEntered("000000")).problem() is ProblemCode.PIN_WRONG
        here.post(touches.NoticeAnswered(Choice.TRY_AGAIN)).at(StateName.PIN)
    assert here.post(touches.PinEntered("000000")).problem() is ProblemCode.PIN_BLOCKED
    assert not here.offers(Choice.TRY_AGAIN)
    here.post(touches.NoticeAnswered(Choice.OTHER_WAY)).at(StateName.SIGN_IN)
    assert here.terminal.loop.state.here.social_card is None


def acting(here: Bench) -> Represented | None:
    """For whom things are done."""
    return here.terminal.loop.state.here.acting_for


def test_acting_for_a_firm(here: Bench) -> None:
    """From the home page: the firms that the register names; an item for people only is refused for them."""
    here.post(touches.SignInMethodChosen(SignInMethod.IDENTITY_CODE)).at(StateName.IDENTITY_CODE)
    here.hands.show_identity_code(people()[1])
    here.at(StateName.HOME)
    here.hands.put_phone_away()
    here.post(touches.ForWhomOpened()).at(StateName.FOR_WHOM)
    found = here.terminal.loop.state.here.representations
    assert found is not None
    assert found.complete
    firm = next(each for each in found.represented if each.kind is RepresentedKind.FIRM)
    here.post(touches.RepresentationChosen(firm.representation_id)).at(StateName.HOME)
    assert acting(here) == firm
    here.look_up()
    assert here.problem() is ProblemCode.APPLICANT_NOT_SERVED
    here.post(touches.NoticeAnswered(Choice.HOME)).at(StateName.HOME)
    here.post(touches.ForWhomOpened()).at(StateName.FOR_WHOM)
    here.post(touches.RepresentationChosen(None)).at(StateName.HOME)
    assert acting(here) is None
    here.look_up().at(StateName.RESULT)

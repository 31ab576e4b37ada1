"""Every way in which a call can fail is a type of its own, and only what is safe is tried again."""

from dataclasses import replace
from datetime import UTC, datetime
from threading import Thread

import pytest

from kiosk.domain.citizen import SignedInCitizen
from kiosk.domain.problem import Actor
from kiosk.hallclient.access import HallAccess
from kiosk.hallclient.client import HallClient
from kiosk.hallclient.errors import (
    CallCancelled,
    DocumentDamaged,
    HallBrokenReply,
    HallConnectionLost,
    HallError,
    HallRefused,
    HallTimedOut,
    HallUnreachable,
)
from tests.support import worlds
from tests.support.hall_double import CODE, PDF, Fault, HallDouble
from tests.support.kiosk_clock import HurriedClock

CONSENTED_AT = datetime(2026, 11, 23, 9, 41, tzinfo=UTC)
KEY = "key-of-the-case"


def _sign_in(client: HallClient) -> SignedInCitizen:
    return client.sign_in_with_code(CODE, idempotency_key="key-of-the-sign-in")


def _count(hall: HallDouble, line: str) -> int:
    return hall.paths().count(line)


def test_a_hall_that_is_down_is_unreachable(client: HallClient, hall: HallDouble, clock: HurriedClock) -> None:
    """Refused connections are tried again with growing pauses until the call's time is over."""
    hall.stop()
    with pytest.raises(HallUnreachable):
        client.catalogue()
    assert clock.waited_s[:5] == [0.2, 0.4, 0.8, 1.6, 2.0]
    assert 15.0 < sum(clock.waited_s) <= 20.0


def test_a_hall_that_comes_back_is_found(client: HallClient, hall: HallDouble, clock: HurriedClock) -> None:
    """A call that began while the hall restarted ends well, also over a connection that was open before."""
    client.health()
    hall.stop()
    with pytest.raises(HallError):
        client.health()
    hall.start()
    assert client.catalogue().version == "1"


@pytest.mark.parametrize("fault", [Fault.LOST_REPLY, Fault.HALF_REPLY, Fault.UNAVAILABLE])
def test_a_lost_answer_is_asked_for_again_under_the_same_key(
    client: HallClient, hall: HallDouble, fault: Fault
) -> None:
    """The hall did it, the answer broke off: the same key brings the answer, and there is one case."""
    citizen = _sign_in(client)
    hall.next("/v1/cases", fault)
    case = client.open_case(citizen, worlds.item(), consented_at=CONSENTED_AT, idempotency_key=KEY)
    assert list(hall.cases) == [case.case_id]
    assert {asked.key for asked in hall.asked if asked.path == "/v1/cases"} == {KEY}
    assert _count(hall, "POST /v1/cases") == 2


def test_an_answer_that_stays_lost_is_an_error(client: HallClient, hall: HallDouble) -> None:
    """When the time is over the last failure is told, and it says that the same key may be tried again."""
    citizen = _sign_in(client)
    hall.next("/v1/cases", *[Fault.LOST_REPLY] * 50)
    with pytest.raises(HallConnectionLost) as caught:
        client.open_case(citizen, worlds.item(), consented_at=CONSENTED_AT, idempotency_key=KEY)
    assert caught.value.retry_is_safe
    assert len(hall.cases) == 1


def test_a_registry_that_is_down_is_tried_again_then_told(
    client: HallClient, hall: HallDouble, clock: HurriedClock
) -> None:
    """503 with 'retry is safe' is retried within the time, then given to the caller with the hall's words."""
    citizen = _sign_in(client)
    hall.registry_down = True
    with pytest.raises(HallRefused) as caught:
        client.open_case(citizen, worlds.item(), consented_at=CONSENTED_AT, idempotency_key=KEY)
    refused = caught.value
    assert (refused.code, refused.actor, refused.retry_is_safe) == ("registry_unavailable", Actor.NOBODY, True)
    assert _count(hall, "POST /v1/cases") > 3
    assert sum(clock.waited_s) <= 20.0


@pytest.mark.parametrize("status", [400, 401, 404, 409, 410, 422, 429, 500])
def test_a_refusal_is_told_once_and_not_repeated(client: HallClient, hall: HallDouble, status: int) -> None:
    """Whatever is no 503 is the caller's to decide on, even where a retry would be safe."""
    hall.refuse_next("/v1/sign-ins", status, "some_code", actor="staff", retry=True)
    with pytest.raises(HallRefused) as caught:
        _sign_in(client)
    assert (caught.value.code, caught.value.status, caught.value.actor) == ("some_code", status, Actor.STAFF)
    assert len(hall.asked) == 1


def test_health_is_asked_once(client: HallClient, hall: HallDouble, clock: HurriedClock) -> None:
    """Whoever looks after the hall's health has a rhythm of their own."""
    hall.next("/v1/health", Fault.UNAVAILABLE)
    with pytest.raises(HallRefused):
        client.health()
    assert clock.waited_s == []


def test_an_error_page_is_a_refusal_without_a_name(client: HallClient, hall: HallDouble) -> None:
    """A web server's own 500 has the code of its status and is a technician's."""
    hall.next("/v1/sign-ins", Fault.SERVER_ERROR)
    with pytest.raises(HallRefused) as caught:
        _sign_in(client)
    assert (caught.value.code, caught.value.actor) == ("http_500", Actor.TECHNICIAN)
    assert not caught.value.retry_is_safe


@pytest.mark.parametrize(
    ("fault", "place"),
    [(Fault.WRONG_JSON, "citizen"), (Fault.NOT_JSON, "not_json"), (Fault.REDIRECT, "redirect")],
)
def test_an_answer_that_breaks_the_contract_is_named_by_its_place(
    client: HallClient, hall: HallDouble, fault: Fault, place: str
) -> None:
    """No KeyError: a typed error that says where; a redirect is not followed."""
    hall.next("/v1/sign-ins", fault)
    with pytest.raises(HallBrokenReply) as caught:
        _sign_in(client)
    assert caught.value.detail_code == place
    assert len(hall.asked) == 1


def test_a_hall_that_does_not_answer_is_timed_out(access: HallAccess, hall: HallDouble, clock: HurriedClock) -> None:
    """The read time-out of a real socket ends the wait; the same key would find the answer."""
    with HallClient(replace(access, read_timeout_s=0.05, call_limit_s=0.3), clock) as client:
        hall.next("/v1/sign-ins", Fault.HELD, Fault.HELD)
        with pytest.raises(HallTimedOut) as caught:
            _sign_in(client)
    assert caught.value.retry_is_safe


def test_a_call_without_time_left_is_not_sent(client: HallClient, hall: HallDouble) -> None:
    """A leash that has run out ends the call before anything is sent."""
    with pytest.raises(HallTimedOut):
        client.catalogue(leash=client.leash(0.0))
    assert hall.asked == []


@pytest.mark.parametrize("closing", [False, True])
def test_a_call_that_waits_can_be_called_back(waiting_client: HallClient, hall: HallDouble, *, closing: bool) -> None:
    """Cancel, or close, from another thread ends it at once, though the hall still holds its answer back."""
    ended: list[HallError] = []
    leash = waiting_client.leash(600.0)

    def call() -> None:
        try:
            waiting_client.catalogue(leash=leash)
        except HallError as error:
            ended.append(error)

    hall.next("/v1/catalogue", Fault.HELD)
    thread = Thread(target=call)
    thread.start()
    assert hall.held.wait(timeout=10)
    if closing:
        waiting_client.close()
    else:
        leash.cancel()
    thread.join(timeout=10)
    assert not thread.is_alive()
    assert [type(error) for error in ended] == [CallCancelled]
    assert not hall.released.is_set()


def test_a_pause_between_attempts_can_be_called_back(waiting_client: HallClient, hall: HallDouble) -> None:
    """Cancel wakes the pause, and a leash once cancelled sends nothing more."""
    leash = waiting_client.leash(600.0)
    leash.cancel()
    with pytest.raises(CallCancelled):
        waiting_client.catalogue(leash=leash)
    assert hall.asked == []


def test_cancelling_one_call_does_not_harm_the_next(waiting_client: HallClient) -> None:
    """A leash that is cancelled after its call cuts no connection that another call uses now."""
    leash = waiting_client.leash(600.0)
    first = waiting_client.catalogue(leash=leash)
    leash.cancel()
    assert waiting_client.catalogue() is first


def test_a_closed_client_calls_nobody(client: HallClient, hall: HallDouble) -> None:
    """Closing twice is fine; a call after it is called back."""
    client.close()
    client.close()
    with pytest.raises(CallCancelled, match="closed"):
        client.health()
    assert hall.asked == []


@pytest.mark.parametrize(
    ("fault", "detail"),
    [
        (Fault.OTHER_BYTES, "sha256"),
        (Fault.SHORT_BYTES, "size"),
        (Fault.LONG_BYTES, "too_long"),
        (Fault.HALF_REPLY, None),
    ],
)
def test_a_document_is_what_was_issued_or_nothing(
    client: HallClient, hall: HallDouble, fault: Fault, detail: str | None
) -> None:
    """Other bytes and fewer bytes are damage; a connection cut in the middle is fetched again."""
    citizen = _sign_in(client)
    case = client.open_case(citizen, worlds.item(), consented_at=CONSENTED_AT, idempotency_key=KEY)
    paper = client.issue_paper(citizen, case, idempotency_key="key-of-the-paper")
    hall.next("/document", fault)
    if detail is None:
        assert client.document(citizen, paper) == PDF
    else:
        with pytest.raises(DocumentDamaged, match=detail):
            client.document(citizen, paper)


def test_a_hall_without_tls_is_unreachable_by_https(access: HallAccess, hall: HallDouble, clock: HurriedClock) -> None:
    """A hall that speaks no TLS where TLS is expected is unreachable and not tried again and again."""
    secure = replace(access, base_url=f"https://127.0.0.1:{hall.port}")
    with HallClient(secure, clock) as client, pytest.raises(HallUnreachable, match="tls"):
        client.catalogue()
    assert clock.waited_s == []


def test_the_environment_does_not_redirect_calls(
    access: HallAccess, hall: HallDouble, clock: HurriedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A proxy in the environment gets none of the citizen's data."""
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    with HallClient(access, clock) as client:
        assert client.health().version == "0.1.0"

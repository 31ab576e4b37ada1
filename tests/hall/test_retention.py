"""What the hall forgets, and its thread on the side."""

from datetime import timedelta
from threading import Event

import pytest
from django.utils import timezone

from hall.idempotency.models import RememberedCall
from hall.identity.codes import issue_code
from hall.identity.models import FailedAttempt, IdentityCode, SignIn
from hall.serving import background
from hall.serving.background import Background
from hall.serving.retention import forget_the_past
from tests.support.hall import WITHOUT_HOUSE, card_sign_in, case_body, new_key
from tests.support.hall_terminal import Terminal


def test_forgets_what_is_past(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """Idle sessions lose name and number; codes and failures go after a day, calls after thirty; cases stay."""
    citizen, key = terminal.sign_in(), new_key()
    case = terminal.post("/cases", case_body(), citizen, key=key).json()
    terminal.post("/sign-ins", card_sign_in(name="王样"))
    issue_code(WITHOUT_HOUSE[0], actor="test")
    assert forget_the_past() == 0
    start = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: start + timedelta(minutes=16))
    assert forget_the_past() == 1
    assert (SignIn.objects.get().name, SignIn.objects.get().number) == ("", "")
    monkeypatch.setattr(timezone, "now", lambda: start + timedelta(days=2))
    assert forget_the_past() == 2
    assert (IdentityCode.objects.count(), FailedAttempt.objects.count()) == (0, 0)
    assert RememberedCall.objects.count() == 2
    monkeypatch.setattr(timezone, "now", lambda: start + timedelta(days=31))
    assert forget_the_past() == 2
    monkeypatch.setattr(timezone, "now", lambda: start)
    assert terminal.get(f"/cases/{case['case_id']}", terminal.sign_in()).status_code == 200


def test_background_goes_on_after_a_failure(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    """A warm-up that fails is logged and housekeeping still comes; the thread ends when told."""
    monkeypatch.setattr(background, "WARM_UP_AFTER_S", 0.0)
    cleaned = Event()

    def fail() -> None:
        raise RuntimeError("no fonts")

    def clean() -> int:
        cleaned.set()
        return 3

    side = Background(warm_up=fail, housekeeping=clean)
    side.start()
    assert cleaned.wait(timeout=20)
    side.stop(timeout_s=20)
    assert [(record.msg, getattr(record, "stage", "")) for record in caplog.records] == [
        ("background_job_failed", "warm_up"),
        ("housekeeping", ""),
    ]

"""Check a paper that somebody holds before the scanner: nobody is signed in, and nothing of the paper is kept."""

from typing import assert_never

from devices.api.clock import Clock
from devices.api.errors import DeadlineExceeded
from devices.api.kinds.code_scanner import ScanCode
from kiosk.domain.health import Part
from kiosk.domain.paper_check import CheckedKind, CheckedPaper, Finding, PaperFacts, Why, masked_paper_number
from kiosk.effects.errand import Errand
from kiosk.effects.failed import Failed
from kiosk.effects.paper_trust import PaperTrust, Trust
from kiosk.effects.ports import DeviceCalls
from kiosk.effects.problems import absent
from kiosk.flow.effects import CheckPaper
from kiosk.flow.outcomes import PaperChecked
from kiosk.settings.model import RoleSettings
from printing.authenticity import (
    AlgorithmMissing,
    Altered,
    Claim,
    CopySuperseded,
    Genuine,
    KeyRevoked,
    NotACode,
    NotACodeReason,
    OutsideKeyPeriod,
    PaperRevoked,
    Standing,
    UnknownKey,
    Verdict,
    check_code,
    outcome_of,
)

_GENUINE = {
    Standing.HOLDS: Why.HOLDS,
    Standing.LIST_OUT_OF_DATE: Why.LIST_OUT_OF_DATE,
    Standing.NOT_CHECKED: Why.NOT_CHECKED,
}


class PaperChecking:
    """Carries out `CheckPaper`."""

    def __init__(self, devices: DeviceCalls, trust: PaperTrust, *, clock: Clock, roles: RoleSettings) -> None:
        """Scan by the scanner that `roles` names."""
        self._devices = devices
        self._trust = trust
        self._clock = clock
        self._roles = roles

    def check(self, effect: CheckPaper, errand: Errand) -> PaperChecked:
        """Wait for a code and judge it. Raises `DeviceError`, `Failed`."""
        device_id = self._roles.code_scanner
        if not device_id:
            raise Failed(absent(Part.CODE_SCANNER))
        ends_s = self._clock.monotonic_s() + effect.within_s
        while (left_s := ends_s - self._clock.monotonic_s()) > 0.0:
            shown = self._devices.call(device_id, ScanCode(), deadline_s=left_s, cancel_from=errand.cancellation)
            if shown.text:
                trust = self._trust.current(errand)
                verdict = check_code(shown.text.strip(), trust.keys, trust.revocations, now=self._clock.now())
                return PaperChecked(effect.request, checked_paper(verdict, trust))
        raise DeadlineExceeded(device_id=device_id, detail_code="no_paper_code")


def checked_paper(verdict: Verdict, trust: Trust) -> CheckedPaper:
    """Return `verdict` as the screen tells it."""
    why, claim = _why(verdict)
    return CheckedPaper(
        finding=Finding(outcome_of(verdict).value),
        why=why,
        facts=_facts(claim) if claim else None,
        online=trust.online,
        as_of=trust.revocations.this_update if trust.revocations else None,
    )


def _why(verdict: Verdict) -> tuple[Why, Claim | None]:
    match verdict:
        case Genuine():
            return _GENUINE[verdict.standing], verdict.claim
        case Altered():
            return Why.SIGNATURE, None
        case PaperRevoked():
            return Why.PAPER_REVOKED, verdict.claim
        case CopySuperseded():
            return Why.NEWER_COPY, verdict.claim
        case KeyRevoked():
            return Why.KEY_REVOKED, verdict.claim
        case OutsideKeyPeriod():
            return Why.UNKNOWN_ISSUER, verdict.claim
        case UnknownKey():
            return Why.UNKNOWN_ISSUER, None
        case AlgorithmMissing():
            return Why.CANNOT_CHECK, None
        case NotACode():
            other = verdict.reason is NotACodeReason.OTHER_CODE
            return (Why.OTHER_CODE if other else Why.UNREADABLE), None
        case _:
            assert_never(verdict)


def _facts(claim: Claim) -> PaperFacts:
    number = masked_paper_number(claim.paper_number)
    return PaperFacts(CheckedKind[claim.kind.name], number, claim.issued_at, claim.copy_number)

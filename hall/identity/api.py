"""/v1/sign-ins, /v1/sms-codes, /v1/phone-sign-ins, /v1/representations and /v1/authorisations."""

from typing import Final
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Body, Router

from hall.audit.trail import record
from hall.catalogue.vocabulary import Assurance
from hall.idempotency.http import IdempotencyKey, answer_once
from hall.idempotency.once import Done, Refused
from hall.identity import phone_sign_ins, representation, sessions, signing_in, sms_codes
from hall.identity.assurance import assurance_of, meets
from hall.identity.authentication import SESSION_HEADER, CitizenSession, citizen_calling
from hall.identity.schemas import (
    AuthorisationGiven,
    AuthorisationsGiven,
    AuthorisationTaken,
    PhoneSignInGiven,
    PhoneSignInState,
    PhoneSignInWanted,
    RepresentationChosen,
    RepresentationsGiven,
    RepresentationTaken,
    SignInGiven,
    SignInTaken,
    SmsCodeSent,
    SmsCodeWanted,
)
from hall.identity.showing import authorisation_given, represented_given
from hall.phone.addresses import phone_url
from hall.problems.errors import (
    AssuranceTooLow,
    AuthorisationTooLong,
    AuthorisationUnknown,
    CardExpired,
    CardReportedLost,
    CitizenSessionInvalid,
    CitizenUnknown,
    GuardianConsentMissing,
    IdentityCodeExpired,
    IdentityCodeUnknown,
    IdentityCodeUsed,
    MessagesUnavailable,
    PhoneSignInNotConfirmed,
    PhoneSignInUnknown,
    RegistryUnavailable,
    RepresentationUnknown,
    SmsCodeExpired,
    SmsCodeWrong,
    TooManyAttempts,
    TooManyMessages,
)
from hall.problems.schemas import refusals
from hall.project.hall_time import local
from hall.project.writing import write_transaction
from hall.registries.ports import Resident
from hall.terminals.authentication import terminal_calling

router: Final = Router(tags=["sign-ins"])


@router.post(
    "/sign-ins",
    response={201: SignInGiven},
    summary="Sign a citizen in",
    openapi_extra=refusals(
        CitizenUnknown,
        CardExpired,
        CardReportedLost,
        IdentityCodeUnknown,
        IdentityCodeUsed,
        IdentityCodeExpired,
        PhoneSignInNotConfirmed,
        SmsCodeWrong,
        SmsCodeExpired,
        GuardianConsentMissing,
        TooManyAttempts,
        RegistryUnavailable,
    ),
)
def sign_in(request: HttpRequest, body: Body[SignInTaken], idempotency_key: IdempotencyKey) -> HttpResponse:
    """Begin a citizen's session at this terminal."""
    terminal = terminal_calling(request)
    return answer_once(
        request,
        terminal=terminal,
        key=idempotency_key,
        body=body,
        prepare=lambda: signing_in.find(terminal, body),
        effect=lambda found: signing_in.begin(terminal, found),
    )


@router.delete(
    "/sign-ins/current",
    response={204: None},
    summary="Sign the citizen out",
    openapi_extra=refusals(CitizenSessionInvalid),
)
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session named by Citizen-Session. Ending one that has ended is fine, so no Idempotency-Key is needed."""
    sessions.end(request.headers.get(SESSION_HEADER, ""), terminal_calling(request))
    return HttpResponse(status=204)


@router.post(
    "/sms-codes",
    response={201: SmsCodeSent},
    summary="Send a code by text message",
    openapi_extra=refusals(TooManyMessages, MessagesUnavailable, RegistryUnavailable),
)
def send_sms_code(request: HttpRequest, body: Body[SmsCodeWanted], idempotency_key: IdempotencyKey) -> HttpResponse:
    """Send a code that signs in whoever has this number. The reply does not tell whether anybody has."""
    terminal = terminal_calling(request)

    def effect(prepared: sms_codes.Prepared) -> Done:
        expires_at = sms_codes.keep(terminal, prepared)
        resend_after_s = round(sms_codes.RESEND_AFTER.total_seconds())
        return Done(
            201,
            SmsCodeSent(
                challenge_id=prepared.challenge_id, expires_at=local(expires_at), resend_after_s=resend_after_s
            ),
        )

    return answer_once(
        request,
        terminal=terminal,
        key=idempotency_key,
        body=body,
        prepare=lambda: sms_codes.prepare(terminal, body.mobile, uuid4()),
        effect=effect,
    )


@router.post("/phone-sign-ins", response={201: PhoneSignInGiven}, summary="Begin a sign-in by phone")
def begin_phone_sign_in(
    request: HttpRequest, body: Body[PhoneSignInWanted], idempotency_key: IdempotencyKey
) -> HttpResponse:
    """Return what to show: a QR code for the phone, and the number its holder must pick there."""
    terminal = terminal_calling(request)

    def effect(_: None) -> Done:
        begun = phone_sign_ins.begin(terminal)
        return Done(
            201,
            PhoneSignInGiven(
                phone_sign_in_id=begun.row.phone_sign_in_id,
                url=phone_url(request, f"s/{begun.token}"),
                match_number=begun.row.match_number,
                expires_at=local(begun.row.expires_at),
            ),
        )

    return answer_once(request, terminal=terminal, key=idempotency_key, body=body, prepare=lambda: None, effect=effect)


@router.get(
    "/phone-sign-ins/{uuid:phone_sign_in_id}",
    response={200: PhoneSignInState},
    summary="Ask how far a sign-in by phone is",
    openapi_extra=refusals(PhoneSignInUnknown),
)
def phone_sign_in_state(request: HttpRequest, phone_sign_in_id: UUID) -> dict[str, str]:
    """Return its state; asked every second or so while the QR code is shown."""
    return {"state": phone_sign_ins.state_of(terminal_calling(request), phone_sign_in_id)}


@router.get(
    "/representations",
    response={200: RepresentationsGiven},
    auth=CitizenSession(),
    summary="List for whom the citizen may act",
    openapi_extra=refusals(CitizenSessionInvalid),
)
def list_representations(request: HttpRequest) -> RepresentationsGiven:
    """Ask the registries of households and firms, and the leave that others gave."""
    caller = citizen_calling(request)
    choices = representation.choices_of(caller.session, caller.terminal.name)
    with write_transaction():
        record(*choices.entries)
    return RepresentationsGiven(
        represented=[represented_given(each) for each in choices.represented], complete=choices.complete
    )


@router.post(
    "/sign-ins/current/representation",
    response={201: RepresentationChosen},
    auth=CitizenSession(),
    summary="Choose whom to act for",
    openapi_extra=refusals(CitizenSessionInvalid, RepresentationUnknown, RegistryUnavailable),
)
def choose_representation(
    request: HttpRequest, body: Body[RepresentationTaken], idempotency_key: IdempotencyKey
) -> HttpResponse:
    """Act for that person or firm from now on, or for oneself again. What is opened belongs to them."""
    caller = citizen_calling(request)

    def prepare() -> representation.Choices | None:
        return (
            None if body.representation_id is None else representation.choices_of(caller.session, caller.terminal.name)
        )

    def effect(choices: representation.Choices | None) -> Done | Refused:
        represented = None
        if choices is not None and body.representation_id is not None:
            record(*choices.entries)
            try:
                represented = representation.chosen(choices, body.representation_id)
            except (RepresentationUnknown, RegistryUnavailable) as problem:
                return Refused(problem)
        representation.represent(caller.session, represented, actor=caller.terminal.name)
        return Done(
            201, RepresentationChosen(acting_for=None if represented is None else represented_given(represented))
        )

    return answer_once(
        request,
        terminal=caller.terminal,
        key=idempotency_key,
        body=body,
        person=caller.session.person,
        prepare=prepare,
        effect=effect,
    )


@router.post(
    "/authorisations",
    response={201: AuthorisationGiven},
    auth=CitizenSession(),
    summary="Give somebody leave to act for the citizen",
    openapi_extra=refusals(
        CitizenSessionInvalid, AssuranceTooLow, AuthorisationTooLong, CitizenUnknown, RegistryUnavailable
    ),
)
def give_authorisation(
    request: HttpRequest, body: Body[AuthorisationTaken], idempotency_key: IdempotencyKey
) -> HttpResponse:
    """Give leave for a time, for some items or for all. Only the surest sign-in may."""
    caller = citizen_calling(request)

    def prepare() -> Resident:
        if not meets(assurance_of(caller.session.method), Assurance.HIGH):
            raise AssuranceTooLow
        if not timezone.now() < body.ends_at <= timezone.now() + representation.LONGEST_AUTHORISATION:
            raise AuthorisationTooLong
        return representation.find_agent(body.agent_number, body.agent_name)

    def effect(agent: Resident) -> Done:
        row = representation.authorise(
            caller.session,
            agent,
            items=tuple(body.items),
            ends_at=body.ends_at,
            actor=caller.terminal.name,
        )
        return Done(201, authorisation_given(row))

    return answer_once(
        request,
        terminal=caller.terminal,
        key=idempotency_key,
        body=body,
        person=caller.session.person,
        prepare=prepare,
        effect=effect,
    )


@router.get(
    "/authorisations",
    response={200: AuthorisationsGiven},
    auth=CitizenSession(),
    summary="List the leave that the citizen gave",
    openapi_extra=refusals(CitizenSessionInvalid),
)
def list_authorisations(request: HttpRequest) -> AuthorisationsGiven:
    """Return what is in force."""
    rows = representation.authorisations_of(citizen_calling(request).session)
    return AuthorisationsGiven(authorisations=[authorisation_given(row) for row in rows])


@router.delete(
    "/authorisations/{uuid:authorisation_id}",
    response={204: None},
    auth=CitizenSession(),
    summary="Take leave back",
    openapi_extra=refusals(CitizenSessionInvalid, AuthorisationUnknown),
)
def revoke_authorisation(request: HttpRequest, authorisation_id: UUID) -> HttpResponse:
    """End it at once. Ending one that has ended is fine, so no Idempotency-Key is needed."""
    caller = citizen_calling(request)
    with write_transaction():
        representation.revoke(caller.session, authorisation_id, actor=caller.terminal.name)
    return HttpResponse(status=204)

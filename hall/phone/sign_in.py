"""The sign-in page: who are you, which code came, which number does the terminal show."""

from typing import Final
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from hall.identity import phone_sign_ins, sms_codes, throttle
from hall.identity.models import PhoneSignIn, PhoneState, SmsChallenge
from hall.phone.forms import CodeForm, PickForm, WhoForm
from hall.phone.pages import page
from hall.problems.errors import (
    MessagesUnavailable,
    RegistryUnavailable,
    SmsCodeExpired,
    SmsCodeWrong,
    TooManyAttempts,
    TooManyMessages,
)
from hall.project.writing import write_transaction
from hall.protection.masking import masked_name
from hall.registries.ports import RegistryDown
from hall.registries.wiring import population_registry

_TRIED_TOO_OFTEN: Final = "尝试次数过多，请稍后再试，或在自助终端上换一种方式登录"
_NOT_NOW: Final = "系统暂时无法核验，请稍后再试"
_WRONG: Final = "手机号、身份证后六位或验证码不正确，请核对后重新获取"


@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest, token: str) -> HttpResponse:
    """Show the step that is due, or take its answer. A POST that moves on redirects, so going back repeats nothing."""
    row = phone_sign_ins.of_page(token)
    if row is None:
        return page(request, "over", {"why": "expired"}, status=410)
    if row.state == PhoneState.CONFIRMED:
        return page(request, "confirmed", {"row": row})
    if request.method != "POST":
        with write_transaction():
            phone_sign_ins.note_opened(row)
        return _step(request, row)
    match request.POST.get("step"):
        case "who":
            return _take_who(request, row)
        case "code":
            return _take_code(request, row)
        case "pick":
            return _take_pick(request, row)
        case _:
            return _step(request, row)


def _step(
    request: HttpRequest, row: PhoneSignIn, wrong: str = "", form: WhoForm | CodeForm | None = None
) -> HttpResponse:
    """Show the step that is due."""
    shown = {"row": row, "wrong": wrong}
    if row.person:
        return page(request, "pick", {**shown, "choices": phone_sign_ins.choices(row), "name": _name(row)})
    if row.challenge is not None and not isinstance(form, WhoForm) and wrong != _WRONG:
        return page(request, "code", {**shown, "form": form or CodeForm()})
    return page(request, "who", {**shown, "form": form if isinstance(form, WhoForm) else WhoForm()})


def _take_who(request: HttpRequest, row: PhoneSignIn) -> HttpResponse:
    form = WhoForm(request.POST)
    if not form.is_valid():
        return _step(request, row, form=form)
    try:
        throttle.check(row.terminal, "")
        prepared = sms_codes.prepare(row.terminal, form.cleaned_data["mobile"], uuid4())
    except (TooManyMessages, TooManyAttempts):
        return _step(request, row, _TRIED_TOO_OFTEN, form)
    except (RegistryUnavailable, MessagesUnavailable):
        return _step(request, row, _NOT_NOW, form)
    resident = prepared.resident
    last_six = form.cleaned_data["last_six"].upper()
    # Wrong last six: the challenge is kept for nobody, so that even the right code does not meet it.
    if resident is not None and not resident.number.endswith(last_six):
        prepared = prepared.for_nobody()
    with write_transaction():
        sms_codes.keep(row.terminal, prepared)
        phone_sign_ins.keep_challenge(row, SmsChallenge.objects.get(challenge_id=prepared.challenge_id))
    return redirect(request.path)


def _take_code(request: HttpRequest, row: PhoneSignIn) -> HttpResponse:
    form = CodeForm(request.POST)
    if row.challenge is None or not form.is_valid():
        return _step(request, row, form=form)
    try:
        throttle.check(row.terminal, "")
        challenge = sms_codes.find(row.terminal, row.challenge.challenge_id, form.cleaned_data["code"])
    except TooManyAttempts:
        return _step(request, row, _TRIED_TOO_OFTEN, form)
    except (SmsCodeWrong, SmsCodeExpired):
        with write_transaction():
            throttle.count_failure(row.terminal, "")
        return _step(request, row, _WRONG)
    with write_transaction():
        if sms_codes.use(challenge):
            phone_sign_ins.keep_person(row, challenge)
    return redirect(request.path)


def _take_pick(request: HttpRequest, row: PhoneSignIn) -> HttpResponse:
    form = PickForm(request.POST)
    if not row.person or not form.is_valid():
        return _step(request, row)
    with write_transaction():
        confirmed = phone_sign_ins.answer(row, form.cleaned_data["picked"])
    if not confirmed:
        return page(request, "over", {"why": "refused"})
    return redirect(request.path)


def _name(row: PhoneSignIn) -> str:
    """Return the holder's masked name, or nothing while the registry is down: the number on the screen decides."""
    try:
        resident = population_registry().find(row.number)
    except RegistryDown:
        return ""
    return "" if resident is None else masked_name(resident.name)

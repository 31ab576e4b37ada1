"""/dock: not part of the contract, so not in openapi.json."""

from typing import Final, Literal

from django.http import HttpRequest
from ninja import Body, NinjaAPI

from hall.http.contract_types import Given, Moment, Taken
from hall.http.rendering import ContractRenderer
from hall.identity.codes import NoSuchPerson, issue_code
from hall.identity.schemas import CardNumber, SmsCodeWanted
from hall.messages.outbox import latest_to
from hall.papers.schemas import NothingGiven
from hall.problems.errors import CitizenUnknown, RegistryUnavailable
from hall.problems.handlers import install_handlers
from hall.project.hall_time import local
from hall.registries.ports import RegistryDown, RegistryName
from hall.registries.wiring import FAULTS
from hall.terminals.authentication import TerminalToken, terminal_calling

dock_api: Final = NinjaAPI(
    title="Dock",
    urls_namespace="dock",
    docs_url=None,
    openapi_url=None,
    auth=TerminalToken(),
    renderer=ContractRenderer(),
)
install_handlers(dock_api)


class CodeWanted(Taken):
    """Whose phone shows a code."""

    number: CardNumber


class CodeGiven(Given):
    """The code's text, as a QR code would carry it."""

    code: str
    expires_at: Moment


class RegistrySwitch(Taken):
    """Whether the registry answers."""

    state: Literal["available", "unavailable"]


class MessageGiven(Given):
    """What the phone shows."""

    text: str


@dock_api.post("/identity-codes", response={201: CodeGiven})
def make_identity_code(request: HttpRequest, body: Body[CodeWanted]) -> CodeGiven:
    """Issue a one-time identity code for a synthetic citizen."""
    try:
        issued = issue_code(body.number, actor=terminal_calling(request).name)
    except NoSuchPerson as error:
        raise CitizenUnknown from error
    except RegistryDown as error:
        raise RegistryUnavailable(retry_after_s=5) from error
    return CodeGiven(code=issued.code, expires_at=local(issued.expires_at))


@dock_api.put("/registries/{registry}", response={200: NothingGiven})
def switch_registry(
    request: HttpRequest,  # noqa: ARG001 - ninja passes it
    registry: RegistryName,
    body: Body[RegistrySwitch],
) -> NothingGiven:
    """Make a registry stop answering, or answer again."""
    FAULTS.set_down(registry, down=body.state == "unavailable")
    return NothingGiven()


@dock_api.post("/sms-messages/latest", response={200: MessageGiven})
def latest_message(request: HttpRequest, body: Body[SmsCodeWanted]) -> MessageGiven:  # noqa: ARG001 - ninja passes it
    """Return the last text message to a synthetic citizen's phone; empty where there is none."""
    return MessageGiven(text=latest_to(body.mobile) or "")

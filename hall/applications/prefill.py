"""Fill in what the hall knows already: the form's `x-from`, each value with where it comes from.

Asked of registries for the citizen signed in, whenever a form is shown; nothing is kept until the citizen applies.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from hall.applications.form_order import fields_shown
from hall.applications.schemas import FilledGiven, FillSource
from hall.audit.trail import AuditEntry
from hall.catalogue.parts import FormGiven
from hall.catalogue.vocabulary import Prefill
from hall.identity.authentication import CitizenCaller
from hall.identity.models import RepresentedKind, SignIn, SignInMethod
from hall.registries.enquiry import Answered, Grounds, enquire
from hall.registries.ports import Question, Record, RegistryName
from hall.registries.wiring import population_registry, records_of

PURPOSE: Final = "预填申请表"
LEGAL_BASIS: Final = "《中华人民共和国个人信息保护法》第十三条"
_ADDRESS: Final = Question(RegistryName.POPULATION, "person", ("address",), PURPOSE)
_DEFS: Final = "#/$defs/"
_NAMED_BY: Final = {
    "": FillSource.SIGN_IN,
    RepresentedKind.CHILD.value: FillSource.HOUSEHOLD,
    RepresentedKind.PRINCIPAL.value: FillSource.PRINCIPAL,
}


@dataclass(frozen=True, slots=True)
class Filling:
    """What could be filled in, and what must be put on record for having asked."""

    filled: tuple[FilledGiven, ...] = field(repr=False)
    entries: tuple[AuditEntry, ...]
    complete: bool


def fill(caller: CitizenCaller, form: FormGiven | None) -> Filling:
    """Return the values for `form`'s fields. A registry that is down leaves its fields out. Writes nothing."""
    wanted = dict(_wanted(form)) if form else {}
    asking = _Asking(caller)
    values = {source: asking.value_of(source) for source in set(wanted.values())}
    filled = []
    for name, source in wanted.items():
        value = values[source]
        if value is not None and value.text:
            filled.append(FilledGiven(field=name, value=value.text, source=value.source))
    return Filling(tuple(filled), tuple(asking.entries), complete=asking.complete)


@dataclass(frozen=True, slots=True)
class _Value:
    text: str = field(repr=False)
    source: FillSource


class _Asking:
    """Values for one citizen; what was asked of registries gathers in `entries`."""

    def __init__(self, caller: CitizenCaller) -> None:
        self._session = caller.session
        self._grounds = Grounds(actor=caller.terminal.name, purpose=PURPOSE, legal_basis=LEGAL_BASIS, consented_at=None)
        self.entries: list[AuditEntry] = []
        self.complete = True

    def value_of(self, source: Prefill) -> _Value | None:
        return _VALUES[source](self)

    def name(self) -> _Value:
        firm = _is_firm(self._session)
        return _Value(self._session.name if firm else self._session.subject_name, self._named_by())

    def number(self) -> _Value:
        firm = _is_firm(self._session)
        return _Value(self._session.number if firm else self._session.subject_number, self._named_by())

    def firm_name(self) -> _Value | None:
        return _Value(self._session.subject_name, FillSource.BUSINESS) if _is_firm(self._session) else None

    def firm_code(self) -> _Value | None:
        return _Value(self._session.subject_number, FillSource.BUSINESS) if _is_firm(self._session) else None

    def mobile(self) -> _Value | None:
        """Return the mobile of whoever stands there: it is them whom the office rings up."""
        reply = enquire(RegistryName.POPULATION, self._session.number, self._grounds, ask=population_registry().find)
        self.entries.append(reply.entry)
        if not isinstance(reply, Answered):
            self.complete = False
            return None
        return _Value(reply.answer.mobile, FillSource.POPULATION) if reply.answer else None

    def address(self) -> _Value | None:
        number = self._session.number if _is_firm(self._session) else self._session.subject_number

        def ask(asked: str) -> tuple[Record, ...]:
            return records_of(RegistryName.POPULATION).records_of(_ADDRESS, asked)

        reply = enquire(RegistryName.POPULATION, number, self._grounds, ask=ask, question=_ADDRESS.check_id)
        self.entries.append(reply.entry)
        if not isinstance(reply, Answered):
            self.complete = False
            return None
        return _Value(reply.answer[0].values["address"], FillSource.POPULATION) if reply.answer else None

    def _named_by(self) -> FillSource:
        kind = self._session.represented_kind
        if kind in {"", RepresentedKind.FIRM} and self._session.method == SignInMethod.CARD_AND_FACE:
            return FillSource.CARD
        return _NAMED_BY.get(kind, FillSource.SIGN_IN)


_VALUES: Final[Mapping[Prefill, Callable[[_Asking], _Value | None]]] = {
    Prefill.CITIZEN_NAME: _Asking.name,
    Prefill.CITIZEN_NUMBER: _Asking.number,
    Prefill.CITIZEN_ADDRESS: _Asking.address,
    Prefill.CITIZEN_MOBILE: _Asking.mobile,
    Prefill.FIRM_NAME: _Asking.firm_name,
    Prefill.FIRM_CODE: _Asking.firm_code,
}


def _wanted(form: FormGiven) -> Iterator[tuple[str, Prefill]]:
    """Yield (field, what fills it) in the form's order."""
    properties, common = form.data_schema.get("properties", {}), form.data_schema.get("$defs", {})
    for name in fields_shown(form):
        own = properties[name]
        source = own.get("x-from", common.get(own.get("$ref", "").removeprefix(_DEFS), {}).get("x-from"))
        if source is not None:
            yield name, Prefill(source)


def _is_firm(session: SignIn) -> bool:
    return session.represented_kind == RepresentedKind.FIRM

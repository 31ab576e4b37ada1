"""The no-house proof and the property listing: one question to the property registry, two possible answers."""

from typing import Final

from hall.cases.asking import Asked
from hall.cases.outcome import Decided, Undecided
from hall.cases.schemas import CaseResultGiven, PropertyGiven, ResultKind
from hall.http.contract_types import BilingualGiven
from hall.project.hall_time import now
from hall.registries.enquiry import Unanswered, enquire
from hall.registries.ports import Holding, RegistryName, Sharing
from hall.registries.wiring import property_registry

_SHARING: Final = {
    Sharing.SOLE: BilingualGiven(zh="单独所有", en="sole ownership"),
    Sharing.JOINT: BilingualGiven(zh="共同共有", en="joint ownership"),
    Sharing.BY_SHARES: BilingualGiven(zh="按份共有", en="ownership by shares"),
}


def ask_for_property(asked_for: Asked) -> Decided | Undecided:
    """Ask what the person with this number owns. See `hall.cases.processes.Process`."""
    registry = property_registry()
    grounds = asked_for.grounds[RegistryName.PROPERTY]
    asked = enquire(RegistryName.PROPERTY, asked_for.number, grounds, ask=registry.holdings_of)
    if isinstance(asked, Unanswered):
        return Undecided((asked.entry,))
    scope = registry.scope()
    result = CaseResultGiven(
        kind=ResultKind.PROPERTY_LISTING if asked.answer else ResultKind.NO_HOUSE,
        as_of=now(),
        scope=BilingualGiven(zh=scope.zh, en=scope.en),
        records=[_record(holding) for holding in asked.answer],
        answers=[],
    )
    # The paper names what was looked through; the contract's result does not.
    kept = {**result.model_dump(mode="json"), "searched": list(scope.searched)}
    return Decided(kept, (asked.entry,))


def _record(holding: Holding) -> PropertyGiven:
    shared = _SHARING[holding.sharing]
    if holding.share:
        shared = BilingualGiven(zh=f"{shared.zh} {holding.share}", en=f"{shared.en}, {holding.share}")
    return PropertyGiven(
        unit_number=holding.unit_number,
        location=holding.location,
        right_type=BilingualGiven(zh=holding.right_type_zh, en=holding.right_type_en),
        area_m2=holding.area_m2,
        registered_on=holding.registered_on,
        shared=shared,
        certificate_number=holding.certificate_number,
    )

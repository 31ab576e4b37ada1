"""What a screen may show of whom a citizen acts for, and of leave that was given."""

from hall.identity.models import Authorisation, RepresentedKind
from hall.identity.representation import Represented
from hall.identity.schemas import AuthorisationGiven, RepresentedGiven, RepresentedName
from hall.project.hall_time import local
from hall.protection.masking import masked_name, masked_number


def represented_given(represented: Represented) -> RepresentedGiven:
    """Return it as the contract gives it: people masked, firms as anybody may look them up."""
    is_firm = represented.kind is RepresentedKind.FIRM
    return RepresentedGiven(
        representation_id=represented.representation_id,
        kind=RepresentedName(represented.kind.value),
        shown_name=represented.name if is_firm else masked_name(represented.name),
        shown_number=represented.number if is_firm else masked_number(represented.number),
        items=list(represented.items),
    )


def authorisation_given(row: Authorisation) -> AuthorisationGiven:
    """Return leave as the contract gives it."""
    return AuthorisationGiven(
        authorisation_id=row.authorisation_id,
        agent_shown_name=masked_name(row.agent_name),
        items=row.items,
        ends_at=local(row.ends_at),
    )

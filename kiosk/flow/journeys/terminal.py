"""The whole journey of a terminal, from 'touch to begin' to 'everything personal is gone'."""

from typing import Final

from kiosk.flow.journeys import (
    acting,
    checking,
    ending,
    finding,
    opening,
    phone_copy,
    phone_ways,
    proof,
    signing_in,
    social_card,
    staff,
)
from kiosk.flow.states import StateName
from kiosk.flow.table import Journey, build

JOURNEY: Final[Journey] = build(
    (
        *opening.STATES,
        *signing_in.STATES,
        *phone_ways.STATES,
        *social_card.STATES,
        *finding.STATES,
        *acting.STATES,
        *proof.STATES,
        *phone_copy.STATES,
        *checking.STATES,
        *staff.STATES,
        *ending.STATES,
    ),
    start=StateName.STARTING,
    home=StateName.ATTRACT,
    leaving=StateName.WIPING,
)

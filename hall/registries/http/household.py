"""The register of households, through a city's exchange."""

from datetime import date
from typing import Annotated, Final

from pydantic import Field

from hall.registries.http.answers import AnswerBroken, ExchangeAnswer, FilledLine, reader_of
from hall.registries.http.client import ExchangeClient, configured_client
from hall.registries.ports import HouseholdMember, RegistryName, Relation

PURPOSE: Final = "核验亲属关系"
MOST_MEMBERS: Final = 60


class MemberAnswer(ExchangeAnswer):
    """A person of a household book."""

    number: FilledLine
    name: FilledLine
    born: date
    relation: Relation


class BookAnswer(ExchangeAnswer):
    """`members` is empty for somebody who is in no book."""

    members: Annotated[list[MemberAnswer], Field(max_length=MOST_MEMBERS)]


class HttpHouseholdRegistry:
    """See `hall.registries.ports.HouseholdRegistry`."""

    def __init__(self, client: ExchangeClient | None = None) -> None:
        """Ask by `client`, or by the one the settings name."""
        self._client = client or configured_client()

    def household_of(self, number: str) -> tuple[HouseholdMember, ...]:
        """See the port. A book that the person is not in is somebody else's: the call breaks."""

        def read(body: bytes) -> tuple[HouseholdMember, ...]:
            members = tuple(
                HouseholdMember(**member.model_dump() | {"number": member.number.upper()})
                for member in reader_of(BookAnswer)(body).members
            )
            if members and number.upper() not in {member.number for member in members}:
                raise AnswerBroken
            return members

        asked = {"number": number.upper(), "purpose": PURPOSE}
        return self._client.ask(RegistryName.HOUSEHOLD, "households", asked, read=read)

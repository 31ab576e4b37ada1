"""The population registry, through a city's exchange."""

from datetime import date
from typing import Final

from hall.registries.http.answers import ExchangeAnswer, FilledLine, Line, check_same, reader_of
from hall.registries.http.client import ExchangeClient, configured_client
from hall.registries.ports import CardState, RegistryName, Resident

PURPOSE: Final = "核验身份"


class ResidentAnswer(ExchangeAnswer):
    """A person, with the current card; `card_valid_until` is null for 长期."""

    number: FilledLine
    name: FilledLine
    born: date
    card_state: CardState
    card_valid_until: date | None
    mobile: Line = ""


class FoundAnswer(ExchangeAnswer):
    """`person` is null where there is none."""

    person: ResidentAnswer | None


class HttpPopulationRegistry:
    """See `hall.registries.ports.PopulationRegistry`."""

    def __init__(self, client: ExchangeClient | None = None) -> None:
        """Ask by `client`, or by the one the settings name."""
        self._client = client or configured_client()

    def find(self, number: str) -> Resident | None:
        """See the port. An answer about somebody else is none: the call breaks."""
        return self._find({"number": number.upper()})

    def find_by_mobile(self, mobile: str) -> Resident | None:
        """See the port."""
        return self._find({"mobile": mobile})

    def _find(self, by: dict[str, str]) -> Resident | None:
        def read(body: bytes) -> Resident | None:
            person = reader_of(FoundAnswer)(body).person
            if person is None:
                return None
            given = person.model_dump()
            for key, asked in by.items():
                check_same(given[key], asked)
            return Resident(**given | {"number": person.number.upper()})

        return self._client.ask(RegistryName.POPULATION, "people", {**by, "purpose": PURPOSE}, read=read)

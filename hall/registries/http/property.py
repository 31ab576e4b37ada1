"""The property registry, through a city's exchange."""

from datetime import date
from typing import Annotated, Final

from django.conf import settings
from pydantic import Field, StringConstraints

from hall.registries.http.answers import MOST_ROWS, ExchangeAnswer, FilledLine, Line, reader_of
from hall.registries.http.client import ExchangeClient, configured_client
from hall.registries.ports import Holding, RegistryName, Scope, Sharing

PURPOSE: Final = "不动产登记信息查询"
UNIT_CHARACTERS: Final = 28


class HoldingAnswer(ExchangeAnswer):
    """A right to a unit; `area_m2` is a decimal as the registry wrote it, `share` "1/2" or empty."""

    unit_number: Annotated[str, StringConstraints(pattern=rf"^[0-9A-Z]{{{UNIT_CHARACTERS}}}$")]
    location: FilledLine
    right_type_zh: FilledLine
    right_type_en: Line = ""
    area_m2: Annotated[str, StringConstraints(pattern=r"^[0-9]{1,9}(\.[0-9]{1,2})?$")]
    registered_on: date
    sharing: Sharing
    share: Annotated[str, StringConstraints(pattern=r"^([0-9]{1,4}/[0-9]{1,4})?$")] = ""
    certificate_number: FilledLine


class HoldingsAnswer(ExchangeAnswer):
    """Everything registered under a number; empty where nothing is."""

    holdings: Annotated[list[HoldingAnswer], Field(max_length=MOST_ROWS)]


class HttpPropertyRegistry:
    """See `hall.registries.ports.PropertyRegistry`."""

    def __init__(self, client: ExchangeClient | None = None, scope: Scope | None = None) -> None:
        """Ask by `client`, which covers `scope`, or as the settings say."""
        self._client = client or configured_client()
        configured = scope or settings.HALL_EXCHANGE[RegistryName.PROPERTY.value].scope
        assert configured is not None  # the exchange file has no own port of this registry without it
        self._scope = configured

    def scope(self) -> Scope:
        """See the port: what the exchange file says this exchange searches."""
        return self._scope

    def holdings_of(self, number: str) -> tuple[Holding, ...]:
        """See the port. Sorted by registration, as the hall's own table is."""

        def read(body: bytes) -> tuple[Holding, ...]:
            found = [Holding(**holding.model_dump()) for holding in reader_of(HoldingsAnswer)(body).holdings]
            return tuple(sorted(found, key=lambda holding: (holding.registered_on, holding.unit_number)))

        asked = {"number": number.upper(), "purpose": PURPOSE}
        return self._client.ask(RegistryName.PROPERTY, "holdings", asked, read=read)

"""The register of firms, through a city's exchange."""

from typing import Annotated, Final

from pydantic import Field

from hall.registries.http.answers import ExchangeAnswer, FilledLine, reader_of
from hall.registries.http.client import ExchangeClient, configured_client
from hall.registries.ports import Firm, RegistryName

PURPOSE: Final = "核验法定代表人"
MOST_FIRMS: Final = 200


class FirmAnswer(ExchangeAnswer):
    """A firm in business."""

    uscc: FilledLine
    name: FilledLine


class FirmsAnswer(ExchangeAnswer):
    """The firms whose legal person it is."""

    firms: Annotated[list[FirmAnswer], Field(max_length=MOST_FIRMS)]


class HttpBusinessRegistry:
    """See `hall.registries.ports.BusinessRegistry`."""

    def __init__(self, client: ExchangeClient | None = None) -> None:
        """Ask by `client`, or by the one the settings name."""
        self._client = client or configured_client()

    def firms_of(self, number: str) -> tuple[Firm, ...]:
        """See the port."""

        def read(body: bytes) -> tuple[Firm, ...]:
            return tuple(Firm(**firm.model_dump()) for firm in reader_of(FirmsAnswer)(body).firms)

        asked = {"number": number.upper(), "purpose": PURPOSE}
        return self._client.ask(RegistryName.BUSINESS, "firms", asked, read=read)

"""The catalogue's questions, through a city's exchange: one question, one POST."""

from typing import Annotated

from pydantic import Field, TypeAdapter, ValidationError

from hall.registries.http.answers import MOST_ROWS, AnswerBroken, ExchangeAnswer, Line, reader_of
from hall.registries.http.client import ExchangeClient, configured_client
from hall.registries.ports import Question, Record

_LINE: TypeAdapter[str | None] = TypeAdapter(Line | None)


class RecordsAnswer(ExchangeAnswer):
    """Rows; only the fields that were asked for are looked at."""

    records: Annotated[list[dict[str, object]], Field(max_length=MOST_ROWS)]


class HttpRecords:
    """See `hall.registries.ports.RecordsRegistry`."""

    def __init__(self, client: ExchangeClient | None = None) -> None:
        """Ask by `client`, or by the one the settings name."""
        self._client = client or configured_client()

    def records_of(self, question: Question, number: str) -> tuple[Record, ...]:
        """See the port."""

        def read(body: bytes) -> tuple[Record, ...]:
            rows = reader_of(RecordsAnswer)(body).records
            return tuple(Record({name: _text(row.get(name)) for name in question.fields}) for row in rows)

        asked = {"number": number, "fields": list(question.fields), "purpose": question.purpose}
        return self._client.ask(question.registry, f"records/{question.check_id}", asked, read=read)


def _text(value: object) -> str:
    """Return one line of text; what is missing is ""."""
    try:
        return _LINE.validate_python(value, strict=True) or ""
    except ValidationError:
        raise AnswerBroken from None

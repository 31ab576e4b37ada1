"""What an exchange answered, held against what it was asked. See docs/registries.md for the contract."""

import unicodedata
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from hall.registries.ports import Question, Record

MOST_BYTES: Final = 2_000_000
MOST_ROWS: Final = 2_000
# What a proof has room for (printing.documents.registry_proof).
MOST_CHARACTERS: Final = 300
_UNPRINTABLE: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


class AnswerBroken(Exception):
    """The answer is not one. Holds nothing of it."""


class _Answer(BaseModel):
    """Fields of other names are dropped here or when the rows are read; text alone is text."""

    model_config = ConfigDict(strict=True, hide_input_in_errors=True)

    records: Annotated[list[dict[str, object]], Field(max_length=MOST_ROWS)]


def read_answer(body: bytes, question: Question) -> tuple[Record, ...]:
    """Return the rows of an answer with exactly the question's fields: others are dropped, missing ones are "".

    Raises:
        AnswerBroken: it is not JSON, not of this shape, too long, or a field asked for holds no printable text.
    """
    try:
        answer = _Answer.model_validate_json(body)
    except ValidationError:
        # Not chained: pydantic's words name keys, and keys are the exchange's own.
        raise AnswerBroken from None
    return tuple(Record({name: _text(row.get(name)) for name in question.fields}) for row in answer.records)


def _text(value: object) -> str:
    """Return one line of text. Runs of white space become one space: registries are full of them."""
    if value is None:
        return ""
    if not isinstance(value, str) or len(value) > MOST_CHARACTERS:
        raise AnswerBroken
    text = " ".join(value.split())
    if any(unicodedata.category(character) in _UNPRINTABLE for character in text):
        raise AnswerBroken
    return text

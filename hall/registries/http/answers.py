"""What an exchange answers, held against what it was asked. See docs/registries.md for the contract."""

import unicodedata
from collections.abc import Callable
from typing import Annotated, Final, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints, ValidationError

MOST_BYTES: Final = 2_000_000
MOST_ROWS: Final = 2_000
# What a proof has room for (printing.documents.registry_proof).
MOST_CHARACTERS: Final = 300
_UNPRINTABLE: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


class AnswerBroken(Exception):
    """The answer is not one. Holds nothing of it."""


class ExchangeAnswer(BaseModel):
    """Base of every answer: only text is text, what was not asked for is dropped, and errors hold no value."""

    model_config = ConfigDict(strict=True, hide_input_in_errors=True)


A = TypeVar("A", bound=ExchangeAnswer)


def one_line(text: str) -> str:
    """Return `text` with runs of white space as one space, for registries are full of them.

    Raises:
        ValueError: it holds a character that prints nothing.
    """
    tidy = " ".join(text.split())
    if any(unicodedata.category(character) in _UNPRINTABLE for character in tidy):
        raise ValueError("unprintable")
    return tidy


Line = Annotated[str, StringConstraints(max_length=MOST_CHARACTERS), AfterValidator(one_line)]
FilledLine = Annotated[Line, StringConstraints(min_length=1)]


def reader_of(kind: type[A]) -> Callable[[bytes], A]:
    """Return what reads a body as a `kind`, or raises `AnswerBroken`."""

    def read(body: bytes) -> A:
        try:
            return kind.model_validate_json(body)
        except ValidationError:
            # Not chained: pydantic's words name keys, and keys are the exchange's own.
            raise AnswerBroken from None

    return read


def check_same(answered: str, asked: str) -> None:
    """Refuse an answer about somebody else."""
    if answered.upper() != asked.upper():
        raise AnswerBroken

"""Field types of the contract. Stricter than pydantic's own, which take numbers for times and text for numbers."""

import re
from datetime import date
from typing import Annotated, Any, Final

from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)", re.ASCII)
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


class Taken(BaseModel):
    """Base of what the hall takes: unknown fields are refused, so a misspelt one is noticed."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)


class Given(BaseModel):
    """Base of what the hall gives."""

    model_config = ConfigDict(hide_input_in_errors=True)


class BilingualGiven(Given):
    """One text in both languages; `en` may be empty where an office never wrote it."""

    zh: str
    en: str = ""


def _like(pattern: re.Pattern[str], kind: str) -> BeforeValidator:
    def check(value: Any) -> Any:
        if isinstance(value, date):
            return value
        if not isinstance(value, str) or not pattern.fullmatch(value):
            raise PydanticCustomError(kind, "not in the form the contract asks for")
        return value.upper()

    return BeforeValidator(check)


Moment = Annotated[AwareDatetime, _like(_MOMENT, "moment_form")]
Day = Annotated[date, _like(_DAY, "day_form")]
WholeNumber = Annotated[int, Field(strict=True)]
Text = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f\x7f]+$")]

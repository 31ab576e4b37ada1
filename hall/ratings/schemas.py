"""Bodies of ratings."""

from typing import Annotated

from pydantic import Field

from hall.http.contract_types import Taken, WholeNumber

Tag = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]


class RatingTaken(Taken):
    """5 非常满意, 4 满意, 3 基本满意, 2 不满意, 1 非常不满意. Tags are codes of what was good or bad."""

    level: Annotated[WholeNumber, Field(ge=1, le=5)]
    tags: Annotated[tuple[Tag, ...], Field(max_length=20)] = ()
    comment: Annotated[str, Field(max_length=500)] | None = None

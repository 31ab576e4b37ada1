"""What a notice says."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ProblemWords:
    """`icon` names a drawing that says what it is about."""

    title: str
    happened: str
    todo: str
    icon: str

"""The root of everything that enters the flow by the mailbox."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Event:
    """A fact in the past tense. Subclasses keep personal fields out of `repr`, so that an event can be logged."""

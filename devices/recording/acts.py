"""A trace as what is asked and answered. An act is what lies between one deed of hands and the next.

A driver that is run again asks a little more or less often than when it was recorded: it polls. So the order of
questions is kept within an act only as far as the answers differ: the same question gets its recorded answers in
their order, and the last of them again.
"""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

from devices.api.wire_language import WireLanguage
from devices.recording.trace import Happening, Trace, What


@dataclass(slots=True)
class Exchange:
    """A request and all that followed it until the next.

    Attributes:
        request: the request as it was recorded; b"" for what came unasked at an act's beginning.
        key: what it is matched by.
        answers: what followed, with the time since the request: messages from the device, its going and coming.
    """

    request: bytes
    key: str
    answers: list[tuple[float, Happening]] = field(default_factory=list)


@dataclass(slots=True)
class Act:
    """What happened since a deed.

    Attributes:
        deed: the deed's name, "" at the beginning.
        unasked: what the device did by itself before the first request.
        exchanges: the rest, in order.
    """

    deed: str
    unasked: Exchange
    exchanges: list[Exchange] = field(default_factory=list)


def acts_of(trace: Trace, language: WireLanguage) -> list[Act]:
    """Take a trace apart."""
    acts = [Act("", Exchange(b"", ""))]
    current, since_s = acts[0].unasked, 0.0
    said_nothing = True  # in this act, the device
    for happening in trace.happenings:
        match happening.what:
            case What.DEED:
                acts.append(Act(happening.deed, Exchange(b"", "")))
                current, since_s, said_nothing = acts[-1].unasked, happening.at_s, True
            case What.TO_DEVICE:
                current = Exchange(happening.octets, _key(happening, language))
                since_s = happening.at_s
                acts[-1].exchanges.append(current)
            case What.FROM_DEVICE:
                said_nothing = False
                current.answers.append((happening.at_s - since_s, happening))
            case What.GONE | What.BACK:
                # A plug that was pulled is seen a moment later, maybe behind a question that nobody answered.
                followed = acts[-1].unasked if said_nothing else current
                followed.answers.append((happening.at_s - since_s, happening))
    return acts


def _key(happening: Happening, language: WireLanguage) -> str:
    return language.key(happening.octets) if happening.whole else ""


class ActMatcher:
    """Finds the answers to requests within one act."""

    def __init__(self, exchanges: Iterable[Exchange], *, before: "ActMatcher | None" = None) -> None:
        """Match among `exchanges`; what is not among them is answered as it was in the act `before`."""
        self._waiting: dict[str, deque[Exchange]] = {}
        self._last: dict[str, Exchange] = dict(before.latest) if before else {}
        for exchange in exchanges:
            self._waiting.setdefault(exchange.key, deque()).append(exchange)

    @property
    def latest(self) -> dict[str, Exchange]:
        """The last exchange of each key, in this act or before: those not yet played included."""
        return self._last | {key: waiting[-1] for key, waiting in self._waiting.items() if waiting}

    def answer_to(self, key: str) -> Exchange | None:
        """Return the next exchange of that key, the last one again when all are used up, None if there is none."""
        waiting = self._waiting.get(key)
        if waiting:
            self._last[key] = waiting.popleft()
        return self._last.get(key)

"""What may go wrong with one reply, as frozen values. `delivery.deliver` carries them out.

Late, Partial, WrongChecksum, GarbageBefore, Silent, Unplugged and DeadInMidCommand mean the same for every kind.
`Own` is the kind's own: a paper jam, a refused card; its simulator says in its README which names it knows.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Late:
    """The reply is whole and right, but `delay_s` seconds late."""

    delay_s: float = 1.0


@dataclass(frozen=True, slots=True)
class Partial:
    """Only the first `keep_bytes` bytes of the reply come; the device goes on answering afterwards."""

    keep_bytes: int = 4


@dataclass(frozen=True, slots=True)
class WrongChecksum:
    """The reply comes with its check value damaged."""


@dataclass(frozen=True, slots=True)
class GarbageBefore:
    """Noise comes before the reply."""

    garbage: bytes = b"\x00\xff\xaa\xaa\x55"


@dataclass(frozen=True, slots=True)
class Silent:
    """No reply to this command; the device goes on answering afterwards."""


@dataclass(frozen=True, slots=True)
class Unplugged:
    """The cable is pulled after the first `keep_bytes` bytes of the reply; it stays so until `Simulator.plug`."""

    keep_bytes: int = 0


@dataclass(frozen=True, slots=True)
class DeadInMidCommand:
    """The device hangs after the first `keep_bytes` bytes of the reply: port there, no answer until replugged.

    On a network port it is this connection that hangs.
    """

    keep_bytes: int = 0


@dataclass(frozen=True, slots=True)
class Own:
    """A fault of one kind of device, by the name its simulator gives it."""

    name: str
    values: Mapping[str, str | int | float | bool] = field(default_factory=dict)


Fault = Late | Partial | WrongChecksum | GarbageBefore | Silent | Unplugged | DeadInMidCommand | Own

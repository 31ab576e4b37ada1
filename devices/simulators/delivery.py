"""Puts a reply on the wire the way its fault says."""

from collections.abc import Callable
from typing import assert_never

from devices.simulators.connection import Connection
from devices.simulators.faults import (
    DeadInMidCommand,
    Fault,
    GarbageBefore,
    Late,
    Own,
    Partial,
    Silent,
    Unplugged,
    WrongChecksum,
)


def damage_last_byte(reply: bytes) -> bytes:
    """Return `reply` with its last byte, where most protocols keep the check value, turned over."""
    return reply[:-1] + bytes([reply[-1] ^ 0xFF]) if reply else reply


def deliver(
    connection: Connection,
    reply: bytes,
    fault: Fault | None,
    *,
    unplug: Callable[[], None],
    damage: Callable[[bytes], bytes] = damage_last_byte,
) -> None:
    """Send `reply` to the peer as `fault` says. Runs on the session's thread.

    Args:
        connection: the peer.
        reply: the whole, right reply.
        fault: from `Scenario.next_fault`. `Own` faults are the simulator's business: it acts before it calls, and the
            reply is sent whole.
        unplug: the simulator's port's `unplug`.
        damage: makes the check value of a reply wrong.
    """
    match fault:
        case None | Own():
            connection.write(reply)
        case Late(delay_s):
            connection.pause(delay_s)
            connection.write(reply)
        case Partial(keep_bytes):
            connection.write(reply[:keep_bytes])
        case WrongChecksum():
            connection.write(damage(reply))
        case GarbageBefore(garbage):
            connection.write(garbage + reply)
        case Silent():
            pass
        case Unplugged(keep_bytes):
            connection.write(reply[:keep_bytes])
            unplug()
        case DeadInMidCommand(keep_bytes):
            connection.write(reply[:keep_bytes])
            while not connection.hung_up:
                connection.read()  # takes what is sent, and answers nothing
        case _:
            assert_never(fault)

"""The supervisor's times, in seconds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SupervisorSettings:
    """How patient the supervisor is.

    Attributes:
        reopen_first_s: longest wait before the first try to open a lost device again; doubles with every try.
        reopen_cap_s: longest wait between two tries.
        stable_after_s: a device that has answered this long starts again at `reopen_first_s`.
        disconnect_grace_s: a device that is back within this time was never away to anybody but the command under way.
        status_interval_s: between two questions for the status of an idle device.
        idle_deadline_s: deadline of such a question, and of a poll.
        port_patience_s: how long opening or closing may take.
        overrun_s: how far beyond its deadline a driver may be before it counts as hung.
        watch_interval_s: between two looks for what is overdue.
        build_patience_s: how long a driver waits for another one that is still being built.
    """

    reopen_first_s: float = 0.5
    reopen_cap_s: float = 30.0
    stable_after_s: float = 10.0
    disconnect_grace_s: float = 1.0
    status_interval_s: float = 1.0
    idle_deadline_s: float = 2.0
    port_patience_s: float = 30.0
    overrun_s: float = 2.0
    watch_interval_s: float = 0.25
    build_patience_s: float = 10.0

"""Beginning anew: the program, which whoever started it starts again, or the machine."""

import subprocess
from collections.abc import Callable
from threading import Event
from typing import Final

from kiosk.domain.problem import Actor, Problem, ProblemCode
from kiosk.domain.staff import Restart
from kiosk.effects.errand import Errand
from kiosk.effects.failed import Failed
from kiosk.flow.effects import RestartTerminal
from kiosk.flow.outcomes import Outcome

_REBOOT: Final = ("systemctl", "--no-ask-password", "reboot")
_WITHIN_S: Final = 10.0


class Restarting:
    """Carries `RestartTerminal` out."""

    def __init__(self, end_program: Callable[[], None], *, reboot: Callable[[], None] | None = None) -> None:
        """Begin.

        Args:
            end_program: ends the program so that it is started again; safe from any thread, returns at once.
            reboot: begins the machine's restart; raises OSError where that is refused. Default: systemd is asked.
        """
        self._end_program = end_program
        self._reboot = reboot or reboot_by_systemd

    def restart(self, effect: RestartTerminal, errand: Errand) -> Outcome:
        """Begin, and wait to be ended with the program. Raises `Failed`."""
        if effect.restart is Restart.PROGRAM:
            self._end_program()
        else:
            try:
                self._reboot()
            except OSError as error:
                raise Failed(_refused(str(error))) from error
        over = Event()
        with errand.cancelling(over.set):
            over.wait()
        # Called back: the program ends, or the flow's own deadline was over before the machine went down.
        raise Failed(_refused("still_running"))


def reboot_by_systemd() -> None:
    """Ask systemd to restart the machine; polkit decides (deploy/50-hallkiosk-reboot.rules). Raises OSError."""
    try:
        done = subprocess.run(_REBOOT, check=False, capture_output=True, timeout=_WITHIN_S)
    except subprocess.TimeoutExpired:
        raise OSError("systemd_does_not_answer") from None
    if done.returncode:
        raise OSError(f"systemctl:{done.returncode}")


def _refused(detail: str) -> Problem:
    return Problem(ProblemCode.RESTART_REFUSED, Actor.TECHNICIAN, retry_is_safe=False, detail_code=detail)

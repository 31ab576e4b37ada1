"""``hall serve``: prepare the state, bind, say so, answer until told to stop."""

import argparse
import gc
import os
import socket
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Final

from hall.commands.opening import open_state
from hall.project.state_folder import StateFolder
from hall.serving.in_use import serving

STOP_BACKGROUND_S: Final = 2.0
MOST_WORKERS: Final = 64


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare this command's arguments."""
    parser.add_argument("--host", default="127.0.0.1", help="address to answer at (default: %(default)s)")
    parser.add_argument("--port", type=int, default=0, help="port to answer at; 0 takes a free one (default)")
    parser.add_argument("--seed", action="store_true", help="bring in the synthetic city first, if it is not there")
    parser.add_argument("--dock", action="store_true", help="offer the device dock's switches; synthetic data only")
    parser.add_argument(
        "--ready-fd", type=int, metavar="N", help="write one line of JSON to this descriptor when ready"
    )
    parser.add_argument("--port-file", type=Path, metavar="FILE", help="write that line to this file")
    parser.add_argument(
        "--token-file", type=Path, metavar="FILE", help="admit a terminal and keep its token here, unless it is there"
    )
    parser.add_argument(
        "--token-name", default="T-01", metavar="NAME", help="that terminal's name, which papers show (%(default)s)"
    )
    parser.add_argument(
        "--workers", type=_count, default=1, metavar="N", help="answer in so many processes (default: %(default)s)"
    )
    parser.add_argument("--exit-with-parent", action="store_true", help="stop when the process that started this ends")


def run(chosen: argparse.Namespace) -> int:
    """Serve. Returns 0 when told to stop, 1 where the hall cannot start."""
    parent = os.getppid()
    # Collecting garbage while modules load finds none and costs a tenth of the start; `_serve` lets it begin.
    gc.disable()
    os.environ["HALLKIOSK_HALL_HOSTS"] = ",".join(
        filter(None, (os.environ.get("HALLKIOSK_HALL_HOSTS"), _name(chosen.host)))
    )
    with serving(StateFolder(chosen.state.resolve())):
        return _prepare_and_serve(chosen, parent=parent)


def _prepare_and_serve(chosen: argparse.Namespace, *, parent: int) -> int:
    open_state(is_serving=True)
    if chosen.seed and not _seeded(chosen.state):
        return 1
    if chosen.dock and not _synthetic():
        print("hall: --dock is for synthetic data only, and this hall's is not", file=sys.stderr)
        return 1
    if chosen.dock and chosen.workers > 1:
        print("hall: --dock wants one worker: what it switches is one process's", file=sys.stderr)
        return 1
    if chosen.token_file is not None:
        from hall.terminals.token_file import ensure_token  # noqa: PLC0415 - needs Django set up

        ensure_token(chosen.token_file, name=chosen.token_name)
    return _serve(chosen, parent=parent)


def _serve(chosen: argparse.Namespace, *, parent: int) -> int:
    # Each of these needs Django set up.
    from django.conf import settings  # noqa: PLC0415

    from hall.papers.key_changes import renew_key_if_due  # noqa: PLC0415
    from hall.serving.server import listen  # noqa: PLC0415

    # Loaded now, so that the first caller does not wait for it.
    import_module(settings.ROOT_URLCONF)
    renew_key_if_due()
    gc.freeze()
    gc.enable()
    try:
        listening = listen(chosen.host, chosen.port)
    except OSError as error:
        print(f"hall: cannot answer at {chosen.host} port {chosen.port}: {error.strerror}", file=sys.stderr)
        return 1
    status = _answer_alone(chosen, listening, parent) if chosen.workers == 1 else _keep(chosen, listening, parent)
    if chosen.port_file is not None:
        chosen.port_file.unlink(missing_ok=True)
    return status


def _answer_alone(chosen: argparse.Namespace, listening: socket.socket, parent: int) -> int:
    """Answer in this process, which does everything."""
    from hall.project.wsgi import application  # noqa: PLC0415 - needs Django set up
    from hall.serving.background import Background  # noqa: PLC0415 - needs Django set up
    from hall.serving.parent_watch import ParentGone, watch_parent  # noqa: PLC0415 - not where workers are kept
    from hall.serving.server import HallServer  # noqa: PLC0415 - see above

    server = HallServer(application, listening)
    server.stop_on_signals()
    if chosen.exit_with_parent:
        try:
            watch_parent(parent, server.stop)
        except ParentGone:
            return 0
    background = Background(warm_up=_warm_up, housekeeping=_housekeeping)
    background.start()
    if not _announced(chosen, listening):
        return 1
    server.run()
    background.stop(timeout_s=STOP_BACKGROUND_S)
    return 0


def _keep(chosen: argparse.Namespace, listening: socket.socket, parent: int) -> int:
    """Have several processes answer; this one keeps them and does the housekeeping."""
    from hall.serving.workers import Workers  # noqa: PLC0415 - needs Django set up

    workers = Workers(
        chosen.workers, work=lambda keeper: _answer_as_worker(listening, keeper), housekeeping=_housekeeping
    )
    workers.start()
    # Callers queue up on the socket from when it was bound, so nobody is refused while the workers begin.
    if not _announced(chosen, listening):
        return 1
    workers.run(parent=parent if chosen.exit_with_parent else None)
    return 0


def _answer_as_worker(listening: socket.socket, keeper: int) -> None:
    from hall.project.wsgi import application  # noqa: PLC0415 - needs Django set up
    from hall.serving.background import Background  # noqa: PLC0415 - needs Django set up
    from hall.serving.parent_watch import ParentGone, watch_parent  # noqa: PLC0415 - only a worker has a keeper
    from hall.serving.server import HallServer  # noqa: PLC0415 - see above

    server = HallServer(application, listening)
    server.stop_on_signals()
    try:
        watch_parent(keeper, server.stop)
    except ParentGone:
        return
    background = Background(warm_up=_warm_up, housekeeping=None)
    background.start()
    server.run()
    background.stop(timeout_s=STOP_BACKGROUND_S)


def _announced(chosen: argparse.Namespace, listening: socket.socket) -> bool:
    from hall.serving.readiness import announce  # noqa: PLC0415 - needs Django set up
    from hall.serving.server import address_of  # noqa: PLC0415 - see above

    address = address_of(listening)
    print(f"hall: answering at {address.url}", flush=True)
    try:
        announce(address, ready_fd=chosen.ready_fd, port_file=chosen.port_file)
    except OSError as error:
        print(f"hall: cannot tell that it is ready: {error.strerror}", file=sys.stderr)
        return False
    return True


def _warm_up() -> None:
    from hall.papers.drawing import warm_up  # noqa: PLC0415 - brings the fonts: not while the hall starts

    warm_up()


def _housekeeping() -> int:
    from hall.cases.deadlines import keep_deadlines  # noqa: PLC0415 - needs Django set up
    from hall.cases.popularity import count_uses  # noqa: PLC0415 - needs Django set up
    from hall.papers.key_changes import renew_key_if_due  # noqa: PLC0415 - needs Django set up
    from hall.serving.retention import forget_the_past  # noqa: PLC0415 - needs Django set up

    renew_key_if_due()
    count_uses()
    keep_deadlines()
    return forget_the_past()


def _seeded(state: Path) -> bool:
    """Bring the seed in if it is not there; return whether it is there now.

    A process of its own does it: what it loads (a dictionary of 60 MB) would stay with the server for weeks.
    """
    from hall.seed.freshness import is_seeded  # noqa: PLC0415 - needs Django set up

    return (
        is_seeded()
        or subprocess.run(
            [sys.executable, "-m", "hall", "seed", "--state", str(state)], stdout=subprocess.DEVNULL, check=False
        ).returncode
        == 0
    )


def _synthetic() -> bool:
    from hall.profile.models import ProfileMissing, hall_profile  # noqa: PLC0415 - needs Django set up

    try:
        return hall_profile().specimen
    except ProfileMissing:
        return False


def _name(host: str) -> str:
    """The Host header that goes with an address to bind; binding to every address names none."""
    if host in {"0.0.0.0", "::"}:  # noqa: S104 - compared, not bound
        return ""
    return f"[{host}]" if ":" in host else host


def _count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= MOST_WORKERS:
        raise argparse.ArgumentTypeError(f"1 to {MOST_WORKERS}")
    return int(text)

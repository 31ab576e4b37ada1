"""The hall's budget on SQLite and on PostgreSQL, in one run, beside a bare 'hello' of the same stack.

    make bench-hall                        all of it, with 200 kills a database; out/bench/hall.json
    python -m benchmarks.hall --quick      a sample of a few seconds a database
    python -m benchmarks.hall --only SQLite --kills 0

The exit status is 1 where a case was lost or doubled; no time decides it.
"""

import argparse
import json
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Barrier
from time import perf_counter

from benchmarks.hall_kills import Tally, count_cases, kill_again_and_again
from benchmarks.hall_rig import BenchHall, Caller, bench_hall
from benchmarks.harness import Figure, figure, report
from devices.simulators.tcp_server import free_port
from tests.support.hall import case_body, of_the_state_alone
from tests.support.postgres import PostgresMissing

WORKERS = {"SQLite": 1, "PostgreSQL": 2}


@dataclass(frozen=True, slots=True)
class Load:
    """How much is asked."""

    calls: int
    callers: int
    submits_each: int
    keys: int
    kills: int


FULL = Load(calls=400, callers=8, submits_each=100, keys=60, kills=200)
QUICK = Load(calls=40, callers=4, submits_each=10, keys=60, kills=4)


def main() -> int:
    """Measure, report, and say whether nothing was lost or doubled."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", choices=list(WORKERS))
    parser.add_argument("--kills", type=int, help="how many kills a database")
    parser.add_argument("--seed", type=int, default=20261125)
    chosen = parser.parse_args()
    load = QUICK if chosen.quick else FULL
    kills = load.kills if chosen.kills is None else chosen.kills
    figures: list[Figure] = []
    faults = []
    for database, workers in WORKERS.items():
        if chosen.only not in (None, database):
            continue
        try:
            with bench_hall(database, workers=workers) as hall:
                figures += _times(database, hall, load)
                figures += _throughput(database, hall, load)
                faults += _one_case_a_key(database, hall, load)
                if kills:
                    tally = kill_again_and_again(hall, times=kills, seed=chosen.seed)
                    figures += _kills(database, tally)
                    faults += [] if tally.is_clean else [f"{database}: {tally}"]
        except PostgresMissing as error:
            faults.append(f"{database} was not measured: {error}")
    report("hall", figures)
    for fault in faults:
        print(f"bench-hall: {fault}", file=sys.stderr)
    return 1 if faults else 0


def _times(database: str, hall: BenchHall, load: Load) -> list[Figure]:
    """One caller, one call after the other."""
    caller = hall.caller()
    citizen = caller.sign_in()
    status, content = caller.call("GET", "/v1/catalogue")
    assert status == 200, content
    with _hello(hall) as bare:
        hello = _samples_ms(load.calls, lambda: bare.call("GET", "/hello"))
        catalogue = _samples_ms(load.calls, lambda: caller.call("GET", "/v1/catalogue"))
        submit = _samples_ms(load.calls, lambda: caller.submit(citizen, str(uuid.uuid4())))
        case = _first_case(caller, citizen)
        look_up = _samples_ms(load.calls, lambda: caller.call("GET", f"/v1/cases/{case}", Citizen_Session=citizen))
    return [
        figure(f"{database}: catalogue, one caller", catalogue, "ms", baseline=hello),
        figure(f"{database}: look a case up, p50", look_up, "ms", baseline=hello),
        figure(f"{database}: look a case up, p99", look_up, "ms", percent=99, baseline=hello),
        figure(f"{database}: submit, p50", submit, "ms", baseline=hello),
        figure(f"{database}: submit, p99", submit, "ms", percent=99, baseline=hello),
    ]


def _throughput(database: str, hall: BenchHall, load: Load) -> list[Figure]:
    """Several callers at once. The callers use the same processors, so rates are lower bounds; the CPU time is not."""
    citizen = hall.caller().sign_in()
    submits = load.callers * load.submits_each
    server_before, database_before = hall.cpu_s()
    submit_s = _together(
        hall, load.callers, load.submits_each, lambda caller: caller.submit(citizen, str(uuid.uuid4()))
    )
    server_s, database_s = (
        after - before for after, before in zip(hall.cpu_s(), (server_before, database_before), strict=True)
    )
    catalogue_s = _together(hall, load.callers, load.submits_each, lambda caller: caller.call("GET", "/v1/catalogue"))
    return [
        figure(f"{database}: submits, {load.callers} callers", [submits / submit_s], "1/s"),
        figure(f"{database}: server's CPU a submit", [1000 * server_s / submits], "ms"),
        figure(f"{database}: database's CPU a submit", [1000 * database_s / submits], "ms"),
        figure(f"{database}: catalogue, {load.callers} callers", [submits / catalogue_s], "1/s"),
    ]


def _one_case_a_key(database: str, hall: BenchHall, load: Load) -> list[str]:
    """Each key 8 times, all at once."""
    citizen = hall.caller().sign_in()
    before = count_cases(hall)
    keys = [str(uuid.uuid4()) for _ in range(load.keys)]
    together = Barrier(8)

    def post(_turn: int) -> list[str]:
        caller = hall.caller()
        together.wait()
        return [caller.submit(citizen, key) for key in keys]

    with ThreadPoolExecutor(8) as pool:
        replies = list(pool.map(post, range(8)))
    made = count_cases(hall) - before
    same = all(reply == replies[0] for reply in replies)
    print(f"{database}: {load.keys} keys, each posted 8 times at once: {made} cases, replies the same: {same}")
    return [] if made == load.keys and same else [f"{database}: {load.keys} keys gave {made} cases"]


def _kills(database: str, tally: Tally) -> list[Figure]:
    killed = " and ".join(f"{count} of {victim}" for victim, count in sorted(tally.killed.items()))
    print(f"{database}: kill -9, {killed}; {tally.keys} keys, {tally.accepted} accepted before the end; {tally.chain}")
    return [
        figure(f"{database}: kills", [float(tally.killed.total())], ""),
        figure(f"{database}: lost", [float(tally.lost)], "cases"),
        figure(f"{database}: doubled", [float(tally.doubled)], "cases"),
    ]


def _together(hall: BenchHall, callers: int, times: int, call: Callable[[Caller], object]) -> float:
    """Return how long it takes so many callers to make so many calls each."""
    ready = Barrier(callers + 1)

    def work(_turn: int) -> None:
        caller = hall.caller()
        ready.wait()
        for _ in range(times):
            call(caller)
        caller.close()

    with ThreadPoolExecutor(callers) as pool:
        turns = [pool.submit(work, turn) for turn in range(callers)]
        ready.wait()
        began_s = perf_counter()
        for turn in turns:
            turn.result()
        return perf_counter() - began_s


@contextmanager
def _hello(hall: BenchHall) -> Iterator[Caller]:
    """Run the bare hall beside the other, on the same state."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.bare_hall", str(port), str(hall.workers)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**of_the_state_alone(), "HALLKIOSK_HALL_STATE": str(hall.state)},
    )
    assert process.stdout is not None
    try:
        assert process.stdout.readline() == b"ready\n"
        yield Caller(port, "none")
    finally:
        process.terminate()
        process.wait(60)
        process.stdout.close()


def _samples_ms(times: int, call: Callable[[], object]) -> list[float]:
    call()
    samples = []
    for _ in range(times):
        began_s = perf_counter()
        call()
        samples.append((perf_counter() - began_s) * 1000)
    return samples


def _first_case(caller: Caller, citizen: str) -> str:
    status, content = caller.call(
        "POST", "/v1/cases", case_body(), Citizen_Session=citizen, Idempotency_Key=str(uuid.uuid4())
    )
    assert status == 201, content
    return str(json.loads(content)["case_id"])


if __name__ == "__main__":
    raise SystemExit(main())

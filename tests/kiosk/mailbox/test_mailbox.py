"""Events come out in the order they came, whoever posted them, and the box never grows without bound."""

from dataclasses import dataclass, field
from threading import Barrier, Thread

from kiosk.domain.face import FaceAdvice
from kiosk.domain.health import Part, PartHealth
from kiosk.flow.events import Event
from kiosk.flow.outcomes import FaceProgressed, HealthChanged, TimerFired, TimerName, Wiped
from kiosk.flow.touches import ActivitySeen
from kiosk.mailbox import Mailbox


@dataclass
class _Counts:
    """Counts calls of a callback."""

    calls: int = 0

    def __call__(self) -> None:
        self.calls += 1


@dataclass
class _Heard:
    """A tap that keeps what it heard."""

    events: list[Event] = field(default_factory=list)

    def heard(self, event: Event) -> None:
        self.events.append(event)


def _timer(generation: int) -> TimerFired:
    return TimerFired(TimerName.IDLE, generation)


def test_events_come_out_in_order_once() -> None:
    """First in, first out; a second drain finds nothing; the tap hears the same."""
    tap = _Heard()
    box = Mailbox(wake=_Counts(), on_full=_Counts(), tap=tap)
    events = tuple(_timer(number) for number in range(10))
    for event in events:
        box.post(event)
    assert box.drain() == events
    assert box.drain() == ()
    assert tuple(tap.events) == events


def test_one_wake_up_a_batch() -> None:
    """Only the first event since a drain wakes, and a drain that leaves some behind wakes again."""
    wake = _Counts()
    box = Mailbox(wake=wake, on_full=_Counts())
    for number in range(5):
        box.post(_timer(number))
    assert wake.calls == 1
    assert len(box.drain(limit=3)) == 3
    assert wake.calls == 2
    assert len(box.drain(limit=3)) == 2
    assert wake.calls == 2
    box.post(_timer(9))
    assert wake.calls == 3


def test_whoever_is_woken_may_drain_or_post_at_once() -> None:
    """The wake-up is called without the lock held."""
    drained: list[Event] = []

    def wake() -> None:
        drained.extend(box.drain())

    box = Mailbox(wake=wake, on_full=_Counts())
    box.post(_timer(1))
    box.post(_timer(2))
    assert drained == [_timer(1), _timer(2)]


def test_any_thread_may_post() -> None:
    """Eight threads post at once while one drains: all arrive, each thread's in its own order."""
    box = Mailbox(wake=lambda: None, on_full=_Counts())
    start = Barrier(9)

    def post(thread: int) -> None:
        start.wait(timeout=10)
        for number in range(200):
            box.post(TimerFired(TimerName.IDLE, thread * 1000 + number))

    threads = [Thread(target=post, args=(thread,)) for thread in range(8)]
    for thread in threads:
        thread.start()
    start.wait(timeout=10)
    drained: list[Event] = []
    while any(thread.is_alive() for thread in threads):
        drained += box.drain()
    for thread in threads:
        thread.join(timeout=10)
    while more := box.drain():
        drained += more
    generations = [event.generation for event in drained if isinstance(event, TimerFired)]
    assert len(generations) == 1600
    for thread_number in range(8):
        own = [generation for generation in generations if generation // 1000 == thread_number]
        assert own == sorted(own)


def test_a_crowd_keeps_the_latest_of_what_repeats() -> None:
    """Advice of one request, health of one part and signs of life replace their like; everything else is kept."""
    box = Mailbox(wake=lambda: None, on_full=_Counts(), crowded_at=4)
    box.post(FaceProgressed(1, FaceAdvice.NO_FACE, 0.0))
    box.post(HealthChanged(Part.HALL, PartHealth.FAULT))
    box.post(_timer(1))
    box.post(ActivitySeen())
    box.post(FaceProgressed(1, FaceAdvice.COMPARING, 0.5))
    box.post(FaceProgressed(2, FaceAdvice.NO_FACE, 0.0))
    box.post(HealthChanged(Part.CAMERA, PartHealth.WORKS))
    box.post(HealthChanged(Part.HALL, PartHealth.WORKS))
    box.post(ActivitySeen())
    box.post(_timer(2))
    assert box.drain() == (
        _timer(1),
        FaceProgressed(1, FaceAdvice.COMPARING, 0.5),
        FaceProgressed(2, FaceAdvice.NO_FACE, 0.0),
        HealthChanged(Part.CAMERA, PartHealth.WORKS),
        HealthChanged(Part.HALL, PartHealth.WORKS),
        ActivitySeen(),
        _timer(2),
    )


def test_a_full_box_says_so_once_and_takes_no_more() -> None:
    """Nothing that waits is lost, nothing more is taken, and wiring is told, once."""
    full = _Counts()
    box = Mailbox(wake=lambda: None, on_full=full, crowded_at=2, full_at=5)
    for number in range(8):
        box.post(_timer(number))
    assert full.calls == 1
    assert box.drain() == tuple(_timer(number) for number in range(5))
    box.post(Wiped(3))
    assert box.drain() == (Wiped(3),)

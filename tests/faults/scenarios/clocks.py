"""Clocks that are wrong, and twins that do the same work."""

from datetime import UTC, datetime, timedelta

from tests.faults.scenario import scenario
from tests.faults.scene import Scene

TEN_MINUTES = 600
#: Ten past three, when the daily discovery is due.
WHEN_DUE = timedelta(hours=3, minutes=10)
BEATS = 3
#: Claimed more often than it failed, or than its worker was lost.
CLAIMED_TWICE = "SELECT id FROM jobs WHERE attempt > failures + 1"


@scenario(
    21,
    fault="the clocks of a worker, a beat and a door jump ten minutes ahead, others ten minutes back",
    expected="leases and waits are PostgreSQL's: nothing is taken early, nothing waits for ten minutes",
    within_s=60,
)
def clocks_jump(scene: Scene) -> None:
    """Gorgias signs no time, so there is no window for a door's clock to miss."""
    scene.claude.fail(path="/v1/messages", delay_s=1, times=None)
    scene.gorgias.fail(status=503, times=3)
    for ahead in (TEN_MINUTES, -TEN_MINUTES):
        scene.worker(ahead_s=ahead)
        scene.beat(ahead_s=ahead)
        scene.door(ahead_s=ahead)
        scene.send(20)
    scene.fault_ends()
    scene.worker()
    scene.settle()
    assert not scene.sql(CLAIMED_TWICE), "a job was claimed twice"


@scenario(
    22,
    fault="three beats, so three relays, three sweepers and three schedules, hardly pausing",
    expected="each job is claimed once, each slot of the schedule is one job",
    within_s=60,
)
def three_beats(scene: Scene) -> None:
    """Their clocks say that the daily discovery is due; Redis is emptied, so that all three have to ring."""
    now = datetime.now(UTC)  # noqa: TID251  what the beats' clocks are set against
    due = datetime.combine(now, datetime.min.time(), tzinfo=UTC) + WHEN_DUE
    ahead = (due - now).total_seconds()
    scene.door()
    scene.send(200)
    scene.redis.flushall()
    scene.fault_ends()
    for _ in range(BEATS):
        scene.beat(ahead_s=ahead, RELAY_INTERVAL_S="0.05")
    scene.worker()
    scene.worker()
    scene.sql("UPDATE jobs SET state = 'discarded' WHERE kind = 'discover_segments'")  # nobody is there to do it
    scene.settle()
    assert not scene.sql(CLAIMED_TWICE), "a job was claimed twice"
    assert scene.sql("SELECT count(*) FROM jobs WHERE kind = 'discover_segments'") == [(1,)], "the slot was due once"

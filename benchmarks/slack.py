"""From a slash command to its acknowledgement, and to the answer: one at a time, and five hundred at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from rich.console import Console

from benchmarks.result import Result, figure
from tests.faults.scene import Scene, new_scene
from tests.faults.slack_house import VIC, SlackHouse
from tests.faults.slack_people import Asked
from tests.faults.stage import set_up

#: The analytics' own time.
IDLE_ANALYST_S, BURST_ANALYST_S = 0.5, 5.0
#: One after another, after so many that do not count.
QUESTIONS, WARM_UP = 60, 10
BURST, AT_ONCE = 500, 50
CONCURRENCY = 100
TOLD = {"SLACK_CONCURRENCY": str(CONCURRENCY), "LEASE_S": "120", "SLACK_ANSWER_PATIENCE_S": "600"}
DEADLINE_S = 240.0
MS = 1000.0

RECEIVED = "SELECT external_id, 'answer:' || id, received_at FROM deliveries WHERE source = 'slack'"

NOTES = (
    f"idle: {QUESTIONS} commands, one after another, {WARM_UP} before them do not count; the analytics take",
    f"{IDLE_ANALYST_S:g} s for each. burst: {BURST} commands, {AT_ONCE} under way at a time, {BURST_ANALYST_S:g} s",
    f"for each; one slackbot with SLACK_CONCURRENCY={CONCURRENCY}, so {BURST / CONCURRENCY * BURST_ANALYST_S:g} s",
    "at least. acknowledged: as the simulated Slack sees it, with the row written. answered: from the row to",
    "chat.update, less the analytics' own time where it says own; the answer has a table of 20 rows, and a chart that",
    "the slackbot has drawn and uploaded once.",
    "Slack's rate limits are lifted: with them a channel takes a message a second, and a workspace 50 updates a",
    "minute. PostgreSQL with fsync on, Valkey, the simulators, door, beat and slackbot share the processors.",
    "Bars: the slowest acknowledgement of the burst below 1 s; own time at idle below 500 ms at the median.",
)


@dataclass(frozen=True, slots=True)
class Round:
    """What so many commands came to, in seconds."""

    acknowledged: Sequence[float]
    answered: Sequence[float]


def result_of(idle: Round, burst: Round) -> Result:
    """Medians, 99th percentiles and the slowest."""
    measured: dict[str, float] = {}
    for name, found in (("idle", idle), ("burst", burst)):
        measured |= _told(f"{name}_acknowledged", [each * MS for each in found.acknowledged], "ms")
    own = [(each - IDLE_ANALYST_S) * MS for each in idle.answered]
    measured |= _told("idle_answered_own", own, "ms") | _told("burst_answered", burst.answered, "s")
    return Result("slack", measured, {}, NOTES)


def measure() -> Result:
    """Ask one by one, then all at once; about two minutes."""
    console = Console()
    with set_up() as stage, new_scene(stage, seed="1", within_s=DEADLINE_S, name="slack") as scene:
        house = SlackHouse(scene, analyst_s=IDLE_ANALYST_S)
        house.open(**TOLD)
        asked = [_one(house) for _ in range(WARM_UP + QUESTIONS)][WARM_UP:]
        idle = _round(scene, house, asked)
        house.change_pace(BURST_ANALYST_S)
        asked = house.ask(BURST, at_once=AT_ONCE)
        scene.settle()
        burst = _round(scene, house, asked)
    result = result_of(idle, burst)
    for name in ("idle", "burst"):
        slowest = result.measured[f"{name}_acknowledged_max_ms"]
        console.print(f"  {name:<6} slowest acknowledgement {figure(slowest)} ms", highlight=False)
    return result


def _one(house: SlackHouse) -> Asked:
    """A command, whose answer is there when this returns."""
    seen = len(house.slack.effects())
    asked = house.people.command(VIC, "/churn-check")
    house.scene.wait(lambda: house.slack.effects("message-update", after=seen), "the answer")
    return asked


def _round(scene: Scene, house: SlackHouse, asked: Sequence[Asked]) -> Round:
    """How long each of them took, from the rows and from what Slack was made to do."""
    rows = {key: (answer, received) for key, answer, received in scene.sql(RECEIVED)}
    shown = {
        update["metadata"]["event_payload"]["key"]: datetime.fromisoformat(update["time"])
        for update in house.slack.effects("message-update")
    }
    answered = [(shown[answer] - received).total_seconds() for answer, received in (rows[each.key] for each in asked)]
    return Round([each.seconds for each in asked], answered)


def _told(name: str, values: Sequence[float], unit: str) -> dict[str, float]:
    shares = {f"p{share}": float(np.percentile(values, share)) for share in (50, 99)} | {"max": max(values)}
    return {f"{name}_{share}_{unit}": round(value, 1) for share, value in shares.items()}

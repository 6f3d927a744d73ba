"""Claude is overloaded, slow, broken or unpaid: the ticket gets its note all the same."""

from collections.abc import Mapping
from typing import Any

from tests.faults.scenario import scenario
from tests.faults.scene import Scene

SPEND_LIMIT = {
    "type": "error",
    "error": {
        "type": "rate_limit_error",
        "message": "come back next month",
        "details": {"error_code": "enforced_spend_limit_reached"},
    },
}
#: Tickets in the storm; one worker drafts twenty at a time.
STORM = 60


@scenario(
    17,
    fault="Claude: a storm of 529, 429 with Retry-After, a body that drips, half a body, the spend limit",
    expected="all wait together and nobody storms; each ticket has a note, with the standard reply where need be",
    within_s=60,
)
def claude_misbehaves(scene: Scene) -> None:
    """One trouble after another, the storm last, since it leaves Claude alone for a while. Half a minute stands for
    its ten: the deadline of a draft is compressed with it.
    """
    scene.door()
    scene.beat()
    scene.worker()

    assert _engines(scene, {"status": 429, "headers": {"retry-after": "1"}, "times": 1}, 5) == {"claude": 5}
    assert _engines(scene, {"half_reply": True, "times": None}, 5) == {"fallback": 5}
    assert _engines(scene, {"drip_s": 0.05, "times": None}, 5) == {"fallback": 5}
    asked = _asked(scene)
    assert _engines(scene, {"status": 429, "body": SPEND_LIMIT, "times": None}, 5) == {"fallback": 5}
    assert _asked(scene) == asked + 5, "a spent account was asked again"

    asked = _asked(scene)
    assert _engines(scene, {"status": 529, "times": None}, STORM) == {"fallback": STORM}
    asked = _asked(scene) - asked
    assert asked <= STORM, f"{asked} requests for {STORM} tickets: the storm was answered with one"


def _engines(scene: Scene, fault: Mapping[str, Any], tickets: int) -> dict[str, int]:
    """Who wrote the replies to so many tickets while Claude fails so."""
    scene.claude.drop_faults()
    scene.claude.fail(path="/v1/messages", **fault)
    letters = scene.send(tickets)
    scene.fault_ends()
    scene.settle()
    rows = scene.sql(ENGINES, first=letters[0].ticket_id)
    return {str(engine): int(number) for engine, number in rows}


ENGINES = "SELECT engine, count(*) FROM drafts WHERE ticket_id >= %(first)s GROUP BY engine"


def _asked(scene: Scene) -> int:
    """How many requests Claude has had."""
    return sum(row["requests"] for row in scene.claude.traffic())

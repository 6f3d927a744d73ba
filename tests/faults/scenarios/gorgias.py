"""Gorgias takes a note and does not say so, or says that it has had enough."""

import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from tests.faults.scenario import scenario
from tests.faults.scene import Scene
from tests.simulators.process import Simulator

MESSAGES = "/api/tickets/*/messages"
#: The account's real limit, and none to speak of.
LIMIT, LIFTED = "40/20", "100000/1"
BURST = 2_000
#: Those who wrote first are answered first: within these, whatever the two workers make of their order.
FIRST_SERVED = 200
#: How long the burst waits at the real limit.
AT_THE_LIMIT_S = 20


@scenario(
    6,
    fault="kill -9 of the worker after Gorgias has taken the note, before the row says so",
    expected="the note is found by its key, no second POST",
    within_s=30,
)
def killed_after_post(scene: Scene) -> None:
    """The answers to the POSTs are late, so that all of them are under way when the worker dies."""
    scene.gorgias.fail(path=MESSAGES, method="POST", delay_s=2.5, times=5)
    scene.door()
    scene.beat()
    worker = scene.worker()
    scene.send(5)
    scene.wait(lambda: len(scene.notes()) == 5, "five notes at Gorgias")
    worker.kill()
    assert not scene.sql("SELECT 1 FROM jobs WHERE state = 'done'"), "a row knows of its note already"

    scene.fault_ends()
    scene.worker()
    scene.settle()
    assert _posts(scene.gorgias) == 5, "a note was posted again"


@scenario(
    7,
    fault="Gorgias takes the note, then hangs up, answers 504, breaks off or is late",
    expected="the note is found by its key, no second POST",
    within_s=60,
)
def answer_to_post_lost(scene: Scene) -> None:
    """Each way in which the answer to a write can be lost, three times."""
    ways = ({"drop_reply": True}, {"status": 504, "effect": True}, {"cut_reply": True}, {"delay_s": 4})
    for way in ways:
        scene.gorgias.fail(path=MESSAGES, method="POST", times=3, **way)
    scene.door()
    scene.beat()
    scene.worker()
    number = 3 * len(ways)
    scene.send(number)
    scene.wait(lambda: len(scene.notes()) == number, "every note at Gorgias")
    scene.fault_ends()
    scene.settle()
    assert _posts(scene.gorgias) == number, "a note was posted again"


@scenario(
    18,
    fault="a burst of 2000 tickets on 40 requests in 20 s; then 429 with Retry-After in seconds, and as a date",
    expected="two workers share the budget, oldest first: no 429 of their own, and all wait after one",
    within_s=240,
)
def rate_limit_and_burst(scene: Scene) -> None:
    """The burst waits for AT_THE_LIMIT_S at the real limit; then the limit is lifted, so that it can be worked off."""
    scene.open_account(LIMIT)
    scene.door()
    scene.beat()
    letters = scene.send(BURST)

    workers = [scene.worker(GORGIAS_RATE_LIMIT=LIMIT) for _ in range(2)]
    time.sleep(AT_THE_LIMIT_S)
    assert not _answered(scene.gorgias, 429), "our own budget let more through than the account allows"
    served = {note["ticket_id"] for note in scene.notes()}
    assert served, "nothing went through at the limit"
    oldest = {letter.ticket_id for letter in letters[:FIRST_SERVED]}
    assert served <= oldest, f"newer tickets were served first: {len(served - oldest)} of {len(served)}"
    for worker in workers:
        worker.kill()

    scene.gorgias.change_rate_limit(LIFTED)
    scene.fault_ends()
    scene.redis.flushall()  # the account's window is Redis', and would be waited for
    for _ in range(2):
        scene.worker()
    _stop_once(scene, "4")
    _stop_once(scene, format_datetime(datetime.now(UTC) + timedelta(seconds=9), usegmt=True))  # noqa: TID251  Gorgias'
    scene.settle()
    assert len(scene.notes()) == BURST


def _stop_once(scene: Scene, retry_after: str) -> None:
    """One 429, after which both workers must be silent for as long as it says."""
    before = _answered(scene.gorgias, 429)
    scene.gorgias.fail(status=429, headers={"Retry-After": retry_after})
    scene.wait(lambda: _answered(scene.gorgias, 429) > before, "the 429 to be met")
    time.sleep(1)  # what was under way comes through
    asked = _answered(scene.gorgias)
    time.sleep(1)
    more = _answered(scene.gorgias) - asked
    assert more == 0, f"{more} requests within the second after a 429 that asks for {retry_after}"
    assert _answered(scene.gorgias, 429) == before + 1, "one 429 was answered with more requests"


def _answered(gorgias: Simulator, *statuses: int) -> int:
    """How many requests were answered so, or at all."""
    return sum(row["requests"] for row in gorgias.traffic() if not statuses or row["status"] in statuses)


def _posts(gorgias: Simulator) -> int:
    """How many times a note was posted, answered or not."""
    return sum(row["requests"] for row in gorgias.traffic() if row["method"] == "POST")

"""Releases: old and new processes overlap, and secrets change under traffic."""

import signal
from uuid import uuid4

from tests.faults.processes import Process
from tests.faults.scenario import scenario
from tests.faults.scene import Scene

NEWER = ("tests.faults.programs.newer_worker", "drafts")
ENQUEUE = "INSERT INTO jobs (kind, queue, arguments) VALUES (%(kind)s, 'drafts', %(arguments)s::jsonb)"
ENDS = "SELECT kind, state, coalesce(outcome, last_error) FROM jobs WHERE kind = 'knit_reply' OR state = 'dead'"


@scenario(
    15,
    fault="a rolling deploy under load: SIGTERM to every process in turn; a newer producer's unknown kind of job",
    expected="no webhook is refused; what nobody knows yet is parked, and done by the new release",
    within_s=60,
)
def rolling_deploy(scene: Scene) -> None:
    """Twice, as a release and its successor; each new process is ready before the old one is told to go."""
    old = [scene.door(), scene.worker(), scene.beat()]
    with scene.under_load(per_s=10):
        for _ in range(2):
            old = [_replaced(old[0], scene.door()), _replaced(old[1], scene.worker()), _replaced(old[2], scene.beat())]
    refused = [answer for answer in scene.sender.answers if not answer.is_kept]
    assert not refused, f"webhooks were refused during the deploy: {refused}"

    scene.sql(ENQUEUE, kind="knit_reply", arguments='{"stitches": 40}')
    scene.sql(ENQUEUE, kind="draft_reply", arguments='{"pattern": "cable"}')
    old[1].wait_until_it_says("knit_reply")
    scene.wait(lambda: len(scene.sql(ENDS)) == 2, "the job that cannot be read to be heard")
    [parked, unreadable] = sorted(scene.sql(ENDS), reverse=True)
    assert parked[:2] == ("knit_reply", "ready"), f"the unknown kind of job should wait: {parked}"
    assert "cannot be read" in unreadable[2], f"the job that cannot be read should say so: {unreadable}"

    newer = scene.start("worker", *NEWER)
    newer.wait_until_it_says("ready.")
    scene.fault_ends()
    _replaced(old[1], newer)
    scene.settle()
    [done, _] = sorted(scene.sql(ENDS), reverse=True)
    assert done == ("knit_reply", "done", "knitted 40 stitches")


@scenario(
    23,
    fault="the webhook secret is rotated under traffic, and then the old one is revoked",
    expected="no genuine webhook is refused while both hold; the old one is refused afterwards",
    within_s=30,
)
def secret_rotated(scene: Scene) -> None:
    """Each step is a rolling restart of the door, as docs/operations.md says."""
    old, new = scene.secret, uuid4().hex
    scene.beat()
    scene.worker()
    door = scene.door()
    with scene.under_load(per_s=20):
        door = _replaced(door, scene.door(GORGIAS_WEBHOOK_SECRET=f"{new},{old}"))
        scene.sender.secret = new  # Gorgias is told the new one
        _replaced(door, scene.door(GORGIAS_WEBHOOK_SECRET=new))
    refused = [answer for answer in scene.sender.answers if not answer.is_kept]
    assert not refused, f"genuine webhooks were refused: {refused}"

    [letter] = scene.write()
    assert scene.sender.send(letter, secret=old).status == 401, "the revoked secret still opens the door"
    assert scene.sender.send(letter).status == 202
    scene.fault_ends()
    scene.settle()


def _replaced(old: Process, new: Process) -> Process:
    """The new process, once the old one has finished what it was doing."""
    old.send(signal.SIGTERM)
    old.wait_until_ended()
    return new

"""What is sent too often, in the wrong order, or in bad faith."""

from shared.embedded.supervisor import Supervisor
from tests.faults.scenario import scenario
from tests.faults.scene import Scene

COPIES = 50
A_DAY_LATER = "UPDATE deliveries SET received_at = received_at - interval '25 hours'"
RESTART_S = 5


@scenario(
    19,
    fault="one webhook 50 times at once; a message before its ticket; a replay after a day",
    expected="one job each; repeats are duplicates for as long as the row is kept",
    within_s=30,
)
def repeated_and_out_of_order(scene: Scene) -> None:
    """The newer message of a ticket is announced before the older."""
    scene.door()
    scene.beat()
    [letter] = scene.write()
    copies = [answer.status for answer in scene.sender.send_all([letter] * COPIES, at_once=COPIES)]
    assert sorted(map(str, copies)) == ["200"] * (COPIES - 1) + ["202"], f"{COPIES} copies were answered {copies}"

    tickets = scene.write(5)
    newer = [scene.write_again(letter) for letter in tickets]
    scene.sender.send_all(newer)
    scene.sender.send_all(tickets)
    scene.worker()
    scene.fault_ends()
    scene.settle()

    scene.sql(A_DAY_LATER)
    late = {scene.sender.send(letter).status for letter in scene.written}
    assert late == {200}, f"replays after a day were answered {late}"
    scene.settle()
    jobs = scene.sql("SELECT count(*) FROM jobs WHERE kind = 'draft_reply'")
    assert jobs == [(len(scene.written),)], f"{len(scene.written)} messages have {jobs} jobs"


@scenario(
    20,
    fault="poison: bodies that no parser likes, at the door; elements that are no Celery message, on the list",
    expected="4xx at the door; a worker that dies of one is started again within 5 s",
    within_s=30,
)
def poison(scene: Scene) -> None:
    """Most elements of the list end the worker, whatever it is at: the supervisor starts it again."""
    scene.door()
    scene.beat()
    [letter] = scene.write()
    for name, body in BODIES.items():
        status = scene.sender.post(body).status
        assert status is not None, f"{name}: no answer"
        assert 400 <= status < 500, f"{name} was answered {status}"
    assert scene.sql("SELECT count(*) FROM deliveries") == [(0,)], "a poisoned body was kept"

    supervisor = scene.supervised_worker()
    scene.sender.send(letter)
    scene.settle()
    pids = {supervisor.pid("worker")}
    for element in ELEMENTS:
        scene.redis.lpush("drafts", element)
        scene.fault_ends()
        scene.send(1)
        scene.settle()
        was_away_s = _away_s(supervisor)
        assert was_away_s < RESTART_S, f"{element!r} ended the worker, which was started again after {was_away_s} s"
        pids.add(supervisor.pid("worker"))
    assert len(pids) > 1, "no element has ended the worker, so nothing was shown"


def _away_s(supervisor: Supervisor) -> int:
    """Seconds from the worker's last end to its last start."""
    with supervisor._remote() as remote:
        told = remote.getProcessInfo("services:worker")
    return max(0, int(told["start"]) - int(told["stop"]))


#: None of these names a ticket in JSON that the door accepts.
BODIES = {
    "not JSON": b"ticket 7",
    "not UTF-8": b'{"ticket_id": "\xff"}',
    "10 MB": b'{"ticket_id": 7, "text": "' + b"a" * 10_000_000 + b'"}',
    "deep": b'{"ticket_id": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "NaN": b'{"ticket_id": NaN}',
    "infinite": b'{"ticket_id": 1e999}',
    "a NUL": b'{"ticket_id": "7\\u0000"}',
    "half a surrogate pair": b'{"ticket_id": "\\ud800"}',
    "twice the same key, the last one no id": b'{"ticket_id": 7, "ticket_id": "x"}',
    "too large for 64 bits": b'{"ticket_id": 99999999999999999999}',
    "negative": b'{"ticket_id": -7}',
    "a list": b"[7]",
    "nothing": b"",
}
#: None of these is a message that Celery knows.
ELEMENTS = (
    b"not JSON",
    b"\xff\xfe",
    b"{}",
    b"[]",
    b"null",
    b'{"body": "%%%", "properties": {"body_encoding": "base64"}}',
    (
        b'{"body": "bm90IEpTT04=", "headers": {}, "content-type": "application/json", "properties": {'
        b'"body_encoding": "base64", "delivery_tag": "x", "delivery_info": {"exchange": "", "routing_key": "drafts"}}}'
    ),
)

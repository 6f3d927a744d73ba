"""The door is killed, or does not hear how its COMMIT ended."""

from tests.faults.scenario import scenario
from tests.faults.scene import Scene, Wire
from tests.faults.sender import Letter
from tests.faults.toxics import ResetPeer, Timeout, Way


@scenario(
    1,
    fault="the door is killed after COMMIT, before its 2xx",
    expected="sent again it is a duplicate: one job",
    within_s=20,
)
def door_killed_after_commit(scene: Scene) -> None:
    """What is durable by then is a duplicate when it is sent again; what had not got so far is new."""
    door = scene.door(Wire.POSTGRES)
    letters = _connected(scene, 8)

    with scene.line(Wire.POSTGRES).toxic(Timeout(), Way.DOWN), scene.sending(letters) as answers:
        scene.wait(lambda: _rows(scene) > 1, "a batch to be committed")
        door.kill()
    assert not any(answer.is_kept for answer in answers), "the door answered what it could not know"
    committed = _rows(scene) - 1

    scene.fault_ends()
    scene.beat()
    scene.worker()
    scene.door()
    again = [answer.status for answer in scene.sender.send_all(letters)]
    assert (again.count(200), again.count(202)) == (committed, len(letters) - committed), f"sent again: {again}"
    scene.settle()
    assert _rows(scene) == len(scene.written), "a message has more jobs than one"


@scenario(
    2,
    fault="the door is killed after its 2xx, before it rings",
    expected="the relay rings",
    within_s=15,
)
def door_killed_before_publish(scene: Scene) -> None:
    """The bell never reaches Redis, so only the relay can ring."""
    door = scene.door(Wire.REDIS)
    scene.worker()
    with scene.line(Wire.REDIS).toxic(Timeout()):
        scene.send(8)
        door.kill()
        scene.line(Wire.REDIS).cut()
    assert not scene.redis.llen("drafts"), "a bell has reached Redis after all"
    assert not scene.notes(), "somebody has rung after all"

    scene.fault_ends()
    scene.beat()
    scene.settle()


@scenario(
    14,
    fault="the connection is cut during COMMIT",
    expected="503; sent again: one job",
    within_s=20,
)
def commit_unknown(scene: Scene) -> None:
    """The connection is cut after the COMMIT, then before it: the door says 503 to both, and both are sent again."""
    scene.door(Wire.POSTGRES)
    scene.beat()
    scene.worker()
    line = scene.line(Wire.POSTGRES)

    committed = _connected(scene, 4)
    with scene.sending(committed) as answers, line.toxic(Timeout(), Way.DOWN):
        scene.wait(lambda: _rows(scene) > 1, "a batch to be committed")
        line.cut()
    assert 503 in [answer.status for answer in answers], "the door must not say that it kept what it cannot know"

    never_sent = scene.write(4)
    with line.toxic(ResetPeer(), Way.UP):
        answers = scene.sender.send_all(never_sent)
    assert [answer.status for answer in answers] == [503] * len(never_sent), f"the door said {answers}"

    scene.fault_ends()
    scene.sender.send_until_kept([*committed, *never_sent], within_s=20)
    scene.settle()
    assert _rows(scene) == len(scene.written), "a message has more jobs than one"


def _connected(scene: Scene, number: int) -> list[Letter]:
    """So many messages to send, now that the door is connected: it has kept another."""
    first, *letters = scene.write(number + 1)
    scene.sender.send(first)
    return letters


def _rows(scene: Scene) -> int:
    return len(scene.sql("SELECT id FROM jobs WHERE kind = 'draft_reply'"))

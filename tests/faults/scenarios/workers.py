"""Workers are killed or frozen at the worst moments."""

import signal

from tests.faults.processes import Process
from tests.faults.scenario import scenario
from tests.faults.scene import Scene, Wire
from tests.faults.toxics import Fuse, Timeout, Way
from tests.simulators.process import Simulator

PREFORK = ("benchmarks.peers.prefork_worker", "1")
MESSAGES = "/api/tickets/*/messages"
CLAUDE = "/v1/messages"


@scenario(
    3,
    fault="a worker is frozen while it waits in BRPOP, takes a bell along, and is killed",
    expected="the relay rings again",
    within_s=20,
)
def worker_dies_with_its_bell(scene: Scene) -> None:
    """What celery/celery's own loss looks like: the message is in no list, and no worker has it."""
    scene.door()
    worker = scene.worker()
    scene.wait(lambda: _waiting_in_brpop(scene), "the worker to wait in BRPOP")
    worker.send(signal.SIGSTOP)
    scene.send(1)
    scene.wait(lambda: not _waiting_in_brpop(scene), "Redis to hand over the bell")
    assert not scene.redis.llen("drafts"), "the bell should be gone with the frozen worker"
    worker.kill()

    scene.fault_ends()
    scene.worker()
    scene.beat()
    scene.settle()


@scenario(
    4,
    fault="the pool's process is killed amid a call to Claude; then one job kills it every time",
    expected="run again; the poison job is dead after MAX_ATTEMPTS",
    within_s=30,
)
def pool_process_killed(scene: Scene) -> None:
    """A fork of Celery's prefork pool, as the insight queue has it, here on the drafts queue."""
    scene.claude.fail(path=CLAUDE, delay_s=2, times=None)
    scene.door()
    scene.beat(ahead_s=0, **POISON)
    worker = scene.start("worker", *PREFORK, wires=(), ahead_s=0, **POISON)
    worker.wait_until_it_says("ready.")

    scene.send(1)
    _kill_child_when_asked(scene, worker)
    scene.fault_ends()
    scene.settle()

    scene.send(1)
    while not scene.sql(DEAD):
        _kill_child_when_asked(scene, worker)
    scene.fault_ends()
    scene.settle()
    assert scene.sql(DEAD) == [("the worker was lost in attempt 3",)]
    assert len(scene.notes()) == 1


#: Short leases, since each loss is waited for; three of them and the job is dead.
POISON = {"LEASE_S": "5", "GORGIAS_TIMEOUT_S": "2", "DRAFT_DEADLINE_S": "4", "MAX_ATTEMPTS": "3"}
DEAD = "SELECT last_error FROM jobs WHERE state = 'dead'"


@scenario(
    5,
    fault="kill -9 of the whole worker amid its drafts, and again during the retry",
    expected="taken over when the lease ends, one note each",
    within_s=40,
)
def worker_killed_twice(scene: Scene) -> None:
    """Twelve drafts are under way each time."""
    scene.claude.fail(path=CLAUDE, delay_s=1.5, times=None)
    scene.door()
    scene.beat()
    worker = scene.worker()
    scene.send(12)
    scene.wait(lambda: len(_asked(scene)) >= 6, "drafts to be under way")
    worker.kill()

    before, worker = len(_asked(scene)), scene.worker()
    scene.wait(lambda: len(_asked(scene)) > before + 3, "drafts to be under way again")
    worker.kill()

    scene.fault_ends()
    scene.worker()
    scene.settle()
    assert len(scene.notes()) == 12


@scenario(
    8,
    fault="a job outlives its lease twice: frozen amid Claude's call, and amid its POST; another worker has it",
    expected="the late worker posts and writes nothing",
    within_s=30,
)
def frozen_worker_wakes(scene: Scene) -> None:
    """The zombie is thawed only after its successor is done, and must not touch the row or the ticket."""
    scene.door()
    scene.beat()
    _freeze_amid(scene, scene.claude, CLAUDE)
    _freeze_amid(scene, scene.gorgias, MESSAGES)


def _freeze_amid(scene: Scene, simulator: Simulator, path: str) -> None:
    """A worker is frozen while it waits for the answer to this POST, which has had its effect."""
    seen = len(simulator.effects())
    simulator.fail(path=path, method="POST", delay_s=2)
    late = scene.worker()
    scene.send(1)
    scene.wait(lambda: len(simulator.effects()) > seen, f"a POST to {path}")
    late.send(signal.SIGSTOP)
    successor = scene.worker()
    scene.fault_ends()
    scene.settle()
    rows = scene.sql(ROWS)

    late.send(signal.SIGCONT)
    late.wait_until_it_says("job.lease_lost")
    assert scene.sql(ROWS) == rows, "the late worker wrote into a row that it had lost"
    late.kill()
    successor.kill()


@scenario(
    16,
    fault="SIGQUIT, Celery's cold shutdown, during the COMMIT that ends a job",
    expected="the row is looked at again: one note",
    within_s=30,
)
def cold_shutdown_amid_commit(scene: Scene) -> None:
    """celery/celery#10271, on the pool of the drafts queue and on prefork: committed, and the worker never knows."""
    scene.door()
    scene.beat()
    _shut_down_amid_commit(scene, "services.workers", "drafts")
    _shut_down_amid_commit(scene, *PREFORK)


def _shut_down_amid_commit(scene: Scene, *worker: str) -> None:
    """The answer to the statement that ends the draft never comes, and the worker is told to stop meanwhile."""
    stopped = scene.start("worker", *worker, wires=(Wire.POSTGRES,))
    stopped.wait_until_it_says("ready.")
    line, held = scene.line(Wire.POSTGRES), Timeout(is_armed=False)
    with line.toxic(held, Way.DOWN), line.toxic(Fuse(ENDS_A_DRAFT, held), Way.UP):
        [letter] = scene.send(1)
        scene.wait(lambda: scene.sql(POSTED, ticket_id=letter.ticket_id), "the statement to be committed")
        stopped.send(signal.SIGQUIT)
        stopped.wait_until_it_says(HEARD_SIGQUIT)
        line.cut()
    scene.fault_ends()
    stopped.wait_until_ended()

    successor = scene.worker()
    scene.settle()
    successor.kill()


HEARD_SIGQUIT = "again will terminate all running tasks"
ROWS = "SELECT * FROM jobs WHERE kind = 'draft_reply' ORDER BY id"
#: The statement, in a transaction of its own, that keeps that a note stands on its ticket.
ENDS_A_DRAFT = b"SET state = 'posted'"
POSTED = "SELECT key FROM drafts WHERE ticket_id = %(ticket_id)s AND state = 'posted'"


def _waiting_in_brpop(scene: Scene) -> bool:
    return any(client["cmd"] == "brpop" and "b" in client["flags"] for client in scene.redis.client_list())


def _asked(scene: Scene) -> list[dict[str, object]]:
    """What Claude was asked for."""
    return scene.claude.effects("completion")


def _kill_child_when_asked(scene: Scene, worker: Process) -> None:
    """SIGKILL to the pool's process once Claude is asked again; nothing when there is no job to be asked for."""
    seen = len(_asked(scene))
    scene.wait(lambda: len(_asked(scene)) > seen or scene.sql(DEAD), "Claude to be asked")
    if not scene.sql(DEAD):
        worker.kill_children()

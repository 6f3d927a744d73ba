"""PostgreSQL, the truth, is restarted, crashes, hangs up or has no connection left."""

import os
import signal
import time
from contextlib import ExitStack

import psycopg

from tests.faults.scenario import scenario
from tests.faults.scene import Scene

IDLE = 300
BACKENDS = """
SELECT pid FROM pg_stat_activity
WHERE backend_type = 'client backend' AND datname = current_database() AND pid <> pg_backend_pid()
"""


@scenario(
    13,
    fault="PostgreSQL is restarted, crashes, cuts two connections a second, and is used up by 300 idle ones",
    expected="503 or a repeat; the pools connect again",
    within_s=60,
)
def postgres_unwell(scene: Scene) -> None:
    """Under a load of ten webhooks a second, each sent until it is taken."""
    scene.door()
    scene.beat()
    scene.worker()
    with scene.under_load(per_s=10):
        for trouble in (_restart, _crash, _cut_connections, _use_up_connections):
            trouble(scene)
            scene.fault_ends()
            time.sleep(2)
    statuses = {answer.status for answer in scene.sender.answers}
    assert statuses <= {200, 202, 503}, f"the door answered {statuses}"
    assert 503 in statuses, "the door never noticed anything"
    scene.settle()
    assert len(scene.sender.acknowledged) == len(scene.written)


def _restart(scene: Scene) -> None:
    scene.postgres.stop()
    time.sleep(1)
    scene.postgres.start()


def _crash(scene: Scene) -> None:
    """The server restarts itself when one of its processes is killed, and recovers from its log."""
    with psycopg.connect(scene.database_url) as connection:
        os.kill(connection.info.backend_pid, signal.SIGKILL)
    scene.postgres.cluster.wait_until_ready()


def _cut_connections(scene: Scene) -> None:
    with psycopg.connect(scene.database_url, autocommit=True) as admin:
        for _ in range(16):
            pids = [pid for (pid,) in admin.execute(BACKENDS)]
            if pids:
                admin.execute("SELECT pg_terminate_backend(%s)", (scene.random.choice(pids),))
            time.sleep(0.5)


def _use_up_connections(scene: Scene) -> None:
    """Once all are taken, everybody else is cut, so that they have to ask for one."""
    with ExitStack() as idle:
        admin = idle.enter_context(psycopg.connect(scene.database_url, autocommit=True))
        try:
            for _ in range(IDLE):
                idle.enter_context(psycopg.connect(scene.postgres.cluster.url()))
        except psycopg.OperationalError:
            pass  # none left
        for (pid,) in admin.execute(BACKENDS).fetchall():
            admin.execute("SELECT pg_terminate_backend(%s)", (pid,))
            try:
                idle.enter_context(psycopg.connect(scene.postgres.cluster.url()))
            except psycopg.OperationalError:
                continue  # somebody was quicker
        time.sleep(8)

"""What goes wrong during the soak, each drawn by lot again and again."""

import os
import signal
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import LiteralString

import psycopg

from tests.faults.scene import Scene
from tests.faults.soak.house import LINES, VICTIMS, House
from tests.faults.toxics import Latency, LimitData, Way

#: Calls to Gorgias that one trouble spoils at most.
SOME = 40
NOTES, CLAUDE = "/api/tickets/*/messages", "/v1/messages"
BACKENDS: LiteralString = """
SELECT pid FROM pg_stat_activity
WHERE datname = current_database() AND application_name LIKE 'selvage%' ORDER BY pid
"""

Trouble = Callable[[Scene, House], None]


def kill(scene: Scene, house: House) -> None:
    """SIGKILL to one of the victims; the supervisor starts it again."""
    pid = house.pids().get(scene.random.choice(VICTIMS), 0)
    if pid:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def kill_redis(scene: Scene, _: House) -> None:
    """SIGKILL, a moment without, and a start with what its file holds, or with nothing."""
    scene.valkey.kill()
    time.sleep(scene.random.uniform(0.2, 2))
    if scene.random.random() < 0.5:
        scene.forget_bells()
    scene.valkey.start()


def gorgias_refuses(scene: Scene, _: House) -> None:
    """500, 502 or 503, before anything was done."""
    scene.gorgias.fail(status=scene.random.choice((500, 502, 503)), times=scene.random.randint(1, SOME))


def gorgias_forgets_to_answer(scene: Scene, _: House) -> None:
    """Notes are taken, and the answer is lost in one of three ways."""
    way = scene.random.choice(({"drop_reply": True}, {"cut_reply": True}, {"status": 504, "effect": True}))
    scene.gorgias.fail(path=NOTES, method="POST", times=scene.random.randint(1, SOME), **way)


def gorgias_is_slow(scene: Scene, _: House) -> None:
    """Answers come within the deadline, or after it."""
    scene.gorgias.fail(delay_s=scene.random.uniform(0.5, 4), times=scene.random.randint(1, SOME))


def claude_is_overloaded(scene: Scene, _: House) -> None:
    """529 or 429, a few times."""
    status = scene.random.choice((529, 529, 429))
    headers = {"retry-after": "1"} if status == 429 else {}
    scene.claude.fail(path=CLAUDE, status=status, headers=headers, times=scene.random.randint(1, SOME))


def claude_is_slow(scene: Scene, _: House) -> None:
    """Some answers take seconds."""
    scene.claude.fail(path=CLAUDE, delay_s=scene.random.uniform(1, 4), times=scene.random.randint(1, SOME))


def connections_are_reset(scene: Scene, _: House) -> None:
    """All connections to one neighbour end with a RST."""
    scene.line(scene.random.choice(LINES)).cut()


def a_line_is_slow(scene: Scene, _: House) -> None:
    """What is said to one neighbour, and by it, is late for a while."""
    with scene.line(scene.random.choice(LINES)).toxic(Latency(0.1, jitter=0.1)):
        time.sleep(scene.random.uniform(1, 3))


def a_line_breaks_off(scene: Scene, _: House) -> None:
    """Connections to one neighbour end in the middle of what is said, for a while."""
    room = scene.random.randint(1_000, 100_000)
    with scene.line(scene.random.choice(LINES)).toxic(LimitData(room), scene.random.choice((Way.UP, Way.DOWN))):
        time.sleep(scene.random.uniform(0.2, 1))


def webhooks_are_reset(scene: Scene, _: House) -> None:
    """All connections to the doors end with a RST."""
    scene.entrance.cut()


def backends_are_terminated(scene: Scene, _: House) -> None:
    """PostgreSQL ends three of our connections."""
    with psycopg.connect(scene.database_url, autocommit=True) as admin:
        pids = [pid for (pid,) in admin.execute(BACKENDS)]
        for pid in scene.random.sample(pids, min(3, len(pids))):
            admin.execute("SELECT pg_terminate_backend(%s)", (pid,))


#: Each trouble and how often it is drawn, against the others.
TROUBLES: Mapping[Trouble, int] = {
    kill: 6,
    kill_redis: 1,
    gorgias_refuses: 2,
    gorgias_forgets_to_answer: 3,
    gorgias_is_slow: 2,
    claude_is_overloaded: 2,
    claude_is_slow: 1,
    connections_are_reset: 3,
    a_line_is_slow: 1,
    a_line_breaks_off: 2,
    webhooks_are_reset: 1,
    backends_are_terminated: 2,
}


def draw(scene: Scene) -> Trouble:
    """One trouble, by lot."""
    [trouble] = scene.random.choices(list(TROUBLES), weights=list(TROUBLES.values()))
    return trouble

"""Redis, the bell, is killed, away, deaf or refuses: the rows are the truth, so it costs seconds."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import redis as redis_client

from shared.embedded.launch import launch, stop
from tests.faults.scenario import scenario
from tests.faults.scene import Scene, Wire

AWAY_S = 60
#: A door that waits for Redis would be slower than this; Gorgias gives up after five seconds.
PROMPT_S = 3.0


@scenario(
    9,
    fault="kill -9 of Redis without an append-only file, amid a backlog: every bell is gone",
    expected="the relay rings again for every row",
    within_s=30,
)
def redis_forgets_everything(scene: Scene) -> None:
    """No worker has heard any of the bells yet."""
    scene.door()
    scene.beat()
    scene.send(50)
    scene.wait(lambda: scene.redis.llen("drafts"), "the bells to be in Redis")
    scene.valkey.kill()
    scene.forget_bells()
    scene.valkey.start()
    assert not scene.redis.exists("drafts"), "Redis still knows a bell"

    scene.fault_ends()
    scene.worker()
    scene.settle()
    assert len(scene.notes()) == 50


@scenario(
    10,
    fault="Redis is down for 60 s while webhooks arrive",
    expected="the door answers 2xx all the while; drained afterwards",
    within_s=60,
)
def redis_down_for_a_minute(scene: Scene) -> None:
    """Two webhooks a second."""
    scene.door()
    scene.beat()
    scene.worker()
    scene.send(5)
    scene.wait(lambda: len(scene.notes()) == 5, "the first notes")
    scene.valkey.kill()
    until = time.monotonic() + AWAY_S
    while time.monotonic() < until:
        scene.send(1)
        time.sleep(0.4)
    slowest = max(answer.took_s for answer in scene.sender.answers)
    assert slowest < PROMPT_S, f"without Redis the door took {slowest:.1f} s to answer"

    scene.valkey.start()
    scene.fault_ends()
    scene.settle()
    assert len(scene.notes()) == len(scene.written)


@scenario(
    11,
    fault="Redis' connections to door, beat and worker are half-open: nobody answers and nobody hangs up",
    expected="the door answers within its deadline; the worker hears again",
    within_s=60,
)
def redis_half_open(scene: Scene) -> None:
    """New connections are well; each process has to find out that its own is dead."""
    scene.door(Wire.REDIS)
    scene.beat(Wire.REDIS)
    scene.worker(Wire.REDIS)
    scene.send(5)
    scene.wait(lambda: len(scene.notes()) == 5, "the first notes")
    scene.line(Wire.REDIS).die_silently()
    scene.fault_ends()
    scene.send(20)
    slowest = max(answer.took_s for answer in scene.sender.answers)
    assert slowest < PROMPT_S, f"with a dead connection the door took {slowest:.1f} s to answer"
    scene.settle()


@scenario(
    12,
    fault="Redis is out of memory, a read-only replica, loading, wants a password, or has no connection left",
    expected="a row for every 2xx; drained when Redis is well again",
    within_s=60,
)
def redis_refuses(scene: Scene) -> None:
    """Each by Redis' own commands. Celery ends when Redis answers BRPOP so, and the supervisor starts it again."""
    scene.door()
    scene.beat()
    scene.supervised_worker()
    for refuses in REFUSALS:
        with refuses(scene):
            scene.send(5)
            kept = scene.sql("SELECT count(*) FROM deliveries")
            assert kept == [(len(scene.written),)], f"2xx without a row: {kept}"
            time.sleep(1)
        scene.fault_ends()
        scene.settle()


@contextmanager
def _out_of_memory(scene: Scene) -> Iterator[None]:
    scene.redis.config_set("maxmemory", 1)
    assert _is_refused(scene, "OutOfMemory")
    yield
    scene.redis.config_set("maxmemory", 0)


@contextmanager
def _read_only_replica(scene: Scene) -> Iterator[None]:
    scene.redis.replicaof("127.0.0.1", 1)
    assert _is_refused(scene, "ReadOnly")
    yield
    scene.redis.replicaof("NO", "ONE")


@contextmanager
def _wants_a_password(scene: Scene) -> Iterator[None]:
    scene.redis.config_set("requirepass", "nobody was told")
    _drop_everybody_else(scene)
    yield
    scene.redis.config_set("requirepass", "")


@contextmanager
def _no_connection_left(scene: Scene) -> Iterator[None]:
    scene.redis.config_set("maxclients", 1)
    _drop_everybody_else(scene)
    yield
    scene.redis.config_set("maxclients", 10_000)


@contextmanager
def _loading(scene: Scene) -> Iterator[None]:
    """Redis is restarted, and slow to read what it had written."""
    for start in range(0, 20_000, 1_000):
        scene.redis.mset({f"filling:{number}": "x" * 100 for number in range(start, start + 1_000)})
    scene.redis.bgrewriteaof()
    scene.wait(lambda: not scene.redis.info("persistence")["aof_rewrite_in_progress"], "the file to be written")
    scene.valkey.stop()
    slowly = ("--key-load-delay", "300", "--loading-process-events-interval-bytes", "1024")
    process = launch((*scene.valkey.valkey.command, *slowly), log=scene.folder / "valkey-loading.log")
    try:
        scene.wait(lambda: _is_loading(scene), "Redis to load")
        yield
        assert _is_loading(scene), "Redis was done before the fault was over"
    finally:
        stop(process)
    scene.valkey.start()


def _is_loading(scene: Scene) -> bool:
    try:
        return bool(scene.redis.info("persistence")["loading"])
    except redis_client.ConnectionError:
        return False


def _is_refused(scene: Scene, *words: str) -> bool:
    """Whether Redis refuses to take a bell, in these words."""
    try:
        scene.redis.lpush("nobody", "listens")
    except redis_client.RedisError as error:
        return any(word in f"{type(error).__name__} {error}" for word in words)
    return False


def _drop_everybody_else(scene: Scene) -> None:
    """Our own connection stays, so that the fault can be ended over it."""
    scene.redis.client_kill_filter(skipme=True, _type="normal")


REFUSALS = (_out_of_memory, _read_only_replica, _wants_a_password, _no_connection_left, _loading)

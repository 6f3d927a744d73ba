"""The disk of Redis is full, then that of PostgreSQL."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import redis
import requests

from shared.embedded.launch import launch, stop
from shared.embedded.postgres import DATA, DURABLE, EmbeddedPostgres, prepare_cluster
from shared.embedded.valkey import Valkey
from shared.errors import Retryable
from tests.faults.disk import Disk, ignoring_the_limit, small_disk
from tests.faults.scenario import scenario
from tests.faults.scene import Scene
from tests.faults.sender import Letter

#: Little log and little memory, so that a small disk holds it all.
THRIFTY = (*DURABLE, "-c", "shared_buffers=32MB", "-c", "max_wal_size=48MB", "-c", "min_wal_size=32MB")
POSTGRES_MB, REDIS_MB = 256, 8
#: Webhooks until the last page with room in it is used up.
MOST_BEFORE_FULL = 2_000
REFUSED = re.compile(r'^selvage_deliveries_total\{answer="503",source="gorgias"\} (\d+)', re.MULTILINE)


@scenario(
    25,
    fault="the disk of Redis is full (MISCONF), then that of PostgreSQL",
    expected="without Redis' disk all goes on by row; without PostgreSQL's: 503, counted for an alert, no 2xx",
    within_s=60,
)
def disk_full(scene: Scene) -> None:
    """Both stand on file systems of their own, filled to the last byte while everything runs."""
    disk = scene.stack.enter_context(_postgres_on_a_small_disk(scene))
    redis_disk = scene.stack.enter_context(_redis_on_a_small_disk(scene))
    scene.door()
    scene.beat()
    scene.supervised_worker()
    scene.send(5)
    scene.settle()
    _fill_redis(scene, redis_disk)
    _fill_postgres(scene, disk)


def _fill_redis(scene: Scene, disk: Disk) -> None:
    disk.fill(scene.redis.info("server")["process_id"])
    scene.wait(lambda: _is_misconfigured(scene), "Redis to notice that it cannot write")
    scene.send(5)
    assert not scene.redis.llen("drafts"), "Redis took a bell"
    disk.empty(scene.redis.info("server")["process_id"])
    scene.fault_ends()
    scene.settle()


def _fill_postgres(scene: Scene, disk: Disk) -> None:
    disk.fill(_postmaster(scene))
    refused: list[Letter] = []
    while not refused and len(scene.written) < MOST_BEFORE_FULL:
        letters = scene.write(50)
        answers = scene.sender.send_all(letters)
        refused += [letter for letter, answer in zip(letters, answers, strict=True) if not answer.is_kept]
    assert refused, "the disk was full, and the door noticed nothing"
    letters = scene.write(10)
    answers = scene.sender.send_all(letters)
    assert {answer.status for answer in answers} == {503}, f"with a full disk the door answered {answers}"
    assert _refusals_counted(scene) >= len(answers), "nobody could raise an alert"

    disk.empty(_postmaster(scene))
    _start_again(scene)
    scene.fault_ends()
    scene.sender.send_until_kept([*refused, *letters], within_s=30)
    scene.settle()


@contextmanager
def _postgres_on_a_small_disk(scene: Scene) -> Iterator[Disk]:
    home = scene.folder / "small"
    home.mkdir()
    home.chmod(0o711)
    with small_disk(home / DATA, megabytes=POSTGRES_MB) as disk:
        cluster = prepare_cluster(home, home / "pg", options=THRIFTY)
        with EmbeddedPostgres(cluster) as postgres, scene.on_postgres(postgres):
            yield disk


@contextmanager
def _redis_on_a_small_disk(scene: Scene) -> Iterator[Disk]:
    """In place of the scene's own, on the same port."""
    scene.valkey.stop()
    with small_disk(scene.folder / "small-redis", megabytes=REDIS_MB) as disk:
        valkey = Valkey(folder=disk.folder, port=scene.valkey.valkey.port)
        process = launch(ignoring_the_limit(valkey.command), log=scene.folder / "valkey-small.log")
        try:
            valkey.wait_until_ready()
            yield disk
        finally:
            stop(process)


def _start_again(scene: Scene) -> None:
    """A server that could not write its log has stopped itself; somebody starts it when there is room again."""
    try:
        scene.postgres.cluster.wait_until_ready()
    except Retryable:
        scene.postgres.start()


def _postmaster(scene: Scene) -> int:
    return int((scene.postgres.cluster.data / "postmaster.pid").read_text(encoding="ascii").split()[0])


def _is_misconfigured(scene: Scene) -> bool:
    try:
        scene.redis.set("noticed", "x" * 4096)
    except redis.RedisError as error:
        return "MISCONF" in str(error)
    return False


def _refusals_counted(scene: Scene) -> int:
    """What the door's own metrics say, which the alert in docs/operations.md is made of."""
    told = requests.get(f"http://127.0.0.1:{scene.entrance.port}/metrics", timeout=5).text
    counted = REFUSED.search(told)
    return int(counted[1]) if counted else 0

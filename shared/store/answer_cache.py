"""Whole answers that name nobody, in Redis, for as long as no snapshot lands."""

from shared.store.cached.memory import Memory
from shared.store.cached.newest import A_DAY_S, newest_snapshot
from shared.store.database import Database


class RedisAnswerCache:
    """Keeps what `shared.door_ports.AnswerCache` promises. Postgres says which snapshot it is, each time."""

    def __init__(self, memory: Memory, database: Database) -> None:
        self._memory, self._database = memory, database

    def snapshot(self) -> str | None:
        """What answers of this moment are kept under; None before the first snapshot, and while Redis is away."""
        return None if self._memory.is_away else newest_snapshot(self._database)

    def get(self, snapshot: str, key: str) -> bytes | None:
        """What was kept under the key; None when there is nothing, or what there is is damaged."""
        return self._memory.get(_name(snapshot, key))

    def put(self, snapshot: str, key: str, answer: bytes) -> None:
        """Keep an answer for a day at most. Those of older snapshots are never asked for again, and fade."""
        self._memory.put(_name(snapshot, key), answer, seconds=A_DAY_S)


def _name(snapshot: str, key: str) -> str:
    return f"selvage:answers:{snapshot}:{key}"

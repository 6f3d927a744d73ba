"""Findings that are worked out once for each snapshot."""

from collections.abc import Callable
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from shared.store.cached.memory import Memory
from shared.store.cached.newest import A_DAY_S, newest_snapshot
from shared.store.database import Database

Several = TypeVar("Several", bound=tuple[object, ...])


class Kept:
    """What was worked out over the snapshot that is the newest when it is asked for."""

    def __init__(self, memory: Memory, database: Database) -> None:
        self._memory, self._database = memory, database

    def or_else(self, name: str, kind: TypeAdapter[Several], work_out: Callable[[], Several]) -> Several:
        """What is kept under the name; else what `work_out` gives, which is then kept for a day, if it is anything.

        Nothing found is not kept: it may have been asked for in any words, a person's name among them.
        """
        snapshot = None if self._memory.is_away else newest_snapshot(self._database)
        if snapshot is None:
            return work_out()
        key = f"selvage:kept:{snapshot}:{name}"
        kept = _read(self._memory.get(key), kind)
        if kept is not None:
            return kept
        # The snapshot was read before: what rests on an older one is never kept under a newer.
        found = work_out()
        if found:
            self._memory.put(key, kind.dump_json(found), seconds=A_DAY_S)
        return found


def _read(kept: bytes | None, kind: TypeAdapter[Several]) -> Several | None:
    try:
        return None if kept is None else kind.validate_json(kept)
    except ValidationError:  # another release wrote it
        return None

"""A desk over real stores with the cache that it has in production, and a look into Redis."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass

import redis

from shared.domain.access import Caller, Door, Role
from shared.store.answer_cache import RedisAnswerCache
from shared.store.audit import AuditStore
from shared.store.cached.customers import CachedCustomers
from shared.store.cached.kept import Kept
from shared.store.cached.memory import Memory
from shared.store.cached.segments import CachedSegments
from shared.store.customers import CustomerStore
from shared.store.database import Database
from shared.store.forecasts import ForecastStore
from shared.store.sales import SalesStore
from shared.store.segments import SegmentStore
from shared.tools.desk import Desk
from shared.tools.stores import Stores

SERVICE = Caller("key-1", "a service", Role.SERVICE)
#: A tool and what it is told.
Question = tuple[str, Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class Shop:
    """A desk with the cache that it has in production, and what stands behind it."""

    desk: Desk
    database: Database
    memory: Memory

    def ask(self, name: str, told: Mapping[str, object]) -> object:
        """What the tool answers, read from its JSON."""
        return json.loads(self.desk.json(SERVICE, name, told, Door.REST))


@contextmanager
def open_shop(
    database: Database, redis_url: str, *, clock: Callable[[], float] = lambda: 0.0, stores: Stores | None = None
) -> Iterator[Shop]:
    with closing(Memory(redis_url, clock=clock)) as memory:
        kept = Kept(memory, database)
        stores = stores or Stores(
            CachedCustomers(CustomerStore(database), kept),
            CachedSegments(SegmentStore(database), kept),
            SalesStore(database),
            ForecastStore(database),
        )
        yield Shop(Desk(stores, AuditStore(database), RedisAnswerCache(memory, database)), database, memory)


def everything_in(redis_url: str) -> bytes:
    """All names and values, of whatever kind."""
    with redis.Redis.from_url(redis_url) as server:
        return b"\n".join(part for name in server.scan_iter("*") for part in (name, *_value(server, name)))


def _value(server: redis.Redis, name: bytes) -> list[bytes]:
    read: dict[object, Callable[[], object]] = {
        b"string": lambda: [server.get(name)],
        b"list": lambda: server.lrange(name, 0, -1),
        b"zset": lambda: server.zrange(name, 0, -1),
        b"hash": lambda: [part for pair in server.hgetall(name).items() for part in pair],
    }
    parts = read[server.type(name)]()
    assert isinstance(parts, list)
    return parts

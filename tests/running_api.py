"""A real analytics API on a free port, for as long as a test wants it."""

import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from threading import Thread

import uvicorn
from starlette.types import ASGIApp
from tenacity import retry, retry_if_not_result, stop_after_delay, wait_fixed

from services.api.access import Access
from services.api.app import create_app
from shared.domain.access import Counted
from shared.questions.answerer import Answerer
from shared.questions.engines import Readers
from shared.questions.offline.reader import OfflineReader
from shared.store.answer_cache import RedisAnswerCache
from shared.store.audit import AuditStore
from shared.store.cached.memory import Memory
from shared.store.customers import CustomerStore
from shared.store.database import ACQUIRE_TIMEOUT_S, Database
from shared.store.forecasts import ForecastStore
from shared.store.keys import KeyStore
from shared.store.rate_limits import RateLimits
from shared.store.sales import SalesStore
from shared.store.segments import SegmentStore
from shared.tools.desk import Desk
from shared.tools.stores import Stores

API_KEY = "the-api-key"
OLD_API_KEY = "the-key-before"
START_DEADLINE_S = 20
#: Nothing listens here.
NO_REDIS = "redis://127.0.0.1:1/0"


@contextmanager
def running_api(
    database_url: str,
    *,
    redis_url: str = NO_REDIS,
    limits: Mapping[Counted, str] | None = None,
    around: Callable[[ASGIApp], ASGIApp] | None = None,
    acquire_timeout_s: float = ACQUIRE_TIMEOUT_S,
) -> Iterator[str]:
    """The address of an API over the database, for as long as the block runs; no limits unless they are given.

    With `around`, what it makes of the application is served.
    """
    database = Database(database_url, size=4, statement_timeout_ms=2_000, acquire_timeout_s=acquire_timeout_s)
    counted = RateLimits(redis_url, limits or {})
    access = Access(KeyStore(database), counted, setting_keys=[API_KEY, OLD_API_KEY])
    stores = Stores(CustomerStore(database), SegmentStore(database), SalesStore(database), ForecastStore(database))
    audit = AuditStore(database)
    desk = Desk(stores, audit, RedisAnswerCache(Memory(redis_url), database))
    answerer = Answerer(desk, Readers(OfflineReader()), stores.segments)
    app = create_app(database, stores=stores, desk=desk, access=access, answerer=answerer, audit=audit)
    with serving(around(app) if around else app) as address:
        yield address


@contextmanager
def serving(app: ASGIApp, *, port: int = 0) -> Iterator[str]:
    """The address of the application on the port, by default a free one, for as long as the block runs."""
    config = uvicorn.Config(
        app,
        loop="uvloop",
        http="httptools",
        access_log=False,
        log_config=None,
        timeout_graceful_shutdown=1,
    )
    server = uvicorn.Server(config)
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", port))
        thread = Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        try:
            _wait_until_started(server)
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(START_DEADLINE_S)


@retry(retry=retry_if_not_result(bool), stop=stop_after_delay(START_DEADLINE_S), wait=wait_fixed(0.01))
def _wait_until_started(server: uvicorn.Server) -> bool:
    return server.started

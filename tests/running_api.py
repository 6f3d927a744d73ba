"""A real analytics API on a free port, for as long as a test wants it."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

import uvicorn
from tenacity import retry, retry_if_not_result, stop_after_delay, wait_fixed

from services.api.access import AccessKeys
from services.api.app import create_app
from shared.store.database import Database

API_KEY = "the-api-key"
OLD_API_KEY = "the-key-before"
START_DEADLINE_S = 20


@contextmanager
def running_api(database_url: str) -> Iterator[str]:
    """The address of an API over the database, for as long as the block runs."""
    database = Database(database_url, size=4, statement_timeout_ms=2_000, acquire_timeout_s=1)
    config = uvicorn.Config(
        create_app(database, AccessKeys([API_KEY, OLD_API_KEY])),
        loop="uvloop",
        http="httptools",
        access_log=False,
        log_config=None,
        timeout_graceful_shutdown=1,
    )
    server = uvicorn.Server(config)
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
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

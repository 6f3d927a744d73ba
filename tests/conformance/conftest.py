"""The servers that the suites are run against, and Node to run them with."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from starlette.types import ASGIApp, Receive, Scope, Send
from tenacity import retry, retry_if_exception_type, stop_after_delay, wait_fixed

from shared.embedded.valkey import free_port
from shared.store.database import Database
from tests.conformance.node import ROOT, Node, installed_node
from tests.factories_snapshots import customer_ids, keep_findings, keep_names, three_kinds_found
from tests.running_api import API_KEY, running_api

START_DEADLINE_S = 60


class SendsKey:
    """Stands in for a host: the conformance suite has no way to send a key."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            scope["headers"] = [*scope["headers"], (b"x-api-key", API_KEY.encode())]
        await self._app(scope, receive, send)


@pytest.fixture(scope="session")
def node() -> Node:
    found = installed_node()
    if isinstance(found, str):
        pytest.skip(found)
    return found


@pytest.fixture(scope="module")
def shop(module_database_url: str) -> str:
    """The address of a database with a discovered shop in it."""
    findings = three_kinds_found(60)
    database = Database(module_database_url, size=1)
    database.open()
    keep_names(database, customer_ids(findings))
    keep_findings(database, findings)
    database.close()
    return module_database_url


@pytest.fixture(scope="module")
def api(node: Node, shop: str) -> Iterator[str]:
    """The address of the real API's /mcp."""
    with running_api(shop) as address:
        yield f"{address}/mcp"


@pytest.fixture(scope="module")
def api_for_the_suite(node: Node, shop: str) -> Iterator[str]:
    """The same, with a key in every request."""
    with running_api(shop, around=SendsKey) as address:
        yield f"{address}/mcp"


@pytest.fixture(scope="module")
def profile(node: Node, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of our server with the suite's fixtures."""
    port = free_port()
    log: Path = tmp_path_factory.mktemp("profile") / "log"
    with log.open("wb") as output:
        command = [sys.executable, "-m", "tests.conformance.profile", str(port)]
        process = subprocess.Popen(command, cwd=ROOT, stdout=output, stderr=output)
    try:
        _wait_until_answering(f"http://127.0.0.1:{port}/")
        yield f"http://127.0.0.1:{port}/mcp"
    finally:
        process.terminate()
        process.wait(START_DEADLINE_S)


@retry(
    retry=retry_if_exception_type(requests.ConnectionError),
    stop=stop_after_delay(START_DEADLINE_S),
    wait=wait_fixed(0.05),
)
def _wait_until_answering(address: str) -> None:
    requests.get(address, timeout=5)

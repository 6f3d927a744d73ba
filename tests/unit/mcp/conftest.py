"""A client inside the process, in both eras of the protocol."""

from collections.abc import AsyncIterator

import pytest
from mcp import Client

from tests.mcp_shop import Shop


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def shop() -> Shop:
    return Shop()


@pytest.fixture(params=["auto", "legacy"])
async def client(shop: Shop, request: pytest.FixtureRequest) -> AsyncIterator[Client]:
    """Speaks the newest revision, or one with a handshake."""
    async with Client(shop.server(), mode=request.param) as client:
        yield client

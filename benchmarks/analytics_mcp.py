"""One tool asked over MCP and over REST, one call after the other, each by a Python client of its own."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from statistics import median

import httpx2
from mcp import Client
from mcp.client.streamable_http import streamable_http_client

from shared.errors import Permanent

TOOL = "predict_churn_risk"
PATH = "/api/mcp/customer/{customer_id}/churn-risk"
WARM_UP = 50
MS = 1000.0

Ask = Callable[[str], Awaitable[bool]]


def medians(port: int, key: str, customer_ids: Sequence[str]) -> dict[str, float]:
    """Median milliseconds of a call by each way; each customer is asked about by all of them in turn."""
    return asyncio.run(_medians(f"http://127.0.0.1:{port}", key, customer_ids))


async def _medians(address: str, key: str, customer_ids: Sequence[str]) -> dict[str, float]:
    async with AsyncExitStack() as opened:

        async def client() -> httpx2.AsyncClient:
            headers = {"Authorization": f"Bearer {key}"}
            return await opened.enter_async_context(httpx2.AsyncClient(headers=headers, timeout=20))

        async def session(era: str) -> Client:
            transport = streamable_http_client(f"{address}/mcp", http_client=await client())
            return await opened.enter_async_context(Client(transport, mode=era))

        rest = await client()
        modern, legacy = await session("auto"), await session("legacy")

        async def by_rest(customer_id: str) -> bool:
            return (await rest.get(address + PATH.format(customer_id=customer_id))).status_code == httpx2.codes.OK

        async def by_mcp(session: Client, customer_id: str) -> bool:
            return not (await session.call_tool(TOOL, {"customer_id": customer_id})).is_error

        ways: dict[str, Ask] = {
            "rest": by_rest,
            "mcp_modern": lambda customer_id: by_mcp(modern, customer_id),
            "mcp_legacy": lambda customer_id: by_mcp(legacy, customer_id),
        }
        took: dict[str, list[float]] = {way: [] for way in ways}
        for customer_id in customer_ids:
            for way, ask in ways.items():
                began = time.perf_counter()
                if not await ask(customer_id):
                    raise Permanent(f"{way} gave no answer")
                took[way].append((time.perf_counter() - began) * MS)
    return {way: round(median(times[WARM_UP:]), 2) for way, times in took.items()}

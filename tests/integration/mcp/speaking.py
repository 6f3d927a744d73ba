"""Speaking MCP over HTTP: as a host does, and as hosts should not."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any, Literal

import httpx2
import requests
from mcp import Client
from mcp.client.streamable_http import streamable_http_client

NEWEST = "2026-07-28"
Era = Literal["auto", "legacy"]


@asynccontextmanager
async def host(url: str, key: str, era: Era = "auto") -> AsyncIterator[Client]:
    """A host that sends the key."""
    async with (
        httpx2.AsyncClient(headers={"Authorization": f"Bearer {key}"}, timeout=20) as http,
        Client(streamable_http_client(url, http_client=http), mode=era) as client,
    ):
        yield client


def request(method: str = "tools/list", **params: Any) -> dict[str, Any]:
    """One request of the newest revision."""
    meta = {
        "io.modelcontextprotocol/protocolVersion": NEWEST,
        "io.modelcontextprotocol/clientCapabilities": {},
    }
    return {"jsonrpc": "2.0", "id": 1, "method": method, "params": {**params, "_meta": meta}}


def headers_of(message: Mapping[str, Any]) -> dict[str, str]:
    """The headers that the newest revision wants beside the message."""
    name = message["params"].get("name")
    return {
        "Accept": "application/json, text/event-stream",
        "Content-Type": "application/json",
        "MCP-Protocol-Version": NEWEST,
        "Mcp-Method": message["method"],
        **({"Mcp-Name": name} if name else {}),
    }


def post(url: str, message: Mapping[str, Any], **headers: str) -> requests.Response:
    return requests.post(url, json=message, headers={**headers_of(message), **headers}, timeout=20)

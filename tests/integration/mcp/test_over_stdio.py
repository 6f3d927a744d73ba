"""`selvage mcp` as a host starts it: a process of its own, with the protocol on its standard output, and no more."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from mcp import Client
from mcp.client.stdio import StdioServerParameters
from mcp_types import TextContent

from shared.domain.access import Role
from shared.mcp.tools import OFFERED
from shared.store.keys import KeyStore
from tests.integration.mcp.conftest import Place
from tests.running_api import NO_REDIS

pytestmark = pytest.mark.anyio

ROOT = Path(__file__).resolve().parents[3]
MCP = ["-m", "shared.cli", "mcp"]
DEADLINE_S = 60


def environment(place: Place | None, **more: str) -> dict[str, str]:
    """What a host would give the process; nothing of it comes from around this test."""
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}}
    told = {"DATABASE_URL": place.database_url, "REDIS_URL": NO_REDIS} if place else {}
    return {**kept, "PYTHONPATH": str(ROOT), **told, **more}


def start(told: Mapping[str, str], folder: Path) -> subprocess.Popen[str]:
    pipe = subprocess.PIPE
    command = [sys.executable, *MCP]
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True, env=dict(told), cwd=folder)


def until_answered(process: subprocess.Popen[str], number: int) -> Iterator[dict[str, Any]]:
    """What the process says, up to its answer to the request with this number."""
    assert process.stdout is not None
    for line in process.stdout:
        said = json.loads(line)
        yield said
        if said.get("id") == number:
            return


async def test_a_host_lists_and_calls_the_tools(place: Place, tmp_path: Path) -> None:
    told = environment(place, ANALYTICS_API_KEY="any")
    process = StdioServerParameters(command=sys.executable, args=MCP, env=told, cwd=tmp_path)

    async with Client(process) as client:
        offered = {tool.name for tool in (await client.list_tools()).tools}
        profile = await client.call_tool("get_customer_profile", {"customer_id": place.customer_id})
        stats = await client.call_tool("get_archetype_stats", {"archetype_id": "1"})

    assert offered == OFFERED.keys()
    assert profile.structured_content is not None
    assert profile.structured_content["customer_id"] == place.customer_id
    assert not stats.is_error


async def test_a_key_acts_in_its_role_until_it_is_revoked(place: Place, tmp_path: Path) -> None:
    key = KeyStore(place.database).create("a desktop", Role.SUPPORT, None).secret
    process = StdioServerParameters(
        command=sys.executable,
        args=[*MCP, "--key-from-env", "SELVAGE_API_KEY"],
        env=environment(place, SELVAGE_API_KEY=key),
        cwd=tmp_path,
    )
    said = []

    async with Client(process) as client:
        for tool, told in (
            ("get_customer_profile", {"customer_id": place.customer_id}),
            ("get_archetype_stats", {"archetype_id": "1"}),
        ):
            said.append(await client.call_tool(tool, told))
        KeyStore(place.database).revoke(key)
        said.append(await client.call_tool("get_customer_profile", {"customer_id": place.customer_id}))

    assert [answer.is_error for answer in said] == [False, True, True]
    refusals = [content.text for answer in said[1:] for content in answer.content if isinstance(content, TextContent)]
    assert "a key of the role support does not allow this" in refusals[0]
    assert refusals[1] == "the key in SELVAGE_API_KEY is revoked: replace it with `selvage keys create`"


def test_only_the_protocol_is_on_standard_output_however_much_is_logged(place: Place, tmp_path: Path) -> None:
    messages = [
        {
            "jsonrpc": "2.0",
            "id": 1,
            "method": "initialize",
            "params": {
                "protocolVersion": "2025-06-18",
                "capabilities": {},
                "clientInfo": {"name": "a test", "version": "1"},
            },
        },
        {"jsonrpc": "2.0", "method": "notifications/initialized"},
        {"jsonrpc": "2.0", "id": 2, "method": "tools/list"},
    ]
    process = start(environment(place, ANALYTICS_API_KEY="any", LOG_LEVEL="DEBUG"), tmp_path)
    assert process.stdin is not None
    process.stdin.write("not JSON\n" + "".join(json.dumps(message) + "\n" for message in messages))
    process.stdin.flush()

    answers = list(until_answered(process, 2))
    rest, logged = process.communicate(timeout=DEADLINE_S)

    assert {answer["jsonrpc"] for answer in answers} == {"2.0"}
    assert {1, 2} <= {answer.get("id") for answer in answers}
    assert rest == ""
    assert all(json.loads(line) for line in logged.splitlines())
    assert process.returncode == 0


def test_what_keeps_it_from_starting_is_said_in_one_sentence(tmp_path: Path) -> None:
    process = start(environment(None, ANALYTICS_API_KEY="any"), tmp_path)

    answered, logged = process.communicate(timeout=DEADLINE_S)

    assert (process.returncode, answered) == (1, "")
    [said] = logged.splitlines()
    assert said.startswith("selvage: DATABASE_URL is not set")

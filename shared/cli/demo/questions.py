"""The demo's second scene: the team asks the analytics in plain words, and an AI host asks through MCP."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import anyio
import httpx2
import requests
from mcp import Client
from mcp.client.streamable_http import streamable_http_client
from rich.console import Console
from rich.panel import Panel
from rich.rule import Rule
from rich.text import Text

from shared.cli.demo.show import WIDTH
from shared.domain.access import Role
from shared.embedded.system import LocalSystem
from shared.errors import Permanent

TIMEOUT_S = 30
QUESTIONS = "/api/mcp/query/natural-language"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the demo, and as what it must be read."""

    question: str
    query_type: str


ASKED = (
    Asked("which customers are at high churn risk", "churn_risk"),
    Asked("How much will we take in Q4?", "revenue_forecast"),
    Asked("tell me about the big spenders", "high_value_customers"),
    Asked("who buys in bulk, like a wholesaler?", "b2b_identification"),
    Asked("refund customer 13027", "out_of_scope"),
)


def ask_questions(system: LocalSystem, keys: Mapping[Role, str], console: Console) -> None:
    """Ask each question as an analyst; Permanent when one is not read as it must be."""
    console.print(Rule("[bold]The team asks in plain words[/]", align="left", style="cyan"), width=WIDTH)
    for asked in ASKED:
        response = requests.post(
            system.api + QUESTIONS,
            json={"query": asked.question},
            headers={"X-API-Key": keys[Role.ANALYST]},
            timeout=TIMEOUT_S,
        )
        answer = response.json()
        if response.status_code != HTTPStatus.OK or answer["query_type"] != asked.query_type:
            told = answer.get("detail") or answer.get("query_type")
            raise Permanent(f'"{asked.question}" was answered with {response.status_code}: {told}')
        _show(asked.question, answer, console)


def _show(question: str, answer: Mapping[str, Any], console: Console) -> None:
    title = f"{answer['query_type']}, read by {answer['engine']} ({answer['confidence']:.0%})"
    asked_back = (answer["clarification"] or {}).get("options", ())
    options = "".join(f"\n  {option['number']}. {option['text']}" for option in asked_back)
    body = Text.assemble((f"“{question}”\n\n", "bold"), answer["summary"], options)
    console.print(Panel(body, title=title, title_align="left", border_style="green", width=WIDTH))


def ask_as_a_host(system: LocalSystem, keys: Mapping[Role, str], customer_id: str, console: Console) -> None:
    """Call a tool as Claude Desktop or any other host would; Permanent when it is refused."""
    tools, answer = anyio.run(_tools_and_answer, f"{system.api}/mcp", keys[Role.SUPPORT], customer_id)
    console.print(Rule("[bold]An AI host asks through MCP[/]", align="left", style="cyan"), width=WIDTH)
    console.print(f"{system.api}/mcp offers {', '.join(tools)}.", width=WIDTH)
    shown = {name: answer[name] for name in ("churn_risk_level", "churn_probability", "horizon_days")}
    console.print(f"predict_churn_risk({customer_id}): {json.dumps(shown)}", highlight=False)


async def _tools_and_answer(url: str, key: str, customer_id: str) -> tuple[list[str], Mapping[str, Any]]:
    async with (
        httpx2.AsyncClient(headers={"Authorization": f"Bearer {key}"}, timeout=TIMEOUT_S) as http,
        Client(streamable_http_client(url, http_client=http)) as client,
    ):
        listed = await client.list_tools()
        answer = await client.call_tool("predict_churn_risk", {"customer_id": customer_id})
    if answer.is_error or answer.structured_content is None:
        raise Permanent("the MCP server did not answer predict_churn_risk")
    return [tool.name for tool in listed.tools], answer.structured_content

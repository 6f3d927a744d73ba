"""The MCP Inspector, without its window: strict about schemas, in every era of the protocol."""

import pytest

from shared.mcp.tools import OFFERED
from tests.conformance.node import Node
from tests.running_api import API_KEY

pytestmark = pytest.mark.node

#: One call of each tool, as the Inspector takes arguments.
CALLS = {
    "get_customer_profile": ("customer_id=c000007",),
    "predict_churn_risk": ("customer_id=c000007",),
    "search_customers": ("limit=3", "order_by=tenure_days", 'segment_filter={"purchase_frequency": "regular"}'),
    "get_archetype_stats": ("archetype_id=1",),
    "calculate_segment_trends": ("axis_name=purchase_frequency", "months=2"),
    "recommend_segments_for_campaign": ("goal=retention",),
}
TOOL_FAILED, KEY_WANTED = 5, 3

ERAS = pytest.mark.parametrize("era", ["auto", "legacy", "modern"])


@ERAS
def test_it_lists_every_tool_and_has_nothing_to_say_about_a_schema(node: Node, api: str, era: str) -> None:
    ran = node.inspector(api, API_KEY, "--method", "tools/list", "--strict", "--protocol-era", era)

    assert ran.status == 0, ran.complained
    assert {tool["name"] for tool in ran.json()["tools"]} == OFFERED.keys()


@pytest.mark.parametrize(("what", "most"), [("resources", 52), ("prompts", 4)])
def test_it_lists_what_else_there_is(node: Node, api: str, what: str, most: int) -> None:
    ran = node.inspector(api, API_KEY, "--method", f"{what}/list")

    assert ran.status == 0, ran.complained
    assert 2 < len(ran.json()[what]) <= most


@ERAS
@pytest.mark.parametrize("tool", CALLS)
def test_it_calls_every_tool(node: Node, api: str, era: str, tool: str) -> None:
    told = [part for each in CALLS[tool] for part in ("--tool-arg", each)]
    ran = node.inspector(
        api, API_KEY, "--method", "tools/call", "--tool-name", tool, *told, "--protocol-era", era, "--format", "json"
    )

    assert ran.status == 0, ran.complained
    assert "as_of" in ran.said


def test_a_tool_that_refuses_is_no_crash(node: Node, api: str) -> None:
    told = ("--tool-name", "get_customer_profile", "--tool-arg", "customer_id=nobody")
    ran = node.inspector(api, API_KEY, "--method", "tools/call", *told)

    assert ran.status == TOOL_FAILED
    assert "no customer has this id or e-mail address" in ran.said + ran.complained


def test_a_wrong_key_is_told_to_be_one(node: Node, api: str) -> None:
    assert node.inspector(api, "wrong", "--method", "tools/list").status == KEY_WANTED


def test_it_reads_a_resource_and_fills_in_a_prompt(node: Node, api: str) -> None:
    archetype = node.inspector(api, API_KEY, "--method", "resources/read", "--uri", "archetype://1")
    prompt = node.inspector(
        api, API_KEY, "--method", "prompts/get", "--prompt-name", "plan_campaign", "--prompt-args", "goal=retention"
    )

    assert archetype.status == prompt.status == 0
    assert "application/json" in archetype.said
    assert "recommend_segments_for_campaign" in prompt.said

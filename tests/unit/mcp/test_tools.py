"""The six tools as a host sees, calls and is refused by them."""

import json
import logging
from typing import Any

import pytest
from mcp import Client
from mcp_types import CallToolResult, TextContent

from shared.domain.access import Caller, Door, Role
from shared.errors import Denied, Retryable, TooMany
from tests.mcp_shop import ANALYST, BULK, LOYAL, SUPPORT, Shop

pytestmark = pytest.mark.anyio

SIX = {
    "get_customer_profile",
    "search_customers",
    "get_archetype_stats",
    "calculate_segment_trends",
    "predict_churn_risk",
    "recommend_segments_for_campaign",
}
#: One call of each that this shop answers.
CALLS: dict[str, dict[str, Any]] = {
    "get_customer_profile": {"customer_id": "SARAH@example.com"},
    "predict_churn_risk": {"customer_id": "13027"},
    "search_customers": {"segment_filter": {"purchase_frequency": "regular"}, "limit": 5},
    "get_archetype_stats": {"archetype_id": "1"},
    "calculate_segment_trends": {"axis_name": "purchase_frequency", "segment_name": "regular", "months": 2},
    "recommend_segments_for_campaign": {"goal": "retention"},
}


def sentence(result: CallToolResult) -> str:
    assert result.is_error
    [content] = result.content
    assert isinstance(content, TextContent)
    return content.text


async def test_six_are_offered_that_only_read(client: Client) -> None:
    offered = (await client.list_tools()).tools

    assert {tool.name for tool in offered} == SIX
    for tool in offered:
        assert tool.title
        assert tool.annotations is not None
        assert tool.annotations.read_only_hint is True
        assert tool.annotations.destructive_hint is False
        assert tool.annotations.idempotent_hint is True
        assert tool.annotations.open_world_hint is False


async def test_every_parameter_says_what_it_means(client: Client) -> None:
    for tool in (await client.list_tools()).tools:
        assert tool.input_schema["additionalProperties"] is False
        for name, parameter in tool.input_schema["properties"].items():
            assert parameter.get("description"), (tool.name, name)


async def test_numbers_say_their_bounds(client: Client) -> None:
    tools = {tool.name: tool.input_schema["properties"] for tool in (await client.list_tools()).tools}

    for name, parameter, least, most in (
        ("search_customers", "limit", 1, 100),
        ("calculate_segment_trends", "months", 1, 36),
        ("recommend_segments_for_campaign", "max_segments", 1, 20),
    ):
        assert (tools[name][parameter]["minimum"], tools[name][parameter]["maximum"]) == (least, most)


@pytest.mark.parametrize("name", sorted(SIX))
async def test_a_tool_answers_what_its_schema_says_and_the_same_as_text(client: Client, name: str) -> None:
    # The client holds structured content against the schema that the server has listed.
    await client.list_tools()
    result = await client.call_tool(name, CALLS[name])

    [content] = result.content
    assert not result.is_error
    assert isinstance(content, TextContent)
    assert result.structured_content is not None
    assert json.loads(content.text) == result.structured_content
    assert "as_of" in result.structured_content


async def test_the_answer_is_the_one_that_every_door_gives(client: Client) -> None:
    profile = (await client.call_tool("get_customer_profile", {"customer_id": "13027"})).structured_content
    stats = (await client.call_tool("get_archetype_stats", {"archetype_id": "2"})).structured_content

    assert profile is not None
    assert (profile["customer_id"], profile["historic_clv"], profile["archetype"]["id"]) == ("13027", 6912.0, LOYAL)
    assert stats is not None
    assert stats["archetype"]["id"] == BULK


async def test_one_call_counts_once_for_whoever_asked(client: Client, shop: Shop) -> None:
    shop.caller = ANALYST
    await client.call_tool("search_customers", {"limit": 2})

    assert shop.counted == [ANALYST]


async def test_looking_around_is_not_counted(client: Client, shop: Shop) -> None:
    await client.list_tools()
    await client.list_resources()
    await client.list_prompts()
    await client.get_prompt("weekly_health_check")

    assert shop.counted == []


async def test_the_audit_hears_who_read_about_whom_and_through_which_door(client: Client, shop: Shop) -> None:
    shop.caller = SUPPORT
    await client.call_tool("search_customers", {"limit": 2})

    [read] = shop.audit.kept
    assert (read.caller, read.door, read.action) == (SUPPORT, Door.MCP, "search_customers")
    assert sorted(read.customer_ids) == ["13027", "17850"]


async def test_a_role_that_may_not_ask_is_told_which_permission_is_missing(client: Client, shop: Shop) -> None:
    shop.caller = SUPPORT

    refusal = sentence(await client.call_tool("get_archetype_stats", {"archetype_id": "1"}))

    assert refusal == "a key of the role support does not allow this (insight); ask an administrator for one"


@pytest.mark.parametrize("role", Role)
async def test_every_role_but_the_viewer_may_ask_about_a_customer(shop: Shop, role: Role) -> None:
    shop.caller = Caller("some-key", "somebody", role)
    async with Client(shop.server()) as client:
        refused = (await client.call_tool("predict_churn_risk", {"customer_id": "13027"})).is_error
    assert refused == (role is Role.VIEWER)


@pytest.mark.parametrize(
    ("name", "told", "said"),
    [
        ("get_customer_profile", {"customer_id": "nobody"}, "no customer has this id or e-mail address"),
        ("get_archetype_stats", {"archetype_id": "9"}, "there is no such archetype; there are 2, and 1 is the largest"),
        ("calculate_segment_trends", {"axis_name": "moon"}, "there is no such axis"),
    ],
)
async def test_what_is_not_there_is_said_so(client: Client, name: str, told: dict[str, Any], said: str) -> None:
    assert sentence(await client.call_tool(name, told)).startswith(said)


@pytest.mark.parametrize(
    ("name", "told", "parameter"),
    [
        ("get_customer_profile", {"customer_id": ["sarah@example.com"]}, "customer_id"),
        ("get_customer_profile", {"customer_id": "sarah@example.com" * 100}, "customer_id"),
        ("get_customer_profile", {}, "customer_id"),
        ("search_customers", {"limit": 0}, "limit"),
        ("search_customers", {"limit": 101}, "limit"),
        ("search_customers", {"churn_level": "sarah@example.com"}, "churn_level"),
        ("search_customers", {"segment_filter": "sarah@example.com"}, "segment_filter"),
        ("calculate_segment_trends", {"axis_name": "purchase_frequency", "months": 37}, "months"),
        ("recommend_segments_for_campaign", {"goal": "sarah@example.com"}, "goal"),
        ("recommend_segments_for_campaign", {"goal": "retention", "max_segments": None}, "max_segments"),
    ],
)
async def test_wrong_arguments_are_named_and_never_repeated(
    client: Client, name: str, told: dict[str, Any], parameter: str
) -> None:
    refusal = sentence(await client.call_tool(name, told))

    assert parameter in refusal
    assert "sarah" not in refusal


async def test_an_object_that_came_as_text_is_read(client: Client) -> None:
    told = {"segment_filter": '{"purchase_frequency": "regular"}'}

    found = (await client.call_tool("search_customers", told)).structured_content

    assert found is not None
    assert found["total"] == 1


async def test_an_id_that_came_as_a_number_is_read(client: Client) -> None:
    profile = (await client.call_tool("get_customer_profile", {"customer_id": 13027})).structured_content
    stats = (await client.call_tool("get_archetype_stats", {"archetype_id": 2})).structured_content

    assert profile is not None
    assert profile["customer_id"] == "13027"
    assert stats is not None
    assert stats["number"] == 2


@pytest.mark.parametrize("told", [True, 1.5, None, ["13027"]])
async def test_nothing_else_is_taken_for_an_id(client: Client, told: object) -> None:
    assert sentence(await client.call_tool("get_customer_profile", {"customer_id": told})).startswith("customer_id: ")


async def test_text_is_never_taken_for_an_object(client: Client) -> None:
    refusal = sentence(await client.call_tool("get_customer_profile", {"customer_id": '{"a": "b"}'}))

    assert refusal == "no customer has this id or e-mail address"


@pytest.mark.parametrize(
    ("refusal", "said"),
    [
        (
            TooMany("the limit is used up", retry_after=1800.0, limit=100),
            "the limit is used up; try again in 30 minutes",
        ),
        (TooMany("the limit is used up", retry_after=59.2, limit=100), "the limit is used up; try again in 60 seconds"),
        (TooMany("the limit is used up", retry_after=0.0, limit=100), "the limit is used up; try again in 1 second"),
        (Retryable("the database is away"), "the database is away; try again in a moment"),
        (Denied("the key has been revoked"), "the key has been revoked"),
    ],
)
async def test_a_refusal_says_what_to_do(client: Client, shop: Shop, refusal: Exception, said: str) -> None:
    shop.refusal = refusal

    assert sentence(await client.call_tool("get_customer_profile", {"customer_id": "13027"})) == said
    assert shop.audit.kept == []


async def test_nothing_is_answered_that_the_audit_could_not_keep(client: Client, shop: Shop) -> None:
    shop.audit.is_away = True

    said = sentence(await client.call_tool("get_customer_profile", {"customer_id": "13027"}))

    assert said == "the audit is away; try again in a moment"


async def test_a_crash_tells_neither_the_caller_nor_the_log_a_word_of_it(
    client: Client, shop: Shop, caplog: pytest.LogCaptureFixture
) -> None:
    shop.refusal = RuntimeError("sarah@example.com has no shoes")

    with caplog.at_level(logging.INFO):
        said = sentence(await client.call_tool("get_customer_profile", {"customer_id": "13027"}))

    assert said == "something went wrong here; it has been logged"
    [event] = [record for record in caplog.records if record.message == "mcp.failed"]
    assert event.__dict__["error"] == "RuntimeError"
    assert "mcp_shop.py" in event.__dict__["at"]
    assert "sarah" not in caplog.text


async def test_a_tool_that_is_not_offered_is_unknown(client: Client) -> None:
    said = sentence(await client.call_tool("rfm_analysis", {}))

    assert said == "Unknown tool: rfm_analysis"

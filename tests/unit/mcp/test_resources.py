"""What a host can attach without calling a tool."""

import json
from typing import Any

import pytest
from mcp import Client
from mcp.shared.exceptions import MCPError
from mcp_types import INTERNAL_ERROR, INVALID_PARAMS, TextResourceContents

from shared.errors import Retryable, TooMany
from shared.mcp.resources import LISTED, archetype_uri
from tests.factories_shop import AXES, a_snapshot, an_archetype
from tests.mcp_shop import ANALYST, BULK, LOYAL, SUPPORT, Shop

pytestmark = pytest.mark.anyio

ALWAYS = ["selvage://query-kinds", "selvage://snapshot"]


async def read(client: Client, uri: str) -> Any:
    [content] = (await client.read_resource(uri)).contents
    assert isinstance(content, TextResourceContents)
    assert (content.uri, content.mime_type) == (uri, "application/json")
    return json.loads(content.text)


async def refused(client: Client, uri: str) -> MCPError:
    with pytest.raises(MCPError) as refusal:
        await client.read_resource(uri)
    return refusal.value


async def uris(client: Client) -> list[str]:
    return [resource.uri for resource in (await client.list_resources()).resources]


async def test_the_archetypes_are_listed_largest_first_beside_what_is_always_there(client: Client) -> None:
    assert await uris(client) == [*ALWAYS, f"archetype://{LOYAL}", f"archetype://{BULK}"]


async def test_a_listed_archetype_says_who_it_is(client: Client) -> None:
    listed = (await client.list_resources()).resources[2]

    assert listed.title == "1. Regular-weak, category_loyal-moderate"
    assert listed.description == "60 customers, 60% of all: members, value, risk and traits"


async def test_a_menu_stays_short_where_there_are_many_archetypes(shop: Shop) -> None:
    larger = [an_archetype(f"a{number:03}", 1000 - number) for number in range(LISTED)]
    shop.archetypes = [*larger, an_archetype(LOYAL, 1)]

    async with Client(shop.server()) as client:
        listed = await uris(client)
        not_listed = await read(client, f"archetype://{LOYAL}")

    assert listed[len(ALWAYS) :] == [f"archetype://{archetype.id}" for archetype in larger]
    assert not_listed["number"] == LISTED + 1


async def test_before_the_first_discovery_there_are_no_archetypes(shop: Shop) -> None:
    shop.facts, shop.archetypes = None, ()

    async with Client(shop.server()) as client:
        assert await uris(client) == ALWAYS
        assert "selvage discover" in (await refused(client, "selvage://snapshot")).message


async def test_templates_name_their_variables_as_the_tools_name_their_parameters(client: Client) -> None:
    templates = (await client.list_resource_templates()).resource_templates

    assert [template.uri_template for template in templates] == [
        "archetype://{archetype_id}",
        "segment://{axis_name}/{segment_name}",
    ]


@pytest.mark.parametrize("key", [LOYAL, "1", "Regular-weak%2C%20category_loyal-moderate"])
async def test_an_archetype_is_read_by_id_place_or_name(client: Client, key: str) -> None:
    assert (await read(client, f"archetype://{key}"))["archetype"]["id"] == LOYAL


async def test_an_archetype_is_what_the_tool_answers(client: Client) -> None:
    told = await client.call_tool("get_archetype_stats", {"archetype_id": LOYAL})

    assert await read(client, f"archetype://{LOYAL}") == told.structured_content


async def test_a_segment_is_what_the_tool_answers(client: Client) -> None:
    told = {"axis_name": "purchase_frequency", "segment_name": "regular"}
    answer = await client.call_tool("calculate_segment_trends", told)

    assert await read(client, "segment://purchase_frequency/regular") == answer.structured_content


async def test_the_kinds_of_question_come_with_their_definitions(client: Client) -> None:
    kinds = await read(client, "selvage://query-kinds")

    assert len(kinds) == 21
    assert all(kind["is"] and kind["is_not"] for kind in kinds)


async def test_the_snapshot_says_of_which_day_and_over_which_axes(shop: Shop) -> None:
    shop.facts = a_snapshot(77, left_out={"engagement": "30 customers are needed"})

    async with Client(shop.server()) as client:
        snapshot = await read(client, "selvage://snapshot")

    assert snapshot == {
        "as_of": "2026-06-30",
        "currency": "GBP",
        "customers": 77,
        "axes": {axis: list(segments) for axis, segments in AXES.items()},
        "left_out": {"engagement": "30 customers are needed"},
        "agreement": 0.95,
    }


async def test_reading_is_counted_as_a_call_is(client: Client, shop: Shop) -> None:
    shop.caller = ANALYST
    await read(client, "archetype://1")
    await read(client, "selvage://snapshot")

    assert shop.counted == [ANALYST, ANALYST]


@pytest.mark.parametrize(
    ("uri", "said"),
    [
        ("archetype://9", "there is no such archetype; there are 2, and 1 is the largest"),
        ("segment://moon/full", "there is no such axis"),
        ("segment://purchase_frequency/full", "purchase frequency has no such segment"),
        ("archetype://..", "Unknown resource"),
        ("segment://purchase_frequency", "Unknown resource"),
        ("selvage://customers", "Unknown resource"),
        ("file:///etc/passwd", "Unknown resource"),
    ],
)
async def test_what_is_not_there_is_not_found(client: Client, uri: str, said: str) -> None:
    refusal = await refused(client, uri)

    assert refusal.error.code == INVALID_PARAMS
    assert refusal.message.startswith(said)
    assert refusal.error.data == {"uri": uri}


@pytest.mark.parametrize("uri", ["archetype://1", "segment://purchase_frequency/regular", "selvage://snapshot"])
async def test_a_role_that_may_not_see_figures_reads_none_and_is_shown_none(
    client: Client, shop: Shop, uri: str
) -> None:
    shop.caller = SUPPORT

    assert "a key of the role support does not allow this" in (await refused(client, uri)).message
    assert await uris(client) == ALWAYS


@pytest.mark.parametrize(
    ("refusal", "said"),
    [
        (TooMany("the limit is used up", retry_after=7.0, limit=100), "the limit is used up; try again in 7 seconds"),
        (Retryable("the database is away"), "the database is away; try again in a moment"),
        (RuntimeError("sarah@example.com"), "something went wrong here; it has been logged"),
    ],
)
async def test_a_refusal_says_what_to_do(client: Client, shop: Shop, refusal: Exception, said: str) -> None:
    shop.refusal = refusal
    told = await refused(client, "archetype://1")

    assert (told.error.code, told.message) == (INTERNAL_ERROR, said)


def test_an_address_holds_any_id() -> None:
    assert archetype_uri("a/b c") == "archetype://a%2Fb%20c"

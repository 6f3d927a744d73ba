"""What a host offers while a person fills in a prompt or an address."""

import pytest
from mcp import Client
from mcp.shared.exceptions import MCPError
from mcp_types import Completion, PromptReference, ResourceTemplateReference

from shared.errors import Retryable
from tests.factories_shop import an_archetype
from tests.mcp_shop import BULK, LOYAL, SUPPORT, Shop

pytestmark = pytest.mark.anyio

ARCHETYPE = ResourceTemplateReference(uri="archetype://{archetype_id}")
SEGMENT = ResourceTemplateReference(uri="segment://{axis_name}/{segment_name}")
COMPARE = PromptReference(name="compare_archetypes")
CAMPAIGN = PromptReference(name="plan_campaign")
REVIEW = PromptReference(name="review_customer")


async def offered(
    client: Client, ref: PromptReference | ResourceTemplateReference, argument: str, typed: str = "", **filled_in: str
) -> Completion:
    answer = await client.complete(ref, {"name": argument, "value": typed}, context_arguments=filled_in or None)
    return answer.completion


@pytest.mark.parametrize(("ref", "argument"), [(ARCHETYPE, "archetype_id"), (COMPARE, "a"), (COMPARE, "b")])
async def test_an_archetype_is_found_by_its_id_or_its_name(
    client: Client, ref: PromptReference | ResourceTemplateReference, argument: str
) -> None:
    assert (await offered(client, ref, argument)).values == [LOYAL, BULK]
    assert (await offered(client, ref, argument, "Frequent, expl")).values == [BULK]


async def test_what_begins_with_what_was_typed_comes_first(shop: Shop) -> None:
    shop.archetypes = [an_archetype("big.lapsed", 9), an_archetype("lapsed.small", 1)]

    async with Client(shop.server()) as client:
        assert (await offered(client, ARCHETYPE, "archetype_id", "LAPSED")).values == ["lapsed.small", "big.lapsed"]


async def test_axes_and_then_the_segments_of_the_axis_are_offered(client: Client) -> None:
    assert (await offered(client, SEGMENT, "axis_name", "rep")).values == ["repurchase_behavior"]
    assert (await offered(client, SEGMENT, "segment_name", "o", axis_name="purchase_frequency")).values == [
        "one_time",
        "occasional",
    ]
    assert (await offered(client, SEGMENT, "segment_name", axis_name="moon")).values == []
    assert (await offered(client, SEGMENT, "segment_name")).values == []


async def test_goals_are_offered(client: Client) -> None:
    assert (await offered(client, CAMPAIGN, "goal")).values == ["subscription", "retention", "cross_sell"]


async def test_customers_are_never_offered(client: Client) -> None:
    assert (await offered(client, REVIEW, "customer_id", "1")).values == []


async def test_a_role_that_may_not_see_figures_is_only_offered_goals(client: Client, shop: Shop) -> None:
    shop.caller = SUPPORT

    assert (await offered(client, ARCHETYPE, "archetype_id")).values == []
    assert (await offered(client, SEGMENT, "axis_name")).values == []
    assert len((await offered(client, CAMPAIGN, "goal")).values) == 3


async def test_at_most_a_hundred_are_offered_and_the_rest_is_announced(shop: Shop) -> None:
    shop.archetypes = [an_archetype(f"a{number:03}") for number in range(130)]

    async with Client(shop.server()) as client:
        found = await offered(client, ARCHETYPE, "archetype_id")

    assert (len(found.values), found.total, found.has_more) == (100, 130, True)


async def test_before_the_first_discovery_nothing_is_offered(shop: Shop) -> None:
    shop.facts, shop.archetypes = None, ()

    async with Client(shop.server()) as client:
        assert (await offered(client, ARCHETYPE, "archetype_id")).values == []
        assert (await offered(client, SEGMENT, "axis_name")).values == []


async def test_a_store_that_is_away_is_said_to_be(client: Client, shop: Shop) -> None:
    shop.nobody_because = Retryable("the database is away")

    with pytest.raises(MCPError, match="the database is away; try again in a moment"):
        await offered(client, ARCHETYPE, "archetype_id")
    with pytest.raises(MCPError, match="the database is away; try again in a moment"):
        await client.list_resources()

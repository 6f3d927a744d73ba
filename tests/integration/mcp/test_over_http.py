"""/mcp of a running API, as hosts reach it: with keys of every kind, and with what no host should send."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
import requests
from mcp_types import ResourceTemplateReference, TextContent

from shared.domain.access import Counted, Role
from shared.mcp.http import MAX_BODY_BYTES
from shared.mcp.tools import OFFERED
from shared.store.audit import AuditStore
from shared.store.keys import KeyStore
from tests.integration.mcp.conftest import Place
from tests.integration.mcp.speaking import Era, headers_of, host, post, request
from tests.running_api import API_KEY, running_api

pytestmark = pytest.mark.anyio

ERAS = pytest.mark.parametrize("era", ["auto", "legacy"])

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
INITIALIZE = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {
        "protocolVersion": "2025-06-18",
        "capabilities": {},
        "clientInfo": {"name": "a test", "version": "1"},
    },
}
A_CALL = request("tools/call", name="get_customer_profile", arguments={"customer_id": "c000007"})


def calls(place: Place) -> Mapping[str, dict[str, Any]]:
    return {
        "get_customer_profile": {"customer_id": place.customer_id},
        "predict_churn_risk": {"customer_id": f"{place.customer_id}@EXAMPLE.com"},
        "search_customers": {"where": {"metric": "historic_clv", "at_least": 1}, "limit": 3},
        "get_archetype_stats": {"archetype_id": "1"},
        "calculate_segment_trends": {"axis_name": "purchase_frequency"},
        "recommend_segments_for_campaign": {"goal": "retention", "max_segments": 2},
    }


@ERAS
async def test_every_tool_answers_over_the_store(place: Place, era: Era) -> None:
    async with host(place.mcp, API_KEY, era) as client:
        assert {tool.name for tool in (await client.list_tools()).tools} == OFFERED.keys()
        for name, told in calls(place).items():
            result = await client.call_tool(name, told)
            assert not result.is_error, (name, result.content)
            assert result.structured_content


@ERAS
async def test_resources_prompts_and_completions_are_there_too(place: Place, era: Era) -> None:
    async with host(place.mcp, API_KEY, era) as client:
        listed = [resource.uri for resource in (await client.list_resources()).resources]
        assert len(listed) > 2
        for uri in (*listed, "segment://purchase_frequency/regular"):
            assert (await client.read_resource(uri)).contents
        assert (await client.get_prompt("review_customer", {"customer_id": "c000007"})).messages
        [template, _] = (await client.list_resource_templates()).resource_templates
        completion = await client.complete(
            ResourceTemplateReference(uri=template.uri_template), {"name": "archetype_id", "value": ""}
        )
        assert [f"archetype://{archetype}" for archetype in completion.completion.values] == listed[2:]


def test_an_answer_is_that_of_the_rest_route(place: Place) -> None:
    path = f"{place.address}/api/mcp/customer/{place.customer_id}/churn-risk"
    by_rest = requests.get(path, headers={"X-API-Key": API_KEY}, timeout=10).json()
    asked = request("tools/call", name="predict_churn_risk", arguments={"customer_id": place.customer_id})

    by_mcp = post(place.mcp, asked, **{"X-API-Key": API_KEY}).json()

    assert by_mcp["result"]["structuredContent"] == by_rest


@ERAS
async def test_a_support_key_is_told_by_the_tool_that_it_may_not_see_figures(place: Place, era: Era) -> None:
    async with host(place.mcp, place.keys[Role.SUPPORT], era) as client:
        assert not (await client.call_tool("get_customer_profile", {"customer_id": place.customer_id})).is_error
        refusal = await client.call_tool("get_archetype_stats", {"archetype_id": "1"})

    assert refusal.is_error
    [content] = refusal.content
    assert isinstance(content, TextContent)
    assert "a key of the role support does not allow this (insight)" in content.text


async def test_the_audit_keeps_which_key_read_through_which_door(place: Place) -> None:
    async with host(place.mcp, place.keys[Role.ANALYST]) as client:
        await client.call_tool("get_customer_profile", {"customer_id": place.customer_id})

    [read] = AuditStore(place.database).reads(key="a analyst", limit=1)
    assert (read.door, read.action, read.customers) == ("mcp", "get_customer_profile", 1)


@pytest.mark.parametrize("message", [A_CALL, request(), INITIALIZE], ids=["call", "list", "initialize"])
@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer "}, {"Authorization": "Bearer wrong"}])
def test_without_an_accepted_key_nothing_is_told(
    place: Place, message: dict[str, Any], headers: dict[str, str]
) -> None:
    answer = post(place.mcp, message, **headers)

    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert "Send a key" in answer.json()["detail"]


def test_a_key_that_was_revoked_or_has_expired_opens_nothing_any_more(place: Place) -> None:
    store = KeyStore(place.database)
    revoked = store.create("gone", Role.ANALYST, None).secret
    assert post(place.mcp, request(), Authorization=f"Bearer {revoked}").status_code == 200
    store.revoke(revoked)
    expired = store.create("old", Role.ANALYST, LONG_AGO).secret

    for key, word in ((revoked, "revoked"), (expired, "expired")):
        answer = post(place.mcp, request(), Authorization=f"Bearer {key}")
        assert answer.status_code == 401
        assert word in answer.json()["detail"]


def test_a_key_in_the_address_has_leaked(place: Place) -> None:
    answer = post(f"{place.mcp}?api_key={place.keys[Role.ANALYST]}", request())

    assert answer.status_code == 400
    assert "leaked" in answer.json()["detail"]


def test_a_key_may_come_as_every_route_takes_it(place: Place) -> None:
    assert post(place.mcp, request(), **{"X-API-Key": API_KEY}).status_code == 200


@pytest.mark.parametrize("message", [request(), INITIALIZE], ids=["newest", "handshake"])
def test_another_host_is_not_served(place: Place, message: dict[str, Any]) -> None:
    headers = {"Authorization": f"Bearer {API_KEY}"}
    if message is INITIALIZE:
        headers["MCP-Protocol-Version"] = "2025-06-18"

    assert post(place.mcp, message, **headers, Host="evil.example").status_code == 421
    assert post(place.mcp, message, **headers, Origin="https://evil.example").status_code == 403
    assert post(place.mcp, message, **headers, Origin="http://localhost:6274").status_code == 200


@pytest.mark.parametrize("method", ["GET", "DELETE", "PUT", "HEAD", "OPTIONS"])
def test_there_is_no_stream_to_wait_on_and_no_session_to_end(place: Place, method: str) -> None:
    answer = requests.request(method, place.mcp, headers={"X-API-Key": API_KEY}, timeout=10)

    assert answer.status_code == 405
    assert answer.headers["Allow"] == "POST"


def test_a_giant_body_is_refused(place: Place) -> None:
    big = request("tools/call", name="get_customer_profile", arguments={"customer_id": "x" * MAX_BODY_BYTES})

    assert post(place.mcp, big, **{"X-API-Key": API_KEY}).status_code == 413


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[" * 50_000, b'{"a":' * 10_000, b"\xff\xfe", b"null", b"[]", b'{"jsonrpc": "2.0"}', b"1e999"],
)
@pytest.mark.parametrize("revision", ["2026-07-28", "2025-06-18"])
def test_what_is_no_message_is_refused_and_breaks_nothing(place: Place, body: bytes, revision: str) -> None:
    headers = {**headers_of(request()), "X-API-Key": API_KEY, "MCP-Protocol-Version": revision}

    answer = requests.post(place.mcp, data=body, headers=headers, timeout=10)

    assert 200 < answer.status_code < 500
    assert post(place.mcp, request(), **{"X-API-Key": API_KEY}).status_code == 200


def test_blanks_around_a_header_are_not_part_of_it(place: Place) -> None:
    headers = {"X-API-Key": API_KEY, "Mcp-Name": "get_customer_profile  "}

    assert post(place.mcp, A_CALL, **headers).status_code == 200


async def test_beyond_the_limit_the_tool_says_when_to_come_back(place: Place, module_database_url: str) -> None:
    with running_api(module_database_url, limits={Counted.QUERY: "2/hour"}) as address:
        async with host(f"{address}/mcp", place.keys[Role.ADMIN]) as client:
            answers = [await client.call_tool("get_archetype_stats", {"archetype_id": "1"}) for _ in range(3)]

    assert [answer.is_error for answer in answers] == [False, False, True]
    [content] = answers[2].content
    assert isinstance(content, TextContent)
    assert "2 calls" in content.text
    assert "try again in 60 minutes" in content.text


def test_what_is_asked_there_is_counted_by_its_route_in_the_metrics(place: Place) -> None:
    post(place.mcp, request(), **{"X-API-Key": API_KEY})

    metrics = requests.get(f"{place.address}/metrics", timeout=10).text

    assert 'selvage_api_request_seconds_count{route="/mcp",status="200"}' in metrics


def test_an_address_that_is_not_there_is_a_problem_document_as_before(place: Place) -> None:
    answer = requests.get(f"{place.address}/nowhere", headers={"X-API-Key": API_KEY}, timeout=10)

    assert (answer.status_code, answer.headers["Content-Type"]) == (404, "application/problem+json")

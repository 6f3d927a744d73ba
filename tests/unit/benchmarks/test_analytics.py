import pytest

from benchmarks.analytics import result_of
from benchmarks.analytics_load import ask_once
from benchmarks.analytics_requests import ASKED_ABOUT, profile_requests, requests_by_kind, some_customers
from shared.tools.registry import TOOLS
from tests.fakes.door import listening_door

KEY = "selvage_benchmark"
FOUND = {"profile_per_second": 600.0, "bare_fastapi_per_second": 3000.0, "dictionary_store_per_second": 1500.0}


def test_our_rate_is_told_beside_each_peers() -> None:
    result = result_of(FOUND, {"rest": 2.0, "mcp_modern": 3.0, "mcp_legacy": 5.0})

    assert result.ratios == {"vs_bare_fastapi": 0.2, "vs_dictionary_store": 0.4}


def test_a_call_over_mcp_is_told_as_times_a_call_over_rest() -> None:
    measured = result_of(FOUND, {"rest": 2.0, "mcp_modern": 3.0, "mcp_legacy": 5.0}).measured

    assert (measured["mcp_modern_times_rest"], measured["mcp_legacy_times_rest"]) == (1.5, 2.5)
    assert measured["rest_p50_ms"] == 2.0


def test_every_request_is_whole_and_carries_the_key() -> None:
    for requests in requests_by_kind(KEY).values():
        for request in requests:
            head, end, body = request.partition("\r\n\r\n")
            assert end
            assert f"Authorization: Bearer {KEY}" in head
            assert ("Content-Length" in head) == bool(body)
            assert f"Content-Length: {len(body)}" in head or not body


def test_peers_are_asked_for_the_same_customers_without_a_key() -> None:
    ours, theirs = profile_requests(KEY), profile_requests("")

    assert [request.split(" ")[1] for request in ours] == [request.split(" ")[1] for request in theirs]
    assert "Authorization" not in "".join(theirs)
    assert len(set(some_customers(ASKED_ABOUT))) > ASKED_ABOUT * 0.9


def test_what_is_asked_over_mcp_and_rest_is_one_tool() -> None:
    from benchmarks.analytics_mcp import TOOL  # noqa: PLC0415

    assert TOOL in TOOLS


def test_one_answer_is_read_whole() -> None:
    with listening_door() as door:
        door.status = 404
        port = int(door.url.split(":")[2].split("/")[0])

        assert ask_once(port, "POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}") == (404, b"")


def test_a_ratio_needs_every_peer() -> None:
    with pytest.raises(KeyError):
        result_of({"profile_per_second": 600.0}, {"rest": 1.0, "mcp_modern": 1.0, "mcp_legacy": 1.0})

"""The client that most hosts embed, against the real server."""

import json
from pathlib import Path

import pytest
from mcp_types import INVALID_PARAMS

from shared.mcp.tools import OFFERED
from tests.conformance.node import Node
from tests.running_api import API_KEY

pytestmark = pytest.mark.node

SCRIPT = Path(__file__).with_name("typescript_client.mjs")
CALLS = {
    "get_customer_profile": {"customer_id": "c000007"},
    "predict_churn_risk": {"customer_id": "C000007@example.com"},
    "search_customers": {"limit": 3, "where": {"not": {"metric": "historic_clv", "at_most": 0}}},
    "get_archetype_stats": {"archetype_id": "1"},
    "calculate_segment_trends": {"axis_name": "purchase_frequency"},
    "recommend_segments_for_campaign": {"goal": "cross_sell", "max_segments": 2},
}


def test_it_finds_calls_and_reads_everything(node: Node, api: str) -> None:
    ran = node.run(SCRIPT, str(node.packages.parent), api, API_KEY, json.dumps(CALLS))
    assert ran.status == 0, ran.complained
    told = ran.json()

    assert told["server"] == "selvage"
    assert set(told["tools"]) == OFFERED.keys() == told["answers"].keys()
    for answer in told["answers"].values():
        assert not answer.get("isError")
        assert json.loads(answer["content"][0]["text"]) == answer["structuredContent"]
    assert told["answers"]["get_customer_profile"]["structuredContent"]["customer_id"] == "c000007"
    assert told["refusal"]["isError"] is True
    assert told["refusal"]["content"][0]["text"] == "no customer has this id or e-mail address"
    assert told["archetype"]["contents"][0]["uri"] == told["resources"][-1]
    assert told["completion"]["completion"]["values"]
    assert told["missing"] == INVALID_PARAMS
    assert len(told["prompts"]) == 4

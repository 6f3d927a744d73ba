"""The addresses of the tools: one for each at least, each parameter in it one of the tool's, and none twice."""

import re
from http import HTTPMethod

from services.api.routes.paths import PREFIX, TOOL_PATHS, first_path
from shared.tools.arguments import arguments_model
from shared.tools.registry import TOOLS

#: As docs for callers have had them from the first: a client that is out there asks for these.
PROMISED = {
    ("GET", "/api/mcp/customer/{}"),
    ("GET", "/api/mcp/customer/{}/churn-risk"),
    ("GET", "/api/mcp/customer/{}/next-purchase"),
    ("GET", "/api/mcp/customer/{}/ltv-forecast"),
    ("GET", "/api/mcp/churn/aggregate"),
    ("GET", "/api/mcp/revenue/forecast"),
    ("GET", "/api/mcp/growth/projection"),
    ("GET", "/api/mcp/archetypes/top"),
    ("GET", "/api/mcp/archetypes/growth-projection"),
    ("POST", "/api/mcp/campaigns/recommend"),
    ("GET", "/api/mcp/campaign/{}"),
    ("POST", "/api/mcp/search"),
    ("GET", "/api/mcp/archetype/{}"),
}


def test_every_tool_has_an_address_and_every_address_a_tool() -> None:
    assert {at.tool for at in TOOL_PATHS} == set(TOOLS)
    for tool in TOOLS:
        assert first_path(tool).operation_id == tool


def test_the_promised_addresses_are_there() -> None:
    there = {(str(at.method), PREFIX + re.sub(r"\{\w+\}", "{}", at.path)) for at in TOOL_PATHS}

    assert there >= PROMISED


def test_no_address_and_no_name_of_an_operation_is_given_twice() -> None:
    assert len({(at.method, at.path) for at in TOOL_PATHS}) == len(TOOL_PATHS)
    assert len({at.operation_id for at in TOOL_PATHS}) == len(TOOL_PATHS)


def test_what_stands_in_braces_is_what_the_tool_must_be_told() -> None:
    for at in TOOL_PATHS:
        fields = arguments_model(TOOLS[at.tool].function).model_fields
        for name in re.findall(r"\{(\w+)\}", at.path):
            assert fields[name].is_required(), at.path


def test_what_takes_a_tree_of_conditions_is_posted() -> None:
    for at in TOOL_PATHS:
        if "where" in arguments_model(TOOLS[at.tool].function).model_fields:
            assert at.method is HTTPMethod.POST

"""Every operation that the API documents, asked with its example: it answers, and as its schema says."""

from http import HTTPMethod
from typing import Any
from urllib.parse import urlencode

import pytest
import requests
from jsonschema_rs import validator_for

from services.api.routes.paths import PREFIX, TOOL_PATHS, ToolPath
from shared.tools.registry import TOOLS
from shared.tools.results import result_schema
from tests.asking import get, post


@pytest.fixture(scope="module")
def document(api: str) -> dict[str, Any]:
    told: dict[str, Any] = get(api, "/openapi.json").json()
    return told


def asked(api: str, at: ToolPath) -> requests.Response:
    """What is answered at the address to the tool's example."""
    told = {name: given for name, given in TOOLS[at.tool].example.items() if f"{{{name}}}" not in at.path}
    path = PREFIX + at.path.format(**TOOLS[at.tool].example)
    if at.method is HTTPMethod.POST:
        return post(api, path, told)
    return get(api, f"{path}?{urlencode(told, doseq=True)}")


@pytest.mark.parametrize("at", TOOL_PATHS, ids=lambda at: at.operation_id)
def test_every_address_of_a_tool_answers_its_example_as_documented(
    api: str, at: ToolPath, document: dict[str, Any]
) -> None:
    response = asked(api, at)

    assert response.status_code == 200, response.text
    operation = document["paths"][PREFIX + at.path][at.method.lower()]
    schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
    check(response.json(), schema, document)


@pytest.mark.parametrize("name", TOOLS)
def test_any_tool_is_asked_by_its_name_too(api: str, name: str, document: dict[str, Any]) -> None:
    told = dict(TOOLS[name].example)

    answer = post(api, "/api/mcp/query", {"tool": name, "arguments": told}).json()

    assert (answer["tool"], answer["arguments"]) == (name, told)
    assert answer["result"] == asked(api, next(at for at in TOOL_PATHS if at.tool == name)).json()
    validator_for(result_schema(TOOLS[name].function)).validate(answer["result"])
    assert post(api, "/api/mcp/query", {"tool_name": name, "parameters": told}).json() == answer


def test_the_list_of_tools_says_how_to_ask_each(api: str) -> None:
    tools = get(api, "/api/mcp/tools").json()["tools"]

    assert [tool["name"] for tool in tools] == list(TOOLS)
    for tool in tools:
        validator_for(tool["input_schema"]).validate(tool["example"])
        validator_for(tool["output_schema"])
        assert tool["title"]
        assert tool["description"]
        assert tool["permission"] == TOOLS[tool["name"]].permission
        answer = asked(
            api, next(at for at in TOOL_PATHS if (at.method, PREFIX + at.path) == (tool["method"], tool["path"]))
        )
        assert answer.ok


def test_pages_lead_from_one_to_the_next_over_everybody(api: str) -> None:
    whole = post(api, f"{PREFIX}/search", {"limit": 100}).json()
    walked: list[str] = []
    told: dict[str, object] = {"limit": 37}

    while told.get("cursor", "first"):
        page = post(api, f"{PREFIX}/search", told).json()
        walked += [listed["customer"]["customer_id"] for listed in page["customers"]]
        told["cursor"] = page["next_cursor"]

    assert walked == [listed["customer"]["customer_id"] for listed in whole["customers"]]
    assert len(walked) == whole["total"] == 90


def test_a_random_customer_is_one_of_the_shop(api: str) -> None:
    drawn = {get(api, "/api/mcp/customer/random").json()["customer_id"] for _ in range(20)}

    assert len(drawn) > 1
    for customer_id in drawn:
        answer = post(
            api, "/api/mcp/query", {"tool": "get_customer_profile", "arguments": {"customer_id": customer_id}}
        )
        assert answer.json()["result"]["customer_id"] == customer_id


def test_every_operation_has_words_an_example_and_what_it_may_refuse(document: dict[str, Any]) -> None:
    operations = [
        (path, operation)
        for path, methods in document["paths"].items()
        for operation in methods.values()
        if path.startswith(PREFIX)
    ]

    assert len({operation["operationId"] for _, operation in operations}) == len(operations)
    for path, operation in operations:
        assert all(operation[part] for part in ("summary", "description", "tags")), path
        assert {"401", "403", "404", "409", "422", "429", "503"} <= set(operation["responses"]), path
        assert all(parameter["description"] for parameter in operation.get("parameters", ())), path


def test_every_example_in_the_documentation_is_as_its_schema_says(document: dict[str, Any]) -> None:
    shown = 0
    for methods in document["paths"].values():
        for operation in methods.values():
            parts = [
                *operation["responses"].values(),
                *([operation["requestBody"]] if "requestBody" in operation else []),
            ]
            for content in (each for part in parts for each in part.get("content", {}).values()):
                examples = [content["example"]] if "example" in content else []
                examples += [each["value"] for each in content.get("examples", {}).values()]
                for example in examples:
                    check(example, content["schema"], document)
                    shown += 1
    assert shown > 2 * len(TOOLS)


def check(answer: object, schema: dict[str, Any], document: dict[str, Any]) -> None:
    """Fail unless the answer is as the schema, a part of the document, says."""
    validator_for({**schema, "components": document["components"]}).validate(answer)

"""The simulated API refuses the schemas that the real one refuses."""

from typing import Any

import pytest

from tests.simulators.claude.forms import MOST_OPTIONAL, check_output_config
from tests.simulators.claude.refusal import Refused


def an_object(*, required: tuple[str, ...] | None = None, **properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties) if required is None else list(required),
        "additionalProperties": False,
    }


def check(schema: Any) -> None:
    check_output_config({"format": {"type": "json_schema", "schema": schema}})


TEXT = {"type": "string"}
OPTIONAL = {f"field{number}": TEXT for number in range(MOST_OPTIONAL)}


@pytest.mark.parametrize(
    "schema",
    [
        an_object(),
        an_object(name=TEXT, age={"type": "integer", "description": "in years"}),
        an_object(kind={"enum": ["a", "b"]}, inner=an_object(list={"type": "array", "items": TEXT, "minItems": 1})),
        an_object(on={"type": "string", "format": "date"}),
        an_object(required=(), **OPTIONAL),
    ],
)
def test_a_plain_closed_object_is_accepted(schema: dict[str, Any]) -> None:
    check(schema)


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ({"type": "string"}, "an object"),
        (an_object(age={"type": "integer", "minimum": 0}), "For 'integer' type, property 'minimum' is not supported"),
        (
            an_object(age={"type": "number", "minimum": 0, "maximum": 9}),
            "For 'number' type, properties maximum, minimum are not supported",
        ),
        (an_object(name={"type": "string", "maxLength": 9}), "property 'maxLength' is not supported"),
        (an_object(name={"type": "string", "pattern": "x"}), "property 'pattern' is not supported"),
        (an_object(name={"type": "string", "format": "text"}), "format 'text' is not supported"),
        (an_object(list={"type": "array", "items": TEXT, "minItems": 2}), "'minItems' values other than 0 or 1"),
        (an_object(list={"type": "array", "items": TEXT, "maxItems": 2}), "property 'maxItems' is not supported"),
        (an_object(list={"type": "array"}), "should be a schema"),
        (an_object() | {"additionalProperties": True}, "must be explicitly set to false"),
        (an_object(inner={"type": "object", "properties": {}}), "must be explicitly set to false"),
        (an_object(name={"type": ["string", "null"]}), "unions"),
        (an_object(name={"anyOf": [TEXT, {"type": "null"}]}), "unions"),
        (an_object(name={"$ref": "#/$defs/name"}), "unions and references"),
        (an_object(name={}), "needs a type"),
        (an_object(kind={"type": "string", "enum": []}), "an enum lists"),
        (an_object(kind={"enum": [{"a": 1}]}), "an enum lists"),
        (an_object(required=("name",)), "required names name"),
        (an_object(required=(), one_more=TEXT, **OPTIONAL), "too many optional parameters (25)"),
    ],
)
def test_what_cannot_be_kept_to_is_refused(schema: dict[str, Any], words: str) -> None:
    with pytest.raises(Refused) as told:
        check(schema)

    assert words in told.value.message
    assert told.value.status == 400


@pytest.mark.parametrize(
    "config",
    [
        "json",
        {"style": "short"},
        {"effort": "heroic"},
        {"format": "json"},
        {"format": {"type": "json_object"}},
        {"format": {"type": "json_schema"}},
        {"format": {"type": "json_schema", "schema": an_object(), "strict": True}},
    ],
)
def test_a_configuration_that_is_none_is_refused(config: object) -> None:
    with pytest.raises(Refused):
        check_output_config(config)


def test_an_effort_is_accepted() -> None:
    check_output_config({"effort": "low"})

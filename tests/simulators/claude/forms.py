"""Which JSON schemas `output_config.format` accepts, and in which words the others are refused.

The words about bounds, closed objects and optional parameters are those that users of the real API were given; the
rest are ours. Unions and references are refused altogether: the real API takes some, this one none.
"""

from typing import Any

from tests.simulators.claude.refusal import Refused

EFFORTS = frozenset({"low", "medium", "high", "xhigh", "max"})
MOST_OPTIONAL = 24
#: Understood beside `type` and what every schema may say.
KEYWORDS = {
    "object": {"properties", "required", "additionalProperties"},
    "array": {"items", "minItems"},
    "string": {"format"},
    "integer": set[str](),
    "number": set[str](),
    "boolean": set[str](),
    "null": set[str](),
}
EVERYWHERE = {"type", "description", "title", "enum", "const"}
FORMATS = frozenset({"date-time", "time", "date", "duration", "email", "hostname", "uri", "ipv4", "ipv6", "uuid"})
NOT_TAKEN = ("anyOf", "oneOf", "allOf", "$ref", "$defs")
WHERE = "output_config.format.schema: "


def check_output_config(config: Any) -> None:
    """Refused unless the configuration is one that can be kept to."""
    if not isinstance(config, dict):
        raise Refused(400, "output_config: Input should be a valid dictionary")
    if unknown := config.keys() - {"effort", "format"}:
        raise Refused(400, f"output_config.{min(unknown)}: Extra inputs are not permitted")
    if config.get("effort") not in {None, *EFFORTS}:
        raise Refused(400, "output_config.effort: Input should be 'low', 'medium', 'high', 'xhigh' or 'max'")
    if config.get("format") is not None:
        _check_form(config["format"])


def _check_form(form: Any) -> None:
    if not isinstance(form, dict) or form.get("type") != "json_schema":
        raise Refused(400, "output_config.format.type: Input should be 'json_schema'")
    if unknown := form.keys() - {"type", "schema"}:
        raise Refused(400, f"output_config.format.{min(unknown)}: Extra inputs are not permitted")
    if not isinstance(form.get("schema"), dict) or form["schema"].get("type") != "object":
        raise Refused(400, f"{WHERE}Input should be the schema of an object")
    optional = _optional(form["schema"])
    if optional > MOST_OPTIONAL:
        raise Refused(
            400,
            f"Schemas contains too many optional parameters ({optional}), which would make grammar compilation"
            f" inefficient. Reduce the number of optional parameters in your schemas (limit: {MOST_OPTIONAL}).",
        )


def _optional(schema: Any) -> int:
    """How many properties may be left out, here and below; Refused when the schema says what cannot be kept to."""
    if not isinstance(schema, dict):
        raise Refused(400, f"{WHERE}Input should be a schema")
    kind = schema.get("type", "string" if {"enum", "const"} & schema.keys() else None)
    if any(word in schema for word in NOT_TAKEN) or isinstance(kind, list):
        raise Refused(400, f"{WHERE}unions and references are not simulated")
    if kind not in KEYWORDS:
        raise Refused(400, f"{WHERE}a schema needs a type")
    _check_keywords(schema, kind)
    if kind == "array":
        return _optional(schema.get("items"))
    if kind != "object":
        return 0
    properties = schema.get("properties", {})
    if unknown := set(schema.get("required", ())) - properties.keys():
        raise Refused(400, f"{WHERE}required names {min(unknown)}, which is no property")
    left_out = len(properties.keys() - set(schema.get("required", ())))
    return left_out + sum(_optional(inner) for inner in properties.values())


def _check_keywords(schema: dict[str, Any], kind: str) -> None:
    extra = sorted(schema.keys() - KEYWORDS[kind] - EVERYWHERE)
    if extra:
        told = f"property '{extra[0]}' is" if len(extra) == 1 else f"properties {', '.join(extra)} are"
        raise Refused(400, f"{WHERE}For '{kind}' type, {told} not supported")
    if kind == "object" and schema.get("additionalProperties") is not False:
        raise Refused(400, f"{WHERE}For 'object' type, 'additionalProperties' must be explicitly set to false")
    if schema.get("minItems", 0) not in {0, 1}:
        raise Refused(400, f"{WHERE}For 'array' type, 'minItems' values other than 0 or 1 are not supported")
    if "format" in schema and schema["format"] not in FORMATS:
        raise Refused(400, f"{WHERE}For 'string' type, format '{schema['format']}' is not supported")
    options = schema.get("enum", [""])
    if not isinstance(options, list) or not options or any(isinstance(each, dict | list) for each in options):
        raise Refused(400, f"{WHERE}an enum lists texts, numbers, booleans or null")

"""What the Messages API refuses, and how."""

from collections.abc import Mapping
from typing import Any

import orjson

from tests.simulators.claude.forms import check_output_config
from tests.simulators.claude.prompt_cache import marked
from tests.simulators.claude.refusal import Refused

VERSIONS = frozenset({"2023-06-01", "2026-10-21"})
#: The version that took the sampling parameters away.
WITHOUT_SAMPLING = "2026-10-21"
SAMPLING = frozenset({"temperature", "top_p", "top_k"})
MODELS = frozenset({
    "claude-fable-5-2", "claude-mythos-5-2", "claude-haiku-5-5", "claude-sonnet-5-5", "claude-fable-5-1",
    "claude-opus-5-5", "claude-mythos-5-1", "claude-sonnet-5", "claude-fable-5", "claude-mythos-5", "claude-opus-5",
    "claude-opus-4-8", "claude-opus-4-7", "claude-opus-4-6", "claude-sonnet-4-6", "claude-haiku-4-5",
    "claude-haiku-4-5-20251001", "claude-opus-4-5", "claude-opus-4-5-20251101", "claude-sonnet-4-5",
    "claude-sonnet-4-5-20250929",
})  # fmt: skip
#: Models whose thinking is turned down by `between_tools` or not at all.
ALWAYS_FREE = frozenset({"claude-sonnet-5-5", "claude-opus-5-5"})
MOST_STRICT_TOOLS = 20
FIELDS = frozenset({
    "model", "messages", "max_tokens", "system", "metadata", "stop_sequences", "stream", "thinking", "tool_choice",
    "tools", "service_tier", "output_config", "cache_control", "container", "inference_geo", "speed", "diagnostics",
})  # fmt: skip
REQUIRED = ("model", "messages", "max_tokens")
#: Known to the real API, but not to this one.
NOT_SIMULATED = ("stream", "container")
ERROR_TYPES = {
    400: "invalid_request_error",
    401: "authentication_error",
    402: "billing_error",
    403: "permission_error",
    404: "not_found_error",
    413: "request_too_large",
    429: "rate_limit_error",
    504: "timeout_error",
    529: "overloaded_error",
}

Body = dict[str, Any]


def error_body(status: int, message: str = "", *, request_id: str = "req_simulated") -> bytes:
    """The API's error object."""
    kind = ERROR_TYPES.get(status, "api_error" if status >= 500 else "invalid_request_error")
    error = {"type": kind, "message": message or kind.replace("_", " ").capitalize(), "details": None}
    return orjson.dumps({"type": "error", "error": error, "request_id": request_id})


def check_headers(headers: Mapping[str, str], api_key: str) -> str:
    """The API version that is asked for; Refused when the caller or the version is not known."""
    scheme, _, token = headers.get("authorization", "").partition(" ")
    given = token if scheme.lower() == "bearer" else headers.get("x-api-key", "")
    if given != api_key:
        raise Refused(401, "invalid x-api-key")
    version = headers.get("anthropic-version")
    if version is None:
        raise Refused(400, "anthropic-version: header is required")
    if version not in VERSIONS:
        raise Refused(400, f'anthropic-version: "{version}" is not a valid version')
    return version


def check_body(body: Any, version: str, *, counts_tokens: bool = False) -> Body:
    """The request, known to be what the API accepts; Refused otherwise."""
    if not isinstance(body, dict):
        raise Refused(400, "The request body is not valid JSON")
    _check_fields(body, version, required=("model", "messages") if counts_tokens else REQUIRED)
    _check_model(body)
    _check_messages(body["messages"])
    _check_system(body.get("system"))
    if body.get("output_config") is not None:
        check_output_config(body["output_config"])
    room = body.get("max_tokens", 1)
    if type(room) is not int or room < 1:
        raise Refused(400, "max_tokens: Input should be greater than or equal to 1")
    return body


def _check_fields(body: Body, version: str, required: tuple[str, ...]) -> None:
    if version == WITHOUT_SAMPLING and SAMPLING & body.keys():
        raise Refused(400, f"{min(SAMPLING & body.keys())}: sampling parameters are not supported by this version")
    unknown = body.keys() - FIELDS - SAMPLING
    if unknown:
        raise Refused(400, f"{min(unknown)}: Extra inputs are not permitted")
    missing = [name for name in required if name not in body]
    if missing:
        raise Refused(400, f"{missing[0]}: Field required")
    if any(body.get(name) for name in NOT_SIMULATED):
        raise Refused(400, f"{', '.join(NOT_SIMULATED)} are not simulated")


def _check_model(body: Body) -> None:
    model, thinking = body["model"], body.get("thinking") or {}
    if model not in MODELS:
        raise Refused(404, f"model: {model}")
    if thinking.get("type") not in {None, "disabled", "between_tools", "adaptive", "enabled"}:
        raise Refused(400, "thinking.type: Input tag is not one of the expected tags")
    if model in ALWAYS_FREE and thinking.get("type") == "disabled":
        raise Refused(400, "thinking.type.disabled is not supported for this model. Use between_tools instead")
    # Some older models can be forced; this one never is.
    if (body.get("tool_choice") or {}).get("type") in {"any", "tool"}:
        raise Refused(400, "tool_choice: forced tool use is not supported for this model")
    strict = sum(1 for tool in body.get("tools") or () if tool.get("strict"))
    if strict > MOST_STRICT_TOOLS:
        raise Refused(
            400,
            f"Too many strict tools ({strict}). The maximum number of strict tools supported is {MOST_STRICT_TOOLS}.",
        )


def _check_system(system: Any) -> None:
    if system is None or isinstance(system, str):
        return
    blocks = system if isinstance(system, list) else [system]
    for place, block in enumerate(blocks):
        if not isinstance(block, dict) or block.get("type") != "text" or not isinstance(block.get("text"), str):
            raise Refused(400, f"system.{place}: Input should be a text block")
        if unknown := block.keys() - {"type", "text", "cache_control", "citations"}:
            raise Refused(400, f"system.{place}.{min(unknown)}: Extra inputs are not permitted")
    marked(system)


def _check_messages(messages: Any) -> None:
    if not isinstance(messages, list) or not messages:
        raise Refused(400, "messages: at least one message is required")
    for place, message in enumerate(messages):
        if not isinstance(message, dict) or message.get("role") not in {"user", "assistant"}:
            raise Refused(400, f"messages.{place}.role: Input should be 'user' or 'assistant'")
        if not text_of(message.get("content")).strip():
            raise Refused(400, f"messages.{place}: text content must be non-empty")
    if messages[-1]["role"] == "assistant":
        raise Refused(400, "messages: prefilling assistant messages is not supported for this model")


def text_of(content: Any) -> str:
    """The text of a message's or a system prompt's content, in either of its forms."""
    if isinstance(content, str):
        return content
    blocks = content if isinstance(content, list) else []
    return "\n".join(block["text"] for block in blocks if isinstance(block, dict) and block.get("type") == "text")

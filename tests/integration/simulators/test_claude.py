"""The simulated Messages API is as strict as the real one, and its replies say what they are."""

from typing import Any

import pytest
import requests

from tests.simulators.claude import app as claude
from tests.simulators.process import Simulator

ASKED: dict[str, Any] = {
    "model": "claude-haiku-5-5",
    "max_tokens": 300,
    "messages": [{"role": "user", "content": "<customer_name>Sarah Kim</customer_name>"}],
}
HEADERS = {"x-api-key": claude.API_KEY, "anthropic-version": "2026-10-21"}


def ask(simulator: Simulator, body: object, headers: dict[str, str] | None = None) -> requests.Response:
    headers = HEADERS if headers is None else headers
    return requests.post(f"{simulator.url}/v1/messages", json=body, headers=headers, timeout=10)


@pytest.mark.parametrize(
    ("change", "status", "about"),
    [
        ({"temperature": 0.2}, 400, "temperature"),
        ({"top_k": 5}, 400, "top_k"),
        ({"is_note": True}, 400, "is_note"),
        ({"max_tokens": 0}, 400, "max_tokens"),
        ({"model": "claude-3-5-haiku-20241022"}, 404, "model"),
        ({"messages": []}, 400, "messages"),
        ({"messages": [{"role": "system", "content": "x"}]}, 400, "role"),
        ({"messages": [*ASKED["messages"], {"role": "assistant", "content": "Hi"}]}, 400, "prefill"),
        ({"model": "claude-sonnet-5-5", "thinking": {"type": "disabled"}}, 400, "between_tools"),
        ({"model": "claude-sonnet-5-5", "tool_choice": {"type": "any"}}, 400, "tool_choice"),
        ({"tools": [{"name": f"tool{number}", "strict": True} for number in range(21)]}, 400, "20 strict tools"),
        ({"stream": True}, 400, "not simulated"),
    ],
)
def test_claude_minds_what_it_is_asked(
    messages_api: Simulator, change: dict[str, Any], status: int, about: str
) -> None:
    answer = ask(messages_api, ASKED | change)
    assert answer.status_code == status
    assert answer.json()["type"] == "error"
    assert about in answer.json()["error"]["message"]


@pytest.mark.parametrize("field", ["model", "max_tokens", "messages"])
def test_claude_wants_every_required_field(messages_api: Simulator, field: str) -> None:
    answer = ask(messages_api, {name: value for name, value in ASKED.items() if name != field})
    assert answer.json()["error"]["message"] == f"{field}: Field required"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"anthropic-version": "2026-10-21"}, 401),
        ({"anthropic-version": "2026-10-21", "authorization": "Bearer wrong"}, 401),
        ({"x-api-key": claude.API_KEY}, 400),
        ({"x-api-key": claude.API_KEY, "anthropic-version": "2020-01-01"}, 400),
        ({"authorization": f"Bearer {claude.API_KEY}", "anthropic-version": "2023-06-01"}, 200),
    ],
)
def test_claude_wants_to_know_who_asks_and_in_which_version(
    messages_api: Simulator, headers: dict[str, str], status: int
) -> None:
    assert ask(messages_api, ASKED, headers).status_code == status


def test_claude_thinks_first_unless_it_is_told_not_to(messages_api: Simulator) -> None:
    kinds = [block["type"] for block in ask(messages_api, ASKED).json()["content"]]
    assert kinds == ["thinking", "text"]
    kinds = [block["type"] for block in ask(messages_api, ASKED | {"thinking": {"type": "disabled"}}).json()["content"]]
    assert kinds == ["text"]


@pytest.mark.parametrize(
    ("category", "words"),
    [
        ("Return/Exchange Request", "a return from your order 1042"),
        ("Product Issue - Damaged/Wrong Item", "a photo of the item"),
        ("Order Status/Delivery Inquiry", "where a parcel is"),
        ("Product Question", "Thank you for your question"),
        ("Order Modification", "change your order 1042"),
        ("General Inquiry", "I'm here to help"),
        ("", "I'm here to help"),
    ],
)
def test_the_simulated_reply_fits_the_ticket_and_says_that_it_is_simulated(
    messages_api: Simulator, category: str, words: str
) -> None:
    messages_api.reset()
    user = (
        f"<customer_name>Sarah Kim</customer_name>\n<category>{category}</category>\n"
        "<customer_message>\nBEGIN DATA x\nIt is about order #1042.\nEND DATA x\n</customer_message>"
    )
    body = ASKED | {
        "system": "End with:\nBest regards,\nThe Team\n\nMore.",
        "messages": [{"role": "user", "content": user}],
    }
    text = ask(messages_api, body).json()["content"][-1]["text"]
    assert text.startswith("Hi Sarah,\n\n")
    assert words in text
    assert text.endswith("Best regards,\nThe Team\n\n(Simulated reply: no real model was asked.)")
    completion = messages_api.effects("completion")[0]
    assert completion["body"] == text
    assert completion["request"]["messages"][0]["content"] == user


def test_claude_counts_tokens(messages_api: Simulator) -> None:
    body = {name: value for name, value in ASKED.items() if name != "max_tokens"}
    answer = requests.post(f"{messages_api.url}/v1/messages/count_tokens", json=body, headers=HEADERS, timeout=10)
    assert answer.json()["input_tokens"] > 0
    assert answer.headers["anthropic-ratelimit-requests-limit"] == "50"

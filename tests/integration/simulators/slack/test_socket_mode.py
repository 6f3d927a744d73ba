"""The simulated Slack speaks Socket Mode with Slack's own client."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode import SocketModeClient
from slack_sdk.socket_mode.client import BaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse

from tests.eventually import eventually
from tests.simulators.process import Simulator, running_simulator
from tests.simulators.slack import app as slack
from tests.simulators.slack.people import SlackPeople


@pytest.fixture(scope="module")
def simulator() -> Iterator[Simulator]:
    with running_simulator("slack") as running:
        yield running


@contextmanager
def connected(simulator: Simulator, heard: list[SocketModeRequest], answer: dict[str, object] | None) -> Iterator[None]:
    def acknowledge(client: BaseSocketModeClient, request: SocketModeRequest) -> None:
        heard.append(request)
        payload = answer if request.accepts_response_payload else None
        client.send_socket_mode_response(SocketModeResponse(request.envelope_id, payload))

    web = WebClient(slack.APP_TOKEN, base_url=simulator.url)
    client = SocketModeClient(app_token=slack.APP_TOKEN, web_client=web)
    client.socket_mode_request_listeners.append(acknowledge)
    client.connect()
    try:
        yield
    finally:
        client.close()


def test_envelopes_are_acknowledged_and_answered(simulator: Simulator) -> None:
    people, heard = SlackPeople(simulator.url), []  # type: ignore[var-annotated]  # told by connected()
    with connected(simulator, heard, {"text": "Working on it"}):
        eventually(lambda: people.message("ada", "hello")["over"] == "socket")
        assert heard[-1].type == "events_api"
        assert heard[-1].payload["event"]["text"] == "hello"
        told = people.command("ada", "/churn", channel="retention")
        assert (told["status"], json.loads(told["body"])) == (200, {"text": "Working on it"})
        assert heard[-1].type == "slash_commands"
        assert people.messages("retention")[-1]["text"] == "Working on it"

        people.disconnect()
        eventually(lambda: people.open_home("ada")["over"] == "socket")
    eventually(lambda: people.open_home("ada")["over"] == "nowhere")


def test_only_the_app_token_opens_connections(simulator: Simulator) -> None:
    client = WebClient(slack.BOT_TOKEN, base_url=simulator.url)
    with pytest.raises(SlackApiError) as refused:
        client.apps_connections_open(app_token=slack.BOT_TOKEN)
    assert refused.value.response["error"] == "not_allowed_token_type"

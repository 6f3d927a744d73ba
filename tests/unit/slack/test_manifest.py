import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from shared.slack.commands import COMMANDS
from shared.slack.manifest import SCOPES, manifest

#: Slack's own, of its manifest-schema repository.
SCHEMA = json.loads((Path(__file__).parent / "manifest.schema.json").read_text(encoding="utf-8"))
URL = "https://hooks.example.com/"


def problems(made: Mapping[str, Any]) -> list[str]:
    return [error.message for error in Draft7Validator(SCHEMA).iter_errors(made)]


@pytest.mark.parametrize("socket_mode", [False, True])
@pytest.mark.parametrize("follow_threads", [False, True])
def test_the_manifest_is_one_that_slack_takes(*, socket_mode: bool, follow_threads: bool) -> None:
    assert problems(manifest(URL, socket_mode=socket_mode, follow_threads=follow_threads)) == []


def test_the_schema_would_refuse_a_command_without_its_stroke() -> None:
    made = manifest(URL)
    made["features"]["slash_commands"][0]["command"] = "churn-check"

    assert problems(made)


def test_every_request_is_sent_to_our_door() -> None:
    made = manifest(URL)

    assert {command["url"] for command in made["features"]["slash_commands"]} == {
        "https://hooks.example.com/slack/commands"
    }
    assert made["settings"]["event_subscriptions"]["request_url"] == "https://hooks.example.com/slack/events"
    assert made["settings"]["interactivity"]["request_url"] == "https://hooks.example.com/slack/interactions"


def test_in_socket_mode_no_address_is_named() -> None:
    assert "http" not in json.dumps(manifest(URL, socket_mode=True)["settings"])


def test_every_command_of_the_table_is_installed() -> None:
    assert [command["command"] for command in manifest(URL)["features"]["slash_commands"]] == list(COMMANDS)


def test_all_messages_of_channels_are_asked_for_only_where_threads_are_to_be_followed() -> None:
    assert "message.channels" not in manifest(URL)["settings"]["event_subscriptions"]["bot_events"]
    assert "message.channels" in manifest(URL, follow_threads=True)["settings"]["event_subscriptions"]["bot_events"]


def test_every_scope_says_what_it_is_for() -> None:
    assert all(SCOPES.values())
    assert manifest(URL)["oauth_config"]["scopes"]["bot"] == sorted(SCOPES)

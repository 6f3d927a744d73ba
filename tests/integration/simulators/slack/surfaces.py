"""What an app shows in Slack, in few words: modals, homes, buttons; and how Slack refuses it."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from tests.integration.simulators.slack.listening import Json

HOME = "C0RETENTION"


def modal(*blocks: Json, **more: Any) -> Json:
    title = {"type": "plain_text", "text": "Comment"}
    submit = {"type": "plain_text", "text": "Send"}
    return {"type": "modal", "title": title, "submit": submit, "blocks": list(blocks), "callback_id": "c", **more}


def question(**more: Any) -> Json:
    element = {"type": "plain_text_input", "action_id": "words"}
    return {
        "type": "input",
        "block_id": "q",
        "label": {"type": "plain_text", "text": "Why?"},
        "element": element,
        **more,
    }


def buttons(*values: str) -> Json:
    return {
        "type": "actions",
        "elements": [
            {
                "type": "button",
                "text": {"type": "plain_text", "text": value},
                "action_id": f"go_{value}",
                "value": value,
            }
            for value in values
        ],
    }


def home(*blocks: Json) -> Json:
    return {"type": "home", "blocks": list(blocks)}


def refused(call: Any, **given: Any) -> str:
    with pytest.raises(SlackApiError) as error:
        call(**given)
    word: str = error.value.response["error"]
    return word

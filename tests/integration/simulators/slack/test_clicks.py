"""People click in the simulated Slack, and the app answers where its response URL allows."""

import json

import pytest
import requests
from slack_sdk import WebClient
from slack_sdk.webhook import WebhookClient

from tests.integration.simulators.slack.listening import App
from tests.integration.simulators.slack.surfaces import HOME, buttons
from tests.simulators.slack.people import CouldNotError, SlackPeople


def test_a_click_tells_all_about_its_message(people: SlackPeople, client: WebClient, app: App) -> None:
    root = people.mention("ada", HOME, "how are we?")["ts"]
    posted = client.chat_postMessage(channel=HOME, text="Well", blocks=[buttons("a", "b")], thread_ts=root)
    told = people.click("sam", "go_b", channel=HOME, ts=posted["ts"])
    payload = app.on("/interactions")[0].interaction
    assert payload["type"] == "block_actions"
    assert payload["user"] == {"id": "U0SAM", "username": "sam", "name": "sam", "team_id": "T0SELVAGE"}
    assert payload["container"] == {
        "type": "message",
        "message_ts": posted["ts"],
        "channel_id": HOME,
        "is_ephemeral": False,
        "thread_ts": root,
    }
    assert payload["message"]["text"] == "Well"
    [action] = payload["actions"]
    assert (action["action_id"], action["value"], action["type"]) == ("go_b", "b", "button")
    assert action["block_id"] == payload["message"]["blocks"][0]["block_id"]
    assert (payload["trigger_id"], payload["response_url"]) == (told["trigger_id"], told["response_url"])

    client.chat_update(channel=HOME, ts=posted["ts"], text="Gone", blocks=[])
    with pytest.raises(CouldNotError):
        people.click("sam", "go_b", channel=HOME, ts=posted["ts"])


def test_a_click_may_choose(people: SlackPeople, client: WebClient, app: App) -> None:
    options = [{"text": {"type": "plain_text", "text": value}, "value": value} for value in ("x", "y")]
    menu = {"type": "static_select", "action_id": "pick", "options": options}
    good, bad = ({"text": {"type": "plain_text", "text": value}, "value": value} for value in ("good", "bad"))
    thumbs = {"type": "feedback_buttons", "action_id": "feedback", "positive_button": good, "negative_button": bad}
    blocks = [{"type": "actions", "elements": [menu]}, {"type": "context_actions", "elements": [thumbs]}]
    ts = client.chat_postMessage(channel=HOME, text="Well", blocks=blocks)["ts"]

    people.click("ada", "pick", channel=HOME, ts=ts, value="y")
    payload = app.on("/interactions")[-1].interaction
    assert payload["actions"][0]["selected_option"]["value"] == "y"
    [state] = payload["state"]["values"].values()
    assert state["pick"]["selected_option"]["value"] == "y"
    people.click("ada", "feedback", channel=HOME, ts=ts, value="bad")
    assert app.on("/interactions")[-1].interaction["actions"][0]["value"] == "bad"
    with pytest.raises(CouldNotError):
        people.click("ada", "pick", channel=HOME, ts=ts, value="z")


def test_a_response_url_is_good_for_five_answers(people: SlackPeople, client: WebClient) -> None:
    ts = client.chat_postMessage(channel=HOME, text="Well", blocks=[buttons("a")])["ts"]
    hook = WebhookClient(people.click("ada", "go_a", channel=HOME, ts=ts)["response_url"])
    assert hook.send(text="Only you").body == "ok"
    assert people.messages(HOME)[-1]["ephemeral_to"] == "U0ADA"
    assert hook.send(text="Everybody", response_type="in_channel").status_code == 200
    assert hook.send(text="Changed", replace_original=True).status_code == 200
    changed = people.messages(HOME)[0]
    assert (changed["text"], changed.get("blocks")) == ("Changed", None)
    assert hook.send(text="x", blocks=[{"type": "chart"}]).status_code == 400
    assert hook.send(delete_original=True).status_code == 200
    assert ts not in [one["ts"] for one in people.messages(HOME)]
    assert hook.send(text="The fifth").status_code == 200
    spent = hook.send(text="The sixth")
    assert (spent.status_code, json.loads(spent.body)["error"]) == (404, "used_url")


def test_an_ephemeral_message_can_be_clicked_by_who_sees_it(people: SlackPeople, client: WebClient, app: App) -> None:
    blocks = [buttons("a")]
    ts = client.chat_postEphemeral(channel=HOME, user="U0ADA", text="Sure?", blocks=blocks)["message_ts"]
    url = people.click("ada", "go_a", channel=HOME, ts=ts)["response_url"]
    payload = app.on("/interactions")[0].interaction
    assert payload["container"]["is_ephemeral"] is True
    assert "message" not in payload
    with pytest.raises(CouldNotError):
        people.click("sam", "go_a", channel=HOME, ts=ts)
    requests.post(url, json={"delete_original": True}, timeout=10)
    assert people.messages(HOME) == []

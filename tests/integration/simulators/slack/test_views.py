"""Modals and home tabs of the simulated Slack: opened, filled in, sent, changed, refused."""

import json
from urllib.parse import parse_qs

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from tests.integration.simulators.slack.listening import App, Heard
from tests.integration.simulators.slack.surfaces import HOME, buttons, home, modal, question, refused
from tests.simulators.slack.people import CouldNotError, SlackPeople


def test_a_modal_is_opened_filled_in_and_sent(people: SlackPeople, client: WebClient, app: App) -> None:
    trigger = people.command("ada", "/comment", channel=HOME)["trigger_id"]
    opened = client.views_open(trigger_id=trigger, view=modal(question(), private_metadata="42"))["view"]
    assert refused(client.views_open, trigger_id=trigger, view=modal(question())) == "trigger_exchanged"
    with pytest.raises(CouldNotError, match="must be filled in: q"):
        people.submit("ada", opened["id"])

    app.body = json.dumps({"response_action": "errors", "errors": {"q": "Too short"}})
    told = people.submit("ada", opened["id"], {"q": {"words": "so"}})
    assert (told["is_open"], told["errors"]) == (True, {"q": "Too short"})
    view = app.on("/interactions")[0].interaction["view"]
    assert view["state"]["values"] == {"q": {"words": {"type": "plain_text_input", "value": "so"}}}
    assert (view["id"], view["private_metadata"], view["callback_id"]) == (opened["id"], "42", "c")
    assert view["hash"] == opened["hash"]

    app.body = "thanks"
    told = people.submit("ada", opened["id"], {"q": {"words": "because"}})
    assert (told["is_open"], told["failure"]) == (True, "http_service_error")
    app.body = ""
    assert people.submit("ada", opened["id"], {"q": {"words": "because"}})["is_open"] is False
    assert people.views() == []
    assert refused(client.views_update, view_id=opened["id"], view=modal()) == "not_found"


def test_a_submission_can_be_answered_with_another_view(people: SlackPeople, client: WebClient, app: App) -> None:
    trigger = people.command("ada", "/comment", channel=HOME)["trigger_id"]
    opened = client.views_open(trigger_id=trigger, view=modal(question(optional=True)))["view"]
    app.body = json.dumps({"response_action": "push", "view": modal(question(), callback_id="second")})
    people.submit("ada", opened["id"])
    second = people.modal("U0ADA")
    assert second
    assert (second["callback_id"], second["previous_view_id"]) == ("second", opened["id"])
    app.body = json.dumps({"response_action": "update", "view": modal(callback_id="third")})
    people.submit("ada", second["id"], {"q": {"words": "x"}})
    assert [one["callback_id"] for one in people.views()] == ["c", "third"]
    app.body = json.dumps({"response_action": "clear"})
    people.submit("ada", second["id"])
    assert people.views() == []


def test_a_view_is_changed_only_by_who_has_seen_it(people: SlackPeople, client: WebClient) -> None:
    trigger = people.command("ada", "/comment", channel=HOME)["trigger_id"]
    opened = client.views_open(trigger_id=trigger, view=modal(question()))["view"]
    updated = client.views_update(view_id=opened["id"], hash=opened["hash"], view=modal(buttons("a")))["view"]
    stale = {"view_id": opened["id"], "hash": opened["hash"], "view": modal()}
    assert refused(client.views_update, **stale) == "hash_conflict"
    trigger = people.click("ada", "go_a", view_id=updated["id"])["trigger_id"]
    pushed = client.views_push(trigger_id=trigger, view=modal(question(), notify_on_close=True))["view"]
    assert (pushed["root_view_id"], pushed["previous_view_id"]) == (opened["id"], opened["id"])
    assert people.close("ada", pushed["id"])["payload"]["type"] == "view_closed"


def test_a_trigger_grows_old(people: SlackPeople, client: WebClient, app: App) -> None:
    app.awake.clear()
    trigger = people.command("ada", "/comment", channel=HOME)["trigger_id"]
    app.awake.set()
    assert refused(client.views_open, trigger_id=trigger, view=modal(question())) == "expired_trigger_id"
    assert refused(client.views_open, trigger_id="1.2.3", view=modal(question())) == "invalid_trigger_id"


def test_a_modal_can_be_opened_before_the_command_is_answered(people: SlackPeople, client: WebClient, app: App) -> None:
    def open_at_once(heard: Heard) -> None:
        trigger = parse_qs(heard.body.decode())["trigger_id"][0]
        client.views_open(trigger_id=trigger, view=modal(question()))

    app.first = open_at_once
    people.command("ada", "/comment", channel=HOME)
    assert people.modal("U0ADA")


def test_a_wrong_view_is_refused(people: SlackPeople, client: WebClient) -> None:
    trigger = people.command("ada", "/comment", channel=HOME)["trigger_id"]
    wrong = modal(question()) | {"title": {"type": "plain_text", "text": "x" * 25}}
    with pytest.raises(SlackApiError) as error:
        client.views_open(trigger_id=trigger, view=wrong)
    assert error.value.response["error"] == "invalid_arguments"
    assert error.value.response["response_metadata"]["messages"] == [
        "[ERROR] must be less than 25 characters [json-pointer:/view/title/text]"
    ]
    without = {name: value for name, value in modal(question()).items() if name != "submit"}
    assert refused(client.views_open, trigger_id=trigger, view=without) == "invalid_arguments"
    client.views_open(trigger_id=trigger, view=modal(question()))


def test_the_home_is_published_looked_at_and_clicked(people: SlackPeople, client: WebClient, app: App) -> None:
    opened = people.open_home("ana")
    assert (app.heard[-1].event["type"], app.heard[-1].event["tab"]) == ("app_home_opened", "home")
    assert "view" not in opened["payload"]["event"]
    published = client.views_publish(user_id="U0ANA", view=home(buttons("a")))["view"]
    people.open_home("ana")
    assert app.heard[-1].event["view"]["id"] == published["id"]
    people.click("ana", "go_a")
    payload = app.on("/interactions")[-1].interaction
    assert payload["container"] == {"type": "view", "view_id": published["id"]}
    assert payload["view"]["type"] == "home"
    assert "response_url" not in payload
    stale = {"user_id": "U0ANA", "view": home(), "hash": "1.2"}
    assert refused(client.views_publish, **stale) == "hash_conflict"
    shown = people.home("U0ANA")
    assert shown
    assert shown["blocks"][0]["type"] == "actions"

"""People write in the simulated Slack: the app is sent events and commands, signed, and what it answers counts."""

import json
from urllib.parse import parse_qs

import pytest
from slack_sdk import WebClient
from slack_sdk.signature import SignatureVerifier

from tests.eventually import eventually
from tests.integration.simulators.slack.listening import App, Json
from tests.integration.simulators.slack.surfaces import HOME, buttons
from tests.simulators.slack import app as slack
from tests.simulators.slack.people import CouldNotError, SlackPeople


def test_a_mention_is_sent_signed_and_as_both_events(people: SlackPeople, app: App) -> None:
    app.status = 202
    told = people.mention("ana@shop.example", "#retention", "who is fraying?")
    assert (told["status"], told["accepted"], told["kind"]) == (202, True, "event")
    assert 0 < told["seconds"] < 3

    events = app.on("/events")
    assert sorted(one.event["type"] for one in events) == ["app_mention", "message"]
    for one in events:
        assert SignatureVerifier(slack.SIGNING_SECRET).is_valid_request(one.body, one.headers)
        envelope = json.loads(one.body)
        assert (envelope["type"], envelope["team_id"]) == ("event_callback", "T0SELVAGE")
        assert envelope["authorizations"][0]["user_id"] == "U0SELVAGE"
        assert (one.event["text"], one.event["user"]) == ("<@U0SELVAGE> who is fraying?", "U0ANA")
        assert (one.event["channel"], one.event["ts"]) == (HOME, told["ts"])
    assert len({json.loads(one.body)["event_id"] for one in events}) == 2


def test_a_message_to_the_app_alone_and_a_reply_in_a_thread(people: SlackPeople, app: App) -> None:
    alone = people.message("ada", "hello")
    assert app.heard[-1].event | {"channel_type": "im", "text": "hello", "channel": alone["channel"]} == (
        app.heard[-1].event
    )
    first = people.mention("ada", HOME, "how are we?")["ts"]
    people.message("sam", "and last year?", channel=HOME, thread_ts=first)
    reply = app.heard[-1].event
    assert (reply["thread_ts"], reply["parent_user_id"], reply["channel_type"]) == (first, "U0ADA", "channel")


@pytest.mark.parametrize(
    ("act", "given"),
    [
        ("mention", {"user": "nobody", "channel": HOME, "text": "Hi"}),
        ("mention", {"user": "vic", "channel": "leads", "text": "Hi"}),
        ("message", {"user": "ada", "text": "Hi", "channel": HOME, "thread_ts": "1.000001"}),
        ("click", {"user": "ada", "action_id": "go"}),
        ("submit", {"user": "ada", "view_id": "V0NONE"}),
    ],
)
def test_nobody_can_do_what_nobody_could_do_in_slack(people: SlackPeople, act: str, given: Json) -> None:
    with pytest.raises(CouldNotError):
        getattr(people, act)(**given)


def test_the_app_hears_nothing_where_it_is_not(people: SlackPeople, app: App) -> None:
    assert people.mention("ada", "general", "Hi")["deliveries"] == []
    assert app.heard == []


def test_its_own_messages_come_back_to_the_app(people: SlackPeople, client: WebClient, app: App) -> None:
    ts = client.chat_postMessage(channel=HOME, text="Hi")["ts"]
    eventually(lambda: len(app.heard) == 1)
    client.chat_update(channel=HOME, ts=ts, text="Hello")
    eventually(lambda: len(app.heard) == 2)
    assert app.heard[0].event["bot_id"] == "B0SELVAGE"
    changed = app.heard[1].event
    assert (changed["subtype"], changed["message"]["text"]) == ("message_changed", "Hello")
    assert changed["previous_message"]["text"] == "Hi"


def test_an_event_that_fails_is_sent_three_times_more(people: SlackPeople, app: App) -> None:
    app.status = 503
    told = people.message("ada", "hello")
    assert (told["status"], told["is_over"]) == (503, False)
    eventually(lambda: people.deliveries("event")[0]["is_over"])
    assert [one.headers.get("x-slack-retry-num") for one in app.heard] == [None, "1", "2", "3"]
    assert {one.headers.get("x-slack-retry-reason") for one in app.heard[1:]} == {"http_error"}
    assert len({one.body for one in app.heard}) == 1
    assert [one["status"] for one in people.deliveries()[0]["attempts"]] == [503] * 4


def test_an_app_can_ask_for_no_retry(people: SlackPeople, app: App) -> None:
    app.status, app.headers = 500, {"x-slack-no-retry": "1"}
    assert people.message("ada", "hello")["is_over"] is True
    assert len(app.heard) == 1


def test_a_command_is_a_form_and_its_answer_is_shown(people: SlackPeople, app: App) -> None:
    app.body = "Working on it"
    told = people.command("ada", "/churn", "last payload", channel=HOME)
    assert (told["status"], told["body"], told["failure"]) == (200, "Working on it", None)
    form = {name: values[0] for name, values in parse_qs(app.heard[0].body.decode()).items()}
    assert SignatureVerifier(slack.SIGNING_SECRET).is_valid_request(app.heard[0].body, app.heard[0].headers)
    assert (form["command"], form["text"], form["user_id"]) == ("/churn", "last payload", "U0ADA")
    assert (form["channel_id"], form["channel_name"]) == (HOME, "retention")
    [shown] = people.messages(HOME)
    assert (shown["text"], shown["ephemeral_to"]) == ("Working on it", "U0ADA")

    app.body = json.dumps({"response_type": "in_channel", "text": "All may see", "blocks": [buttons("a")]})
    people.command("ada", "/churn", channel=HOME)
    assert (people.messages(HOME)[-1]["text"], people.messages(HOME)[-1]["ephemeral_to"]) == ("All may see", None)


def test_a_command_that_fails_is_not_sent_again_and_says_so(people: SlackPeople, app: App) -> None:
    app.status = 500
    assert people.command("ada", "/churn", channel=HOME)["failure"] == "http_service_error"
    assert len(app.heard) == 1
    [shown] = people.messages(HOME)
    assert (shown["text"], shown["user"]) == ('/churn failed with the error "http_service_error"', "USLACKBOT")
    app.status, app.body = 200, json.dumps({"text": "Hi", "blocks": [{"type": "chart"}]})
    assert people.command("ada", "/churn", channel=HOME)["failure"] == "invalid_blocks"


def test_who_does_not_answer_within_three_seconds_is_late(people: SlackPeople, app: App) -> None:
    app.awake.clear()
    told = people.command("ada", "/churn", channel=HOME)
    app.awake.set()
    assert (told["failure"], told["status"], told["error"]) == ("operation_timeout", None, "timeout")
    assert told["seconds"] > 2.9


def test_in_the_background_nobody_waits_for_the_app(people: SlackPeople, app: App) -> None:
    app.awake.clear()
    told = people.command("ada", "/churn", channel=HOME, background=True)
    assert (told["attempts"], told["payload"]["command"]) == ([], "/churn")
    app.body = "Here"
    app.awake.set()
    eventually(lambda: [one["text"] for one in people.messages(HOME)] == ["Here"])

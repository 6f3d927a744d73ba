"""People act in the simulated Slack: the app is sent Slack's payloads, signed, and what it answers counts."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any
from urllib.parse import parse_qs

import pytest
import requests
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.signature import SignatureVerifier
from slack_sdk.webhook import WebhookClient

from tests.eventually import eventually
from tests.simulators.process import Simulator, running_simulator
from tests.simulators.slack import app as slack
from tests.simulators.slack.people import CouldNotError, SlackPeople

HOME = "C0RETENTION"
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Heard:
    """One request that the app got."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def interaction(self) -> Json:
        payload: Json = json.loads(parse_qs(self.body.decode())["payload"][0])
        return payload

    @property
    def event(self) -> Json:
        payload: Json = json.loads(self.body)["event"]
        return payload


@dataclass(slots=True)
class App:
    """An app that answers as it is told to, and remembers."""

    url: str = ""
    status: int = 200
    body: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    heard: list[Heard] = field(default_factory=list)
    #: Cleared, it does not answer.
    awake: Event = field(default_factory=Event)
    #: What it does before it answers.
    first: Callable[[Heard], object] = print

    def on(self, path: str) -> list[Heard]:
        return [one for one in self.heard if one.path == path]


@contextmanager
def listening_app() -> Iterator[App]:
    app = App()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            heard = Heard(self.path, {name.lower(): value for name, value in self.headers.items()}, body)
            app.heard.append(heard)
            app.first(heard)
            app.awake.wait(10)
            answer = app.body.encode()
            self.send_response(app.status)
            for name, value in (app.headers | {"content-length": str(len(answer))}).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    app.url = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield app
    finally:
        app.awake.set()
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(scope="module")
def listening() -> Iterator[App]:
    with listening_app() as app:
        yield app


@pytest.fixture(scope="module")
def running(listening: App) -> Iterator[Simulator]:
    urls = {f"{kind}_url": f"{listening.url}/{kind}" for kind in ("events", "commands", "interactions")}
    with running_simulator("slack", **urls) as simulator:
        yield simulator


@pytest.fixture
def people(running: Simulator, app: App) -> SlackPeople:
    running.reset()
    app.heard.clear()
    return SlackPeople(running.url)


@pytest.fixture
def app(listening: App) -> App:
    listening.status, listening.body, listening.headers = 200, "", {}
    listening.first = lambda _: None
    listening.awake.set()
    return listening


@pytest.fixture
def client(running: Simulator) -> WebClient:
    return WebClient(slack.BOT_TOKEN, base_url=running.url)


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

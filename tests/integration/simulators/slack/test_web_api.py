"""The simulated Slack serves Slack's own client, and refuses what Slack refuses."""

import time
from collections.abc import Iterator
from http.client import RemoteDisconnected
from typing import Any
from urllib.error import HTTPError

import pytest
import requests
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from tests.simulators.process import Simulator, running_simulator
from tests.simulators.slack import app as slack
from tests.simulators.slack.people import SlackPeople

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
HOME = "C0RETENTION"
ANSWER = {"event_type": "selvage_answer", "event_payload": {"key": "k1"}}


@pytest.fixture(scope="module")
def running() -> Iterator[Simulator]:
    with running_simulator("slack") as simulator:
        yield simulator


@pytest.fixture
def simulator(running: Simulator) -> Simulator:
    running.reset()
    return running


@pytest.fixture
def client(simulator: Simulator) -> WebClient:
    return WebClient(slack.BOT_TOKEN, base_url=f"{simulator.url}/api/")


@pytest.fixture
def people(simulator: Simulator) -> SlackPeople:
    return SlackPeople(simulator.url)


def refusal(call: Any, **given: Any) -> dict[str, Any]:
    with pytest.raises(SlackApiError) as refused:
        call(**given)
    body: dict[str, Any] = refused.value.response.data
    assert body["ok"] is False
    return body


def section(text: str) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def picture(file_id: str) -> dict[str, Any]:
    return {"type": "image", "slack_file": {"id": file_id}, "alt_text": "Revenue by month"}


@pytest.mark.parametrize("prefix", ["", "/api", "/api/"])
def test_the_client_reaches_it_by_its_base_url_alone(simulator: Simulator, prefix: str) -> None:
    told = WebClient(slack.BOT_TOKEN, base_url=simulator.url + prefix).auth_test()
    assert (told["team_id"], told["user_id"], told["bot_id"]) == ("T0SELVAGE", "U0SELVAGE", "B0SELVAGE")


@pytest.mark.parametrize(
    ("token", "error"),
    [(None, "not_authed"), ("xoxb-wrong", "invalid_auth"), (slack.APP_TOKEN, "not_allowed_token_type")],
)
def test_only_the_bot_is_served(simulator: Simulator, token: str | None, error: str) -> None:
    client = WebClient(token, base_url=simulator.url)
    assert refusal(client.auth_test)["error"] == error


def test_what_slack_does_not_know_is_refused(client: WebClient) -> None:
    assert refusal(client.api_call, api_method="chat.shout")["error"] == "unknown_method"
    unknown = refusal(client.chat_postMessage, channel=HOME, text="Hi", colour="red")
    assert unknown["error"] == "invalid_arguments"
    assert unknown["response_metadata"]["messages"] == ["[ERROR] unknown argument: colour"]
    missing = refusal(client.api_call, api_method="chat.update", json={"channel": HOME, "text": "Hi"})
    assert missing["response_metadata"]["messages"] == ["[ERROR] missing required field: ts"]


def test_a_message_becomes_an_answer_and_keeps_its_key(client: WebClient, people: SlackPeople) -> None:
    posted = client.chat_postMessage(channel=HOME, text="Just a moment", metadata=ANSWER)
    client.chat_update(channel=HOME, ts=posted["ts"], text="Revenue", blocks=[section("*Revenue*")])

    [message] = people.messages("#retention")
    assert (message["text"], message["edits"], message["metadata"]) == ("Revenue", 1, ANSWER)
    assert message["blocks"][0]["text"] == {"type": "mrkdwn", "text": "*Revenue*"}
    assert message["blocks"][0]["block_id"]
    assert [effect["kind"] for effect in people.effects()] == ["message", "message-update"]


def test_what_an_update_does_not_name_stays(client: WebClient, people: SlackPeople) -> None:
    posted = client.chat_postMessage(channel=HOME, text="a", blocks=[section("a")])
    client.chat_update(channel=HOME, ts=posted["ts"], text="b")
    assert people.messages(HOME)[0]["blocks"][0]["text"]["text"] == "a"
    client.chat_update(channel=HOME, ts=posted["ts"], text="b", blocks=[])
    assert "blocks" not in people.messages(HOME)[0]


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"channel": "C0NOWHERE", "text": "Hi"}, "channel_not_found"),
        ({"channel": "#retention", "text": "Hi"}, "channel_not_found"),
        ({"channel": "C0GENERAL", "text": "Hi"}, "not_in_channel"),
        ({"channel": HOME, "text": ""}, "no_text"),
        ({"channel": HOME, "text": "x" * 40_001}, "msg_too_long"),
        ({"channel": HOME, "text": "Hi", "thread_ts": "1.000001"}, "thread_not_found"),
        ({"channel": HOME, "text": "Hi", "blocks": "[{"}, "invalid_blocks_format"),
        ({"channel": HOME, "text": "Hi", "metadata": {"event_type": "a"}}, "invalid_metadata_format"),
        ({"channel": HOME, "text": "Hi", "markdown_text": "Hi"}, "markdown_text_conflict"),
    ],
)
@pytest.mark.filterwarnings("ignore:The top-level `text` argument is missing")
def test_a_message_is_refused(client: WebClient, people: SlackPeople, given: dict[str, Any], error: str) -> None:
    assert refusal(client.chat_postMessage, **given)["error"] == error
    assert people.messages() == []


def test_wrong_blocks_are_refused_with_the_place(client: WebClient) -> None:
    body = refusal(client.chat_postMessage, channel=HOME, text="Hi", blocks=[section("x"), section("x" * 3001)])
    assert body["error"] == "invalid_blocks"
    assert body["response_metadata"]["messages"] == [
        "[ERROR] must be less than 3001 characters [json-pointer:/blocks/1/text/text]"
    ]


def test_only_own_messages_can_be_changed(client: WebClient, people: SlackPeople) -> None:
    theirs = people.message("ada", "Hello", channel="retention")["ts"]
    assert refusal(client.chat_update, channel=HOME, ts=theirs, text="x")["error"] == "cant_update_message"
    assert refusal(client.chat_delete, channel=HOME, ts=theirs)["error"] == "cant_delete_message"
    assert refusal(client.chat_update, channel=HOME, ts="1.000001", text="x")["error"] == "message_not_found"
    ours = client.chat_postMessage(channel=HOME, text="Hi")["ts"]
    client.chat_delete(channel=HOME, ts=ours)
    assert [message["ts"] for message in people.messages(HOME)] == [theirs]


def test_an_ephemeral_message_is_for_one_and_cannot_be_changed(client: WebClient, people: SlackPeople) -> None:
    ts = client.chat_postEphemeral(channel=HOME, user="U0VIC", text="Not for you")["message_ts"]
    assert people.messages(HOME)[0]["ephemeral_to"] == "U0VIC"
    assert refusal(client.chat_update, channel=HOME, ts=ts, text="x")["error"] == "message_not_found"
    assert client.conversations_history(channel=HOME)["messages"] == []
    assert (
        refusal(client.chat_postEphemeral, channel="G0LEADS", user="U0VIC", text="x")["error"] == "user_not_in_channel"
    )


def test_history_and_replies_come_in_pages_with_metadata(client: WebClient) -> None:
    root = client.chat_postMessage(channel=HOME, text="root", metadata=ANSWER)["ts"]
    replies = [client.chat_postMessage(channel=HOME, text=str(n), thread_ts=root)["ts"] for n in range(3)]
    other = client.chat_postMessage(channel=HOME, text="other")["ts"]
    assert sorted([root, *replies, other]) == [root, *replies, other]

    page = client.conversations_history(channel=HOME, limit=1)
    assert ([one["ts"] for one in page["messages"]], page["has_more"]) == ([other], True)
    page = client.conversations_history(
        channel=HOME, cursor=page["response_metadata"]["next_cursor"], include_all_metadata=True
    )
    [first] = page["messages"]
    assert (first["ts"], first["reply_count"], first["metadata"]) == (root, 3, ANSWER)
    assert "metadata" not in client.conversations_history(channel=HOME, latest=root, inclusive=True)["messages"][0]
    assert client.conversations_history(channel=HOME, oldest=other)["messages"] == []

    thread = client.conversations_replies(channel=HOME, ts=root)["messages"]
    assert [one["ts"] for one in thread] == [root, *replies]
    later = client.conversations_replies(channel=HOME, ts=root, oldest=replies[1])["messages"]
    assert [one["ts"] for one in later] == [root, replies[2]]
    assert refusal(client.conversations_replies, channel=HOME, ts="1.000001")["error"] == "thread_not_found"


def test_an_upload_takes_three_steps_and_can_then_be_shown(client: WebClient, people: SlackPeople) -> None:
    uploaded = client.files_upload_v2(content=PNG, filename="chart.png", title="Chart", alt_txt="Revenue")
    file_id = uploaded["file"]["id"]
    assert people.file(file_id) == PNG
    client.chat_postMessage(channel=HOME, text="Chart", blocks=[picture(file_id)])
    assert client.files_info(file=file_id)["file"]["mimetype"] == "image/png"
    assert len(people.messages(HOME)) == 1


def test_an_upload_into_a_thread_is_a_message_of_its_own(client: WebClient, people: SlackPeople) -> None:
    root = people.mention("ada", HOME, "csv please")["ts"]
    client.files_upload_v2(
        content="a,b\n1,2\n", filename="a.csv", channel=HOME, thread_ts=root, initial_comment="Here it is"
    )
    message = people.messages(HOME, thread_ts=root)[-1]
    assert (message["text"], message["files"][0]["name"], message["thread_ts"]) == ("Here it is", "a.csv", root)


def test_what_is_no_complete_picture_cannot_be_shown(client: WebClient, simulator: Simulator) -> None:
    announced = client.files_getUploadURLExternal(filename="chart.png", length=len(PNG))
    file_id = announced["file_id"]

    def shown() -> dict[str, Any]:
        return refusal(client.chat_postMessage, channel=HOME, text="Chart", blocks=[section("a"), picture(file_id)])

    assert announced["upload_url"].startswith(simulator.url)
    assert refusal(client.files_completeUploadExternal, files=[{"id": file_id}])["error"] == "file_not_found"
    assert requests.post(announced["upload_url"], data=b"short", timeout=10).status_code == 400
    assert requests.post(announced["upload_url"], data=PNG, timeout=10).status_code == 200
    assert requests.post(announced["upload_url"], data=PNG, timeout=10).status_code == 404
    assert shown()["response_metadata"]["messages"] == [
        "[ERROR] invalid slack file [json-pointer:/blocks/1/slack_file]"
    ]
    client.files_completeUploadExternal(files=[{"id": file_id, "title": "Chart"}])
    client.chat_postMessage(channel=HOME, text="Chart", blocks=[picture(file_id)])

    text = client.files_upload_v2(content="no picture", filename="chart.png")["file"]["id"]
    assert refusal(client.chat_postMessage, channel=HOME, text="x", blocks=[picture(text)])["error"] == "invalid_blocks"


def test_a_file_may_be_late() -> None:
    with running_simulator("slack", file_delay=0.3) as simulator:
        client = WebClient(slack.BOT_TOKEN, base_url=simulator.url)
        file_id = client.files_upload_v2(content=PNG, filename="chart.png")["file"]["id"]
        blocks = [picture(file_id)]
        assert refusal(client.chat_postMessage, channel=HOME, text="x", blocks=blocks)["error"] == "invalid_blocks"
        deadline = time.monotonic() + 10
        while True:
            try:
                client.chat_postMessage(channel=HOME, text="x", blocks=blocks)
                break
            except SlackApiError:
                assert time.monotonic() < deadline


def test_an_upload_can_fail(client: WebClient, people: SlackPeople) -> None:
    people.fail("/upload/v1/*", status=500)
    with pytest.raises(HTTPError, match="500") as failed:
        client.files_upload_v2(content=PNG, filename="chart.png")
    failed.value.close()


def test_people_and_channels_are_known(client: WebClient, people: SlackPeople) -> None:
    assert client.users_info(user="U0ADA")["user"]["profile"]["email"] == "ada@shop.example"
    assert client.users_lookupByEmail(email="SAM@shop.example")["user"]["id"] == "U0SAM"
    assert refusal(client.users_info, user="U0NOBODY")["error"] == "user_not_found"
    assert [one["handle"] for one in client.usergroups_list()["usergroups"]] == ["admins", "support-team", "analysts"]
    assert client.usergroups_users_list(usergroup="S0ANALYSTS")["users"] == ["U0ANA"]
    listed = client.conversations_list(types="public_channel,private_channel")["channels"]
    assert [one["name"] for one in listed] == ["retention", "support", "general", "leads"]
    assert client.conversations_info(channel="C0GENERAL")["channel"]["is_member"] is False
    assert client.conversations_members(channel="G0LEADS")["members"] == ["U0ADA", "U0ANA", "U0SELVAGE"]

    made = people.add_channel("finance", ["U0ADA"], is_private=True)
    assert refusal(client.conversations_info, channel=made["id"])["error"] == "channel_not_found"
    zoe = people.add_user("zoe", email="zoe@shop.example")["id"]
    alone = client.conversations_open(users=[zoe])["channel"]["id"]
    assert client.chat_postMessage(channel=zoe, text="Hi")["channel"] == alone
    people.add_user("zoe", id=zoe, deleted=True)
    assert client.users_info(user=zoe)["user"]["deleted"] is True


def test_reactions_links_and_statuses(client: WebClient, people: SlackPeople) -> None:
    ts = people.mention("ada", HOME, "how are we?")["ts"]
    client.reactions_add(channel=HOME, name="eyes", timestamp=ts)
    assert refusal(client.reactions_add, channel=HOME, name="eyes", timestamp=ts)["error"] == "already_reacted"
    assert people.messages(HOME)[0]["reactions"] == [{"name": "eyes", "users": ["U0SELVAGE"], "count": 1}]
    link = client.chat_getPermalink(channel=HOME, message_ts=ts)["permalink"]
    assert link == f"https://selvage.slack.com/archives/{HOME}/p{ts.replace('.', '')}"

    client.assistant_threads_setStatus(channel_id=HOME, thread_ts=ts, status="is thinking", loading_messages=["Hm"])
    assert people.statuses() == [{"channel": HOME, "thread_ts": ts, "status": "is thinking"}]
    client.chat_postMessage(channel=HOME, thread_ts=ts, text="Well")
    assert people.statuses() == []
    alone = people.message("ada", "Hi")
    client.assistant_threads_setTitle(channel_id=alone["channel"], thread_ts=alone["ts"], title="Hi")
    client.assistant_threads_setSuggestedPrompts(
        channel_id=alone["channel"], thread_ts=alone["ts"], prompts=[{"title": "A", "message": "b"}]
    )


def test_scopes_are_needed() -> None:
    scopes = "users:read,chat:write,chat:write.public"
    with running_simulator("slack", scopes=scopes) as simulator:
        client = WebClient(slack.BOT_TOKEN, base_url=simulator.url)
        assert "email" not in client.users_info(user="U0ADA")["user"]["profile"]
        assert refusal(client.reactions_add, channel=HOME, name="a", timestamp="1")["needed"] == "reactions:write"
        assert refusal(client.conversations_history, channel=HOME)["needed"] == "channels:history"
        client.chat_postMessage(channel="C0GENERAL", text="Everybody may hear this")


def test_the_rate_is_limited_by_channel_and_by_method() -> None:
    with running_simulator("slack", rate_limits="real") as simulator:
        client = WebClient(slack.BOT_TOKEN, base_url=simulator.url)
        for _ in range(5):
            client.chat_postMessage(channel=HOME, text="Hi")
        with pytest.raises(SlackApiError) as refused:
            client.chat_postMessage(channel=HOME, text="Hi")
        assert refused.value.response.status_code == 429
        assert refused.value.response["error"] == "ratelimited"
        assert int(refused.value.response.headers["Retry-After"]) == 1
        client.chat_postMessage(channel="C0SUPPORT", text="Another channel")
        for _ in range(20):
            client.users_list()
        assert refusal(client.users_list)["error"] == "ratelimited"
        client.users_info(user="U0ADA")


def test_calls_fail_on_demand(client: WebClient, people: SlackPeople) -> None:
    people.fail("/chat.postMessage", status=429, headers={"Retry-After": "7"})
    with pytest.raises(SlackApiError) as refused:
        client.chat_postMessage(channel=HOME, text="Hi")
    assert refused.value.response.headers["Retry-After"] == "7"


def test_a_client_that_tries_again_says_it_twice(people: SlackPeople, simulator: Simulator) -> None:
    people.fail("/chat.postMessage", drop_reply=True)
    careful = WebClient(slack.BOT_TOKEN, base_url=simulator.url, retry_handlers=[])
    with pytest.raises(RemoteDisconnected):
        careful.chat_postMessage(channel=HOME, text="Said, but nobody knows")
    people.fail("/chat.postMessage", drop_reply=True)
    by_default = WebClient(slack.BOT_TOKEN, base_url=simulator.url)
    by_default.chat_postMessage(channel=HOME, text="Said twice")
    assert [one["text"] for one in people.messages(HOME)] == ["Said, but nobody knows", "Said twice", "Said twice"]

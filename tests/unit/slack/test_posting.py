from dataclasses import dataclass, field
from typing import Any

import pytest

from shared.domain.slack import Place, SlackMessage
from shared.errors import NotFound, Retryable, SelvageError, Uncertain
from shared.slack.posting import Reply, send_once
from tests.fakes.chat import FakeChat
from tests.fakes.slack import FakePosts

THREAD = Place("C1", "1700000000.000001")
KEY = "answer:1"


@dataclass
class At:
    chat: FakeChat = field(default_factory=FakeChat)
    posts: FakePosts = field(default_factory=FakePosts)


def words(text: str) -> SlackMessage:
    return SlackMessage(text, ({"type": "section", "text": {"type": "mrkdwn", "text": text}},))


def with_table() -> SlackMessage:
    table: dict[str, Any] = {
        "type": "table",
        "rows": [[{"type": "raw_text", "text": "id"}], [{"type": "raw_text", "text": "17"}]],
    }
    return SlackMessage("a table", (*words("a table").blocks, table))


def test_an_answer_takes_the_place_of_the_line_that_announced_it() -> None:
    at = At()
    reply = Reply(at, THREAD, KEY)
    reply.begin(words("Looking into it …"))
    reply.show([words("42")])

    [shown] = at.chat.messages
    assert (shown.message.text, shown.edits) == ("42", 1)


def test_a_long_answer_goes_on_in_the_thread_of_its_first_message() -> None:
    at = At()
    ts = send_once(at, Place("C1"), [words("one"), words("two"), words("three")], key=KEY)

    assert at.chat.texts() == ["one", "two", "three"]
    assert {each.place for each in at.chat.messages[1:]} == {Place("C1", ts)}


def test_sent_again_after_a_crash_nothing_is_shown_twice() -> None:
    at = At()
    for _ in range(3):
        reply = Reply(at, THREAD, KEY)
        reply.begin(words("Looking into it …"))
        reply.show([words("one"), words("two")])

    assert at.chat.texts() == ["one", "two"]


def test_a_message_that_was_sent_while_its_worker_died_is_found_by_its_key() -> None:
    at = At(FakeChat(lost={"post": [Uncertain("the reply was lost")]}))
    with pytest.raises(Uncertain):
        Reply(at, THREAD, KEY).begin(words("Looking into it …"))
    reply = Reply(at, THREAD, KEY)
    reply.begin(words("Looking into it …"))
    reply.show([words("42")])

    assert at.chat.texts() == ["42"]


@pytest.mark.parametrize("refusal", [Retryable("Slack asked us to wait", retry_after=3), NotFound("not_in_channel")])
def test_a_message_that_slack_refused_is_not_looked_for(refusal: SelvageError) -> None:
    at = At(FakeChat(failures={"post": [refusal]}))
    with pytest.raises(type(refusal)):
        Reply(at, THREAD, KEY).begin(words("Looking into it …"))

    assert at.posts.begin(KEY, THREAD).doubtful_since is None


def test_a_message_that_may_have_been_sent_stays_doubtful() -> None:
    at = At(FakeChat(failures={"post": [Uncertain("Slack is away")]}))
    with pytest.raises(Uncertain):
        Reply(at, THREAD, KEY).begin(words("Looking into it …"))

    assert at.posts.begin(KEY, THREAD).doubtful_since is not None


def test_a_message_that_was_not_sent_is_sent_by_the_next_attempt() -> None:
    at = At(FakeChat(failures={"post": [Retryable("Slack asked us to wait", retry_after=3)]}))
    with pytest.raises(Retryable):
        send_once(at, THREAD, [words("42")], key=KEY)
    send_once(at, THREAD, [words("42")], key=KEY)

    assert at.chat.texts() == ["42"]


def test_where_native_tables_are_refused_the_same_is_shown_in_plain_blocks() -> None:
    at = At(FakeChat(refused_blocks=frozenset({"table"})))
    send_once(at, THREAD, [with_table()], key=KEY)

    [shown] = at.chat.messages
    assert all(block["type"] != "table" for block in shown.message.blocks)
    assert "17" in str(shown.message.blocks)


def test_where_all_blocks_are_refused_the_words_are_shown() -> None:
    at = At(FakeChat(refused_blocks=frozenset({"table", "section", "rich_text"})))
    send_once(at, THREAD, [with_table()], key=KEY)

    [shown] = at.chat.messages
    assert (shown.message.text, list(shown.message.blocks)) == ("a table", [])

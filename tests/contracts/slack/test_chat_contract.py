"""What the slackbot may expect of Slack: the same of the fake and of the client on the simulator."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from shared.domain.slack import Place, SlackMessage
from shared.errors import NotFound, Retryable, Uncertain
from shared.slack.blocks.words import note_message
from shared.slack.client import SlackClient
from shared.slack_ports import BlocksRefused, Chat
from tests.fakes.chat import FakeChat
from tests.simulators.process import Simulator, running_simulator
from tests.simulators.slack.app import BOT_TOKEN
from tests.simulators.slack.people import SlackPeople

CHANNEL = "C0RETENTION"
#: The app is no member of it.
CLOSED = "C0GENERAL"
PLACE = Place(CHANNEL)
KEY = "answer:1"
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class World:
    chat: Chat
    #: What everybody sees in the channel now, in words, oldest first.
    texts: Callable[[], list[str]]
    #: The next message is sent, and its sender does not learn that.
    lose_the_next_answer: Callable[[], object]
    #: The next message is refused, and is to come again after so many seconds.
    ask_to_wait: Callable[[int], object]


@pytest.fixture(scope="module")
def simulator() -> Iterator[Simulator]:
    with running_simulator("slack") as simulator:
        yield simulator


@pytest.fixture(params=["fake", "real"])
def world(request: pytest.FixtureRequest) -> World:
    if request.param == "fake":
        return of_fake(FakeChat(closed=frozenset({CLOSED})))
    simulator = request.getfixturevalue("simulator")
    people = SlackPeople(simulator.url)
    people.reset()
    return of_simulator(people, SlackClient(BOT_TOKEN, simulator.url, timeout_s=5))


def of_fake(fake: FakeChat) -> World:
    return World(
        fake,
        fake.texts,
        lambda: fake.lost.setdefault("post", []).append(Uncertain("the answer was lost")),
        lambda seconds: fake.failures.setdefault("post", []).append(Retryable("wait", retry_after=seconds)),
    )


def of_simulator(people: SlackPeople, client: SlackClient) -> World:
    return World(
        client,
        lambda: [each["text"] for each in people.messages(CHANNEL)],
        lambda: people.fail("/chat.postMessage", drop_reply=True, times=1),
        lambda seconds: people.fail("/chat.postMessage", status=429, headers={"Retry-After": str(seconds)}, times=1),
    )


def test_a_message_stands_where_it_was_sent_and_can_be_given_other_words(world: World) -> None:
    ts = world.chat.post(PLACE, note_message("one"), key=KEY)
    world.chat.update(CHANNEL, ts, note_message("two"))

    assert world.texts() == ["two"]


def test_a_message_is_found_by_its_key_where_it_stands_and_nowhere_else(world: World) -> None:
    root = world.chat.post(PLACE, note_message("root"), key="answer:0")
    thread = Place(CHANNEL, root)
    ts = world.chat.post(thread, note_message("one"), key=KEY)

    assert world.chat.find(thread, KEY, since=LONG_AGO) == ts
    assert world.chat.find(thread, "answer:2", since=LONG_AGO) is None
    assert world.chat.find(PLACE, KEY, since=LONG_AGO) is None


def test_a_message_whose_answer_was_lost_may_have_been_sent_and_is_found(world: World) -> None:
    world.lose_the_next_answer()
    with pytest.raises(Uncertain):
        world.chat.post(PLACE, note_message("one"), key=KEY)

    assert world.chat.find(PLACE, KEY, since=LONG_AGO) is not None
    assert world.texts() == ["one"]


def test_who_asks_us_to_wait_says_how_long_and_has_shown_nothing(world: World) -> None:
    world.ask_to_wait(7)
    with pytest.raises(Retryable) as told:
        world.chat.post(PLACE, note_message("one"), key=KEY)

    assert told.value.retry_after == 7
    assert not isinstance(told.value, Uncertain)
    assert world.texts() == []


def test_where_the_app_is_no_member_nothing_is_shown(world: World) -> None:
    with pytest.raises(NotFound):
        world.chat.post(Place(CLOSED), note_message("one"), key=KEY)


def test_a_message_that_is_gone_cannot_be_changed(world: World) -> None:
    with pytest.raises(NotFound):
        world.chat.update(CHANNEL, "1700000000.000001", note_message("one"))


@pytest.mark.parametrize(
    "block",
    [
        {"type": "section", "text": {"type": "mrkdwn", "text": ""}},
        {"type": "header", "text": "Customers"},
        {"type": "knitting"},
        {"type": "table", "rows": [[{"type": "raw_text", "text": "x" * 10_001}]]},
    ],
    ids=["empty section", "header of bare words", "unknown block", "table beyond its length"],
)
def test_blocks_that_break_a_rule_are_refused(world: World, block: dict[str, Any]) -> None:
    with pytest.raises(BlocksRefused):
        world.chat.post(PLACE, SlackMessage("words", [block]), key=KEY)


def test_a_picture_can_be_shown_by_a_message_as_soon_as_it_was_uploaded(world: World) -> None:
    file_id = world.chat.upload_picture("chart.png", PNG, "one bar")
    image = {"type": "image", "slack_file": {"id": file_id}, "alt_text": "one bar"}

    assert world.chat.post(PLACE, SlackMessage("a chart", [image]), key=KEY)


def test_a_person_is_known_by_id_and_somebody_unknown_is_not(world: World) -> None:
    assert world.chat.person("U0ADA").id == "U0ADA"
    assert world.chat.direct_channel("U0ADA").startswith("D")


def test_a_group_that_does_not_exist_is_not_found(world: World) -> None:
    with pytest.raises(NotFound):
        world.chat.members_of("S404")


def test_what_is_too_old_is_not_looked_for(world: World) -> None:
    world.chat.post(PLACE, note_message("one"), key=KEY)

    assert world.chat.find(PLACE, KEY, since=datetime.now(UTC) - timedelta(hours=1)) is not None  # noqa: TID251  Slack's


#: The smallest picture: one pixel.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d4944415478da63fcffff3f0300050001ff"
    "a5a2c4b60000000049454e44ae426082"
)

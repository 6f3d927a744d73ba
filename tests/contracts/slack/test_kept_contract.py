"""What is kept of Slack: the same of the fakes, of the rows in PostgreSQL and of the conversations in Redis."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from psycopg.types.json import Jsonb

from shared.domain.conversations import Choice, Conversation
from shared.domain.questions import QueryKind
from shared.domain.slack import KeptAnswer, Place, SlackDelivery
from shared.errors import NotFound
from shared.slack_ports import Conversations, KeptAnswers, Posts, SlackDeliveries
from shared.store.conversations import RedisConversations
from shared.store.database import Database
from shared.store.slack_answers import KeptAnswerStore
from shared.store.slack_deliveries import SlackDeliveryStore
from shared.store.slack_posts import PostStore
from tests.factories_slack import an_answer
from tests.fakes.slack import FakeConversations, FakeKeptAnswers, FakePosts, FakeSlackDeliveries

PLACE = Place("C1", "1700000000.000001")
LATER = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class World:
    posts: Posts
    answers: KeptAnswers
    deliveries: SlackDeliveries
    conversations: Conversations
    #: Something came from Slack; its id.
    deliver: Callable[[dict[str, Any]], UUID]
    #: What each user thought of an answer.
    verdicts: Callable[[UUID], dict[str, bool]]


@pytest.fixture(params=["fake", "real"])
def world(request: pytest.FixtureRequest) -> Iterator[World]:
    if request.param == "fake":
        yield of_fakes()
        return
    database = Database(request.getfixturevalue("database_url"), size=1)
    database.open()
    redis_url = request.getfixturevalue("redis_url")
    with closing(database), closing(RedisConversations(redis_url, ttl_s=60)) as conversations:
        yield of_stores(database, conversations)


def of_fakes() -> World:
    deliveries, answers = FakeSlackDeliveries(), FakeKeptAnswers()

    def deliver(payload: dict[str, Any]) -> UUID:
        made = uuid4()
        deliveries.kept[made] = SlackDelivery(made, "event", payload, datetime.now(UTC))  # noqa: TID251  as the door's
        return made

    def verdicts(answer_id: UUID) -> dict[str, bool]:
        return {user: good for (known, user), good in answers.verdicts.items() if known == answer_id}

    return World(FakePosts(), answers, deliveries, FakeConversations(), deliver, verdicts)


def of_stores(database: Database, conversations: RedisConversations) -> World:
    def deliver(payload: dict[str, Any]) -> UUID:
        row = {"hint": Jsonb({"kind": "event", "payload": payload}), "key": uuid4().hex}
        with database.connection() as connection:
            made: UUID = connection.execute(
                "INSERT INTO deliveries (source, external_id, hint) VALUES ('slack', %(key)s, %(hint)s) RETURNING id",
                row,
            ).fetchall()[0][0]
        return made

    def verdicts(answer_id: UUID) -> dict[str, bool]:
        with database.connection() as connection:
            rows = connection.execute(
                "SELECT user_id, is_good FROM slack_verdicts WHERE answer_id = %s", [answer_id]
            ).fetchall()
        return dict(rows)

    return World(
        PostStore(database),
        KeptAnswerStore(database),
        SlackDeliveryStore(database),
        conversations,
        deliver,
        verdicts,
    )


def test_a_message_that_was_never_begun_is_not_doubtful(world: World) -> None:
    post = world.posts.begin("answer:1", PLACE)

    assert (post.ts, post.doubtful_since) == (None, None)


def test_a_message_that_was_begun_and_not_finished_is_doubtful_since_then(world: World) -> None:
    world.posts.begin("answer:1", PLACE)
    again = world.posts.begin("answer:1", PLACE)

    assert again.ts is None
    assert again.doubtful_since is not None
    assert world.posts.begin("answer:1", PLACE).doubtful_since == again.doubtful_since


def test_a_message_that_stands_is_known_by_where_it_stands(world: World) -> None:
    world.posts.begin("answer:1", PLACE)
    world.posts.posted("answer:1", "1700000000.000009")
    post = world.posts.begin("answer:1", PLACE)

    assert (post.ts, post.doubtful_since) == ("1700000000.000009", None)


def test_a_message_that_was_refused_is_not_doubtful(world: World) -> None:
    world.posts.begin("answer:1", PLACE)
    world.posts.withdrawn("answer:1")

    assert world.posts.begin("answer:1", PLACE).doubtful_since is None


def test_a_message_that_stands_is_not_withdrawn(world: World) -> None:
    world.posts.begin("answer:1", PLACE)
    world.posts.posted("answer:1", "1700000000.000009")
    world.posts.withdrawn("answer:1")

    assert world.posts.begin("answer:1", PLACE).ts == "1700000000.000009"


def test_old_messages_are_forgotten_and_young_ones_kept(world: World) -> None:
    world.posts.begin("answer:1", PLACE)
    world.posts.posted("answer:1", "1")
    now = datetime.now(UTC)  # noqa: TID251  the database's own present

    assert world.posts.forget_older(now - LATER) == 0
    assert world.posts.forget_older(now + LATER) == 1
    assert world.posts.begin("answer:1", PLACE).ts is None


def test_an_answer_is_kept_as_it_was_first(world: World) -> None:
    kept = KeptAnswer(uuid4(), "U1", PLACE, QueryKind.REVENUE_FORECAST, {"period": "Q4"})
    world.answers.keep(kept, an_answer(), seconds=1.5)
    world.answers.keep(KeptAnswer(kept.id, "U2", PLACE, QueryKind.WINBACK, {}), an_answer(), seconds=9)

    assert world.answers.get(kept.id) == kept


def test_the_last_verdict_of_each_user_counts(world: World) -> None:
    kept = KeptAnswer(uuid4(), "U1", Place("D1"), QueryKind.REVENUE_FORECAST, {})
    world.answers.keep(kept, an_answer(), seconds=1.5)
    world.answers.judge(kept.id, "U1", is_good=True)
    world.answers.judge(kept.id, "U2", is_good=True)
    world.answers.judge(kept.id, "U1", is_good=False)

    assert world.verdicts(kept.id) == {"U1": False, "U2": True}


def test_an_answer_that_nobody_gave_cannot_be_shown_or_judged(world: World) -> None:
    with pytest.raises(NotFound):
        world.answers.get(uuid4())
    with pytest.raises(NotFound):
        world.answers.judge(uuid4(), "U1", is_good=True)


def test_what_slack_sent_is_there_until_it_was_dealt_with(world: World) -> None:
    made = world.deliver({"event": {"text": "who may leave?"}})
    assert world.deliveries.get(made).payload == {"event": {"text": "who may leave?"}}

    world.deliveries.forget(made)
    with pytest.raises(NotFound):
        world.deliveries.get(made)
    world.deliveries.forget(made)


def test_what_nobody_will_replay_any_more_is_forgotten(world: World) -> None:
    made = world.deliver({"event": {}})
    now = datetime.now(UTC)  # noqa: TID251  the database's own present

    assert world.deliveries.forget_older(now - LATER) == 0
    assert world.deliveries.forget_older(now + LATER) == 1
    with pytest.raises(NotFound):
        world.deliveries.get(made)


def test_a_conversation_is_remembered_as_it_was_put(world: World) -> None:
    conversation = Conversation(
        QueryKind.CHURN_RISK,
        {"levels": ["HIGH"], "customer": "13027"},
        (Choice(1, "Show customer 13027", QueryKind.CUSTOMER_LOOKUP, "the first"),),
        str(uuid4()),
    )
    assert world.conversations.get("T1:C1:1") is None
    world.conversations.put("T1:C1:1", conversation)

    assert world.conversations.get("T1:C1:1") == conversation
    assert world.conversations.get("T1:C1:2") is None

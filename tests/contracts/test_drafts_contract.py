"""What every keeper of drafts keeps: one job a message, one live draft a ticket, every dollar."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from psycopg.types.json import Jsonb

from shared.domain.drafts import Attempt, Draft, DraftRecord, Engine
from shared.draft_ports import Asked, Drafts, NewJob, News, Reservation
from shared.store.database import Database
from shared.store.drafts import DraftStore
from tests.factories_drafting import a_completion
from tests.fakes.rows import FakeDrafts

WRITTEN = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
TAGS = NewJob("act_on_ticket", "upkeep", {"ticket_id": 7, "tags": ["about-returns"]}, "act:selvage:7:1")


@dataclass
class World:
    """A store and a way to make a job that may hold its rows."""

    drafts: Drafts
    database: Database | None

    def a_job(self) -> UUID:
        if self.database is None:
            return uuid4()
        with self.database.connection() as connection:
            row = connection.execute(
                "INSERT INTO jobs (kind, queue, arguments) VALUES ('draft_reply', 'drafts', '{}') RETURNING id"
            ).fetchone()
        assert row is not None
        return UUID(str(row[0]))

    def erase(self, customer_id: str) -> None:
        if isinstance(self.drafts, FakeDrafts):
            self.drafts.erased.add(customer_id)
            return
        assert self.database is not None
        with self.database.connection() as connection:
            connection.execute("INSERT INTO erasures (customer, key_id) VALUES (pseudonym(%s), 'test')", (customer_id,))

    def announce(self, ticket_id: int, message_id: int) -> None:
        if isinstance(self.drafts, FakeDrafts):
            if not self.drafts.is_our_note(ticket_id, message_id):
                self.drafts.newer.add(ticket_id)
            return
        assert self.database is not None
        with self.database.connection() as connection:
            connection.execute(
                "INSERT INTO deliveries (source, external_id, hint) VALUES ('gorgias', %s, %s)",
                (f"message:{message_id}", Jsonb({"ticket_id": ticket_id, "message_id": message_id})),
            )

    def enqueued(self) -> int:
        if isinstance(self.drafts, FakeDrafts):
            return len(self.drafts.enqueued)
        assert self.database is not None
        with self.database.connection() as connection:
            row = connection.execute("SELECT count(*) FROM jobs WHERE kind = 'act_on_ticket'").fetchone()
        return int(row[0]) if row else 0


@contextmanager
def _fake(_: str) -> Iterator[World]:
    yield World(FakeDrafts(), None)


@contextmanager
def _real(url: str) -> Iterator[World]:
    database = Database(url, size=2)
    database.open()
    yield World(DraftStore(database, monotonic=iter(range(0, 10_000, 100)).__next__), database)
    database.close()


@pytest.fixture(params=[_fake, _real], ids=["fake", "postgres"])
def world(request: pytest.FixtureRequest, database_url: str) -> Iterator[World]:
    with request.param(database_url) as world:
        yield world


def asked(world: World, message_id: int = 1, *, job_id: UUID | None = None, names: tuple[str, ...] = ()) -> Asked:
    return Asked(7, message_id, job_id or world.a_job(), WRITTEN, names)


def a_record(cost: str = "0.002") -> DraftRecord:
    completion = replace(a_completion("Hi Sarah"), cost=Decimal(cost))
    draft = Draft("Hi Sarah", Engine.CLAUDE, None, "reply-2", "ab" * 32, (Attempt(completion, ()),))
    return DraftRecord(draft, "General Inquiry", "12748", 99, {"order 5": "2026-11-16"})


def test_a_message_is_held_by_one_job_which_may_come_again(world: World) -> None:
    job = world.a_job()
    assert world.drafts.reserve("selvage:7:1", asked(world, job_id=job)) is Reservation.OURS
    assert world.drafts.reserve("selvage:7:1", asked(world, job_id=job)) is Reservation.OURS
    assert world.drafts.reserve("selvage:7:1", asked(world)) is Reservation.ANOTHERS


def test_a_message_of_somebody_who_was_erased_after_it_is_nobodys(world: World) -> None:
    world.erase("12748")
    wanted = asked(world, names=("sarah@mail.example", "12748"))
    assert world.drafts.reserve("selvage:7:1", wanted) is Reservation.ERASED


def test_what_somebody_writes_after_they_were_erased_is_answered(world: World) -> None:
    if world.database is None:
        pytest.skip("the fake knows no times")
    world.erase("12748")
    later = replace(asked(world, names=("12748",)), written_at=datetime.now(UTC) + timedelta(hours=1))  # noqa: TID251
    assert world.drafts.reserve("selvage:7:1", later) is Reservation.OURS


def test_the_first_post_is_without_doubt_and_every_further_one_with(world: World) -> None:
    world.drafts.reserve("selvage:7:1", asked(world))
    assert world.drafts.about_to_post("selvage:7:1", a_record()) is False
    assert world.drafts.about_to_post("selvage:7:1", a_record()) is True


def test_a_posted_note_is_known_as_ours_and_as_older_than_the_next_message(world: World) -> None:
    world.drafts.reserve("selvage:7:1", asked(world))
    world.drafts.about_to_post("selvage:7:1", a_record())
    world.drafts.posted("selvage:7:1", note_id=55, then=None)
    assert world.drafts.is_our_note(7, 55)
    assert not world.drafts.is_our_note(8, 55)
    assert world.drafts.older_notes(7, 1) == ()
    assert world.drafts.older_notes(7, 2) == (55,)


def test_what_is_to_be_done_besides_is_enqueued_once(world: World) -> None:
    world.drafts.reserve("selvage:7:1", asked(world))
    for _ in ("at first", "again after a crash"):
        world.drafts.posted("selvage:7:1", note_id=55, then=TAGS)
    assert world.enqueued() == 1


def test_every_draft_counts_towards_the_days_spending_posted_or_not(world: World) -> None:
    world.drafts.reserve("selvage:7:1", asked(world))
    world.drafts.about_to_post("selvage:7:1", a_record("0.002"))
    world.drafts.posted("selvage:7:1", note_id=55, then=None)
    world.drafts.reserve("selvage:7:2", asked(world, 2))
    world.drafts.drop("selvage:7:2", a_record("0.003"))
    assert world.drafts.spent_today() == Decimal("0.005")


def test_whoever_is_erased_while_a_draft_is_written_is_news(world: World) -> None:
    wanted = asked(world, names=("12748",))
    world.drafts.reserve("selvage:7:1", wanted)
    assert world.drafts.news_of(wanted) is None
    world.erase("12748")
    assert world.drafts.news_of(wanted) is News.ERASED


def test_what_was_announced_after_the_message_is_news_unless_it_is_our_note(world: World) -> None:
    wanted = asked(world)
    world.drafts.reserve("selvage:7:1", wanted)
    world.drafts.posted("selvage:7:1", note_id=55, then=None)
    world.announce(7, 55)
    assert world.drafts.news_of(wanted) is None
    world.announce(7, 56)
    assert world.drafts.news_of(wanted) is News.NEWER_MESSAGE

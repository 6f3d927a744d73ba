"""What every ledger of answers keeps to: the fake, and the rows in PostgreSQL."""

from collections.abc import Iterator
from typing import Protocol
from uuid import uuid4

import pytest

from shared.domain.answers import LiveDraft, Usage
from shared.draft_ports import Answers
from shared.store.database import Database
from tests.factories_answers import KeptDrafts, a_draft_record, a_pairing, asked_by
from tests.fakes.rows import FakeAnswers, FakeDrafts

TICKET = 4711


class World(Protocol):
    """A ledger, and the drafts that it is about."""

    @property
    def answers(self) -> Answers:
        """The ledger under test."""

    def post(self, *, message_id: int, note_id: int, ticket_id: int = TICKET) -> str:
        """The key of a new draft for the message, posted as the note."""

    def drop(self, *, message_id: int) -> str:
        """The key of a new draft for the message that was not posted."""

    def kept_usage(self, key: str) -> Usage | None:
        """What the ledger says became of the draft."""


class FakeWorld:
    def __init__(self) -> None:
        self.drafts = FakeDrafts()
        self.answers = FakeAnswers(self.drafts)

    def post(self, *, message_id: int, note_id: int, ticket_id: int = TICKET) -> str:
        key = f"selvage:{ticket_id}:{message_id}"
        self.drafts.reserve(key, asked_by(uuid4(), ticket_id, message_id))
        self.drafts.about_to_post(key, a_draft_record())
        self.drafts.posted(key, note_id=note_id, then=None)
        return key

    def drop(self, *, message_id: int) -> str:
        key = f"selvage:{TICKET}:{message_id}"
        self.drafts.reserve(key, asked_by(uuid4(), TICKET, message_id))
        self.drafts.drop(key, a_draft_record())
        return key

    def kept_usage(self, key: str) -> Usage | None:
        pairing = self.answers.pairings.get(key)
        return pairing.comparison.usage if pairing else None


class StoredWorld:
    def __init__(self, database: Database) -> None:
        self._database, self._kept = database, KeptDrafts(database)
        self.answers = self._kept.answers

    def post(self, *, message_id: int, note_id: int, ticket_id: int = TICKET) -> str:
        return self._kept.post(ticket_id=ticket_id, message_id=message_id, note_id=note_id)

    def drop(self, *, message_id: int) -> str:
        return self._kept.drop(ticket_id=TICKET, message_id=message_id)

    def kept_usage(self, key: str) -> Usage | None:
        with self._database.connection() as connection:
            row = connection.execute("SELECT usage FROM draft_answers WHERE key = %s", [key]).fetchone()
        return Usage(row[0]) if row else None


@pytest.fixture(params=["fake", "postgres"])
def world(request: pytest.FixtureRequest) -> Iterator[World]:
    if request.param == "fake":
        yield FakeWorld()
        return
    database = Database(request.getfixturevalue("database_url"), size=1)
    database.open()
    yield StoredWorld(database)
    database.close()


def test_without_a_note_on_the_ticket_no_draft_waits(world: World) -> None:
    world.post(message_id=1, note_id=2, ticket_id=TICKET + 1)
    world.drop(message_id=1)

    assert world.answers.live_draft(TICKET, before=9) is None


def test_the_newest_note_before_the_answer_waits_for_it(world: World) -> None:
    world.post(message_id=1, note_id=2)
    newest = world.post(message_id=3, note_id=4)
    world.drop(message_id=5)

    assert world.answers.live_draft(TICKET, before=9) == LiveDraft(newest, 4)


def test_a_note_that_came_after_the_answer_does_not_wait_for_it(world: World) -> None:
    before = world.post(message_id=1, note_id=2)
    world.post(message_id=3, note_id=5)

    assert world.answers.live_draft(TICKET, before=4) == LiveDraft(before, 2)
    assert world.answers.live_draft(TICKET, before=2) is None


def test_when_the_newest_note_has_its_answer_no_older_one_takes_the_next(world: World) -> None:
    world.post(message_id=1, note_id=2)
    newest = world.post(message_id=3, note_id=4)
    world.answers.pair(newest, a_pairing(message_id=5))

    assert world.answers.live_draft(TICKET, before=9) is None


def test_the_first_answer_counts(world: World) -> None:
    key = world.post(message_id=1, note_id=2)
    world.answers.pair(key, a_pairing(Usage.AS_IS))
    world.answers.pair(key, a_pairing(Usage.IGNORED))

    assert world.kept_usage(key) is Usage.AS_IS


def test_an_agent_need_not_be_known(world: World) -> None:
    key = world.post(message_id=1, note_id=2)
    world.answers.pair(key, a_pairing(Usage.EDITED, agent=None))
    other = world.post(message_id=3, note_id=4)
    world.answers.pair(other, a_pairing(Usage.EDITED, agent=(8, None)))

    assert world.kept_usage(key) is world.kept_usage(other) is Usage.EDITED

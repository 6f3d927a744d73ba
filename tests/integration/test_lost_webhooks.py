"""What no webhook told of is found in Gorgias' own list of events; what both tell of is answered once."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from shared.store.database import Database
from shared.store.feeds import FeedStore
from tests.integration.helpdesk import MOST_JOBS, SARAH, Helpdesk, a_helpdesk
from tests.simulators.process import Simulator, running_simulator


@dataclass
class LateClock:
    """Ten minutes on, so that what has just happened has settled."""

    ahead: timedelta = field(default_factory=lambda: timedelta(minutes=10))

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead  # noqa: TID251  the simulator tells the machine's own time


@pytest.fixture(scope="module")
def gorgias() -> Iterator[Simulator]:
    with running_simulator("gorgias", rate_limit="none", webhook_secret="whsec") as running:
        yield running


@pytest.fixture
def clock() -> LateClock:
    return LateClock()


@pytest.fixture
def helpdesk(database_url: str, gorgias: Simulator, clock: LateClock) -> Iterator[Helpdesk]:
    with a_helpdesk(database_url, gorgias, clock) as helpdesk:
        clock.ahead = timedelta(0)
        helpdesk.read_feed()
        clock.ahead = timedelta(minutes=10)
        yield helpdesk


def test_a_message_whose_webhooks_were_all_lost_gets_its_note(helpdesk: Helpdesk) -> None:
    helpdesk.simulator.webhook(lose=2)
    ticket_id, _ = helpdesk.simulator.open_ticket("Where is my parcel?", customer=SARAH)
    helpdesk.has_lost(2)
    helpdesk.work()
    assert helpdesk.notes() == []

    assert helpdesk.read_feed() == "1 messages were missing"

    (note,) = helpdesk.notes()
    assert (note["ticket_id"], note["public"]) == (ticket_id, False)


def test_a_message_that_webhook_and_feed_tell_of_gets_one_note(helpdesk: Helpdesk) -> None:
    ticket_id, _ = helpdesk.simulator.open_ticket("Where is my parcel?", customer=SARAH)
    helpdesk.has_delivered(2)

    # The note itself comes back as an event too, and as a webhook.
    assert helpdesk.read_feed() == "0 messages were missing"
    helpdesk.has_delivered(3)
    helpdesk.work()
    assert helpdesk.read_feed() == "0 messages were missing"
    helpdesk.work()

    assert [note["ticket_id"] for note in helpdesk.notes()] == [ticket_id]


def test_a_webhook_that_comes_after_the_feed_is_a_duplicate(helpdesk: Helpdesk) -> None:
    helpdesk.simulator.webhook(lose=2)
    ticket_id, message_id = helpdesk.simulator.open_ticket("Where is my parcel?", customer=SARAH)
    helpdesk.has_lost(2)
    helpdesk.read_feed()

    answer = helpdesk.announce(ticket_id, message_id)
    helpdesk.work()

    assert (answer.status_code, answer.json()["status"]) == (200, "duplicate")
    assert [note["ticket_id"] for note in helpdesk.notes()] == [ticket_id]


def test_hundreds_of_lost_webhooks_are_found_page_by_page_each_once(helpdesk: Helpdesk) -> None:
    helpdesk.simulator.webhook(lose=1_000)
    ticket_id, _ = helpdesk.simulator.open_ticket("message 0", customer=SARAH)
    for number in range(1, 130):
        helpdesk.simulator.add_message(ticket_id, f"message {number}")
    helpdesk.simulator.fail(path="/api/events", times=1, status=503)

    first, second, third, fourth = (helpdesk.read_feed() for _ in range(4))

    assert "Gorgias answered 503" in str(first)
    assert second == "130 messages were missing"
    # Webhooks of the notes that followed were lost too.
    assert (third, fourth) == (f"{len(helpdesk.notes())} messages were missing", "0 messages were missing")
    assert len(helpdesk.desk.list(kind="draft_reply", limit=MOST_JOBS)) == 130 + len(helpdesk.notes())


def test_a_reading_costs_one_request(helpdesk: Helpdesk) -> None:
    before = helpdesk.simulator.usage()["requests"]
    for _ in range(3):
        helpdesk.read_feed()
    assert helpdesk.simulator.usage()["requests"] - before == 3


def test_how_far_the_feed_was_read_never_goes_back(database: Database) -> None:
    feeds = FeedStore(database)
    noon = datetime(2026, 11, 22, 12, tzinfo=UTC)
    assert feeds.read_until("gorgias") is None
    for moment in (noon, noon - timedelta(hours=1), noon + timedelta(minutes=1)):
        feeds.advance("gorgias", moment)
    feeds.advance("zendesk", noon)
    assert feeds.read_until("gorgias") == noon + timedelta(minutes=1)

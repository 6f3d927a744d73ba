"""Reading the helpdesk's own list of events: what no webhook told of is found, and nothing is found twice."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from services.workers.tasks.read_feed import BATCH, OVERLAP, SETTLING, read_feed
from shared.domain.deliveries import GORGIAS
from shared.errors import Denied, LeaseLost, NotYet, Retryable
from shared.jobs.job import ReadFeed
from shared.jobs.outcome import Finished, Outcome, Skipped
from shared.ports import Announced
from tests.fakes.neighbours import neighbours
from tests.fakes.rows import FakeClock, FakeDeliveries, FakeFeed, FakeFeeds, FakeLease

NOW = FakeClock().now()
LAST_READ = NOW - timedelta(minutes=10)


def happened(message_id: int, *, ago: timedelta = timedelta(minutes=5)) -> Announced:
    return Announced(ticket_id=7, message_id=message_id, at=NOW - ago)


@dataclass
class Reader:
    """The fakes around one reading."""

    feed: FakeFeed = field(default_factory=FakeFeed)
    feeds: FakeFeeds = field(default_factory=lambda: FakeFeeds(LAST_READ))
    deliveries: FakeDeliveries = field(default_factory=FakeDeliveries)
    lease: FakeLease = field(default_factory=FakeLease)

    def run(self) -> Outcome:
        at = neighbours(feed=self.feed, feeds=self.feeds, deliveries=self.deliveries)
        return read_feed(ReadFeed(), at, self.lease)

    @property
    def found(self) -> list[int | None]:
        return [self.deliveries.get(known).message_id for known in self.deliveries.found]

    @property
    def read_until(self) -> datetime | None:
        return self.feeds.read_until(GORGIAS)


def test_the_first_reading_begins_at_the_present() -> None:
    reader = Reader(FakeFeed(happened(1)), FakeFeeds())
    assert isinstance(reader.run(), Finished)
    assert (reader.found, reader.feed.read_from, reader.read_until) == ([], [], NOW)


def test_what_no_webhook_told_of_is_found_once() -> None:
    reader = Reader(FakeFeed(happened(1), happened(2), happened(3)))
    reader.deliveries.announce(7, 2)

    assert reader.run() == Finished("2 messages were missing")
    assert reader.run() == Finished("0 messages were missing")

    assert reader.found == [1, 3]


def test_reading_goes_on_from_what_was_read_with_an_overlap() -> None:
    newest = happened(2, ago=timedelta(minutes=3))
    reader = Reader(FakeFeed(happened(1), newest))
    reader.run()
    reader.run()
    assert reader.feed.read_from == [LAST_READ - OVERLAP, newest.at - OVERLAP]


def test_a_webhook_that_is_still_on_its_way_is_waited_for() -> None:
    reader = Reader(FakeFeed(happened(1), happened(2, ago=SETTLING - timedelta(seconds=1))))
    reader.run()
    assert reader.found == [1]
    assert reader.read_until == happened(1).at


def test_an_event_of_the_future_moves_nothing() -> None:
    reader = Reader(FakeFeed(happened(1, ago=timedelta(hours=-1))))
    reader.run()
    assert (reader.found, reader.read_until) == ([], LAST_READ)


def test_a_quiet_time_moves_nothing_so_that_a_late_event_is_still_found() -> None:
    reader = Reader()
    reader.run()
    reader.feed.happened.append(happened(1, ago=timedelta(minutes=9)))
    reader.run()
    assert reader.found == [1]


def test_a_long_list_is_kept_piece_by_piece_and_the_lease_with_it() -> None:
    count = 2 * BATCH + 1
    reader = Reader(FakeFeed(*(happened(number) for number in range(1, count + 1))))
    assert reader.run() == Finished(f"{count} messages were missing")
    assert (len(reader.found), reader.lease.renewals) == (count, 3)


@pytest.mark.parametrize("failure", [Retryable("Gorgias is away"), NotYet("the budget is used up")])
def test_what_was_read_before_a_failure_is_kept_and_the_next_reading_goes_on(failure: Retryable) -> None:
    events = [happened(number, ago=timedelta(seconds=600 - number)) for number in range(1, BATCH + 11)]
    reader = Reader(FakeFeed(*events))
    reader.feed.failure, reader.feed.failing_after = failure, BATCH

    assert isinstance(reader.run(), Skipped)
    assert (len(reader.found), reader.read_until) == (BATCH, events[BATCH - 1].at)

    reader.feed.failure = None
    assert reader.run() == Finished("10 messages were missing")


def test_a_refused_key_is_told_and_not_passed_over() -> None:
    class Refusing(FakeFeed):
        def messages_since(self, moment: datetime) -> "FakeFeed":  # type: ignore[override]  # it never returns
            raise Denied

    with pytest.raises(Denied):
        Reader(Refusing()).run()


def test_a_reader_whose_lease_was_taken_records_nothing() -> None:
    reader = Reader(FakeFeed(happened(1)), lease=FakeLease(lost=True))
    with pytest.raises(LeaseLost):
        reader.run()
    assert reader.found == []

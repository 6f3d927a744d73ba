from datetime import date
from typing import cast

from services.workers.tasks.discover_segments import discover_segments
from shared.jobs.job import DiscoverSegments
from shared.jobs.outcome import Finished
from shared.ports import Neighbours
from tests.fakes.rows import FakeDiscovery, FakeLease


class OnlyDiscovery:
    def __init__(self) -> None:
        self.discovery = FakeDiscovery()


def test_the_segments_are_found_as_of_the_day_that_the_job_names_and_every_step_renews_the_lease() -> None:
    at, lease = OnlyDiscovery(), FakeLease()
    outcome = discover_segments(DiscoverSegments(date(2011, 12, 9)), cast("Neighbours", at), lease)
    assert outcome == Finished("4 customers as of 2011-12-09")
    assert at.discovery.runs == [date(2011, 12, 9)]
    assert lease.renewals == 2

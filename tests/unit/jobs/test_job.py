from datetime import date
from uuid import UUID

import pytest

from services.slackbot.handlers import HANDLERS as OF_SLACKBOT
from services.workers.handlers import HANDLERS as OF_WORKERS
from shared.errors import Permanent
from shared.jobs.job import KINDS, DiscoverSegments, DraftReply, Job, arguments_of, job_from


@pytest.mark.parametrize(
    "job", [DraftReply(UUID(int=7)), DiscoverSegments(), DiscoverSegments(as_of=date(2011, 12, 9))], ids=str
)
def test_a_job_survives_the_way_through_its_row(job: Job) -> None:
    assert job_from(job.kind, arguments_of(job)) == job


def test_every_kind_of_job_has_exactly_one_handler() -> None:
    assert not set(OF_WORKERS) & set(OF_SLACKBOT)
    assert set(OF_WORKERS) | set(OF_SLACKBOT) == set(KINDS.values())


def test_a_kind_that_this_code_does_not_know_is_parked_not_lost() -> None:
    with pytest.raises(Permanent, match="knows no job of the kind 'knit'"):
        job_from("knit", {})


def test_arguments_that_cannot_be_read_are_named_without_their_values() -> None:
    with pytest.raises(Permanent) as caught:
        job_from("draft_reply", {"delivery_id": "anna@example.com"})
    assert "anna" not in str(caught.value)

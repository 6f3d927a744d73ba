"""Read the helpdesk's own list of events, and answer what no webhook told of."""

import logging
from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import islice

from shared.domain.deliveries import GORGIAS
from shared.errors import Retryable
from shared.jobs.job import DraftReply, ReadFeed
from shared.jobs.outcome import Finished, Outcome, Skipped
from shared.ports import Announced, Lease, Neighbours

log = logging.getLogger(__name__)

#: Events may become visible a little out of order, so the end of what was read is read again.
OVERLAP = timedelta(minutes=2)
#: Webhooks take a moment too: what is younger is left to them, and to the next reading.
SETTLING = timedelta(seconds=30)
BATCH = 100


def read_feed(_: ReadFeed, at: Neighbours, lease: Lease) -> Outcome:
    """How many messages no webhook had told of; each has a delivery and a job now.

    It goes on from where it ended, at first from now. Reading twice finds nothing twice. What keeps it from reading
    is no failure: the schedule asks again in a minute.
    """
    now = at.clock.now()
    read_until = at.feeds.read_until(GORGIAS)
    if read_until is None:
        at.feeds.advance(GORGIAS, now)
        return Finished("whatever happens from now on will be read")
    found = at.feed.messages_since(read_until - OVERLAP)
    missing = 0
    try:
        for batch in _batches(one for one in found if one.at <= now - SETTLING):
            lease.renew()
            missing += at.deliveries.record_missing(
                batch, source=GORGIAS, kind=DraftReply.kind, queue=DraftReply.queue.value
            )
            at.feeds.advance(GORGIAS, max(one.at for one in batch))
    except Retryable as error:
        return Skipped(f"read up to a point, {missing} messages were missing: {error}")
    finally:
        if missing:
            log.warning("feed.found_missing", extra={"messages": missing})
    return Finished(f"{missing} messages were missing")


def _batches(announced: Iterable[Announced]) -> Iterator[list[Announced]]:
    rest = iter(announced)
    while batch := list(islice(rest, BATCH)):
        yield batch

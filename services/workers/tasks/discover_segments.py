"""Find the segments anew and keep them as a snapshot."""

from shared.jobs.job import DiscoverSegments
from shared.jobs.outcome import Finished, Outcome
from shared.ports import Lease, Neighbours


def discover_segments(job: DiscoverSegments, at: Neighbours, lease: Lease) -> Outcome:
    """The new snapshot in one sentence. Running it again makes the same snapshot again.

    The lease is renewed with every step: all of them take minutes in a large shop.
    """
    return Finished(at.discovery.run(as_of=job.as_of, tell=lambda _: lease.renew()))

"""What was written to us in Slack is forgotten, once nobody will replay it."""

from datetime import timedelta

from shared.domain.words import counted
from shared.jobs.job import TidySlack
from shared.jobs.outcome import Finished, Outcome
from shared.ports import Lease
from shared.slack_ports import SlackNeighbours

#: A delivery that failed can be replayed that long.
PAYLOADS_KEPT = timedelta(days=7)
#: A message can be sent twice only by a job that is replayed later than this.
POSTS_KEPT = timedelta(days=30)
HOMES_KEPT = timedelta(days=90)


def tidy_slack(_: TidySlack, at: SlackNeighbours, lease: Lease) -> Outcome:
    """How much was forgotten. Running it again forgets what has become old since."""
    now = at.clock.now()
    payloads = at.deliveries.forget_older(now - PAYLOADS_KEPT)
    lease.renew()
    posts = at.posts.forget_older(now - POSTS_KEPT)
    homes = at.homes.forget_unopened(now - HOMES_KEPT)
    told = (counted(payloads, "payload"), counted(posts, "post"), counted(homes, "home tab"))
    return Finished(f"forgot {', '.join(told)}")

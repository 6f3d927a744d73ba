"""The home tabs of those who look at theirs, brought up to date."""

import logging
from datetime import timedelta

from services.slackbot.home import HomeTabs, home_tabs
from shared.domain.words import counted
from shared.errors import NotFound, Permanent
from shared.jobs.job import RefreshHomes
from shared.jobs.outcome import Finished, Outcome, Skipped
from shared.ports import Lease
from shared.slack_ports import SlackNeighbours

log = logging.getLogger(__name__)

#: Whoever has not looked that long is not shown anything new until they do.
LOOKED_WITHIN = timedelta(days=7)


def refresh_homes(_: RefreshHomes, at: SlackNeighbours, lease: Lease, *, tabs: HomeTabs | None = None) -> Outcome:
    """Tabs whose turn has not come when something is away stay as they are, and come first in an hour.

    A user who is gone is forgotten; one whose tab Slack refuses costs nobody else theirs.
    """
    users = at.homes.opened_since(at.clock.now() - LOOKED_WITHIN)
    tabs, refreshed = tabs or home_tabs(), 0
    for user in users:
        lease.renew()
        try:
            reading = tabs.read(at, user)
            if reading is not None and reading.is_empty and reading.away:
                return Skipped(f"the analytics are away; {counted(refreshed, 'home tab')} of {len(users)} refreshed")
            tabs.show(at, user, reading)
        except NotFound:
            at.homes.forget(user)
        except Permanent as error:
            log.warning("slack.home_refused", extra={"error": str(error)})
        else:
            refreshed += 1
    return Finished(f"refreshed {counted(refreshed, 'home tab')}")

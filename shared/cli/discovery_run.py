"""What `selvage discover` does: discover, while telling how far it is."""

import time
from datetime import date

from rich.console import Console

from shared.cli.discovery_summary import DiscoverySummary
from shared.cli.settings_door import database_url
from shared.settings import Settings
from shared.wiring import discovery


def run(settings: Settings, *, as_of: date | None, backfill_months: int, seed: int | None) -> DiscoverySummary:
    """What was discovered and kept; see `StoredDiscovery.discover`.

    Raises Permanent when nobody has said where the database is.
    """
    database_url(settings)
    began = time.monotonic()
    with Console(stderr=True).status("Connecting") as status:
        found = discovery(settings, seed=seed).discover(
            as_of=as_of, backfill_months=backfill_months, tell=status.update
        )
    return DiscoverySummary(found, seconds=time.monotonic() - began)

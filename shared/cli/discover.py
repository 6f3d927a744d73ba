"""`selvage discover`: find the segments and archetypes in the orders."""

import time
from datetime import datetime
from typing import Annotated

import typer
from rich.console import Console

from shared.cli.discovery_summary import DiscoverySummary
from shared.cli.settings_door import database_url, read_settings
from shared.store.discovery import SEED, StoredDiscovery


def discover(
    as_of: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"], metavar="DATE", help="The day to look from; the newest order's unless given."
        ),
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same segments.")] = SEED,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print the summary as JSON.")] = False,
) -> None:
    """Discover how the customers buy: segments on every axis, archetypes, churn risk.

    Every discovery is kept; the newest one is what the analytics API answers from.
    """
    settings = read_settings()
    stored = StoredDiscovery(database_url(settings), currency=settings.shop_currency, seed=seed)
    started = time.monotonic()
    with Console(stderr=True).status("Connecting") as status:
        found = stored.discover(as_of=as_of.date() if as_of else None, tell=status.update)
    summary = DiscoverySummary(found, seconds=time.monotonic() - started)
    if as_json:
        print(summary.as_json())
    else:
        summary.print_to(Console())

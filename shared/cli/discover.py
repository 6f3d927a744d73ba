"""`selvage discover`: find the segments and archetypes in the orders."""

from datetime import datetime
from typing import Annotated

import typer
from rich.console import Console

from shared.cli.settings_door import read_settings

#: Ten years: more would only take longer.
MOST_MONTHS = 120


def discover(
    as_of: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"], metavar="DATE", help="The day to look from; the newest order's unless given."
        ),
    ] = None,
    backfill: Annotated[
        int,
        typer.Option(
            min=0, max=MOST_MONTHS, metavar="MONTHS", help="Keep the ends of so many months before that day, too."
        ),
    ] = 0,
    seed: Annotated[
        int | None, typer.Option(min=0, help="The same seed gives the same segments; always the same unless given.")
    ] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print the summary as JSON.")] = False,
) -> None:
    """Discover how the customers buy: segments on every axis, archetypes, when they buy again and for how much.

    Every discovery is kept. The newest day's is what the analytics answer from; earlier ones are the history of
    segments, which `--backfill 12` makes up for on the first day.
    """
    from shared.cli.discovery_run import run  # noqa: PLC0415  what discovers takes seconds to import

    summary = run(read_settings(), as_of=as_of.date() if as_of else None, backfill_months=backfill, seed=seed)
    if as_json:
        print(summary.as_json())
    else:
        summary.print_to(Console())

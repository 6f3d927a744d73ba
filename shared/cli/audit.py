"""`selvage audit`: who has read about whom."""

import json
from contextlib import closing
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from shared.cli.moments import read_start
from shared.cli.settings_door import database_url, read_settings
from shared.store.audit import AuditStore
from shared.store.database import Database

NARROWEST = 150
#: A longer name goes on in the next line.
NAME_WIDTH = 20


def audit(
    customer: Annotated[str | None, typer.Option(help="Only reads of the customer with this id.")] = None,
    key: Annotated[str | None, typer.Option(help="Only by this key: its id, its beginning or its name.")] = None,
    since: Annotated[str | None, typer.Option(help="Only since a date as 2026-12-31, or in the last 7d, 24h.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=100_000, help="How many, newest first.")] = 50,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, for other programs.")] = False,
) -> None:
    """Tell who has read about which customer, and when.

    Customers are kept as pseudonyms, so one finds who has read about a customer, and not whom somebody has read about.
    """
    now = datetime.now(UTC)  # noqa: TID251  the door where the present comes in
    start = read_start(since, now) if since else None
    database = Database(database_url(read_settings()), size=1)
    database.open()
    with closing(database):
        reads = AuditStore(database).reads(customer_id=customer, key=key, since=start, limit=limit)
    if as_json:
        print(json.dumps([asdict(read) for read in reads], default=str))
        return
    table = Table(box=None, pad_edge=False)
    for heading in ("at (UTC)", "who", "role", "door", "asked for", "customers", "key"):
        table.add_column(heading, no_wrap=heading != "who", min_width=NAME_WIDTH if heading == "who" else None)
    for read in reads:
        at = f"{read.at.astimezone(UTC):%Y-%m-%d %H:%M:%S}"
        table.add_row(at, escape(read.caller), read.role, read.door, read.action, str(read.customers), read.key_id)
    console = Console()
    console.width = max(console.width, NARROWEST)
    console.print(table if reads else "Nobody has, as far as the options reach.")

"""`selvage costs`: what questions in plain language have cost, by key and month."""

import json
from dataclasses import asdict
from decimal import Decimal
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from shared.cli.settings_door import database_url, read_settings
from shared.door_wiring import allowance
from shared.settings import Settings
from shared.store.database import Database
from shared.store.spending import MonthOfKey


def costs(
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, for other programs.")] = False,
) -> None:
    """Show what questions in plain language have cost: questions, tokens and US dollars, by key and month.

    Counts what Claude read or was paid for; rules and the offline classifier cost nothing. Each key may spend
    QUESTION_BUDGET_USD a month (UTC); what is left of it stands beside the running month.
    """
    settings = read_settings()
    months = _months(settings)
    if as_json:
        print(json.dumps([asdict(month) for month in months], default=_plain))
        return
    table = Table(box=None, pad_edge=False)
    for heading in ("month", "key"):
        table.add_column(heading, no_wrap=True)
    for heading in ("questions", "tokens in", "tokens out", "US dollars", "left"):
        table.add_column(heading, justify="right", no_wrap=True)
    for month in months:
        table.add_row(
            f"{month.month:%Y-%m}",
            month.key_name or month.key_id,
            *(f"{number:,}" for number in (month.questions, month.input_tokens, month.output_tokens)),
            f"{month.dollars:,.4f}",
            "" if month.dollars_left is None else f"{month.dollars_left:,.4f}",
        )
    Console().print(table if months else "No question has cost anything yet.")


def _months(settings: Settings) -> list[MonthOfKey]:
    database = Database(database_url(settings), size=1)
    database.open()
    try:
        return allowance(settings, database).months()
    finally:
        database.close()


def _plain(value: object) -> object:
    """Dollars as numbers, days as ISO 8601."""
    return float(value) if isinstance(value, Decimal) else str(value)

"""`selvage slack feedback`: what people think of the answers."""

import json
from contextlib import closing
from dataclasses import asdict
from datetime import timedelta
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from shared.cli.settings_door import database_url, read_settings
from shared.domain.words import percent
from shared.store.database import Database
from shared.store.slack_feedback import Feedback, FeedbackStore

MOST_DAYS = 3660
NOTHING = "-"
HEADINGS = ("question", "answers", "asked back", "helpful", "not helpful", "of those judged", "median wait")


def feedback(
    days: Annotated[int, typer.Option(min=1, max=MOST_DAYS, help="Answers of so many last days.")] = 30,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, for other programs.")] = False,
) -> None:
    """Tell, by kind of question, how often people were answered and asked back, and what they thought of it."""
    database = Database(database_url(read_settings()), size=1)
    database.open()
    with closing(database):
        lines = FeedbackStore(database).of_last(timedelta(days=days))
    if as_json:
        print(json.dumps([asdict(line) for line in lines]))
        return
    if not any(line.answers for line in lines):
        print(f"Nobody was answered in Slack in the last {days} days.")
        return
    table = Table(box=None, pad_edge=False)
    for heading in HEADINGS:
        table.add_column(heading, justify="left" if heading == HEADINGS[0] else "right")
    for line in lines:
        if line.kind is None:
            table.add_section()
        table.add_row(*_cells(line))
    Console().print(table)


def _cells(line: Feedback) -> tuple[str, ...]:
    judged = line.good + line.bad
    return (
        line.kind or "all",
        f"{line.answers:,}",
        percent(line.asked_back / line.answers) if line.answers else NOTHING,
        f"{line.good:,}",
        f"{line.bad:,}",
        percent(line.good / judged) if judged else NOTHING,
        NOTHING if line.median_seconds is None else f"{line.median_seconds:.1f} s",
    )

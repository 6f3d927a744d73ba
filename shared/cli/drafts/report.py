"""`selvage drafts report`: what agents made of the drafts."""

import csv
import json
import sys
from contextlib import closing
from dataclasses import asdict, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, TextIO

import typer
from rich.console import Console

from shared.cli.drafts.report_tables import WIDTH, print_report
from shared.cli.settings_door import database_url, read_settings
from shared.domain.draft_figures import DraftFigures, ReportFigures, figures_of
from shared.domain.draft_report import By
from shared.store.database import Database
from shared.store.draft_report import DraftReports

MOST_DAYS = 3660


def report(
    days: Annotated[int, typer.Option(min=1, max=MOST_DAYS, help="Drafts of so many last days.")] = 30,
    by: Annotated[By, typer.Option(help="What a line stands for.")] = By.CATEGORY,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, for other programs.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV, for spreadsheets.")] = False,
    plot: Annotated[
        Path | None, typer.Option(metavar="FILE.png", help="Draw acceptance by week and edit distances into this file.")
    ] = None,
) -> None:
    """Tell what became of the drafts: used as they were, edited or ignored, what that saved and what it cost.

    A draft is held against the first public answer after its note. docs/ledger.md says how, and what it cannot tell.
    """
    if as_json and as_csv:
        raise typer.BadParameter("choose --json or --csv")
    now = datetime.now(UTC)  # noqa: TID251  the door where the present comes in
    database = Database(database_url(read_settings()), size=1)
    database.open()
    with closing(database):
        reports = DraftReports(database)
        found = reports.report(by=by, days=days, now=now)
        trend = reports.trend(days=days, now=now) if plot else None
    if trend and plot:
        from shared.cli.drafts.report_plot import draw  # noqa: PLC0415  matplotlib takes a second to import

        draw(trend, plot, days=days)
    if as_json:
        print(json.dumps(asdict(figures_of(found))))
    elif as_csv:
        write_csv(figures_of(found), sys.stdout)
    else:
        console = Console()
        # Figures that are cut off tell nothing.
        console.width = max(console.width, WIDTH)
        print_report(found, console)


def write_csv(report: ReportFigures, out: TextIO) -> None:
    """One row a line, the total last."""
    writer = csv.DictWriter(out, [report.by.value, *(each.name for each in fields(DraftFigures))])
    writer.writeheader()
    for line in (*report.rows, report.total):
        because = "; ".join(f"{reason.because} ({reason.drafts})" for reason in line.fell_back_because)
        writer.writerow({report.by.value: line.label, **asdict(line), "fell_back_because": because})

"""`selvage backtest`: how good the predictions would have been."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from shared.cli.settings_door import read_settings

#: A quarter of a year in whole weeks.
HORIZON_DAYS = 91
SEED = 1


def backtest(
    orders: Annotated[
        Path,
        typer.Option(
            metavar="FILE",
            help="What `selvage load` reads, or a log of customers, dates and perhaps values: CSV, Parquet or text"
            " with blanks between the columns, with or without a header.",
        ),
    ],
    horizon: Annotated[int, typer.Option(metavar="DAYS", help="How many days to look ahead.")] = HORIZON_DAYS,
    cutoff: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"],
            metavar="DATE",
            help="The last day that is known; so early unless given that the horizon ends with the file's last day.",
        ),
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same figures.")] = SEED,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
    plots: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Draw calibration and lift into this folder.")
    ] = None,
) -> None:
    """Foretell the days after the cutoff from what was known then, and judge it by what happened. Needs no database.

    Selvage's own model is judged beside BG/NBD, the churn rule, and a constant that says the same of everybody:
    whether a customer buys within the horizon (auc, brier, ece), on how many days (mae, rmse, correlation, bias),
    who buys sooner (c_index), whether intervals hold (coverage), and for how much (revenue).

    Customers are all who had bought by the cutoff. A purchase is a day on which a customer bought something, however
    many orders it took; days of nothing but returns are none.
    """
    from shared.cli.backtest_run import run  # noqa: PLC0415  the models take seconds to import

    judged = run(
        orders,
        cutoff=cutoff.date() if cutoff else None,
        horizon=horizon,
        seed=seed,
        currency=read_settings().shop_currency,
        plots=plots,
    )
    if as_json:
        print(judged.as_json())
    else:
        judged.print_to(Console())

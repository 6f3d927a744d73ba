"""`selvage simulate`: things to try Selvage on."""

from datetime import datetime
from pathlib import Path
from typing import Annotated, BinaryIO

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
import typer
from rich.console import Console

from shared.cli.load import progress_bar
from shared.errors import Permanent
from shared.simulated_shop.orders import BATCH, SCHEMA, Simulation

simulate = typer.Typer(no_args_is_help=True, help="Make things up to try Selvage on.")

DAYS_A_YEAR = 365.25


@simulate.callback()
def _simulate() -> None:
    """Make things up to try Selvage on."""


@simulate.command()
def orders(
    *,
    customers: Annotated[int, typer.Option(min=1, help="How many customers.")] = 1000,
    years: Annotated[float, typer.Option(min=0.1, max=20, help="How long the shop has been open.")] = 2.0,
    orders_per_customer: Annotated[float, typer.Option(min=1.5, max=100, help="On average, roughly.")] = 6.0,
    lines_per_order: Annotated[float, typer.Option(min=1, max=50, help="On average, roughly.")] = 3.0,
    until: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="The last day.")] = None,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same orders.")] = 1,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Parquet, or CSV when it ends in .csv; simulated_orders.parquet unless given."
        ),
    ] = None,
) -> None:
    """Write a made-up quilting shop's orders to a file that `selvage load` reads.

    Its customers are of eight kinds, from gift buyers to wholesalers, whose kind stands in the column simulated_kind;
    `selvage load` does not read that one. They come back in their own rhythm, and stop one day.
    """
    last = (until or datetime(2026, 10, 31)).date()  # noqa: DTZ001  a day without a time
    path = out or Path("simulated_orders.parquet")
    simulation = Simulation(
        customers=customers,
        until=last,
        days=max(30, round(years * DAYS_A_YEAR)),
        orders_per_customer=orders_per_customer,
        lines_per_order=lines_per_order,
        seed=seed,
    )
    with progress_bar() as progress:
        task = progress.add_task(f"Writing {path.name}", total=customers)
        lines = 0
        try:
            with path.open("wb") as file, _writer(path, file) as writer:
                for batch in simulation.batches():
                    writer.write_table(batch)
                    lines += batch.num_rows
                    progress.advance(task, BATCH)
        except OSError as error:
            raise Permanent(f"{path} cannot be written: {error.strerror or error}") from error
    Console().print(f"Wrote {lines:,} order lines of {customers:,} customers to {path}.", highlight=False)


def _writer(path: Path, file: BinaryIO) -> pa.csv.CSVWriter | pa.parquet.ParquetWriter:
    if path.suffix.lower() == ".csv":
        return pa.csv.CSVWriter(file, SCHEMA)
    return pa.parquet.ParquetWriter(file, SCHEMA)

"""`selvage load`: read a file of orders into the store."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

from shared.cli.load_summary import LoadSummary
from shared.cli.settings_door import database_url, read_settings
from shared.domain.orders import OrderLine
from shared.order_files.invented_names import inventor
from shared.order_files.order_file import OrderFile, open_order_file
from shared.order_files.outcome import Outcome, Refused, Row
from shared.order_files.rejects import Rejects, rejects_at
from shared.order_files.shape import Shape, ShapeName
from shared.order_files.shapes import column_names, shape_of, shapes
from shared.order_files.survey import survey
from shared.store.orders import OrderLoad, OrderStore, Withdrawn

#: Clocks differ, and so do time zones where a file does not state one.
TOLERANCE = timedelta(days=1)
#: Rows between two steps of the progress bar.
ROWS_A_STEP = 2000


def load(
    file: Annotated[Path, typer.Argument(help="The orders: CSV or Parquet.", metavar="FILE")],
    shape: Annotated[
        ShapeName | None, typer.Option(help="The file's shape, when its header should not decide.")
    ] = None,
    rejects: Annotated[
        Path | None,
        typer.Option(help="Where refused rows go; by default FILE's name and `.rejects.csv` in this folder."),
    ] = None,
    *,
    invented_names: Annotated[
        bool,
        typer.Option(
            "--invented-names",
            help="For demonstrations: give customers without a name an invented one, and an address at example.com"
            " or example.org; always the same for the same customer.",
        ),
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the summary as JSON.")] = False,
) -> None:
    """Read a file of orders into the store, in one transaction.

    The header tells the shape: Selvage's own (order_id, customer_id, ordered_at, product_id, quantity, unit_price ...),
    Online Retail's, or Shopify's orders export (Admin > Orders > Export). docs/orders.md describes all three.

    Loading a file again changes nothing. An order that the file holds replaces the stored order as a whole; orders
    that it does not hold stay as they are. A load that fails or is stopped leaves the store as it was.

    Rows that cannot be stored are refused, and go to the rejects file with their line and the reason.
    """
    settings = read_settings()
    store = OrderStore(database_url(settings))
    now = datetime.now(UTC)  # noqa: TID251  the door where the present comes in
    known = shapes(newest=now + TOLERANCE, currency=settings.shop_currency)
    if shape:
        known = tuple(candidate for candidate in known if candidate.name is shape)
    started = time.monotonic()
    with progress_bar() as progress:
        summary = load_orders(
            file,
            store,
            known,
            rejects_path=rejects or Path(f"{file.name}.rejects.csv"),
            invent=inventor() if invented_names else None,
            progress=progress,
        )
    seconds = time.monotonic() - started
    if as_json:
        print(summary.as_json(seconds))
    else:
        summary.print_to(Console(), seconds)


def load_orders(
    path: Path,
    store: OrderStore,
    known: Sequence[Shape],
    *,
    rejects_path: Path,
    invent: Callable[[str], tuple[str, str]] | None,
    progress: Progress,
) -> LoadSummary:
    """What was loaded from the file, in the first of the `known` shapes that fits it.

    `invent` makes a name and an e-mail address of a customer's id. The rejects file appears once all is stored.
    """
    found = survey(path)
    with open_order_file(path, found) as file, rejects_at(rejects_path) as rejects:
        header = file.header
        shape = shape_of(header, known)
        names = column_names(header, shape)
        rejects.begin(header)
        with store.load() as loading:
            loading.stage(_accepted(shape.read(_watched(file, names, progress, path.name)), rejects))
            progress.add_task("Storing the orders", total=None)
            _reject_contradictions(loading, file.rows(names), rejects)
            forgotten = loading.drop_erased()
            contents = loading.contents()
            changes = loading.replace(invent)
            refused = rejects.reasons.total()
            if not changes.is_empty:
                loading.record(
                    contents, file_name=path.name, file_sha256=found.sha256, shape=shape.name.value, refused=refused
                )
        reasons = dict(rejects.reasons)
        return LoadSummary(path.name, shape.name.value, contents, changes, forgotten, reasons, rejects.publish())


def _accepted(read: Iterable[tuple[Row, Outcome]], rejects: Rejects) -> Iterator[tuple[int, OrderLine | Withdrawn]]:
    for row, outcome in read:
        if isinstance(outcome, OrderLine):
            yield row.line, outcome
            continue
        rejects.add(row, outcome)
        if outcome.withdraws:
            yield row.line, Withdrawn(outcome.withdraws)


def _reject_contradictions(loading: OrderLoad, rows: Iterator[Row], rejects: Rejects) -> None:
    """Refuse the lines that only all of the file together could show to be wrong, by reading `rows` once more."""
    for line, order_id in loading.drop_contradictions():
        row = next(row for row in rows if row.line == line)
        rejects.add(row, Refused("the order's first line has another customer", order_id))


def _watched(file: OrderFile, names: Sequence[str], progress: Progress, name: str) -> Iterator[Row]:
    task = progress.add_task(f"Reading {name}", total=file.size)
    for number, row in enumerate(file.rows(names)):
        if number % ROWS_A_STEP == 0:
            progress.update(task, completed=file.position)
        yield row
    progress.update(task, completed=file.size)


def progress_bar() -> Progress:
    """A progress bar on standard error, when somebody is looking."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal)

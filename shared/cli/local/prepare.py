"""Fills an empty local system with the orders that the project comes with, so that there is somebody to know."""

import time
from contextlib import closing
from datetime import UTC, datetime

from rich.console import Console

from shared.cli.discovery_summary import DiscoverySummary
from shared.cli.load import TOLERANCE, load_orders, progress_bar
from shared.cli.local.system import STATE_FOLDER, settings_of
from shared.embedded.system import LocalSystem, project_folder
from shared.order_files.invented_names import inventor
from shared.order_files.shapes import shapes
from shared.settings import Settings
from shared.store.database import Database
from shared.store.migrate import migrate
from shared.store.orders import OrderStore
from shared.store.snapshots import SnapshotStore
from shared.wiring import discovery

ORDERS = "data/online_retail_2010_2011.parquet"


def prepare_data(system: LocalSystem, console: Console, *, months_back: int = 0) -> None:
    """Migrate, load the orders where there are none, and discover the segments where none have been; says what it did.

    Segments are discovered as they were at the last `months_back` month ends, too.
    """
    settings = settings_of(system)
    with console.status("Bringing the database to the newest schema"):
        migrate(settings.database_url)
    has_orders, has_segments = _what_is_there(settings)
    if has_orders:
        console.print("The database already holds orders; they are kept as they are.")
    else:
        _load(settings, console)
    if not has_segments:
        _discover(settings, console, months_back)


def _what_is_there(settings: Settings) -> tuple[bool, bool]:
    """Whether there are orders, and whether segments have been discovered."""
    database = Database(settings.database_url, size=1)
    database.open()
    with closing(database):
        snapshots = SnapshotStore(database)
        return snapshots.has_orders(), snapshots.current() is not None


def _load(settings: Settings, console: Console) -> None:
    now = datetime.now(UTC)  # noqa: TID251  the door where the present comes in
    began = time.monotonic()
    with progress_bar() as progress:
        summary = load_orders(
            project_folder() / ORDERS,
            OrderStore(settings.database_url),
            shapes(newest=now + TOLERANCE, currency=settings.shop_currency),
            rejects_path=STATE_FOLDER / "orders.rejects.csv",
            invent=inventor(),
            progress=progress,
        )
    summary.print_to(console, time.monotonic() - began)


def _discover(settings: Settings, console: Console, months_back: int) -> None:
    began = time.monotonic()
    with console.status("Discovering segments") as status:
        run = discovery(settings).discover(as_of=None, backfill_months=months_back, tell=status.update)
    DiscoverySummary(run, seconds=time.monotonic() - began).print_to(console)

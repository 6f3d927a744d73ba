"""Discovery over the store: order lines in, a new snapshot out."""

from collections.abc import Callable
from contextlib import closing
from datetime import date

from shared.errors import NotFound
from shared.segmentation.discover import Discovery, discover
from shared.store.database import Database
from shared.store.snapshots import SnapshotStore

#: Any constant will do; the same one gives the same segments for the same orders.
SEED = 1


def _in_silence(_: str) -> None:
    """Tell nobody."""


class StoredDiscovery:
    """Keeps what `shared.ports.Discovery` promises in Postgres. Connects for each discovery: they are rare."""

    def __init__(self, database_url: str, *, currency: str, seed: int = SEED) -> None:
        """`currency` is the ISO 4217 code of the amounts in the orders."""
        self._url = database_url
        self._currency = currency
        self._seed = seed

    def run(self, *, as_of: date | None) -> str:
        """What was discovered, in one sentence; as of the newest order when no day is given."""
        found = self.discover(as_of=as_of)
        return (
            f"{len(found.profiles)} customers as of {found.as_of}: {len(found.axes)} axes, "
            f"{len(found.archetypes)} archetypes"
        )

    def discover(self, *, as_of: date | None, tell: Callable[[str], None] = _in_silence) -> Discovery:
        """The discovery, after it was kept; `tell` hears what is being done.

        Raises NotFound when nobody has ordered by then, and Retryable when the database is away.
        """
        database = Database(self._url, size=1)
        database.open()
        with closing(database):
            snapshots = SnapshotStore(database)
            tell("Reading the orders")
            day = as_of or snapshots.newest_order_on()
            histories = snapshots.histories(day) if day else []
            if day is None or not histories:
                raise NotFound("there are no orders to discover segments in; load some with `selvage load FILE`")
            tell(f"Discovering segments of {len(histories):,} customers")
            found = discover(histories, as_of=day, currency=self._currency, seed=self._seed)
            tell("Keeping the snapshot")
            snapshots.save(found)
        return found

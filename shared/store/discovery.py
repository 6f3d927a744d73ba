"""Discovery over the store: order lines in, snapshots out."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta

from shared.errors import NotFound, Retryable
from shared.segmentation.discover import discover
from shared.segmentation.discovery import Discovery
from shared.segmentation.features.columns import Features
from shared.segmentation.learning import FEWEST_CUSTOMERS
from shared.segmentation.models.predict import NotPredictable, Predictions
from shared.settings import FeatureEngine
from shared.store.database import Database
from shared.store.engines import order_lines
from shared.store.findings import Findings
from shared.store.shop_figures import ShopFigures
from shared.store.shop_lines import ShopLines
from shared.store.snapshots import SnapshotStore

#: Any constant will do; the same one gives the same segments for the same orders.
SEED = 1

Tell = Callable[[str], None]

NO_ORDERS = "there are no orders to discover segments in; load some with `selvage load FILE`"
ONLY_RETURNS = "nobody has ordered: all that is stored are returns"
#: Predictions are made of the newest day only.
NOT_ASKED = "the snapshot was made for the history of segments only"


@dataclass(frozen=True, slots=True)
class Skipped:
    """A day of the past that was not kept."""

    as_of: date
    reason: str


@dataclass(frozen=True, slots=True)
class Backfill:
    """The past that was made up for, oldest first."""

    kept: tuple[date, ...] = ()
    skipped: tuple[Skipped, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """What was discovered, and what was done with it."""

    findings: Findings
    #: The day of the snapshot that answers now: a later one where the findings are history.
    answers_as_of: date
    backfill: Backfill


def _in_silence(_: str) -> None:
    """Tell nobody."""


class StoredDiscovery:
    """Keeps what `shared.ports.Discovery` promises in Postgres. Connects for each discovery: they are rare."""

    def __init__(
        self,
        database_url: str,
        *,
        currency: str,
        country: str,
        engine: FeatureEngine = FeatureEngine.DUCKDB,
        seed: int = SEED,
    ) -> None:
        """`currency` (ISO 4217) is that of the amounts in the orders, `country` (ISO 3166) that of the holidays.

        `engine` is where features are computed.
        """
        self._url = database_url
        self._currency = currency
        self._country = country
        self._engine = engine
        self._seed = seed

    def run(self, *, as_of: date | None, tell: Tell = _in_silence) -> str:
        """What was discovered, in one sentence; as of the newest order when no day is given."""
        found = self.discover(as_of=as_of, tell=tell).findings.discovery
        return f"{len(found)} customers as of {found.as_of}: {len(found.axes)} axes, {len(found.archetypes)} archetypes"

    def discover(self, *, as_of: date | None, backfill_months: int = 0, tell: Tell = _in_silence) -> Run:
        """What was found as of the day, after it was kept; `tell` hears what is being done.

        The snapshot answers from then on, unless there is one of a later day. The last days of so many months before
        it are kept too, oldest first, for the history of segments. Raises NotFound when nobody has ordered by then,
        Retryable when the database is away, and Permanent when the orders do not fit on the disk a second time.
        """
        database = Database(self._url, size=1)
        database.open()
        with closing(database):
            snapshots = SnapshotStore(database)
            tell("Reading the orders")
            day = as_of or _newest_day(snapshots)
            with order_lines(self._url, self._engine, until=day) as lines:
                shop = ShopLines.of(lines, until=day, seed=self._seed)
                past = self._backfill(shop, snapshots, month_ends(day, backfill_months), tell)
                findings = self._find(shop, snapshots, day, tell)
                figures = None
                if snapshots.would_answer(day):
                    tell("Summing up what was sold")
                    figures = self._figures(shop, day)
            tell("Keeping the snapshot")
            snapshots.save(findings, figures)
            answering = snapshots.current()
        return Run(findings, answering.as_of if answering else day, past)

    def _find(self, shop: ShopLines, snapshots: SnapshotStore, day: date, tell: Tell) -> Findings:
        tell("Measuring the customers")
        features = shop.features(day)
        if not len(features):
            raise NotFound(f"nobody had ordered by {day}")
        tell(f"Discovering segments of {len(features):,} customers")
        found = self._discovered(features, snapshots, day)
        tell("Learning when they buy again")
        predictions = shop.predictions(day, seed=self._seed)
        if isinstance(predictions, Predictions) and len(predictions.expected_value) != len(found):
            raise Retryable("orders were loaded while segments were being discovered")
        return Findings(found, predictions)

    def _figures(self, shop: ShopLines, day: date) -> ShopFigures:
        """The shop as a whole, summed up in a copy in any case: it takes aggregates that Postgres does not have."""
        if self._engine is FeatureEngine.DUCKDB:
            return shop.figures(day, country=self._country)
        with order_lines(self._url, FeatureEngine.DUCKDB, until=day) as lines:
            return ShopLines(lines, shop.families).figures(day, country=self._country)

    def _discovered(self, features: Features, snapshots: SnapshotStore, day: date) -> Discovery:
        before = snapshots.models_before(day)
        return discover(features, as_of=day, currency=self._currency, seed=self._seed, before=before)

    def _backfill(self, shop: ShopLines, snapshots: SnapshotStore, days: tuple[date, ...], tell: Tell) -> Backfill:
        kept: list[date] = []
        skipped: list[Skipped] = []
        for number, day in enumerate(days, start=1):
            tell(f"Looking back from {day} ({number} of {len(days)})")
            features = shop.features(day)
            if len(features) < FEWEST_CUSTOMERS:
                reason = f"{len(features)} customers had ordered by then, and {FEWEST_CUSTOMERS} are needed"
                skipped.append(Skipped(day, reason))
                continue
            snapshots.save(Findings(self._discovered(features, snapshots, day), NotPredictable(NOT_ASKED)))
            kept.append(day)
        return Backfill(tuple(kept), tuple(skipped))


def _newest_day(snapshots: SnapshotStore) -> date:
    day = snapshots.newest_order_on()
    if day is None:
        raise NotFound(ONLY_RETURNS if snapshots.has_orders() else NO_ORDERS)
    return day


def month_ends(before: date, months: int) -> tuple[date, ...]:
    """The last days of so many calendar months that ended before the day, oldest first."""
    days = []
    end = before.replace(day=1) - timedelta(days=1)
    for _ in range(months):
        days.append(end)
        end = end.replace(day=1) - timedelta(days=1)
    return tuple(reversed(days))

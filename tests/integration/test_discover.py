"""`selvage discover` over a real database: what it reads, what it keeps, what it says of orders that tell nothing."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime

import numpy as np
import pytest
import typer
from typer.testing import CliRunner

from shared.cli.discover import discover as discover_verb
from shared.domain.churn import assess_churn
from shared.domain.search import Search
from shared.domain.trends import ForecastOf
from shared.errors import Retryable
from shared.segmentation.models.predict import NotPredictable
from shared.settings import FeatureEngine
from shared.store.customers import CustomerStore
from shared.store.database import Database
from shared.store.discovery import Run, StoredDiscovery
from shared.store.engines import order_lines
from shared.store.forecasts import ForecastStore
from shared.store.sales import SalesStore
from shared.store.segments import SegmentStore
from tests.factories_customers import a_history, a_shop, keep_line, keep_shop

#: Ibis 12 reads batches from DuckDB 1.5 by a name that has a newer one.
pytestmark = pytest.mark.filterwarnings("ignore:fetch_record_batch:DeprecationWarning")

JANUARY, FEBRUARY, MARCH = (datetime(2026, month, 10, 15, 30, tzinfo=UTC) for month in (1, 2, 3))


def discover(
    database_url: str,
    *,
    as_of: date | None = None,
    backfill_months: int = 0,
    engine: FeatureEngine = FeatureEngine.DUCKDB,
) -> Run:
    stored = StoredDiscovery(database_url, currency="GBP", country="GB", engine=engine)
    return stored.discover(as_of=as_of, backfill_months=backfill_months)


@pytest.fixture(scope="module")
def discovered(module_database_url: str) -> Iterator[tuple[Database, Run]]:
    """A shop that was discovered with its past; tests only look at it."""
    database = Database(module_database_url, size=2)
    database.open()
    keep_shop(database, a_shop(120))
    yield database, discover(module_database_url, backfill_months=3)
    database.close()


def test_every_customer_is_kept_with_what_was_found(discovered: tuple[Database, Run]) -> None:
    database, run = discovered
    found = run.findings.discovery
    store = CustomerStore(database)

    assert (len(found), run.answers_as_of) == (120, found.as_of)
    for number in (0, 1, 2, 119):
        profile = found.profile(number)
        kept = store.find(profile.customer_id)
        assert kept is not None
        assert kept.name == f"Name {profile.customer_id}"
        assert (kept.axes, kept.archetype_id, kept.historic_clv) == (
            profile.axes,
            profile.archetype_id,
            profile.historic_clv,
        )


def test_a_customer_s_figures_are_those_of_their_orders(discovered: tuple[Database, Run]) -> None:
    database, _ = discovered
    history = a_shop(120)[2]

    kept = CustomerStore(database).find(history.customer_id)

    assert kept is not None
    assert kept.historic_number_of_orders == history.orders
    assert kept.historic_clv == pytest.approx(history.spent, abs=0.1)
    assert (kept.first_order_on, kept.last_order_on) == (history.first_order_on, history.last_order_on)


def test_every_customer_has_a_forecast_and_a_level_that_goes_with_it(discovered: tuple[Database, Run]) -> None:
    database, run = discovered
    store = CustomerStore(database)

    assert not isinstance(run.findings.predictions, NotPredictable)
    for card in store.search(Search(limit=120)).customers:
        forecast, profile = store.buying_forecast(card.customer_id), store.find(card.customer_id)
        assert forecast is not None
        assert profile is not None
        assert set(forecast.purchase_probability) == {7, 30, 60, 90}
        assert set(forecast.clv) == set(forecast.clv_intervals) >= {12}
        assert card.churn_level is assess_churn(profile, forecast).level


def test_customers_who_bought_lately_and_often_are_expected_sooner(discovered: tuple[Database, Run]) -> None:
    """Predictions and features number the customers alike."""
    database, _ = discovered
    store = CustomerStore(database)
    forecasts = {history.customer_id: store.buying_forecast(history.customer_id) for history in a_shop(120)}

    chances = [forecast.purchase_probability[90] for forecast in forecasts.values() if forecast]

    once, always = np.array(chances[0::3]), np.array(chances[2::3])
    assert once.max() < always.min()


def test_what_the_shop_sold_and_will_sell_is_kept_beside_it(discovered: tuple[Database, Run]) -> None:
    database, run = discovered
    months = SalesStore(database).months()

    assert months[-1].month == run.findings.discovery.as_of.replace(day=1)
    assert sum(month.revenue for month in months) == pytest.approx(sum(history.spent for history in a_shop(120)), abs=1)
    assert SalesStore(database).products("pins")[0].product_id == "P"
    assert ForecastStore(database).of(ForecastOf.REVENUE).of is ForecastOf.REVENUE


def test_a_backfill_gives_segments_a_history_on_the_first_day(discovered: tuple[Database, Run]) -> None:
    database, run = discovered
    found = run.findings.discovery
    segments = SegmentStore(database)
    axis = found.axes[0].model

    days = {point.as_of for segment in axis.segments for point in segments.segment_history(axis.axis, segment)}

    assert run.backfill.kept == (date(2026, 3, 31), date(2026, 4, 30), date(2026, 5, 31))
    assert days == {*run.backfill.kept, found.as_of}
    assert segments.current().as_of == found.as_of
    assert sum(shift.customers for shift in segments.shifts(axis.axis, since=date(2026, 5, 31))) > 0
    assert [place.as_of for place in segments.places_of("c0002")] == [*run.backfill.kept, found.as_of]


def test_months_with_too_few_customers_are_skipped_with_a_sentence(database: Database, database_url: str) -> None:
    keep_shop(database, [a_history(f"c{number}", first_days_ago=number, last_days_ago=number) for number in range(35)])

    run = discover(database_url, backfill_months=2)

    assert run.backfill.kept == ()
    assert [(skipped.as_of, skipped.reason) for skipped in run.backfill.skipped] == [
        (date(2026, 4, 30), "0 customers had ordered by then, and 30 are needed"),
        (date(2026, 5, 31), "5 customers had ordered by then, and 30 are needed"),
    ]


def test_both_engines_find_the_same(database: Database, database_url: str) -> None:
    shop = a_shop(36)
    keep_shop(database, shop)
    with database.connection() as connection:
        for number, history in enumerate(shop):
            keep_line(connection, f"x{number}", history.customer_id, JANUARY, product='Pins, "50%"\n\\N', discount=0.25)

    duckdb = discover(database_url).findings
    postgres = discover(database_url, engine=FeatureEngine.POSTGRES).findings

    assert [duckdb.discovery.profile(number) for number in range(36)] == [
        postgres.discovery.profile(number) for number in range(36)
    ]
    assert duckdb.discovery.archetypes == postgres.discovery.archetypes


@pytest.mark.parametrize("engine", FeatureEngine)
def test_the_database_being_away_is_said(engine: FeatureEngine) -> None:
    nowhere = "postgresql://nobody@127.0.0.1:1/nothing"

    with pytest.raises(Retryable, match="database is away"), order_lines(nowhere, engine, until=MARCH.date()):
        pytest.fail("there are no lines")


def selvage_discover(database_url: str, *options: str) -> str:
    app = typer.Typer()
    app.command()(discover_verb)
    result = CliRunner().invoke(app, options, env={"DATABASE_URL": database_url, "SHOP_CURRENCY": "GBP"})
    assert result.exit_code == 0, result.output
    return result.stdout


def test_the_command_tells_what_was_found(database: Database, database_url: str) -> None:
    keep_shop(database, a_shop(36))

    printed = " ".join(selvage_discover(database_url, "--backfill", "1").split())
    summary = json.loads(selvage_discover(database_url, "--json", "--as-of", "2026-06-01", "--seed", "7"))

    for words in (
        "36 customers",
        "purchase_frequency",
        "Churn risk: LOW",
        "There are no predictions. Only 36 customers",
    ):
        assert words in printed
    assert "Kept 1 ends of months" in printed or "Skipped 2026-05-31" in printed
    assert (summary["as_of"], summary["seed"]) == ("2026-06-01", 7)
    assert summary["answers_as_of"] > summary["as_of"]
    assert SegmentStore(database).current().as_of.isoformat() == summary["answers_as_of"]
    assert SegmentStore(database).current().customers == 36 >= summary["customers"]
    for axis in summary["axes"].values():
        assert sum(axis["segments"].values()) == pytest.approx(1, abs=0.001)
        assert sum(axis["strengths"].values()) == pytest.approx(1, abs=0.001)
    assert sum(summary["churn_levels"].values()) == pytest.approx(1, abs=0.001)

"""Snapshots, made up: what a discovery finds and the models say, kept in a database as a discovery keeps them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from shared.domain.churn import assess_churn
from shared.domain.customers import Profile
from shared.domain.predictions import BuyingForecast, Interval
from shared.domain.rfm import rfm_group
from shared.domain.search import CustomerCard, Metric
from shared.domain.trends import Forecast
from shared.segmentation.discover import discover
from shared.segmentation.discovery import Discovery
from shared.segmentation.models.card import ModelCard
from shared.segmentation.models.lifetime import Money
from shared.segmentation.models.predict import NotPredictable, Predictions, Reasons
from shared.segmentation.models.timing import NextPurchase
from shared.segmentation.sales.facts import NOTHING_SOLD
from shared.store.database import Database
from shared.store.findings import Findings
from shared.store.profile_columns import FIGURES
from shared.store.shop_figures import ShopFigures
from shared.store.snapshots import Snapshot, SnapshotStore
from tests.factories_customers import a_discovery, keep_customers
from tests.factories_features import AS_OF, three_kinds
from tests.fakes.conditions import KeptCustomer

UNPREDICTABLE = NotPredictable("Only 7 customers have bought; predictions need 40.")
NO_FIGURES = ShopFigures(NOTHING_SOLD, ())


def keep_snapshot(database: Database, *profiles: Profile) -> Snapshot:
    """Keep the customers, and a snapshot that found these profiles and answers from now on."""
    keep_customers(database, profiles)
    return keep_again(database, *profiles)


def keep_again(database: Database, *profiles: Profile, as_of: date = AS_OF) -> Snapshot:
    """One more snapshot of customers that are kept already."""
    return keep_findings(database, findings_of(replace(a_discovery(profiles), as_of=as_of)))


def keep_findings(database: Database, findings: Findings, forecasts: tuple[Forecast, ...] = ()) -> Snapshot:
    """A snapshot with these findings, which answers from now on unless there is one of a later day."""
    return SnapshotStore(database).save(findings, replace(NO_FIGURES, forecasts=forecasts))


def keep_history(database: Database, found: Discovery) -> Snapshot:
    """A snapshot that is only history."""
    return SnapshotStore(database).save(findings_of(found))


def name_and_email(customer_id: str) -> tuple[str, str]:
    """What `keep_names` calls a customer."""
    return f"Name {customer_id.upper()} 50%_off", f"{customer_id}@Example.com"


def findings_of(found: Discovery) -> Findings:
    """The discovery, without predictions."""
    return Findings(found, UNPREDICTABLE)


def keep_names(database: Database, customer_ids: Iterable[str]) -> None:
    """Insert customers with a name and an address each, as a load does before any discovery."""
    rows = [(each, *name_and_email(each)) for each in customer_ids]
    with database.connection() as connection, connection.cursor() as cursor:
        cursor.executemany("INSERT INTO customers VALUES (%s, %s, %s)", rows)


def three_kinds_found(customers: int = 90, *, seed: int = 1, as_of: date = AS_OF) -> Findings:
    """What is found in a shop of three kinds of customers, with predictions made up."""
    found = discover(three_kinds(customers, seed=seed), as_of=as_of, currency="GBP", seed=1)
    return Findings(found, some_predictions(customers, seed=seed))


def some_predictions(customers: int, *, seed: int = 1) -> Predictions:
    """Predictions that hang together: chances grow with the horizon, intervals hold their middles."""
    rng = np.random.default_rng(seed)

    def column(low: float, high: float) -> NDArray[np.float32]:
        return rng.uniform(low, high, customers).astype(np.float32)

    chance, value, median = column(0, 1), column(5, 500), column(10, 60)
    shares = {7: 0.2, 30: 0.5, 60: 0.8, 90: 1.0}
    probability = {days: (chance * share).astype(np.float32) for days, share in shares.items()}
    clv = {
        months: Money(*((value * (months * share)).astype(np.float32) for share in (1.0, 0.5, 2.0)))
        for months in (1, 3, 6, 12, 24, 36)
    }
    return Predictions(
        probability=probability,
        expected_purchases=probability,
        expected_value=value,
        next_purchase=NextPurchase(chance, median, column(1, 10), column(60, 90), median),
        clv=clv,
        reasons=Reasons(*(column(1, 100) for _ in range(5))),
        card=ModelCard(AS_OF.toordinal(), {"bg_nbd.r": 0.24, "mbg_cnbd_k.k": float("inf")}, ()),
    )


def customer_ids(findings: Findings) -> Sequence[str]:
    """Whom the findings are of."""
    return [str(each) for each in findings.discovery.features.customer_id]


def kept_customers(findings: Findings) -> list[KeptCustomer]:
    """What must be kept of each customer, worked out one by one."""
    return [_kept(findings, number) for number in range(len(findings.discovery))]


def _kept(findings: Findings, number: int) -> KeptCustomer:
    found = findings.discovery
    profile = found.profile(number)
    (name, email) = name_and_email(profile.customer_id)
    profile = replace(profile, name=name, email=email)
    scores = [int(each[number]) for each in (found.rfm.recency, found.rfm.frequency, found.rfm.monetary)]
    forecast = _forecast(findings, number)
    figures: dict[Metric, float | None] = {
        metric: _known(getattr(found.features, figure.feature)[number], figure.decimals)
        for metric, figure in FIGURES.items()
    }
    figures |= dict(zip((Metric.RECENCY_SCORE, Metric.FREQUENCY_SCORE, Metric.MONETARY_SCORE), scores, strict=True))
    figures[Metric.CHURN_PROBABILITY] = _rounded(1 - forecast.purchase_probability[90], 4) if forecast else None
    figures[Metric.PREDICTED_CLV] = forecast.clv[12] if forecast else None
    card = CustomerCard(
        customer_id=profile.customer_id,
        name=name,
        email=email,
        archetype_id=profile.archetype_id,
        archetype_name=profile.archetype_name,
        rfm_group=rfm_group(*scores),
        churn_level=assess_churn(profile, forecast).level,
        favourite_category=str(found.features.favourite_category[number]),
        segments={place.axis: place.segment for place in profile.axes},
        figures=figures,
    )
    return KeptCustomer(profile, card, forecast)


def _forecast(findings: Findings, number: int) -> BuyingForecast | None:
    predicted = findings.predicted
    if predicted is None:
        return None
    timing = predicted.next_purchase
    low, median, high = (_rounded(days[number], 1) for days in (timing.low_days, timing.median_days, timing.high_days))
    return BuyingForecast(
        purchase_probability={days: _rounded(chance[number], 4) for days, chance in predicted.probability.items()},
        median_days=median,
        days_interval=Interval(low, high, 0.8),
        clv={months: _rounded(money.mean[number], 2) for months, money in predicted.clv.items()},
        clv_intervals={
            months: Interval(_rounded(money.low[number], 2), _rounded(money.high[number], 2), 0.8)
            for months, money in predicted.clv.items()
        },
        usual_gap_days=_rounded(predicted.reasons.usual_gap_days[number], 1),
    )


def _known(figure: float, decimals: int) -> float | None:
    return None if np.isnan(figure) else _rounded(figure, decimals)


def _rounded(figure: float, decimals: int) -> float:
    return float(np.round(np.float64(figure), decimals))

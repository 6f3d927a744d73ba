"""A shop as the analytics tools see it, made up: customers with every figure, archetypes, a snapshot."""

from collections.abc import Mapping
from datetime import date, timedelta

from shared.domain.churn import ChurnLevel, churn_level
from shared.domain.customers import Archetype, AxisProfile, Distinction, Profile, Strength, Trait
from shared.domain.predictions import BuyingForecast, Interval
from shared.domain.search import CustomerCard, Metric
from shared.store_ports import SnapshotFacts
from tests.fakes.conditions import KeptCustomer

AS_OF = date(2026, 6, 30)
AXES = {
    "purchase_frequency": ("one_time", "occasional", "regular", "frequent"),
    "repurchase_behavior": ("explorer", "routine_buyer", "consumable_buyer"),
    "category_exploration": ("category_loyal", "explorer"),
}
WEAK, MODERATE, STRONG = Strength.WEAK, Strength.MODERATE, Strength.STRONG


def a_snapshot(
    customers: int = 100,
    *,
    axes: dict[str, tuple[str, ...]] | None = None,
    left_out: dict[str, str] | None = None,
) -> SnapshotFacts:
    return SnapshotFacts(
        as_of=AS_OF,
        currency="GBP",
        customers=customers,
        axes=AXES if axes is None else axes,
        left_out=left_out or {},
        agreement=0.95,
    )


def a_place(axis: str, segment: str, strength: Strength = STRONG) -> AxisProfile:
    return AxisProfile(axis, segment, strength, {segment: 0.75, "another": 0.25})


def an_archetype(
    archetype_id: str,
    members: int = 10,
    *signature: Trait,
    share: float = 0.1,
    clv: float = 100.0,
    traits: tuple[Distinction, ...] = (),
) -> Archetype:
    return Archetype(
        id=archetype_id,
        name=archetype_id.replace(".", ", ").capitalize(),
        signature=signature,
        member_count=members,
        population_share=share,
        average_clv=clv,
        total_revenue=clv * members,
        traits=traits,
    )


def a_forecast(
    within_90: float = 0.6,
    *,
    median: float | None = 12.4,
    days: tuple[float, float] | None = (3.7, 41.2),
    clv: dict[int, float] | None = None,
    gap: float = 48.0,
) -> BuyingForecast:
    amounts = {6: 60.0, 12: 100.0, 24: 160.0} if clv is None else clv
    return BuyingForecast(
        purchase_probability={7: within_90 / 8, 30: within_90 / 2, 60: within_90 * 0.8, 90: within_90},
        median_days=median,
        days_interval=Interval(*days, 0.8) if days else None,
        clv=amounts,
        clv_intervals={months: Interval(amount / 2, amount * 2, 0.8) for months, amount in amounts.items()},
        usual_gap_days=gap,
    )


def a_customer(
    customer_id: str = "c1",
    *places: AxisProfile,
    name: str | None = None,
    email: str | None = None,
    archetype: str | None = None,
    rfm_group: str = "ACTIVE",
    level: ChurnLevel | None = None,
    category: str = "Fabric",
    forecast: BuyingForecast | None = None,
    figures: Mapping[str, float] | None = None,
    **more: float | None,
) -> KeptCustomer:
    """`figures` and `more` are metrics by name, as `historic_clv=120`; the probability of leaving sets the level."""
    known = _figures({**(figures or {}), **more}, forecast)
    churn = known[Metric.CHURN_PROBABILITY]
    profile = _profile(customer_id, places, known, name=name, email=email, archetype=archetype)
    card = CustomerCard(
        customer_id=customer_id,
        name=name,
        email=email,
        archetype_id=profile.archetype_id,
        archetype_name=profile.archetype_name,
        rfm_group=rfm_group,
        churn_level=level or churn_level(churn or 0.0),
        favourite_category=category,
        segments={place.axis: place.segment for place in places},
        figures=known,
    )
    return KeptCustomer(profile, card, forecast)


def _figures(given: Mapping[str, float | None], forecast: BuyingForecast | None) -> dict[Metric, float | None]:
    orders = given.get(Metric.ORDERS, 2.0) or 0.0
    clv = given.get(Metric.HISTORIC_CLV, 100.0) or 0.0
    usual: dict[Metric, float | None] = {
        Metric.HISTORIC_CLV: clv,
        Metric.ORDERS: orders,
        Metric.AVERAGE_ORDER_VALUE: clv / orders,
        Metric.DAYS_SINCE_LAST_ORDER: 10.0,
        Metric.TENURE_DAYS: 200.0,
        Metric.SPENT_LAST_90: 0.0,
        Metric.SPENT_PREVIOUS_90: 0.0,
        Metric.ORDERS_LAST_90: 0.0,
        Metric.ORDERS_PREVIOUS_90: 0.0,
    }
    if forecast:
        usual[Metric.CHURN_PROBABILITY] = 1.0 - forecast.purchase_probability[90]
        usual[Metric.PREDICTED_CLV] = forecast.clv.get(12)
    assert set(given) <= set(Metric), given
    return {metric: given.get(metric, usual.get(metric)) for metric in Metric}


def _profile(
    customer_id: str,
    places: tuple[AxisProfile, ...],
    figures: dict[Metric, float | None],
    *,
    name: str | None,
    email: str | None,
    archetype: str | None,
) -> Profile:
    silent, tenure = figures[Metric.DAYS_SINCE_LAST_ORDER] or 0.0, figures[Metric.TENURE_DAYS] or 0.0
    return Profile(
        customer_id=customer_id,
        name=name,
        email=email,
        archetype_id=archetype,
        archetype_name=archetype.replace(".", ", ").capitalize() if archetype else None,
        axes=places,
        historic_clv=figures[Metric.HISTORIC_CLV] or 0.0,
        historic_number_of_orders=round(figures[Metric.ORDERS] or 0.0),
        average_order_value=figures[Metric.AVERAGE_ORDER_VALUE] or 0.0,
        average_days_between_orders=figures[Metric.AVERAGE_DAYS_BETWEEN_ORDERS],
        first_order_on=AS_OF - timedelta(days=tenure),
        last_order_on=AS_OF - timedelta(days=silent),
        as_of=AS_OF,
        currency="GBP",
    )

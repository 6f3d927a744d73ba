"""The rows of an answer that matter, for each sort of data."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from shared.domain.archetype_stats import ArchetypeStats
from shared.domain.b2b import Businesses
from shared.domain.behaviour import BehaviourAnalysis
from shared.domain.campaigns import CampaignTargets
from shared.domain.comparison import Comparison
from shared.domain.group_trends import ArchetypeGrowth, SegmentTrends
from shared.domain.listings import CustomerList, spending
from shared.domain.lookup import CustomerMatches
from shared.domain.money import money
from shared.domain.outlook import GrowthProjection, RevenueForecast
from shared.domain.predictions import Interval
from shared.domain.product_analyses import CategoryTrends, ProductAffinity, ProductPerformance
from shared.domain.retention_plan import RetentionPlan
from shared.domain.seasonal import SeasonalCustomers, SeasonalSales
from shared.domain.winback import WinbackCandidates
from shared.domain.words import percent, plain
from shared.tools.payloads import ChurnRiskPayload

Rows = list[tuple[str, ...]]
CUSTOMER = ("customer", "name", "why")


def rows_of(data: object, currency: str) -> tuple[tuple[str, ...], Rows]:
    """Headings and rows; no rows where a table would say nothing beside the summary."""
    who = getattr(data, "who", data)
    if isinstance(who, CustomerList):
        return CUSTOMER, _customers((each.customer, each.reason) for each in who.customers)
    headings, rows = _TABLES.get(type(data), _NONE)
    return headings, rows(data, currency)


def _customers(found: Iterable[tuple[Any, str]]) -> Rows:
    """Of anything with an id and a name, with why it is there."""
    return [(customer.customer_id, customer.name or "", reason) for customer, reason in found]


def _businesses(data: Businesses, _currency: str) -> Rows:
    return _customers((each.customer, each.reason) for each in data.customers)


def _winback(data: WinbackCandidates, _currency: str) -> Rows:
    return _customers((each.customer, each.reason) for each in data.candidates)


def _matches(data: CustomerMatches, currency: str) -> Rows:
    return _customers((card, spending(card, currency)) for card in data.candidates)


def _seasonal(data: SeasonalCustomers, _currency: str) -> Rows:
    return [(each.customer.customer_id, each.name or "", each.reason) for each in data.customers]


def _retention(data: RetentionPlan, currency: str) -> Rows:
    return [
        (each.customer.customer_id, each.customer.name or "", money(each.value_at_risk, currency), each.actions[0])
        for each in data.actions
    ]


def _risk(data: ChurnRiskPayload, _currency: str) -> Rows:
    return [(factor.explanation,) for factor in data.factors]


def _archetypes(data: ArchetypeGrowth, _currency: str) -> Rows:
    return [
        (each.archetype.name, f"{each.archetype.member_count:,}", each.trend.direction or "", each.trend.reason)
        for each in data.archetypes
    ]


def _segments(data: SegmentTrends, _currency: str) -> Rows:
    return [
        (plain(each.segment), each.trend.direction or "", each.trend.reason or each.trend.because or "")
        for each in data.segments
    ]


def _campaign(data: CampaignTargets, _currency: str) -> Rows:
    return [(each.archetype.name, each.reasoning) for each in data.targets]


def _levels(data: ArchetypeStats, currency: str) -> Rows:
    return [(each.group, f"{each.customers:,}", money(each.revenue, currency)) for each in data.by_churn_level]


def _comparison(data: Comparison, _currency: str) -> Rows:
    return [(each.words, "yes" if each.matters else "") for each in data.differences]


def _behaviour(data: BehaviourAnalysis, _currency: str) -> Rows:
    return [(band.words, f"{band.customers:,}", percent(band.share)) for band in (*data.gaps, *data.orders)]


def _revenue(data: RevenueForecast, currency: str) -> Rows:
    return [
        (f"{month.month:%Y-%m}", money(month.revenue, currency), _span(month.interval, lambda it: money(it, currency)))
        for month in data.months
    ]


def _growth(data: GrowthProjection, _currency: str) -> Rows:
    return [
        (
            f"{month.month:%Y-%m}",
            f"{month.new_customers:,.0f}",
            f"{month.customers:,.0f}",
            _span(month.customers_interval, "{:,.0f}".format),
        )
        for month in data.months
    ]


def _span(interval: Interval | None, told: Callable[[float], str]) -> str:
    return f"{told(interval.low)} to {told(interval.high)}" if interval else "sold"


def _products(data: ProductPerformance, _currency: str) -> Rows:
    return [(each.product.product_id, each.product.name, each.reason) for each in data.products]


def _pairs(data: ProductAffinity, _currency: str) -> Rows:
    return [(each.name, each.with_name, each.reason) for each in data.pairs]


def _categories(data: CategoryTrends, _currency: str) -> Rows:
    return [(each.category, each.direction or "", each.reason) for each in data.categories]


def _seasons(data: SeasonalSales, currency: str) -> Rows:
    return [
        (f"{each.name} {each.year}", money(each.revenue, currency), f"{each.orders:,}", f"{each.customers:,}")
        for each in reversed(data.events)
    ]


def _nothing(_data: object, _currency: str) -> Rows:
    return []


_NONE: tuple[tuple[str, ...], Callable[[Any, str], Rows]] = ((), _nothing)
_TABLES: Mapping[type, tuple[tuple[str, ...], Callable[[Any, str], Rows]]] = {
    ArchetypeGrowth: (("archetype", "members", "direction", "why"), _archetypes),
    ArchetypeStats: (("churn risk", "members", "spent"), _levels),
    BehaviourAnalysis: (("buy", "customers", "share"), _behaviour),
    Businesses: (CUSTOMER, _businesses),
    CampaignTargets: (("archetype", "why"), _campaign),
    CategoryTrends: (("category", "direction", "why"), _categories),
    ChurnRiskPayload: (("why",), _risk),
    Comparison: (("difference", "matters"), _comparison),
    CustomerMatches: (CUSTOMER, _matches),
    GrowthProjection: (("month", "new customers", "customers", "likely"), _growth),
    ProductAffinity: (("product", "goes with", "why"), _pairs),
    ProductPerformance: (("product", "name", "why"), _products),
    RetentionPlan: (("customer", "name", "at risk", "do"), _retention),
    RevenueForecast: (("month", "revenue", "likely"), _revenue),
    SeasonalCustomers: (CUSTOMER, _seasonal),
    SeasonalSales: (("event", "revenue", "orders", "customers"), _seasons),
    SegmentTrends: (("segment", "direction", "why"), _segments),
    WinbackCandidates: (CUSTOMER, _winback),
}

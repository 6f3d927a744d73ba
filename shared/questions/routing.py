"""From a kind of question and what it speaks of to a tool and its arguments: a table, and never a query language."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from shared.domain.churn import AT_RISK, HORIZON_DAYS, ChurnLevel
from shared.domain.group_trends import Direction
from shared.domain.high_value import VALUE_METRICS
from shared.domain.pace import WINDOW_DAYS
from shared.domain.product_analyses import WINDOWS, CategoryOrder, ProductOrder
from shared.domain.questions import QueryKind, Slots
from shared.domain.rfm import RfmGroup
from shared.domain.search import Metric
from shared.questions.groups import MeantGroup, meant_classic
from shared.questions.taking import Taking
from shared.store_ports import Segments
from shared.tools.archetypes.campaign import SEGMENTS
from shared.tools.customers.one_time import SILENT_DAYS as ONE_TIME_DAYS
from shared.tools.customers.winback import SILENT_DAYS as WINBACK_DAYS

GROUPS_COMPARED = 2
#: Names of groups that only say the kind once more: "win back lapsed customers" is no question about a segment.
SAYS_THE_KIND: Mapping[QueryKind, frozenset[str]] = {
    QueryKind.CHURN_RISK: frozenset({"at_risk"}),
    QueryKind.DECLINING_ENGAGEMENT: frozenset({"cooling"}),
    QueryKind.DISCOUNT_DEPENDENCY: frozenset({"discount_hunter", "discount_seeker", "full_price"}),
    QueryKind.GROWTH_PROJECTION: frozenset({"active", "new"}),
    QueryKind.HIGH_VALUE_CUSTOMERS: frozenset({"high_value", "top_value"}),
    QueryKind.ONE_TIME_BUYERS: frozenset({"one_time"}),
    QueryKind.RETENTION_PLAN: frozenset({"at_risk"}),
    QueryKind.WINBACK: frozenset({"almost_lost", "dormant", "hibernating", "lapsed", "lost"}),
}
CHURN_WINDOW = f"The chance of leaving is that of no purchase within {HORIZON_DAYS} days."
CATEGORY_WINDOW = f"Categories are told by the last {WINDOWS.months} whole months, against those of a year before."
PRODUCT_WINDOW = "Products are told by all that was sold of them, with the last 90 days beside it."
PACE_WINDOW = f"Compared are the last {WINDOW_DAYS} days and the {WINDOW_DAYS} before them."


class Needed(StrEnum):
    """What a kind cannot do without."""

    CUSTOMER = "customer"
    GOAL = "goal"
    GROUPS = "groups"


@dataclass(frozen=True, slots=True)
class Call:
    """A tool, and what it is told."""

    tool: str
    #: As the tool's parameters are called. A `customer_id` is what the question calls the customer, be it a name.
    arguments: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Route:
    """A call, and how it came about."""

    call: Call
    #: Slot to what was used of it.
    parameters: dict[str, object]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """What has to be asked first."""

    needed: Needed
    #: The groups that are known already.
    groups: tuple[str, ...] = ()


def route(
    kind: QueryKind,
    slots: Slots,
    *,
    segments: Segments,
    today: date,
    insisted: frozenset[str] = frozenset(),
) -> Route | Missing:
    """What answers a question of the kind; `today` is the day of the snapshot. Not for `out_of_scope`.

    The notes tell whatever was named and not taken, and of the slots in `insisted` also what else only colours a
    question.
    """
    groups = tuple(said for said in slots.groups if said not in SAYS_THE_KIND.get(kind, ()))
    taking = Taking(replace(slots, groups=groups), segments, today, insisted)
    found = _ROUTES[kind](taking)
    if isinstance(found, Missing):
        return found
    return Route(found, taking.taken, taking.notes())


def _churn_risk(said: Taking) -> Call | Missing:
    said.fixed_window(CHURN_WINDOW)
    if customer := said.customer():
        return Call("predict_churn_risk", {"customer_id": customer})
    if groups := said.groups():
        said.take_groups(groups[0].said)
        if groups[0].archetype_id:
            return Call("get_archetype_stats", {"archetype_id": groups[0].archetype_id})
        return Call("search_customers", {**_filter(groups[0]), "order_by": Metric.CHURN_PROBABILITY, **said.limit()})
    levels = said.levels()
    if at_least := said.at_least():
        return Call(
            "search_customers", {**_worth(at_least, levels), "order_by": Metric.CHURN_PROBABILITY, **said.limit()}
        )
    return Call("churn_overview", {**({"levels": levels} if levels else {}), **said.limit()})


def _high_value(said: Taking) -> Call | Missing:
    if customer := said.customer():
        return Call("ltv_forecast", {"customer_id": customer, **said.months()})
    metric = said.metric()
    if groups := said.groups():
        said.take_groups(groups[0].said)
        by = {"order_by": VALUE_METRICS[metric]} if metric else {}
        return Call("search_customers", {**_filter(groups[0]), **by, **said.limit()})
    at_least = said.at_least()
    return Call("high_value_customers", {**_given(metric=metric, at_least=at_least), **said.limit()})


def _lookup(said: Taking) -> Call | Missing:
    customer = said.customer()
    return Call("customer_lookup", {"text": customer, **said.limit()}) if customer else Missing(Needed.CUSTOMER)


def _behaviour(said: Taking) -> Call | Missing:
    if customer := said.customer():
        return Call("customer_behaviour", {"customer_id": customer})
    if groups := said.groups():
        said.take_groups(groups[0].said)
        return Call("behaviour_analysis", {"group": groups[0].text})
    return Call("behaviour_analysis", {})


def _rfm(said: Taking) -> Call | Missing:
    for words in said.said_groups():
        if (group := meant_classic(words)) is not None:
            said.take_groups(words)
            name = "group" if isinstance(group, RfmGroup) else "segment"
            return Call("rfm_analysis", {name: group, **said.limit()})
    return Call("rfm_analysis", {**_given(code=said.rfm_code()), **said.limit()})


def _revenue(said: Taking) -> Call | Missing:
    period = said.period()
    return Call("revenue_forecast", {"period": period} if period else said.months())


def _growth(said: Taking) -> Call | Missing:
    return Call("growth_projection", said.months())


def _archetypes(said: Taking) -> Call | Missing:
    groups, ahead = said.groups(), said.months()
    if groups and (place := groups[0].segment):
        said.take_groups(groups[0].said)
        return Call("calculate_segment_trends", {"axis_name": place.axis, "segment_name": place.segment, **ahead})
    if groups and (archetype_id := groups[0].archetype_id):
        said.take_groups(groups[0].said)
        # Of one archetype the answer is its direction, whichever the asker expects.
        return Call("archetype_growth", {"archetype_id": archetype_id, **ahead})
    rising = said.rising()
    direction = None if rising is None else Direction.GROWING if rising else Direction.SHRINKING
    return Call("archetype_growth", {**_given(direction=direction), **ahead, **said.limit()})


def _campaign(said: Taking) -> Call | Missing:
    goal = said.goal()
    if goal is None:
        return Missing(Needed.GOAL)
    return Call("recommend_segments_for_campaign", {"goal": goal, **said.limit(SEGMENTS, "max_segments")})


def _season(said: Taking) -> Call | Missing:
    event = said.event()
    return Call("seasonal_customers", {"event": event, **said.limit()}) if event else Call("seasonal_sales", {})


def _retention(said: Taking) -> Call | Missing:
    if customer := said.customer():
        return Call("customer_retention_plan", {"customer_id": customer})
    group = next((group for group in said.groups() if group.archetype_id), None)
    if group:
        said.take_groups(group.said)
        return Call("retention_plan", {"archetype_id": group.archetype_id, **said.limit()})
    return Call("retention_plan", said.limit())


def _winback(said: Taking) -> Call | Missing:
    if customer := said.customer():
        return Call("customer_retention_plan", {"customer_id": customer})
    return Call("winback_candidates", {**said.days(WINBACK_DAYS, "silent_days"), **said.limit()})


def _affinity(said: Taking) -> Call | Missing:
    return Call("product_affinity", {**_given(product=said.product() or said.category()), **said.limit()})


def _categories(said: Taking) -> Call | Missing:
    said.fixed_window(CATEGORY_WINDOW)
    rising, category = said.rising(), said.category() or said.product()
    order = None if rising is None else CategoryOrder.RISING if rising else CategoryOrder.FALLING
    # One category is told whichever way it goes.
    return Call("category_trends", {**_given(category=category, order=None if category else order), **said.limit()})


def _products(said: Taking) -> Call | Missing:
    said.fixed_window(PRODUCT_WINDOW)
    rising, product = said.rising(), said.product() or said.category()
    order = ProductOrder.FALLING if rising is False and not product else None
    return Call("product_performance", {**_given(product=product, order=order), **said.limit()})


def _one_time(said: Taking) -> Call | Missing:
    return Call("one_time_buyers", {**said.days(ONE_TIME_DAYS, "silent_days"), **said.limit()})


def _pace(tool: str) -> Callable[[Taking], Call | Missing]:
    """The route of more or less momentum: one customer is told by how they buy."""

    def chosen(said: Taking) -> Call | Missing:
        if customer := said.customer():
            return Call("customer_behaviour", {"customer_id": customer})
        said.fixed_window(PACE_WINDOW)
        return Call(tool, said.limit())

    return chosen


def _discounts(said: Taking) -> Call | Missing:
    if customer := said.customer():
        # The segment by discount sensitivity is among what is told of one customer.
        return Call("customer_behaviour", {"customer_id": customer})
    return Call("discount_dependency", said.limit())


def _businesses(said: Taking) -> Call | Missing:
    return Call("b2b_customers", said.limit())


def _comparison(said: Taking) -> Call | Missing:
    groups = said.groups()
    if len(groups) < GROUPS_COMPARED:
        return Missing(Needed.GROUPS, tuple(group.said for group in groups))
    said.take_groups(*(group.said for group in groups[:GROUPS_COMPARED]))
    return Call("compare_segments", {"a": groups[0].text, "b": groups[1].text})


def _filter(group: MeantGroup) -> dict[str, object]:
    """The group as `search_customers` takes it."""
    if group.segment:
        return {"segment_filter": {group.segment.axis: group.segment.segment}}
    return _given(archetype_id=group.archetype_id, rfm_group=group.rfm_group)


def _worth(at_least: float, levels: tuple[ChurnLevel, ...]) -> dict[str, object]:
    """Customers at one of the levels who have spent so much, as `search_customers` takes them."""
    spent = {"metric": Metric.HISTORIC_CLV, "at_least": at_least}
    return {"where": {"all": [spent, {"any": [{"churn_level": level} for level in levels or AT_RISK]}]}}


def _given(**arguments: object) -> dict[str, object]:
    return {name: value for name, value in arguments.items() if value is not None}


_ROUTES: Mapping[QueryKind, Callable[[Taking], Call | Missing]] = {
    QueryKind.ARCHETYPE_GROWTH: _archetypes,
    QueryKind.B2B_IDENTIFICATION: _businesses,
    QueryKind.BEHAVIORAL_ANALYSIS: _behaviour,
    QueryKind.CAMPAIGN_TARGETING: _campaign,
    QueryKind.CATEGORY_TRENDS: _categories,
    QueryKind.CHURN_RISK: _churn_risk,
    QueryKind.CUSTOMER_LOOKUP: _lookup,
    QueryKind.DECLINING_ENGAGEMENT: _pace("declining_customers"),
    QueryKind.DISCOUNT_DEPENDENCY: _discounts,
    QueryKind.GROWTH_PROJECTION: _growth,
    QueryKind.HIGH_VALUE_CUSTOMERS: _high_value,
    QueryKind.MOMENTUM: _pace("momentum_customers"),
    QueryKind.ONE_TIME_BUYERS: _one_time,
    QueryKind.PRODUCT_AFFINITY: _affinity,
    QueryKind.PRODUCT_PERFORMANCE: _products,
    QueryKind.RETENTION_PLAN: _retention,
    QueryKind.REVENUE_FORECAST: _revenue,
    QueryKind.RFM_ANALYSIS: _rfm,
    QueryKind.SEASONAL_RECOMMENDATIONS: _season,
    QueryKind.SEGMENT_COMPARISON: _comparison,
    QueryKind.WINBACK: _winback,
}

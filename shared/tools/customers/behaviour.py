"""`behaviour_analysis`: how a group of customers buys, beside the whole shop."""

from collections import Counter

from shared.domain.behaviour import (
    GAP_BANDS,
    ORDER_BANDS,
    STANDS_OUT,
    AxisDistribution,
    Band,
    BandCount,
    BehaviourAnalysis,
    MonthShare,
    SegmentShare,
)
from shared.domain.search import EVERYBODY, AllOf, Condition
from shared.domain.words import percent, plain, times
from shared.store_ports import Customers, Sales, Segments
from shared.tools.archetypes.groups import NamedGroup, named_group
from shared.tools.customers.listing import together

MONTHS_A_YEAR = 12
ALL = NamedGroup("all customers", EVERYBODY)
NOBODY = "no customer is in this group"


def behaviour_analysis(
    customers: Customers, segments: Segments, sales: Sales, *, group: str | None = None
) -> BehaviourAnalysis:
    """The group on every axis against the shop, how often it buys, how many orders it has, and the shop's months.

    `group` is an archetype, a segment or an RFM group as `compare_segments` takes them; everybody when not given.
    NotFound when there is no such group.
    """
    facts = segments.current()
    chosen = ALL if group is None else named_group(segments, group)
    axes = tuple(_on_axis(customers, axis, names, chosen.where) for axis, names in facts.axes.items())
    gaps = _bands(customers, GAP_BANDS, chosen.where)
    figures = together(customers, chosen.where)
    return BehaviourAnalysis(
        group=chosen.name,
        figures=figures,
        axes=axes,
        gaps=gaps,
        orders=_bands(customers, ORDER_BANDS, chosen.where),
        months=_months(sales),
        patterns=(*_rhythm(gaps), *(sentence for axis in axes for sentence in _outstanding(axis))),
        left_out=dict(facts.left_out),
        because=None if figures else NOBODY,
        currency=facts.currency,
        as_of=facts.as_of,
    )


def _on_axis(customers: Customers, axis: str, names: tuple[str, ...], where: Condition) -> AxisDistribution:
    everybody = Counter({each.group: each.customers for each in customers.groups(axis)})
    some = Counter({each.group: each.customers for each in customers.groups(axis, where)})
    of_shop, of_group = max(everybody.total(), 1), max(some.total(), 1)
    # Whoever cannot be told on the axis stands in a segment that its vocabulary does not have.
    told = (*names, *(name for name in sorted(everybody) if name not in names))
    return AxisDistribution(
        axis=axis,
        segments=tuple(
            SegmentShare(name, some[name], some[name] / of_group, everybody[name] / of_shop) for name in told
        ),
    )


def _bands(customers: Customers, bands: tuple[Band, ...], where: Condition) -> tuple[BandCount, ...]:
    found = [together(customers, AllOf((where, band.where))) for band in bands]
    counts = [figures.customers if figures else 0 for figures in found]
    known = max(sum(counts), 1)
    return tuple(BandCount(band.words, count, count / known) for band, count in zip(bands, counts, strict=True))


def _months(sales: Sales) -> tuple[MonthShare, ...]:
    """Orders by month of the year, of as many whole years as there are; none under one."""
    whole = [month for month in sales.months() if month.is_whole]
    years = len(whole) // MONTHS_A_YEAR
    orders: Counter[int] = Counter()
    for month in whole[-years * MONTHS_A_YEAR :] if years else ():
        orders[month.month.month] += month.orders
    return tuple(MonthShare(month, orders[month] / orders.total()) for month in sorted(orders) if orders.total())


def _rhythm(gaps: tuple[BandCount, ...]) -> tuple[str, ...]:
    most = max(gaps, key=lambda band: band.customers)
    if not most.customers:
        return ("nobody has come back on another day yet",)
    return (f"{percent(most.share)} of those who came back buy {most.words}",)


def _outstanding(axis: AxisDistribution) -> tuple[str, ...]:
    """The segments that the group stands in clearly more often than the shop; not those that it is made of."""
    return tuple(
        f"{percent(each.share)} {plain(each.segment)} by {plain(axis.axis)}, "
        f"{times(each.share / each.share_of_shop)} as often as in the shop"
        for each in axis.segments
        if each.share_of_shop and STANDS_OUT * each.share_of_shop <= each.share < 1
    )

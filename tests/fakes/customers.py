"""The customers of a snapshot, in memory."""

from collections import defaultdict
from statistics import fmean

from shared.domain.churn import AT_RISK
from shared.domain.customers import Profile
from shared.domain.facts import OrderFact
from shared.domain.predictions import BuyingForecast
from shared.domain.search import EVERYBODY, Condition, CustomerCard, Found, GroupBy, GroupFigures, Metric, Search
from shared.errors import NotFound
from tests.fakes.conditions import KeptCustomer, meets


class FakeCustomers:
    """Knows the customers that it was given, and remembers what it was asked."""

    def __init__(self, *kept: KeptCustomer, unpredictable: str | None = None) -> None:
        self.kept = kept
        self._unpredictable = unpredictable
        self.searches: list[Search] = []
        #: By customer.
        self.orders_of: dict[str, tuple[OrderFact, ...]] = {}

    def find(self, key: str) -> Profile | None:
        """The profile whose id, or else e-mail address in any case, is `key`."""
        by_id = {each.profile.customer_id: each.profile for each in self.kept}
        by_email = {each.profile.email.lower(): each.profile for each in self.kept if each.profile.email}
        return by_id.get(key) or by_email.get(key.lower())

    def search(self, search: Search) -> Found:
        """Those who match; customers without the metric last, and among equals by id."""
        self.searches.append(search)
        matching = {
            _place(search, card.figures[search.order_by], card.customer_id): card
            for card in self._matching(search.where)
        }
        start = _place(search, search.after.figure, search.after.customer_id) if search.after else None
        in_order = [matching[place] for place in sorted(matching) if start is None or place > start]
        return Found(len(matching), tuple(in_order[: search.limit]))

    def nth(self, place: int) -> str | None:
        """The id at this place, in the order of ids."""
        return dict(enumerate(sorted(each.profile.customer_id for each in self.kept))).get(place)

    def groups(self, by: GroupBy | str, where: Condition = EVERYBODY) -> tuple[GroupFigures, ...]:
        """The groups of those who match, most customers first; whoever is in no group counts in none."""
        if not isinstance(by, GroupBy) and not any(by in each.card.segments for each in self.kept):
            raise NotFound(f"there is no axis {by}")
        members: defaultdict[str, list[CustomerCard]] = defaultdict(list)
        for card in self._matching(where):
            group = _group(card, by)
            if group is not None:
                members[group].append(card)
        found = [self._summed(group, cards) for group, cards in members.items()]
        return tuple(sorted(found, key=lambda figures: (-figures.customers, figures.group)))

    def buying_forecast(self, customer_id: str) -> BuyingForecast | None:
        """The forecast that the customer was given with."""
        return next((each.forecast for each in self.kept if each.profile.customer_id == customer_id), None)

    def orders(self, customer_id: str, *, limit: int) -> tuple[tuple[OrderFact, ...], int]:
        """The newest of the orders that the test gave the customer."""
        orders = sorted(self.orders_of.get(customer_id, ()), key=lambda order: order.ordered_on, reverse=True)
        return tuple(orders[:limit]), len(orders)

    def unpredictable(self) -> str | None:
        """What it was told."""
        return self._unpredictable

    def _matching(self, where: Condition) -> list[CustomerCard]:
        return [each.card for each in self.kept if meets(each, where)]

    def _summed(self, group: str, cards: list[CustomerCard]) -> GroupFigures:
        at_risk = [card for card in cards if card.churn_level in AT_RISK]
        predicted, churn = _known(cards, Metric.PREDICTED_CLV), _known(cards, Metric.CHURN_PROBABILITY)
        return GroupFigures(
            group=group,
            customers=len(cards),
            share=len(cards) / len(self.kept),
            revenue=sum(_known(cards, Metric.HISTORIC_CLV)),
            average_clv=fmean(_known(cards, Metric.HISTORIC_CLV)),
            predicted_revenue=sum(predicted) if predicted else None,
            average_orders=fmean(_known(cards, Metric.ORDERS)),
            average_order_value=fmean(_known(cards, Metric.AVERAGE_ORDER_VALUE)),
            average_days_since_last_order=fmean(_known(cards, Metric.DAYS_SINCE_LAST_ORDER)),
            churn_probability=fmean(churn) if churn else None,
            at_risk=len(at_risk),
            revenue_at_risk=sum(_known(at_risk, Metric.HISTORIC_CLV)),
            spent_last_90=sum(_known(cards, Metric.SPENT_LAST_90)),
            spent_previous_90=sum(_known(cards, Metric.SPENT_PREVIOUS_90)),
        )


def _place(search: Search, figure: float | None, customer_id: str) -> tuple[bool, float, str]:
    """Where a customer with this figure stands in the order of the search."""
    return figure is None, (figure or 0.0) * (-1 if search.descending else 1), customer_id


def _known(cards: list[CustomerCard], metric: Metric) -> list[float]:
    return [figure for card in cards if (figure := card.figures[metric]) is not None]


def _group(card: CustomerCard, by: GroupBy | str) -> str | None:
    match by:
        case GroupBy.NOTHING:
            return ""
        case GroupBy.ARCHETYPE:
            return card.archetype_id
        case GroupBy.RFM_GROUP:
            return card.rfm_group
        case GroupBy.CHURN_LEVEL:
            return card.churn_level
        case GroupBy.FAVOURITE_CATEGORY:
            return card.favourite_category or None
        case _:
            return card.segments.get(by)

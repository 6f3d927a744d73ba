"""What a shop sold, in memory."""

from collections.abc import Iterable

from shared.domain.sales import CategoryMonth, EventCustomer, EventSales, MonthSales, ProductPair, ProductSales


class FakeSales:
    """Knows the sales that it was given."""

    def __init__(
        self,
        *,
        months: Iterable[MonthSales] = (),
        products: Iterable[ProductSales] = (),
        category_months: Iterable[CategoryMonth] = (),
        pairs: Iterable[ProductPair] = (),
        events: Iterable[EventSales] = (),
        event_customers: Iterable[EventCustomer] = (),
    ) -> None:
        self._months = tuple(sorted(months, key=lambda month: month.month))
        self._products = tuple(sorted(products, key=lambda product: (-product.revenue, product.product_id)))
        self._category_months = tuple(sorted(category_months, key=lambda row: (row.month, row.category)))
        self._pairs = tuple(sorted(pairs, key=lambda pair: (-pair.least_lift, pair.product_a, pair.product_b)))
        self._events = tuple(sorted(events, key=lambda event: (event.starts_on, event.event)))
        self._event_customers = tuple(sorted(event_customers, key=lambda each: (-each.spent, each.customer_id)))

    def months(self) -> tuple[MonthSales, ...]:
        """Oldest first."""
        return self._months

    def products(self, text: str = "", *, limit: int = 20) -> tuple[ProductSales, ...]:
        """Those with `text` in their id or name in any case, most revenue first."""
        wanted = text.lower()
        named = (each for each in self._products if wanted in each.product_id.lower() or wanted in each.name.lower())
        return tuple(named)[:limit]

    def movers(self, *, rising: bool, limit: int = 20) -> tuple[ProductSales, ...]:
        """Only those that rose (or fell), the greatest change first."""
        sign = 1 if rising else -1
        moved = [(sign * (each.revenue_last_90 - each.revenue_previous_90), each) for each in self._products]
        ranked = sorted(moved, key=lambda pair: (-pair[0], pair[1].product_id))
        return tuple(product for rise, product in ranked if rise > 0)[:limit]

    def category_months(self) -> tuple[CategoryMonth, ...]:
        """Oldest month first."""
        return self._category_months

    def pairs(self, product_id: str | None = None, *, limit: int = 20) -> tuple[ProductPair, ...]:
        """Surest first."""
        of = (pair for pair in self._pairs if product_id in {None, pair.product_a, pair.product_b})
        return tuple(of)[:limit]

    def events(self, event: str | None = None) -> tuple[EventSales, ...]:
        """Oldest first."""
        return tuple(each for each in self._events if event in {None, each.event})

    def event_customers(self, event: str, *, limit: int = 20) -> tuple[EventCustomer, ...]:
        """Most spent first."""
        return tuple(each for each in self._event_customers if each.event == event)[:limit]

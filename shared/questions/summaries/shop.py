"""Summaries of what the shop sells and will sell."""

from datetime import date

from shared.domain.money import money
from shared.domain.outlook import GrowthProjection, RevenueForecast
from shared.domain.product_analyses import CategoryTrends, ProductAffinity, ProductPerformance
from shared.domain.seasonal import NextWindow, SeasonalCustomers, SeasonalSales
from shared.domain.words import change, counted, joined, plain
from shared.questions.summaries.sentences import between, called, paragraph, verb

TOLD = 2
WINDOWS_TOLD = 3


def revenue(found: RevenueForecast, currency: str) -> str:
    """Revenue to come."""
    period = f"the {found.period}" if found.period.startswith("next") else found.period
    if found.total is None:
        return paragraph(f"there is no forecast for {period}", found.because)
    interval = found.interval
    likely = between(interval, money(interval.low, currency), money(interval.high, currency)) if interval else ""
    before = None
    if found.a_year_before and found.a_year_before > 0:
        on_year = change(found.total / found.a_year_before - 1)
        before = f"a year before it was {money(found.a_year_before, currency)}, so that is {on_year}"
    total = f"{money(found.total, currency)} over {counted(len(found.months), 'month')}"
    return paragraph(
        f"revenue for {period}: {total}{likely}",
        before,
        found.reason,
        found.because,
    )


def growth(found: GrowthProjection, _currency: str) -> str:
    """Customers to come."""
    today = f"{counted(found.customers, 'customer')} {verb(found.customers, 'has', 'have')} bought so far"
    if not found.months:
        return paragraph(today, f"nothing can be said of what is to come: {found.because}")
    last = found.months[-1]
    interval = last.customers_interval
    likely = between(interval, f"{interval.low:,.0f}", f"{interval.high:,.0f}")
    rate = "" if found.growth_per_month is None else f", {change(found.growth_per_month)} a month"
    return paragraph(
        today,
        f"by the end of {last.month:%B %Y} there will probably be {last.customers:,.0f}{rate}{likely}",
        None
        if found.new_a_month_so_far is None
        else f"so far {counted(found.new_a_month_so_far, 'new customer')} came a month",
        found.because,
    )


def affinity(found: ProductAffinity, _currency: str) -> str:
    """What is bought together."""
    if not found.pairs:
        return paragraph(
            f"nothing is bought together with {found.product.name}" if found.product else None, found.because
        )
    of = f" with {found.product.name}" if found.product else ""
    others = joined(tuple(each.name for each in found.also_meant[:TOLD]))
    return paragraph(
        f"{counted(len(found.pairs), 'pair')}{of} {verb(len(found.pairs), 'is', 'are')} listed, the surest first",
        *(pair.reason for pair in found.pairs[:TOLD]),
        f"{others} may have been meant, too" if others else None,
    )


def products(found: ProductPerformance, _currency: str) -> str:
    """How products sell."""
    if not found.products:
        return paragraph("no product is listed", found.because)
    return paragraph(
        f"{counted(len(found.products), 'product')}, {plain(found.order)} first",
        *(f"{each.product.name}: {each.reason}" for each in found.products[:TOLD]),
    )


def categories(found: CategoryTrends, _currency: str) -> str:
    """Which categories gain and lose."""
    if not found.categories:
        return paragraph("no category is listed", found.because)
    compared = f", against {found.compared_with}" if found.compared_with else ""
    order = {"revenue": "most revenue"}.get(found.order, plain(found.order))
    return paragraph(
        f"{counted(found.total, 'category', 'categories')}, {order} first{compared}",
        *(f"{each.category}: {each.reason}" for each in found.categories[:TOLD]),
        found.because,
    )


def season(found: SeasonalSales, _currency: str) -> str:
    """What the events of the year sell."""
    windows = found.next_windows[:WINDOWS_TOLD]
    coming = joined(tuple(_window(each, found.as_of) for each in windows))
    return paragraph(found.because, found.reason, f"next: {coming}" if coming else None)


def event_buyers(found: SeasonalCustomers, currency: str) -> str:
    """Who bought for an event."""
    coming = f"next: {_window(found.next_window, found.as_of)}" if found.next_window else None
    if not found.customers:
        return paragraph(found.because, coming)
    year = found.years[-1] if found.years else None
    sold = None
    if year:
        sold = (
            f"{year.name} {year.year} brought {money(year.revenue, currency)} in {counted(year.orders, 'order')}"
            f" of {counted(year.customers, 'customer')}"
        )
    first = found.customers[0]
    return paragraph(
        sold,
        f"first comes {called(first.customer.customer_id, first.name)}: {first.reason}",
        coming,
    )


def _window(window: NextWindow, today: date) -> str:
    """As "Halloween (2012-09-19 to 2012-10-30)", the days on which people buy for it."""
    begins = "under way" if window.starts_on <= today else window.starts_on.isoformat()
    return f"{window.name} ({begins} to {window.ends_on.isoformat()})"

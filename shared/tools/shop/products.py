"""`product_performance`: how products sell."""

from shared.domain.money import money
from shared.domain.product_analyses import ProductOrder, ProductPerformance, ProductReport
from shared.domain.sales import ProductSales
from shared.domain.words import change, counted, percent
from shared.store_ports import Sales, Segments
from shared.tools.bounds import LIMIT, Limit
from shared.tools.shop.named_product import named_product
from shared.tools.texts import Words

NOTHING = {
    ProductOrder.BEST_SELLING: "nothing has been sold yet",
    ProductOrder.RISING: "no product sells more than in the 90 days before",
    ProductOrder.FALLING: "no product sells less than in the 90 days before",
}


def product_performance(
    sales: Sales,
    segments: Segments,
    *,
    product: Words | None = None,
    order: ProductOrder = ProductOrder.BEST_SELLING,
    limit: Limit = 10,
) -> ProductPerformance:
    """Units, revenue, returns and change of one `product` (an id or words of its name), or of the first in `order`.

    When the words fit several products, the meant one is first and the others follow. NotFound when none fits.
    """
    LIMIT.check("limit", limit)
    facts = segments.current()
    if product is not None:
        meant, others = named_product(sales, product)
        found: tuple[ProductSales, ...] = (meant, *others)[:limit]
    elif order is ProductOrder.BEST_SELLING:
        found = sales.products(limit=limit)
    else:
        found = sales.movers(rising=order is ProductOrder.RISING, limit=limit)
    return ProductPerformance(
        products=tuple(_report(each, facts.currency) for each in found),
        order=order,
        because=None if found else NOTHING[order],
        currency=facts.currency,
        as_of=facts.as_of,
    )


def _report(product: ProductSales, currency: str) -> ProductReport:
    rate = min(product.returned_units / product.units, 1.0) if product.units > 0 else None
    rise = _change(product.revenue_last_90, product.revenue_previous_90)
    sold = f"{counted(product.units, 'unit')} for {money(product.revenue, currency)}"
    bought = f"{sold} in {counted(product.orders, 'order')} of {counted(product.customers, 'customer')}"
    lately = f"{money(product.revenue_last_90, currency)} in the last 90 days"
    parts = [bought, lately + (f" ({change(rise)} on the 90 before)" if rise is not None else "")]
    if rate:
        parts.append(f"{percent(rate)} were returned")
    return ProductReport(
        product=product,
        change=rise,
        change_on_year=_change(product.revenue_last_90, product.revenue_last_90_a_year_ago),
        return_rate=rate,
        reason="; ".join(parts),
    )


def _change(now: float, before: float | None) -> float | None:
    return now / before - 1 if before is not None and before > 0 else None

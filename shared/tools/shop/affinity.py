"""`product_affinity`: what is bought together."""

from shared.domain.product_analyses import GoesWith, ProductAffinity
from shared.domain.sales import ProductPair
from shared.domain.words import counted, percent, times
from shared.store_ports import Sales, Segments
from shared.tools.bounds import LIMIT, Limit
from shared.tools.shop.named_product import named_product
from shared.tools.texts import Words

NO_PAIRS = "no two products are bought together often enough to tell it from chance"


def product_affinity(
    sales: Sales, segments: Segments, *, product: Words | None = None, limit: Limit = 10
) -> ProductAffinity:
    """Pairs of products that are bought together more often than by chance, the surest first.

    Of the whole shop, or what goes with one `product`, by id or words of its name. NotFound when there is no such
    product.
    """
    LIMIT.check("limit", limit)
    as_of = segments.current().as_of
    meant, others = (None, ()) if product is None else named_product(sales, product)
    pairs = sales.pairs(meant.product_id if meant else None, limit=limit)
    return ProductAffinity(
        product=meant,
        also_meant=others,
        pairs=tuple(_from_side(pair, meant.product_id if meant else pair.product_a) for pair in pairs),
        because=None if pairs else NO_PAIRS,
        as_of=as_of,
    )


def _from_side(pair: ProductPair, product_id: str) -> GoesWith:
    """The pair as seen by whoever has one of its products in the basket."""
    is_a = pair.product_a == product_id
    name, other = (pair.name_a, pair.name_b) if is_a else (pair.name_b, pair.name_a)
    confidence = pair.confidence_a_to_b if is_a else pair.confidence_b_to_a
    return GoesWith(
        product_id=product_id,
        name=name,
        with_product_id=pair.product_b if is_a else pair.product_a,
        with_name=other,
        orders=pair.orders,
        confidence=confidence,
        lift=pair.lift,
        least_lift=pair.least_lift,
        reason=(
            f"{percent(confidence)} of the orders with {name} hold {other} too, "
            f"{times(pair.lift)} as many as by chance ({counted(pair.orders, 'order')})"
        ),
    )

"""Which product somebody means."""

from shared.domain.sales import ProductSales
from shared.errors import InvalidPayload, NotFound
from shared.store_ports import Sales

#: Products that hold the words, looked through for one with just this id or name.
LOOKED_THROUGH = 1000
#: As many other products as a reader compares.
OTHERS = 5


def named_product(sales: Sales, text: str) -> tuple[ProductSales, tuple[ProductSales, ...]]:
    """The product with this id or name in any case, else the best-selling that holds the words; and the others.

    NotFound when no product's id or name holds the words.
    """
    wanted = text.strip()
    if not wanted:
        raise InvalidPayload("product must be an id or a part of a name")
    found = sales.products(wanted, limit=LOOKED_THROUGH)
    if not found:
        raise NotFound("no product's id or name holds these words")
    exact = (each for each in found if wanted.lower() in {each.product_id.lower(), each.name.lower()})
    meant = next(exact, found[0])
    return meant, tuple(each for each in found if each is not meant)[:OTHERS]

"""How much of a shop's sales is kept: enough to answer with, however large the shop is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bounds:
    """The most that is kept of each kind of fact, and what must be seen before a pair of products is believed."""

    #: By revenue.
    products: int = 5_000
    categories: int = 200
    #: By the lower end of their lift, so many of each product before any more of another.
    pairs: int = 2_000
    partners: int = 1
    #: By what they spent, for each event.
    customers_an_event: int = 500

    #: Pairs are sought among the products on the most orders.
    paired_products: int = 3_000
    #: An order of more different products than this is a warehouse's, and says little of what goes together.
    products_an_order: int = 200
    #: Orders that must hold both products: at least so many, and at least this share of all orders.
    fewest_orders_together: int = 5
    least_support: float = 0.001


BOUNDS = Bounds()

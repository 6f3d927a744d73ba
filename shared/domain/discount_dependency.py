"""Who buys only on sale."""

from dataclasses import dataclass

from shared.domain.listings import CustomerList
from shared.domain.search import AllOf, AnyOf, Between, Condition, GroupFigures, Metric


@dataclass(frozen=True, slots=True)
class DependencyRule:
    """When somebody depends on discounts."""

    #: Of fewer orders, all on sale can be chance.
    fewest_orders: int
    #: Share of orders with a discount, or with a coupon: nearly all, since even addicts pay full price in need.
    least_share: float
    #: Where more of the regular customers than this depend on discounts, the shop's prices explain it.
    most_of_the_shop: float


DEPENDENCY = DependencyRule(fewest_orders=3, least_share=0.8, most_of_the_shop=0.5)

#: Who has ordered often enough to be judged.
JUDGED = Between(Metric.ORDERS, least=DEPENDENCY.fewest_orders)
DEPENDENT: Condition = AllOf(
    (
        JUDGED,
        AnyOf(
            (
                Between(Metric.DISCOUNTED_ORDERS_SHARE, least=DEPENDENCY.least_share),
                Between(Metric.COUPON_ORDERS_SHARE, least=DEPENDENCY.least_share),
            )
        ),
    )
)
#: The least share there can be: anything above nothing.
_ANY = 1e-9
EVER_DISCOUNTED = AnyOf(
    tuple(
        Between(metric, least=_ANY)
        for metric in (Metric.DISCOUNT_SHARE, Metric.DISCOUNTED_ORDERS_SHARE, Metric.COUPON_ORDERS_SHARE)
    )
)
NO_DISCOUNTS = "no order has a discount or a coupon"


@dataclass(frozen=True, slots=True)
class DiscountDependency:
    """Customers who buy only on sale."""

    who: CustomerList
    #: Customers with enough orders to be judged.
    judged: int
    #: Of the judged: who never had a discount, and who did without depending on it.
    never: int
    sometimes: int
    #: Archetypes of those who depend on discounts, most first.
    by_archetype: tuple[GroupFigures, ...]
    #: What to bear in mind when most of the shop's customers depend on discounts.
    caution: str | None

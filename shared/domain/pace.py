"""Who buys more often than before, and who less: the last 90 days against the 90 before them."""

from dataclasses import dataclass

from shared.domain.listings import CustomerList
from shared.domain.search import AllOf, AnyOf, Between, Condition, Metric

WINDOW_DAYS = 90


@dataclass(frozen=True, slots=True)
class PaceRule:
    """When a change of pace is one."""

    #: Orders that the busier of the two windows must hold: a single one is chance.
    fewest_orders: int
    #: Orders of the last window over those of the one before: at least for who gains, at most for who loses.
    times: float


MOMENTUM = PaceRule(fewest_orders=2, times=1.5)
DECLINE = PaceRule(fewest_orders=2, times=0.5)
#: Who came in the last two windows had no chance to buy in both.
LEAST_TENURE_DAYS = 2 * WINDOW_DAYS

#: Numbers of orders that the store compares with. It knows no condition on two figures at once, but "at least 1.5
#: times as many as before" holds exactly when, for one of these numbers, there were at most so many before and are at
#: least 1.5 times so many now. Between the coarse ones a customer near the bound may be missed; nobody is added.
RUNGS = (*range(21), 25, 30, 40, 50, 70, 100, 140, 200, 280, 400)


@dataclass(frozen=True, slots=True)
class PaceChange:
    """Customers whose pace has changed."""

    who: CustomerList
    #: Money of the whole shop in the last 90 days over that of the 90 before; None when there was none.
    shop_change: float | None


def gaining(shop_change: float) -> Condition:
    """Buys more often than before, by more than the shop as a whole has grown: at Christmas everybody does."""
    times = MOMENTUM.times * max(1.0, shop_change)
    return AllOf(
        (
            Between(Metric.TENURE_DAYS, least=LEAST_TENURE_DAYS),
            AnyOf(
                tuple(
                    AllOf(
                        (
                            Between(Metric.ORDERS_PREVIOUS_90, most=before),
                            Between(Metric.ORDERS_LAST_90, least=max(MOMENTUM.fewest_orders, times * before)),
                        )
                    )
                    for before in RUNGS
                )
            ),
        )
    )


def losing(shop_change: float) -> Condition:
    """Buys less often than before, by more than the shop as a whole has shrunk: after Christmas everybody does."""
    times = DECLINE.times * min(1.0, shop_change)
    return AnyOf(
        tuple(
            AllOf(
                (
                    Between(Metric.ORDERS_PREVIOUS_90, least=before),
                    Between(Metric.ORDERS_LAST_90, most=times * before),
                )
            )
            for before in RUNGS
            if before >= DECLINE.fewest_orders
        )
    )

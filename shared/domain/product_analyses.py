"""What the shop's products do: alone, together, and by category."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from shared.domain.group_trends import Direction
from shared.domain.sales import CategoryMonth, ProductSales


class ProductOrder(StrEnum):
    """Which products come first."""

    BEST_SELLING = "best_selling"
    RISING = "rising"
    FALLING = "falling"


class CategoryOrder(StrEnum):
    """Which categories come first."""

    REVENUE = "revenue"
    RISING = "rising"
    FALLING = "falling"


@dataclass(frozen=True, slots=True)
class ProductReport:
    """One product, with what its figures amount to."""

    product: ProductSales
    #: Revenue of the last 90 days over that of the 90 before, less 1; None when there was none before.
    change: float | None
    #: The same against the same 90 days a year before; None when there was none, or no year before.
    change_on_year: float | None
    #: Units that came back over units sold, in [0, 1]; None without any sold.
    return_rate: float | None
    reason: str


@dataclass(frozen=True, slots=True)
class ProductPerformance:
    """The products that were asked for."""

    products: tuple[ProductReport, ...]
    order: ProductOrder
    because: str | None
    currency: str
    as_of: date


@dataclass(frozen=True, slots=True)
class GoesWith:
    """A product that is bought with another."""

    product_id: str
    name: str
    with_product_id: str
    with_name: str
    #: Orders with both.
    orders: int
    #: Share of the orders with `product_id` that also hold `with_product_id`, in [0, 1].
    confidence: float
    #: How many times more often than chance would have it, and the lower end of its 95 % interval.
    lift: float
    least_lift: float
    reason: str


@dataclass(frozen=True, slots=True)
class ProductAffinity:
    """Products bought together, the surest first."""

    #: The product that was asked for; None for the whole shop.
    product: ProductSales | None
    #: Other products that the words may have meant, best-selling first.
    also_meant: tuple[ProductSales, ...]
    pairs: tuple[GoesWith, ...]
    because: str | None
    as_of: date


@dataclass(frozen=True, slots=True)
class TrendWindows:
    """How category trends are read."""

    #: Whole months of a window: a quarter is what people plan by.
    months: int
    #: A change of the category's share of revenue under this, up or down, is steady.
    steady_within: float


WINDOWS = TrendWindows(months=3, steady_within=0.05)


@dataclass(frozen=True, slots=True)
class CategoryTrend:
    """One category over the last whole months."""

    category: str
    #: Of the last window, of the one before it, and of the last one a year before; None without such months.
    revenue: float
    revenue_before: float | None
    revenue_a_year_before: float | None
    #: Share of the shop's revenue in the last window, and in the one that it is compared with, in [0, 1].
    share: float
    share_before: float | None
    #: How the share has changed, as a share of itself; the shop's own growth and season are taken off by it.
    change: float | None
    direction: Direction | None
    #: Month by month, oldest first.
    months: tuple[CategoryMonth, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class CategoryTrends:
    """The categories that were asked for."""

    categories: tuple[CategoryTrend, ...]
    #: How many there are, whatever the limit.
    total: int
    order: CategoryOrder
    #: What the last window is compared with: "the same months a year before" or "the months before"; None if nothing.
    compared_with: str | None
    because: str | None
    currency: str
    as_of: date

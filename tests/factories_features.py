"""Features, made up: the columns that discovery works on, without any order lines behind them."""

from dataclasses import fields
from datetime import date, timedelta

import numpy as np

from shared.segmentation.features.columns import MONTHS, Features

AS_OF = date(2026, 6, 30)
DAYS = ("first_order_on", "last_order_on")
TEXTS = ("customer_id", "favourite_category")
#: Figures that every customer has; others are NaN unless given.
ALWAYS_KNOWN = (
    "returned",
    "return_share",
    "spent_last_90",
    "spent_previous_90",
    "orders_last_90",
    "orders_previous_90",
    "categories",
    "discount_share",
    "discounted_orders_share",
    "coupon_orders_share",
)


def make_features(**columns: object) -> Features:
    """Features with these columns: `customer_id` and `orders` at least.

    `recency_days` and `tenure_days` set the days of the orders; what is not given follows from what is, or is as if
    there were no data for it.
    """
    known = {name: np.asarray(column) for name, column in columns.items()}
    known["customer_id"] = known["customer_id"].astype(object)
    size = len(known["customer_id"])
    orders = known["orders"] = known["orders"].astype(float)
    usual = {
        "order_days": orders,
        "recency_days": np.zeros(size),
        "tenure_days": known.get("recency_days", np.zeros(size)),
        "spent": orders * 100.0,
        "lines_per_order": np.ones(size),
        "units_per_order": np.ones(size),
        "median_line_units": np.ones(size),
        "products": np.ones(size),
        "favourite_category": np.full(size, "", dtype=object),
        "month_shares": np.full((size, MONTHS), 1 / MONTHS),
        **{name: np.zeros(size) for name in ALWAYS_KNOWN},
    }
    known = usual | known
    gaps = known["order_days"] - 1
    active = known["tenure_days"] - known["recency_days"]
    derived = {
        "first_order_on": _days_before(known["tenure_days"]),
        "last_order_on": _days_before(known["recency_days"]),
        "mean_gap_days": np.divide(active, gaps, out=np.full(size, np.nan), where=gaps > 0),
        "gross_spent": known["spent"],
        "average_order_value": known["spent"] / orders,
    }
    known = derived | known
    return Features(**{field.name: known.get(field.name, np.full(size, np.nan)) for field in fields(Features)})


def _days_before(days: np.ndarray) -> np.ndarray:
    return np.array([AS_OF - timedelta(days=int(each)) for each in days], dtype="datetime64[D]")


def three_kinds(customers: int = 300, *, seed: int = 1) -> Features:
    """A shop of three kinds of customers, in turn: one-time bargain hunters, regulars, and the best.

    They differ on every axis.
    """
    rng = np.random.default_rng(seed)
    kind = np.arange(customers) % 3

    def about(low: float, middle: float, high: float, noise: float = 0.15) -> np.ndarray:
        return np.array([low, middle, high])[kind] * rng.lognormal(0.0, noise, customers)

    orders = 1.0 + rng.poisson(np.array([0.0, 4.0, 20.0])[kind] * rng.gamma(3, 1 / 3, customers))
    recency = about(250, 60, 8, 0.2).round()
    months = rng.dirichlet(np.full(MONTHS, 40.0), customers)
    months[kind == 1, 4] += 1.0
    months[kind == 2, 10] += 1.5
    share = np.clip(about(0.8, 0.4, 0.0), 0.0, 1.0)
    repurchase = np.where(orders > 1, np.clip(about(0.1, 0.25, 0.7), 0.0, 1.0), np.nan)
    return make_features(
        customer_id=[f"c{number:06}" for number in range(customers)],
        orders=orders,
        recency_days=recency,
        tenure_days=recency + 150 + (orders - 1) * rng.integers(10, 30, customers),
        spent=(orders * about(30, 150, 700, 0.2)).round(2),
        spend_trend=np.where(orders > 1, rng.normal(np.array([0.0, -0.6, 0.6])[kind], 0.25), np.nan),
        lines_per_order=about(2, 5, 12),
        units_per_order=about(2, 8, 40),
        categories=np.array([1.0, 3.0, 6.0])[kind],
        category_concentration=np.clip(about(0.9, 0.5, 0.2), 0.0, 1.0),
        repurchase_ratio=repurchase,
        repurchase_excess=repurchase - np.nanmean(repurchase),
        discount_share=share / 5,
        discounted_orders_share=share,
        month_shares=months / months.sum(axis=1, keepdims=True),
    )

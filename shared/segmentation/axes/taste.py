"""What customers buy: of how many kinds, whether the same again, and in which season."""

import numpy as np

from shared.segmentation.axes.axis import Axis, drawn_to, mean_of
from shared.segmentation.features.columns import MONTHS, Features, Floats

#: Lines after which a customer's own variety weighs as much as the shop's.
VARIETY_LINES = 5.0
#: Lines after the first order after which a customer's own habit weighs as much as that of customers with as many.
HABIT_LINES = 3.0
#: Orders after which a customer's own months weigh as much as the shop's. Shares of one customer's orders by season
#: hardly repeat themselves from one year to the next, so many are needed.
SEASON_ORDERS = 8.0
SEASON_MONTHS = 3
#: A season cannot be told from the rest of the year in less history.
A_YEAR_DAYS = 365
#: Shares of orders in the shop's best quarter. With less than the first that quarter is chance, and with the second
#: or more there is no other season to compare with.
LEAST_SEASON, ONE_SEASON = 0.33, 0.95
#: Fewer customers that bought a product again, as a share of those who came back, are no habit.
FEWEST_REPEATERS = 0.05


def _variety(features: Features) -> Floats:
    lines = features.orders * features.lines_per_order
    own = 1.0 - features.category_concentration
    drawn = drawn_to(mean_of(own), own, lines, VARIETY_LINES)
    return np.where(np.isnan(own), np.nan, drawn)[:, np.newaxis]


def _one_category(features: Features) -> str | None:
    if not (features.categories > 0).any():
        return "the products have no categories"
    return None if (features.categories > 1).any() else "nobody bought from two categories"


def _repurchase(features: Features) -> Floats:
    later_lines = (features.orders - 1) * features.lines_per_order
    usual = features.repurchase_ratio - features.repurchase_excess
    excess = features.repurchase_excess * later_lines / (later_lines + HABIT_LINES)
    return np.column_stack([usual + excess, excess])


def _no_repeats(features: Features) -> str | None:
    again = features.repurchase_ratio[~np.isnan(features.repurchase_ratio)]
    if not len(again):
        return "nobody has a second order"
    share = float((again > 0).mean())
    return None if share >= FEWEST_REPEATERS else f"only {share:.1%} of those who came back bought a product again"


def _season(features: Features) -> Floats:
    """Who has bought for less than a year has not had every season to buy in, and counts for less."""
    own = np.where(features.orders > 1, _in_best_months(features), np.nan)
    seen = features.orders * np.minimum(features.tenure_days / A_YEAR_DAYS, 1.0)
    drawn = drawn_to(mean_of(own), own, seen, SEASON_ORDERS)
    return np.where(np.isnan(own), np.nan, drawn)[:, np.newaxis]


def _in_best_months(features: Features) -> Floats:
    """Each customer's share of orders in the quarter of a year that is the shop's best, whichever months that are."""
    shop = np.average(features.month_shares, axis=0, weights=features.orders)
    quarters = [[(first + month) % MONTHS for month in range(SEASON_MONTHS)] for first in range(MONTHS)]
    best = max(quarters, key=lambda months: float(shop[months].sum()))
    shares: Floats = features.month_shares[:, best].sum(axis=1)
    return shares


def _no_season(features: Features) -> str | None:
    history = float(features.tenure_days.max()) if len(features) else 0.0
    if history < A_YEAR_DAYS:
        return f"the orders reach back {history:.0f} days, and a year is needed to tell seasons apart"
    best = float(np.average(_in_best_months(features), weights=features.orders))
    if best < LEAST_SEASON:
        return f"the shop has no season: its best quarter of a year has {best:.0%} of the orders"
    return "all orders fall into one season" if best >= ONE_SEASON else None


CATEGORY_EXPLORATION = Axis(
    "category_exploration",
    ("category_variety",),
    _variety,
    {
        3: ("category_loyal", "multi_category", "explorer"),
        4: ("category_loyal", "few_categories", "multi_category", "explorer"),
        5: ("category_loyal", "few_categories", "multi_category", "explorer", "wide_explorer"),
    },
    untold="too_few_products",
    unsupported=_one_category,
)
REPURCHASE_BEHAVIOR = Axis(
    "repurchase_behavior",
    ("repurchase_ratio", "repurchase_excess"),
    _repurchase,
    {
        3: ("variety_buyer", "routine_buyer", "consumable_buyer"),
        4: ("variety_buyer", "occasional_repeater", "routine_buyer", "consumable_buyer"),
        5: ("variety_buyer", "rare_repeater", "occasional_repeater", "routine_buyer", "consumable_buyer"),
    },
    untold="no_repeat_orders",
    unsupported=_no_repeats,
)
SEASONALITY = Axis(
    "seasonality",
    ("best_quarter_share",),
    _season,
    {
        3: ("off_season", "no_clear_season", "peak_season"),
        4: ("off_season", "no_clear_season", "peak_leaning", "peak_season"),
        5: ("off_season", "off_leaning", "no_clear_season", "peak_leaning", "peak_season"),
    },
    untold="no_season_yet",
    unsupported=_no_season,
)

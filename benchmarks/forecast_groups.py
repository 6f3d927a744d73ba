"""Groups of two real shops' customers, month by month, and what our projections said of them beforehand."""

from collections import defaultdict
from datetime import date

import numpy as np

from benchmarks.prediction_cases import SHOPS
from shared.domain.periods import later
from shared.domain.trends import GroupPoint
from shared.segmentation.forecasts.growth import FEWEST_POINTS, project_members
from shared.segmentation.purchases import Purchases, summarise

GROUPED_SHOPS = ("online_retail", "cdnow_full")
#: Customers by their days with a purchase, and by the days since the last: 4 + 4 groups, and 16 of both.
BUYING_DAYS, SILENT_DAYS = (2, 3, 6), (31, 91, 181)
FARTHEST = 6
#: Customers of a new shop are all new: groups begin with its third month.
SKIPPED = 2


def judge_groups() -> dict[str, float]:
    """By shop: share of truths inside the 80 % intervals, and our error over that of "as many as today"."""
    measured = {}
    for shop in GROUPED_SHOPS:
        found = np.array([row for points in group_histories(SHOPS[shop]()).values() for row in _judge(points)])
        share, members, ours, unchanged = found.mean(axis=0)
        measured[f"{shop}_groups_share_coverage"] = round(float(share), 3)
        measured[f"{shop}_groups_members_coverage"] = round(float(members), 3)
        measured[f"{shop}_groups_error_vs_unchanged"] = round(float(ours / unchanged), 3)
    return measured


def group_histories(purchases: Purchases) -> dict[tuple[str, int], list[GroupPoint]]:
    """Each group on the first of each month."""
    histories = defaultdict(list)
    month = date.fromordinal(int(purchases.day.min()))
    for _ in range(SKIPPED):
        month = later(month, 1)
    while month.toordinal() <= int(purchases.day.max()):
        known, _ = purchases.until(month.toordinal())
        summary = summarise(known, month.toordinal())
        often = np.digitize(summary.repeats + 1, BUYING_DAYS)
        silent = np.digitize(summary.age - summary.recency, SILENT_DAYS)
        for name, group, count in (("often", often, 4), ("silent", silent, 4), ("both", 4 * often + silent, 16)):
            for number, members in enumerate(np.bincount(group, minlength=count).tolist()):
                histories[name, number].append(GroupPoint(month, members, members / len(group), 0.0, 0.0))
        month = later(month, 1)
    return histories


def _judge(points: list[GroupPoint]) -> list[tuple[float, float, float, float]]:
    """Whether share and members came out inside the interval, our error, and that of no change: a row a forecast."""
    rows = []
    for known in range(FEWEST_POINTS, len(points)):
        truths = points[known : known + FARTHEST]
        found = project_members(points[:known], months=len(truths))
        for truth, share, members in zip(truths, found.share, found.members, strict=False):
            rows.append((
                float(share.interval.low <= truth.share <= share.interval.high),
                float(members.interval.low <= truth.members <= members.interval.high),
                abs(truth.members - members.mean),
                float(abs(truth.members - points[known - 1].members)),
            ))  # fmt: skip
    return rows

"""How a segment or an archetype will probably grow or shrink, from its history of snapshots.

Its share of the customers is carried on, on the log-odds scale, by a random walk with drift (R. J. Hyndman and
G. Athanasopoulos, "Forecasting: Principles and Practice", 3rd edition, OTexts, 2021, section 5.2) whose drift fades
out (E. S. Gardner and E. McKenzie, "Forecasting trends in time series", Management Science 31(10), 1985). That takes
snapshots at any spacing, and no more than three of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from scipy.special import expit, logit, ndtri, stdtrit

from shared.domain.periods import later
from shared.domain.predictions import Interval
from shared.domain.trends import GroupPoint, GroupProjection, MonthForecast
from shared.segmentation.features.columns import Floats

COVERAGE = 0.8
#: A trend and its uncertainty take two changes, over at least so many days.
FEWEST_POINTS, SHORTEST_DAYS = 3, 28
#: Older snapshots tell of another shop.
RECENT = timedelta(days=730)
#: Months after which a change says a third as much of the trend; what is left of a trend after each month. Of a few
#: such pairs, these were off least on groups of two real shops' customers.
MEMORY, DAMPING = 1.5, 0.8
#: How much log-odds usually change in a month: a tenth, up or down.
USUAL_DRIFT = 0.1
#: No shop has so many times the customers of today, or so small a part of them, in the months that are asked for.
MOST_GROWTH = 10.0
DAYS_A_MONTH = 30.4375
#: Half a customer more than there are keeps the log-odds of nobody, and of everybody, finite.
HALF = 0.5
METHOD = "random walk with a fading trend, on the log-odds of the share"


@dataclass(frozen=True, slots=True)
class Walk:
    """Where a random walk with a fading drift will be, one entry a month to come."""

    middle: Floats
    #: From the middle to either end of the interval.
    reach: Floats


def project_members(points: Sequence[GroupPoint], *, months: int) -> GroupProjection:
    """The group's members and share on the first of each of the `months` calendar months after its newest point.

    `points` are one a snapshot, oldest first, at any spacing. The means are medians. Without months, but with the
    cause, when there are fewer than three points, or less than four weeks from first to last, or never a member.
    """
    recent = [point for point in points if point.as_of > points[-1].as_of - RECENT]
    if len(recent) < FEWEST_POINTS:
        return _nothing(f"a trend takes at least {FEWEST_POINTS} snapshots of the last two years, not {len(recent)}")
    if (recent[-1].as_of - recent[0].as_of).days < SHORTEST_DAYS:
        return _nothing(f"a trend takes snapshots over at least {SHORTEST_DAYS} days")
    if not any(point.members for point in recent):
        return _nothing("no customer was in this group in any snapshot of the last two years")
    elapsed = np.array([(point.as_of - recent[0].as_of).days for point in recent]) / DAYS_A_MONTH
    members = np.array([point.members for point in recent], dtype=np.float64)
    customers = _customers(recent, elapsed)
    odds = logit((members + HALF) / (customers + 2 * HALF))
    firsts = _firsts_after(recent[-1].as_of, months)
    ahead = np.array([(first - recent[-1].as_of).days for first in firsts]) / DAYS_A_MONTH
    # Log-odds are no surer than a count of that many customers can be.
    counting = 1 / (members + HALF) + 1 / (customers - members + HALF)
    share = _walk(elapsed, odds, counting, ahead)
    shares = tuple(expit(share.middle + side * share.reach) for side in (-1, 0, 1))
    total = _walk(elapsed, customers / customers[-1], np.zeros(len(recent)), ahead)
    return GroupProjection(
        members=_forecasts(firsts, *(customers[-1] * part for part in _members(shares, total))),
        share=_forecasts(firsts, *shares),
        method=METHOD,
        reason=_reason(recent),
        no_projection_because=None,
    )


def _walk(elapsed: Floats, values: Floats, noise: Floats, ahead: Floats) -> Walk:
    """The walk through `values` at the months `elapsed`, carried on to the months `ahead` of the last of them.

    `noise` is the variance with which each value is known; what the changes vary beyond it is the walk's own. The
    drift is the change over the time, newer ones weighing more, drawn towards none by as much as it is uncertain.
    """
    changes, months = np.diff(values), np.diff(elapsed)
    degrees, time = len(changes) - 1, months.sum()
    weights = np.exp((elapsed[1:] - elapsed[-1]) / MEMORY)
    drift = (weights * changes).sum() / (weights * months).sum()
    varied = np.square(changes - drift * months).sum() * len(changes) / degrees
    step_variance = max(0.0, float(varied - noise[:-1].sum() - noise[1:].sum())) / time
    learned_over = np.square((weights * months).sum()) / (np.square(weights) * months).sum()
    drift_variance = step_variance / learned_over + (noise[0] + noise[-1]) / learned_over**2
    belief = USUAL_DRIFT**2 / (USUAL_DRIFT**2 + drift_variance)
    # 1 + phi + phi^2 + ..., for parts of a month too.
    faded = (1 - DAMPING**ahead) / (1 - DAMPING)
    # Student's t for what few changes tell, the normal distribution for what is known beforehand.
    learned = stdtrit(degrees, (1 + COVERAGE) / 2) * np.sqrt(step_variance * ahead)
    known = ndtri((1 + COVERAGE) / 2) * np.sqrt(noise[-1] + belief * drift_variance * np.square(faded))
    return Walk(values[-1] + belief * drift * faded, np.hypot(learned, known))


def _customers(points: Sequence[GroupPoint], elapsed: Floats) -> Floats:
    """All customers of each snapshot; where nobody was in the group, as many as the snapshots around it say."""
    known = np.array([point.share > 0 for point in points])
    totals = np.array([point.members / point.share for point in points if point.share > 0])
    customers: Floats = np.interp(elapsed, elapsed[known], totals)
    return customers


def _members(shares: tuple[Floats, ...], total: Walk) -> tuple[Floats, ...]:
    # Errors of share and total add up as independent ones do, on the log scale.
    low, middle, high = shares
    customers = np.maximum(total.middle, 1 / MOST_GROWTH)
    doubt = np.minimum(total.reach / customers, np.log(MOST_GROWTH))
    down, up = np.hypot(np.log(middle / low), doubt), np.hypot(np.log(high / middle), doubt)
    return tuple(middle * customers * np.exp(side) for side in (-down, 0.0, up))


def _forecasts(firsts: Sequence[date], low: Floats, middle: Floats, high: Floats) -> tuple[MonthForecast, ...]:
    return tuple(
        MonthForecast(first, float(middle[at]), Interval(float(low[at]), float(high[at]), COVERAGE))
        for at, first in enumerate(firsts)
    )


def _firsts_after(day: date, months: int) -> list[date]:
    firsts = [later(day, 1)]
    while len(firsts) < months:
        firsts.append(later(firsts[-1], 1))
    return firsts[:months]


def _reason(points: Sequence[GroupPoint]) -> str:
    first, last = points[0], points[-1]
    return (
        f"{first.members} customers ({first.share:.1%}) on {first.as_of}, {last.members} ({last.share:.1%}) on "
        f"{last.as_of}, over {len(points)} snapshots; the trend is taken to fade by {1 - DAMPING:.0%} a month"
    )


def _nothing(cause: str) -> GroupProjection:
    return GroupProjection((), (), METHOD, "", cause)

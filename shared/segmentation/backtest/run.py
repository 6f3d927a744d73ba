"""A backtest: contestants learn from what was known on the cutoff day, and are judged by what came after it."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from shared.errors import Permanent
from shared.segmentation.backtest import reasons
from shared.segmentation.backtest.contestants.bg_nbd import bg_nbd
from shared.segmentation.backtest.contestants.constant import constant
from shared.segmentation.backtest.contestants.rule import rule
from shared.segmentation.backtest.contestants.selvage import selvage
from shared.segmentation.backtest.forecast import CannotSay, Contestant, Forecast
from shared.segmentation.backtest.holdout import Holdout, holdout_of
from shared.segmentation.backtest.scores import AmountScores, Scores, score, score_amounts
from shared.segmentation.purchases import Purchases

CONTESTANTS: Mapping[str, Contestant] = {"selvage": selvage, "bg_nbd": bg_nbd, "rule": rule, "constant": constant}
#: Fewer customers cannot be told apart by ten bins.
FEWEST_CUSTOMERS = 10


@dataclass(frozen=True, slots=True)
class Standing:
    """How one contestant did."""

    forecast: Forecast | CannotSay
    #: All None when there is no forecast.
    scores: Scores
    #: None when the contestant foretells no money, or the file has none.
    revenue: AmountScores | None
    seconds: float


@dataclass(frozen=True, slots=True)
class Backtest:
    """Every contestant's standing on the same customers."""

    #: The last day that was known.
    cutoff: date
    horizon: int
    #: How many had bought by the cutoff day, on how many days altogether.
    customers: int
    purchases: int
    holdout: Holdout
    standings: Mapping[str, Standing]
    #: What a reader must know to judge the figures, one sentence each.
    notes: tuple[str, ...]


def backtest(
    purchases: Purchases,
    *,
    cutoff: date | None,
    horizon: int,
    seed: int,
    has_values: bool,
    contestants: Mapping[str, Contestant] = CONTESTANTS,
    tell: Callable[[str], None] = lambda _what: None,
) -> Backtest:
    """What each contestant would have said on the evening of `cutoff`, judged by the `horizon` days after it.

    Without a cutoff it is the horizon's length before the last purchase. `tell` hears who is at work.

    Raises Permanent, in one sentence, when these purchases cannot be judged so.
    """
    last_known = _cutoff_day(purchases, cutoff, horizon)
    known, customers = purchases.until(last_known)
    _check(known, last_known)
    holdout = holdout_of(purchases, customers, last_known, horizon)
    standings: dict[str, Standing] = {}
    for name, contestant in contestants.items():
        tell(name)
        started = time.monotonic()
        forecast = contestant(known, today=last_known, horizon=horizon, seed=seed)
        seconds = time.monotonic() - started
        standings[name] = _standing(forecast, holdout, seconds, has_values=has_values)
    return Backtest(
        cutoff=date.fromordinal(last_known),
        horizon=horizon,
        customers=known.customers,
        purchases=len(known.day),
        holdout=holdout,
        standings=standings,
        notes=(
            *reasons.of_the_holdout(holdout, has_values=has_values),
            *(note for name in standings for note in reasons.of_a_contestant(name, standings[name].forecast, holdout)),
        ),
    )


def _cutoff_day(purchases: Purchases, cutoff: date | None, horizon: int) -> int:
    if horizon < 1:
        raise Permanent(f"a horizon of {horizon} days leaves nothing to judge: it must be at least 1")
    if not len(purchases.day):
        raise Permanent("the file holds no purchase, so there is nothing to test")
    first, last = int(purchases.day.min()), int(purchases.day.max())
    day = last - horizon if cutoff is None else cutoff.toordinal()
    if last - horizon < first:
        raise Permanent(
            f"the purchases are from {_date(first)} to {_date(last)}, too short a time for a horizon of {horizon} days"
        )
    if day < first:
        raise Permanent(f"nobody had bought by the cutoff {_date(day)}: the first purchase is of {_date(first)}")
    if day + horizon > last:
        raise Permanent(
            f"the purchases end on {_date(last)}, before the {horizon} days after the cutoff {_date(day)} are over:"
            f" choose {_date(last - horizon)} or an earlier cutoff, or a shorter horizon"
        )
    return day


def _check(known: Purchases, last_known: int) -> None:
    if known.customers < FEWEST_CUSTOMERS:
        raise Permanent(
            f"only {known.customers} customers had bought by the cutoff {_date(last_known)}:"
            f" at least {FEWEST_CUSTOMERS} are needed"
        )
    if len(known.day) == known.customers:
        raise Permanent(
            f"none of the {known.customers:,} customers had bought on a second day by the cutoff {_date(last_known)},"
            " so there is no repeat buying to learn from"
        )


def _standing(forecast: Forecast | CannotSay, holdout: Holdout, seconds: float, *, has_values: bool) -> Standing:
    if isinstance(forecast, CannotSay):
        return Standing(forecast, Scores(), None, seconds)
    money = None
    if has_values and forecast.revenue is not None:
        money = score_amounts(forecast.revenue, holdout.revenue, forecast.revenue_interval)
    return Standing(forecast, score(forecast, holdout), money, seconds)


def _date(day: int) -> str:
    return date.fromordinal(day).isoformat()

from collections.abc import Callable
from dataclasses import asdict
from datetime import date, timedelta

import numpy as np
import pytest

from shared.errors import Permanent
from shared.segmentation.backtest.forecast import CannotSay, Contestant, Forecast
from shared.segmentation.backtest.run import CONTESTANTS, Backtest, backtest
from shared.segmentation.purchases import Purchases
from tests.unit.segmentation.backtest.shop import OPENED, OPENED_ON, a_shop, purchases_on

#: Twelve customers, half of whom come back before day 30, and every third after it; the last on day 60.
TWELVE = purchases_on(*([n, *([n + 12] if n % 2 else []), *([60] if n % 3 == 0 else [])] for n in range(12)))


class Remembering:
    """A contestant that says 0.5 of everybody and remembers what it was given."""

    def __init__(self) -> None:
        self.known: list[Purchases] = []
        self.today: list[int] = []

    def __call__(self, known: Purchases, *, today: int, horizon: int, seed: int) -> Forecast:
        self.known.append(known)
        self.today.append(today)
        half = np.full(known.customers, 0.5)
        return Forecast(half, half)


class Silent:
    """A contestant that cannot say."""

    def __call__(self, known: Purchases, *, today: int, horizon: int, seed: int) -> CannotSay:
        return CannotSay("Too few customers have bought.")


def run(
    purchases: Purchases = TWELVE,
    *,
    contestant: Contestant | None = None,
    cutoff: date | None = None,
    horizon: int = 30,
    has_values: bool = True,
    tell: Callable[[str], None] = lambda _name: None,
) -> Backtest:
    return backtest(
        purchases,
        cutoff=cutoff,
        horizon=horizon,
        seed=1,
        has_values=has_values,
        contestants={"it": contestant or Remembering()},
        tell=tell,
    )


def on(day: int) -> date:
    return OPENED + timedelta(days=day)


def test_a_contestant_sees_nothing_of_what_comes_after_the_cutoff() -> None:
    contestant = Remembering()

    run(contestant=contestant, cutoff=on(17))

    assert contestant.today == [OPENED_ON + 17]
    # All twelve came by then, and 1, 3 and 5 came back; the last of them on that very day.
    assert len(contestant.known[0].day) == 15
    assert int(contestant.known[0].day.max()) == OPENED_ON + 17


def test_the_cutoff_is_as_early_as_the_horizon_needs() -> None:
    found = run()

    assert (found.cutoff, found.horizon, found.customers, found.purchases) == (on(30), 30, 12, 18)
    assert found.holdout.bought.sum() == 4


def test_who_is_at_work_is_told() -> None:
    heard: list[str] = []

    run(tell=heard.append)

    assert heard == ["it"]


@pytest.mark.parametrize(
    ("purchases", "cutoff", "horizon", "sentence"),
    [
        (TWELVE, None, 0, "a horizon of 0 days leaves nothing to judge: it must be at least 1"),
        (purchases_on(), None, 30, "the file holds no purchase, so there is nothing to test"),
        (
            TWELVE,
            None,
            61,
            "the purchases are from 2025-01-01 to 2025-03-02, too short a time for a horizon of 61 days",
        ),
        (TWELVE, None, 10**12, "too short a time"),
        (TWELVE, on(-1), 30, "nobody had bought by the cutoff 2024-12-31: the first purchase is of 2025-01-01"),
        (
            TWELVE,
            on(31),
            30,
            "before the 30 days after the cutoff 2025-02-01 are over: choose 2025-01-31 or an earlier cutoff",
        ),
        (TWELVE, on(8), 30, "only 9 customers had bought by the cutoff 2025-01-09: at least 10 are needed"),
        (TWELVE, on(11), 30, "none of the 12 customers had bought on a second day by the cutoff 2025-01-12"),
    ],
)
def test_what_cannot_be_judged_is_refused_in_a_sentence(
    purchases: Purchases, cutoff: date | None, horizon: int, sentence: str
) -> None:
    with pytest.raises(Permanent) as refused:
        run(purchases, cutoff=cutoff, horizon=horizon)

    assert sentence in str(refused.value)


def test_a_contestant_that_cannot_say_has_no_figures_and_a_reason() -> None:
    found = run(contestant=Silent())

    assert set(asdict(found.standings["it"].scores).values()) == {None}
    assert "it: Too few customers have bought" in found.notes


def test_when_nobody_buys_what_is_undefined_is_said() -> None:
    # Somebody new on day 60, so that the file is long enough.
    found = run(purchases_on(*[[0, 5]] * 12, [60]))

    scores = found.standings["it"].scores
    assert (scores.auc, scores.c_index, scores.correlation, scores.bias) == (None, None, None, None)
    assert scores.brier == 0.25
    assert "nobody bought after the cutoff: auc, c_index, correlation and bias are undefined" in found.notes


def test_when_everybody_buys_the_auc_is_undefined_and_said_to_be() -> None:
    found = run(purchases_on(*[[0, 5, 60]] * 12))

    assert found.standings["it"].scores.auc is None
    assert "every customer bought after the cutoff: auc is undefined" in found.notes


def test_money_that_the_file_does_not_have_is_not_judged() -> None:
    found = backtest(
        a_shop(60, 200),
        cutoff=None,
        horizon=30,
        seed=1,
        has_values=False,
        contestants={"bg_nbd": CONTESTANTS["bg_nbd"]},
    )

    assert found.standings["bg_nbd"].revenue is None
    assert "the file does not say what was paid: revenue is not judged" in found.notes


def test_the_models_beat_the_constant_on_customers_who_behave_as_models_think() -> None:
    purchases = a_shop(400, 500)
    peers = {name: CONTESTANTS[name] for name in ("bg_nbd", "constant")}

    found = backtest(purchases, cutoff=None, horizon=91, seed=1, has_values=True, contestants=peers)

    model, flat = (found.standings[name].scores for name in ("bg_nbd", "constant"))
    assert model.auc is not None
    assert model.brier is not None
    assert flat.brier is not None
    assert flat.auc == flat.c_index == 0.5
    assert model.auc > 0.7
    assert model.brier < 0.9 * flat.brier

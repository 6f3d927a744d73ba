"""What predictions rest on: which models, learned from which days, and what could not be learned."""

from collections.abc import Sequence
from dataclasses import dataclass

from shared.segmentation.models.ensemble import Ensemble
from shared.segmentation.models.members import NAMES


@dataclass(frozen=True, slots=True)
class HorizonCard:
    """How the probabilities of one horizon came about."""

    horizon_days: int
    #: Of the models of repeat buying, by name, and of what was learned ("learned"); they sum to 1.
    weights: dict[str, float]
    #: The horizon that was learned: this one, or the nearest that the history is long enough for. None: nothing was.
    learned_horizon_days: int | None
    #: The days looked from (as `date.toordinal` counts), their customers, and how many of these bought in time.
    learned_from: tuple[int, ...]
    customers: int
    buyers: int
    #: Why this horizon was not learned itself, in a sentence; None when it was.
    not_learned_because: str | None


@dataclass(frozen=True, slots=True)
class ModelCard:
    """What all predictions of one run rest on."""

    today: int
    #: The fitted parameters of the models of repeat buying, for the record.
    parameters: dict[str, float]
    horizons: tuple[HorizonCard, ...]


def card_of(ensemble: Ensemble, horizons: Sequence[int]) -> ModelCard:
    """The card of an ensemble for `horizons`."""
    bg, pareto, mbg = ensemble.members.bg_nbd, ensemble.members.pareto_nbd, ensemble.members.mbg_cnbd_k
    parameters = {
        **{f"bg_nbd.{name}": getattr(bg, name) for name in ("r", "alpha", "a", "b")},
        **{f"pareto_nbd.{name}": getattr(pareto, name) for name in ("r", "alpha", "s", "beta")},
        **{f"mbg_cnbd_k.{name}": float(getattr(mbg, name)) for name in ("r", "alpha", "a", "b", "k")},
    }
    return ModelCard(ensemble.today, parameters, tuple(_horizon(ensemble, days) for days in horizons))


def _horizon(ensemble: Ensemble, days: int) -> HorizonCard:
    correction = ensemble.correction(days)
    if correction is None:
        return HorizonCard(
            horizon_days=days,
            weights={**dict.fromkeys(NAMES, 1.0 / len(NAMES)), "learned": 0.0},
            learned_horizon_days=None,
            learned_from=(),
            customers=0,
            buyers=0,
            not_learned_because="too little history: no earlier day was followed by enough purchases and silence",
        )
    learned = correction.learned
    because = f"too little history for {days} days: corrected by what was learned for {learned.horizon} days"
    return HorizonCard(
        horizon_days=days,
        weights={**dict.fromkeys(NAMES, (1.0 - correction.weight) / len(NAMES)), "learned": correction.weight},
        learned_horizon_days=learned.horizon,
        learned_from=learned.days,
        customers=learned.rows,
        buyers=learned.buyers,
        not_learned_because=because if correction.carried else None,
    )

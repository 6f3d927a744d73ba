"""BG/NBD, with Gamma-Gamma for the money: the models that everybody compares with."""

from shared.segmentation.backtest.forecast import Forecast
from shared.segmentation.models.bg_nbd import fit_bg_nbd
from shared.segmentation.models.gamma_gamma import fit_gamma_gamma
from shared.segmentation.purchases import Purchases, summarise


def bg_nbd(known: Purchases, *, today: int, horizon: int, seed: int) -> Forecast:  # noqa: ARG001  a Contestant
    """P(at least one purchase) and expected purchases of BG/NBD; each is worth what Gamma-Gamma expects."""
    summary = summarise(known, today)
    model = fit_bg_nbd(summary)
    purchases = model.expected_purchases(summary, horizon)
    bought = summary.repeats + 1
    worth = fit_gamma_gamma(bought, summary.value).expected_value(bought, summary.value)
    return Forecast(
        probability=model.probability_of_purchase(summary, horizon), purchases=purchases, revenue=purchases * worth
    )

"""What our predictions are to reach: figures that were measured of others on the same customers and days."""

from collections.abc import Mapping
from dataclasses import dataclass

#: Metric to figure; None where it is undefined.
Figures = Mapping[str, float | None]
#: Case to model to figures.
Found = Mapping[str, Mapping[str, Figures]]

HIGHER_IS_BETTER = {"auc", "correlation", "c_index"}


@dataclass(frozen=True, slots=True)
class Bar:
    """A figure of ours that is to be reached; against a peer's figure where `peer` names one."""

    #: Cases whose mean is judged.
    cases: tuple[str, ...]
    metric: str
    figure: float | None = None
    peer: str = ""

    def verdict(self, found: Found) -> str:
        """How ours compares, in a sentence."""
        ours = self._mean(found, "selvage")
        bar = self._mean(found, self.peer) if self.peer else self.figure
        where = self.cases[0] if len(self.cases) == 1 else f"mean of {', '.join(self.cases)}"
        if ours is None or bar is None:
            return f"{where}, {self.metric}: cannot be told"
        better = ours - bar if self.metric in HIGHER_IS_BETTER else bar - ours
        named = f"{self.peer}'s {bar:.4f}" if self.peer else f"{bar:.4f}"
        reached = "reached" if better >= 0 else f"missed by {-better:.4f}"
        return f"{where}, {self.metric}: {ours:.4f} against {named}: {reached}"

    def _mean(self, found: Found, model: str) -> float | None:
        figures = [found[case][model][self.metric] for case in self.cases]
        known = [figure for figure in figures if figure is not None]
        return sum(known) / len(known) if len(known) == len(figures) else None


#: Cut-offs of one shop whose mean is judged.
RETAIL = ("online_retail_march_91", "online_retail_june_91", "online_retail_september_91")
REGULAR = ("regular_buyers_91", "regular_buyers_364")
BARS = (
    Bar(("cdnow_full_91",), "auc", 0.779),
    Bar(("cdnow_full_91",), "brier", 0.1163),
    Bar(("cdnow_full_91",), "ece", 0.014),
    Bar(("cdnow_full_91",), "c_index", 0.74),
    Bar(("cdnow_sample_91",), "auc", 0.795),
    # What Pareto/NBD reaches on the counts of 39 weeks.
    Bar(("cdnow_sample_273",), "rmse", 1.6028),
    Bar(("cdnow_sample_273",), "correlation", 0.6302),
    Bar(("cdnow_full_273",), "rmse", 1.7262),
    Bar(("cdnow_full_273",), "correlation", 0.671),
    Bar(RETAIL, "auc", peer="bg_nbd"),
    Bar(RETAIL, "brier", peer="bg_nbd"),
    *(Bar((case,), metric, peer="bg_nbd") for case in REGULAR for metric in ("auc", "brier", "ece", "mae", "rmse")),
)

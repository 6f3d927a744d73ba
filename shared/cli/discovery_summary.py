"""What `selvage discover` says when it is done."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from shared.domain.words import plain
from shared.segmentation.churn_rule import LEVELS
from shared.segmentation.discovery import AxisPlaces, Discovery
from shared.segmentation.models.predict import NotPredictable
from shared.segmentation.rfm import GROUPS
from shared.segmentation.samples import REFIT_SHARE
from shared.segmentation.strength import STRENGTHS
from shared.store.discovery import Run

#: How many archetypes are shown; all are kept.
MOST_ARCHETYPES = 8


@dataclass(frozen=True, slots=True)
class DiscoverySummary:
    """A discovery, counted."""

    run: Run
    seconds: float

    @property
    def _found(self) -> Discovery:
        return self.run.findings.discovery

    @property
    def _unpredictable_because(self) -> str | None:
        predictions = self.run.findings.predictions
        return predictions.reason if isinstance(predictions, NotPredictable) else None

    def as_json(self) -> str:
        """One JSON object; shares are in [0, 1]."""
        found, past = self._found, self.run.backfill
        summary = {
            "as_of": found.as_of.isoformat(),
            "answers_as_of": self.run.answers_as_of.isoformat(),
            "seed": found.seed,
            "customers": len(found),
            "axes": {
                places.model.axis: {"segments": _segments(places), "strengths": _strengths(places)}
                for places in found.axes
            },
            "left_out": {left_out.axis: left_out.reason for left_out in found.left_out},
            "archetypes": len(found.archetypes),
            "archetype_axes": found.archetype_axes,
            "agreement": None if found.agreement is None else round(found.agreement, 4),
            "largest_archetypes": [asdict(archetype) for archetype in found.archetypes[:MOST_ARCHETYPES]],
            "rfm_groups": self._rfm_groups(),
            "churn_levels": self._churn_levels(),
            "no_predictions_because": self._unpredictable_because,
            "backfill": {
                "kept": [day.isoformat() for day in past.kept],
                "skipped": {skipped.as_of.isoformat(): skipped.reason for skipped in past.skipped},
            },
            "seconds": round(self.seconds, 2),
        }
        return json.dumps(summary)

    def print_to(self, console: Console) -> None:
        """The same for people."""
        found = self._found
        console.print(
            f"Discovered {len(found.archetypes):,} archetypes of {len(found):,} customers"
            f" as of {found.as_of} in {self.seconds:.1f} s."
        )
        if found.axes:
            console.print(self._axes_table())
        for left_out in found.left_out:
            console.print(f"The axis {left_out.axis} is left out: {left_out.reason}.")
        if found.archetypes:
            console.print(self._archetypes_table())
        if found.agreement is not None:
            console.print(
                f"Archetypes are told by {', '.join(found.archetype_axes)}; {found.agreement:.1%} of the customers keep"
                f" theirs when all is learned again from {REFIT_SHARE:.0%} of them."
            )
        groups = ", ".join(f"{group} {share:.1%}" for group, share in self._rfm_groups().items() if share)
        console.print(f"RFM groups: {groups}.")
        levels = ", ".join(f"{level} {share:.1%}" for level, share in self._churn_levels().items())
        console.print(f"Churn risk: {levels}.")
        if self._unpredictable_because:
            console.print(f"There are no predictions. {self._unpredictable_because}")
        self._print_past_to(console)

    def _print_past_to(self, console: Console) -> None:
        past = self.run.backfill
        if past.kept:
            console.print(f"Kept {len(past.kept)} ends of months for the history, from {past.kept[0]}.")
        for skipped in past.skipped:
            console.print(f"Skipped {skipped.as_of}: {skipped.reason}.")
        if self.run.answers_as_of > self._found.as_of:
            console.print(f"This is history: the snapshot of {self.run.answers_as_of} answers as before.")

    def _axes_table(self) -> Table:
        table = Table(box=None, pad_edge=False)
        for heading in ("axis", "segments", "strong / moderate / weak"):
            table.add_column(heading)
        for places in self._found.axes:
            segments = ", ".join(f"{name} {share:.1%}" for name, share in _segments(places).items())
            strengths = " / ".join(f"{share:.0%}" for share in _strengths(places).values())
            table.add_row(places.model.axis, segments, strengths)
        return table

    def _archetypes_table(self) -> Table:
        table = Table(box=None, pad_edge=False)
        table.add_column("largest archetypes")
        for heading in ("customers", "share", f"average {self._found.currency}"):
            table.add_column(heading, justify="right")
        table.add_column("more often than others")
        for archetype in self._found.archetypes[:MOST_ARCHETYPES]:
            table.add_row(
                archetype.name,
                f"{archetype.member_count:,}",
                f"{archetype.population_share:.1%}",
                f"{archetype.average_clv:,.2f}",
                ", ".join(plain(trait.segment) for trait in archetype.traits),
            )
        return table

    def _rfm_groups(self) -> dict[str, float]:
        return _shares(self._found.rfm.groups(), GROUPS)

    def _churn_levels(self) -> dict[str, float]:
        return _shares(self.run.findings.churn_levels(), LEVELS)


def _segments(places: AxisPlaces) -> dict[str, float]:
    return _shares(places.dominant, places.model.segments)


def _strengths(places: AxisPlaces) -> dict[str, float]:
    """Strongest first."""
    return dict(reversed(_shares(places.strength, STRENGTHS).items()))


def _shares(numbers: NDArray[np.int8], words: Sequence[str]) -> dict[str, float]:
    """The share of customers with each word, in the order of the words."""
    counts = np.bincount(numbers, minlength=len(words))
    return {str(word): round(int(count) / len(numbers), 4) for word, count in zip(words, counts, strict=True)}

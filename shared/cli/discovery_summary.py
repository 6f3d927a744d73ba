"""What `selvage discover` says when it is done."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from rich.console import Console
from rich.table import Table

from shared.domain.churn import ChurnLevel, assess_churn
from shared.domain.customers import Strength
from shared.segmentation.discover import AxisModel, Discovery

#: How many archetypes are shown; all are kept.
MOST_ARCHETYPES = 8


@dataclass(frozen=True, slots=True)
class DiscoverySummary:
    """A discovery, counted."""

    discovery: Discovery
    seconds: float

    def as_json(self) -> str:
        """One JSON object; shares are in [0, 1]."""
        found = self.discovery
        summary = {
            "as_of": found.as_of.isoformat(),
            "seed": found.seed,
            "customers": len(found.profiles),
            "axes": {
                model.axis: {"segments": self._segments(model), "strengths": self._strengths(model)}
                for model in found.axes
            },
            "left_out": {left_out.axis: left_out.reason for left_out in found.left_out},
            "archetypes": len(found.archetypes),
            "largest_archetypes": [asdict(archetype) for archetype in found.archetypes[:MOST_ARCHETYPES]],
            "churn_levels": self._churn_levels(),
            "seconds": round(self.seconds, 2),
        }
        return json.dumps(summary)

    def print_to(self, console: Console) -> None:
        """The same for people."""
        found = self.discovery
        console.print(
            f"Discovered {len(found.archetypes):,} archetypes of {len(found.profiles):,} customers"
            f" as of {found.as_of} in {self.seconds:.1f} s."
        )
        if found.axes:
            console.print(self._axes_table())
        for left_out in found.left_out:
            console.print(f"The axis {left_out.axis} is left out: {left_out.reason}.")
        if found.archetypes:
            console.print(self._archetypes_table())
        levels = ", ".join(f"{level} {share:.1%}" for level, share in self._churn_levels().items())
        console.print(f"Churn risk: {levels}.")

    def _axes_table(self) -> Table:
        table = Table(box=None, pad_edge=False)
        for heading in ("axis", "segments", "strong / moderate / weak"):
            table.add_column(heading)
        for model in self.discovery.axes:
            segments = ", ".join(f"{name} {share:.1%}" for name, share in self._segments(model).items())
            strengths = " / ".join(f"{share:.0%}" for share in self._strengths(model).values())
            table.add_row(model.axis, segments, strengths)
        return table

    def _archetypes_table(self) -> Table:
        table = Table(box=None, pad_edge=False)
        table.add_column("largest archetypes")
        for heading in ("customers", "share", f"average {self.discovery.currency}"):
            table.add_column(heading, justify="right")
        for archetype in self.discovery.archetypes[:MOST_ARCHETYPES]:
            share = f"{archetype.population_share:.1%}"
            table.add_row(archetype.name, f"{archetype.member_count:,}", share, f"{archetype.average_clv:,.2f}")
        return table

    def _segments(self, model: AxisModel) -> dict[str, float]:
        dominant = (place.segment for profile in self.discovery.profiles if (place := profile.on(model.axis)))
        return self._shares(dominant, model.segments)

    def _strengths(self, model: AxisModel) -> dict[str, float]:
        strengths = (place.strength for profile in self.discovery.profiles if (place := profile.on(model.axis)))
        return self._shares(strengths, tuple(Strength))

    def _churn_levels(self) -> dict[str, float]:
        return self._shares((assess_churn(profile).level for profile in self.discovery.profiles), tuple(ChurnLevel))

    def _shares(self, values: Iterable[str], in_order: Iterable[str]) -> dict[str, float]:
        """The share of customers with each value."""
        counted = Counter(values)
        return {value: round(counted[value] / len(self.discovery.profiles), 4) for value in in_order}

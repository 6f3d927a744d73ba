"""What `selvage discover` says of made-up shops."""

import io
import json

import pytest
from rich.console import Console

from shared.cli.discovery_summary import DiscoverySummary
from shared.segmentation.discover import discover
from shared.segmentation.features.columns import Features
from shared.segmentation.models.predict import NotPredictable
from shared.segmentation.samples import take
from shared.store.discovery import Backfill, Run
from shared.store.findings import Findings
from tests.factories_features import AS_OF, three_kinds


def summary_of(shop: Features) -> DiscoverySummary:
    found = discover(shop, as_of=AS_OF, currency="GBP", seed=1)
    findings = Findings(found, NotPredictable("There are too few orders."))
    return DiscoverySummary(Run(findings, AS_OF, Backfill()), seconds=1.25)


@pytest.fixture(scope="module")
def summary() -> DiscoverySummary:
    return summary_of(three_kinds(150))


def shown(summary: DiscoverySummary) -> str:
    screen = io.StringIO()
    summary.print_to(Console(width=200, file=screen))
    return screen.getvalue()


def test_people_see_axes_archetypes_with_what_sets_them_apart_and_rfm_groups(summary: DiscoverySummary) -> None:
    screen = shown(summary)

    assert f"of 150 customers as of {AS_OF} in 1.2 s." in screen
    assert "one_time 3" in screen
    best = next(line for line in screen.splitlines() if line.startswith("Frequent, high value, active"))
    assert "peak season" in best
    assert "told by purchase_frequency, purchase_value, engagement; " in screen
    assert "% of the customers keep theirs when all is learned again from 80% of them." in screen
    assert "RFM groups: CHAMPIONS" in screen
    assert "PROSPECTS" not in screen
    assert "There are no predictions. There are too few orders." in screen


def test_programs_get_shares_that_sum_to_one(summary: DiscoverySummary) -> None:
    told = json.loads(summary.as_json())

    assert sum(told["rfm_groups"].values()) == pytest.approx(1.0, abs=0.001)
    for axis in told["axes"].values():
        assert sum(axis["segments"].values()) == pytest.approx(1.0, abs=0.001)
        assert list(axis["strengths"]) == ["strong", "moderate", "weak"]
    assert (told["customers"], told["archetype_axes"][0]) == (150, "purchase_frequency")
    assert told["agreement"] > 0.8
    assert told["largest_archetypes"][0]["traits"][0].keys() == {"axis", "segment", "share", "lift"}


def test_a_shop_without_segments_is_told_why() -> None:
    screen = shown(summary_of(take(three_kinds(30), range(3))))

    assert "The axis seasonality is left out: it takes 30 customers to see what is usual, and the shop has 3." in screen
    assert "Archetypes are told by" not in screen

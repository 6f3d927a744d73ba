"""Rates with their intervals, and what a line of a report makes of its tallies."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.draft_report import Rate, ReportRow, Tally, rate

COUNTS = st.integers(0, 100_000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [(8, 10, 0.4902, 0.9433), (0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (500, 1000, 0.4691, 0.5309)],
)
def test_a_rate_has_the_interval_of_wilson(hits: int, of: int, low: float, high: float) -> None:
    found = rate(hits, of)

    assert (found.of, found.share) == (of, hits / of)
    assert found.low == pytest.approx(low, abs=1e-4)
    assert found.high == pytest.approx(high, abs=1e-4)


def test_a_rate_of_nothing_is_not_known() -> None:
    assert rate(0, 0) == Rate(0, None, None, None)


@given(COUNTS)
def test_a_rate_lies_within_its_interval_and_that_within_0_and_1(counts: tuple[int, int]) -> None:
    found = rate(*counts)
    if found.share is None or found.low is None or found.high is None:
        assert counts[1] == 0
        return
    assert 0 <= found.low <= found.share + 1e-9
    assert found.share - 1e-9 <= found.high <= 1


def test_a_line_counts_used_drafts_as_accepted_and_standard_replies_apart() -> None:
    row = ReportRow(
        "en",
        "en",
        drafts=Tally(
            posted=12, as_is=4, edited=4, ignored=2, draft_sentences=50, kept_sentences=30, dollars=Decimal("0.06")
        ),
        fallbacks=Tally(posted=4, ignored=3, dollars=Decimal("0.02"), retries=2),
    )

    assert (row.acceptance.share, row.acceptance.of) == (0.8, 10)
    assert row.as_is.share == 0.4
    assert (row.posted, row.fell_back.share) == (16, 0.25)
    assert row.kept_share == 0.6
    assert row.dollars_per_accepted == Decimal("0.01")
    assert row.retries == 2


def test_typing_saved_is_what_the_kept_characters_take_to_type() -> None:
    row = ReportRow("en", "en", drafts=Tally(kept_characters=round(51.56 * 5 * 30)))

    assert row.typing_saved_minutes == pytest.approx(30)


def test_a_line_of_nothing_has_no_rates() -> None:
    row = ReportRow(None, "all")

    assert (row.acceptance.share, row.fell_back.share, row.kept_share, row.dollars_per_accepted) == (None,) * 4
    assert row.typing_saved_minutes == 0

"""How many segments there are: those that come out the same again, and not another number without need."""

import numpy as np
import pytest

from shared.segmentation.choice import CLEARLY_BETTER, Choice, Refit, choose_segments
from shared.segmentation.features.columns import Floats


def chosen(measured: Floats, usual_count: int = 3) -> Choice | None:
    """The choice, with refits on four fifths of the customers as discovery makes them."""
    rng = np.random.default_rng(1)
    samples = [np.sort(rng.choice(len(measured), round(0.8 * len(measured)), replace=False)) for _ in range(4)]
    refits = [Refit(before=measured[rows], anew=measured[rows]) for rows in samples]
    return choose_segments(measured, refits, rng, usual_count=usual_count)


def groups(*middles: float, each: int = 60, spread: float = 0.2) -> Floats:
    """Customers around the middles, measured by one feature."""
    rng = np.random.default_rng(7)
    return np.concatenate([rng.normal(middle, spread, size=(each, 1)) for middle in middles])


@pytest.mark.parametrize("count", [3, 4, 5])
def test_as_many_segments_are_found_as_there_are_groups_far_apart(count: int) -> None:
    found = chosen(groups(*[10.0 * number for number in range(count)], spread=0.5))

    assert found is not None
    middles = found.segments.scaling.undo(found.segments.centres)[:, 0]
    assert middles == pytest.approx([10.0 * number for number in range(count)], abs=0.5)
    assert found.agreement == 1.0


@pytest.mark.parametrize("usual_count", [3, 4, 5])
def test_customers_without_groups_get_the_usual_number_of_segments(usual_count: int) -> None:
    even = np.linspace(0.0, 1.0, 400)[:, np.newaxis]

    found = chosen(even, usual_count)

    assert found is not None
    assert len(found.segments.centres) == usual_count


def test_another_number_must_be_far_better_separated() -> None:
    found = chosen(groups(0.0, 10.0, 20.0, 30.0, spread=0.5), usual_count=3)
    usual = chosen(groups(0.0, 10.0, 20.0, 30.0, spread=2.5), usual_count=3)

    assert found is not None
    assert usual is not None
    assert (len(found.segments.centres), len(usual.segments.centres)) == (4, 3)
    assert CLEARLY_BETTER < 1


def test_customers_of_only_two_kinds_do_not_make_three_segments() -> None:
    assert chosen(np.array([[1.0], [10.0]] * 50)) is None


def test_segments_that_do_not_come_out_again_are_not_kept() -> None:
    ring = np.linspace(0, 2 * np.pi, 400, endpoint=False)

    assert chosen(np.column_stack([np.cos(ring), np.sin(ring)])) is None


def test_a_handful_of_customers_is_no_segment() -> None:
    few = np.concatenate([groups(0.0, 10.0, 20.0, each=400), groups(14.9, each=4, spread=0.01)])

    found = chosen(few, usual_count=4)

    assert found is not None
    assert np.bincount(found.segments.dominant(few)).min() > 12


def test_segments_are_in_the_order_of_the_anchor() -> None:
    found = chosen(np.column_stack([groups(5.0, -5.0, 0.0), groups(0.0, 1.0, 2.0)]))

    assert found is not None
    assert (np.diff(found.segments.centres[:, 0]) > 0).all()


def test_each_refit_tells_what_it_alone_would_have_chosen() -> None:
    found = chosen(groups(0.0, 10.0, 20.0))

    assert found is not None
    assert [len(refit.centres) for refit in found.refits if refit] == [3, 3, 3, 3]

"""When the soak calls a process' memory flat."""

from collections.abc import Sequence

import pytest

from tests.faults.soak.memory import Growth, Sample, growth_of

EVERY_S = 5.0


def samples(mib: Sequence[float], *, pids: Sequence[int] = (1,)) -> list[Sample]:
    return [Sample(EVERY_S * place, pids[place % len(pids)], each) for place, each in enumerate(mib)]


def grown(mib: Sequence[float]) -> Growth:
    growth = growth_of("worker", samples(mib))
    assert growth is not None
    return growth


def test_a_process_that_warms_up_and_stays_is_flat() -> None:
    growth = grown([50, 120, 180, 200] + [200] * 36)
    assert growth.is_flat
    assert (growth.second_quarter_mib, growth.last_quarter_mib, growth.slope_mib_per_min) == (200, 200, 0)


def test_a_process_that_grows_all_the_while_is_not() -> None:
    growth = grown([100 + 2 * place for place in range(40)])
    assert not growth.is_flat
    assert growth.slope_mib_per_min == pytest.approx(2 * 60 / EVERY_S)


def test_a_small_process_may_grow_by_a_few_mebibytes() -> None:
    assert grown([20] * 20 + [30] * 20).is_flat


def test_a_large_process_may_grow_by_a_tenth() -> None:
    assert grown([300] * 20 + [329] * 20).is_flat
    assert not grown([300] * 20 + [331] * 20).is_flat


def test_every_life_of_a_process_is_counted() -> None:
    growth = growth_of("worker", samples([100] * 40, pids=(1, 2, 3)))
    assert growth is not None
    assert growth.lives == 3


def test_too_few_samples_say_nothing() -> None:
    assert growth_of("worker", samples([100] * 7)) is None

"""The list of scenarios, and how one is chosen."""

import pytest

from tests.faults.registry import SCENARIOS, chosen


def test_there_are_35_scenarios_in_their_order() -> None:
    assert [each.number for each in SCENARIOS] == list(range(1, 36))


def test_every_scenario_has_a_name_of_its_own_a_fault_an_expectation_and_a_bound() -> None:
    assert len({each.name for each in SCENARIOS}) == len(SCENARIOS)
    assert all(each.fault and each.expected and each.within_s > 0 for each in SCENARIOS)


@pytest.mark.parametrize("name", ["redis-half-open", "11", "11 redis-half-open"])
def test_a_scenario_is_chosen_by_name_or_number(name: str) -> None:
    assert [each.number for each in chosen([name])] == [11]


def test_scenarios_are_played_in_their_order_whatever_the_order_of_the_names() -> None:
    assert [each.number for each in chosen(["14", "2"])] == [2, 14]


def test_all_are_played_when_none_is_named() -> None:
    assert chosen([]) == SCENARIOS


def test_a_name_that_there_is_not_is_refused() -> None:
    with pytest.raises(LookupError, match="'no-such-thing'"):
        chosen(["2", "no-such-thing"])

"""Two groups side by side."""

import pytest

from shared.domain.comparison import Figure
from shared.errors import InvalidPayload, NotFound
from shared.tools.archetypes.comparison import compare_segments
from tests.factories_shop import a_customer, a_place, a_snapshot, an_archetype
from tests.fakes.customers import FakeCustomers
from tests.fakes.segments import FakeSegments

FREQUENT, OCCASIONAL = a_place("purchase_frequency", "frequent"), a_place("purchase_frequency", "occasional")
CUSTOMERS = FakeCustomers(
    *(
        a_customer(
            f"f{number}", FREQUENT, archetype="loyal.active", rfm_group="CHAMPIONS", historic_clv=300, spent_last_90=30
        )
        for number in range(30)
    ),
    *(
        a_customer(f"o{number}", OCCASIONAL, archetype="rare.quiet", rfm_group="DORMANT", historic_clv=100)
        for number in range(30)
    ),
)
SEGMENTS = FakeSegments(a_snapshot(60), an_archetype("loyal.active", 30), an_archetype("rare.quiet", 30))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("loyal.active", "rare.quiet"),
        ("1", "archetype 2"),
        ("frequent", "purchase_frequency:occasional"),
        ("Champions", "dormant"),
    ],
)
def test_archetypes_segments_and_rfm_groups_can_be_compared(a: str, b: str) -> None:
    told = compare_segments(CUSTOMERS, SEGMENTS, a=a, b=b)

    assert (told.a.figures.average_clv, told.b.figures.average_clv) == (300, 100)


def test_the_greatest_differences_stand_first_and_equal_figures_do_not_matter() -> None:
    told = compare_segments(CUSTOMERS, SEGMENTS, a="loyal.active", b="rare.quiet")

    assert [(each.figure, each.a, each.b, each.matters) for each in told.differences] == [
        (Figure.SPENT_LAST_90, 30, 0, True),
        (Figure.AVERAGE_CLV, 300, 100, True),
        (Figure.AVERAGE_ORDER_VALUE, 150, 50, True),
        (Figure.DAYS_SINCE_LAST_ORDER, 10, 10, False),
        (Figure.ORDERS, 2, 2, False),
        (Figure.SHARE_AT_RISK, 0, 0, False),
    ]
    assert told.differences[1].words == "spent so far by each: £300 against £100, 3.0 times as much"
    assert told.because is None


def test_the_smaller_side_may_come_first() -> None:
    told = compare_segments(CUSTOMERS, SEGMENTS, a="rare.quiet", b="loyal.active")

    assert told.differences[1].words == "spent so far by each: £100 against £300, which is 3.0 times as much"


def test_in_small_groups_no_difference_is_said_to_matter() -> None:
    few = FakeCustomers(*CUSTOMERS.kept[:29], *CUSTOMERS.kept[30:])

    told = compare_segments(few, SEGMENTS, a="loyal.active", b="rare.quiet")

    assert not any(each.matters for each in told.differences)
    assert told.because == "29 customers are too few to tell a difference from chance"


def test_a_group_is_not_compared_with_itself() -> None:
    with pytest.raises(InvalidPayload, match="the same group"):
        compare_segments(CUSTOMERS, SEGMENTS, a="loyal.active", b="1")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("explorer", "say repurchase_behavior:explorer or category_exploration:explorer"),
        ("weekend shoppers", "there is no such archetype"),
        ("loyalty:high", "there is no such axis"),
        ("consumable_buyer", "no customer is in the group consumable buyer by repurchase behavior"),
    ],
)
def test_a_group_that_is_not_there_or_not_clear_is_refused(text: str, words: str) -> None:
    with pytest.raises(NotFound, match=words):
        compare_segments(CUSTOMERS, SEGMENTS, a=text, b="1")

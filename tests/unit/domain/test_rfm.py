"""Shopify's groups and the classic segments, by scores of 1 to 5."""

from itertools import product

import pytest

from shared.domain.rfm import CLASSIC_CODES, HIGHEST_SCORE, RfmGroup, RfmSegment, rfm_group, rfm_segment

SCORES = range(1, HIGHEST_SCORE + 1)
ALL_SCORES = list(product(SCORES, repeat=3))


def test_every_code_has_exactly_one_segment() -> None:
    codes = [code for codes in CLASSIC_CODES.values() for code in codes.split()]

    assert sorted(codes) == ["".join(map(str, scores)) for scores in ALL_SCORES]


def test_every_segment_has_codes() -> None:
    assert {rfm_segment(*scores) for scores in ALL_SCORES} == set(RfmSegment)


@pytest.mark.parametrize(
    ("scores", "segment"),
    [
        ((5, 5, 5), RfmSegment.CHAMPIONS),
        ((4, 4, 4), RfmSegment.LOYAL),
        ((5, 5, 1), RfmSegment.POTENTIAL_LOYALIST),
        ((5, 1, 1), RfmSegment.NEW_CUSTOMERS),
        ((5, 2, 5), RfmSegment.PROMISING),
        ((3, 3, 4), RfmSegment.NEED_ATTENTION),
        ((3, 3, 1), RfmSegment.ABOUT_TO_SLEEP),
        ((2, 5, 5), RfmSegment.AT_RISK),
        ((1, 5, 5), RfmSegment.CANNOT_LOSE_THEM),
        ((2, 2, 2), RfmSegment.HIBERNATING),
        ((1, 1, 1), RfmSegment.LOST),
    ],
)
def test_a_code_has_the_segment_that_marketing_tools_give_it(scores: tuple[int, int, int], segment: RfmSegment) -> None:
    assert rfm_segment(*scores) is segment


@pytest.mark.parametrize(
    ("scores", "group"),
    [
        ((5, 5, 5), RfmGroup.CHAMPIONS),
        ((5, 4, 3), RfmGroup.CHAMPIONS),
        ((5, 3, 3), RfmGroup.ACTIVE),
        ((5, 1, 2), RfmGroup.ACTIVE),
        ((5, 1, 1), RfmGroup.NEW),
        ((4, 5, 5), RfmGroup.LOYAL),
        ((4, 3, 3), RfmGroup.ACTIVE),
        ((4, 1, 1), RfmGroup.PROMISING),
        ((3, 4, 3), RfmGroup.LOYAL),
        ((3, 3, 3), RfmGroup.NEEDS_ATTENTION),
        ((3, 3, 2), RfmGroup.NEEDS_ATTENTION),
        ((3, 2, 2), RfmGroup.ALMOST_LOST),
        ((2, 5, 4), RfmGroup.PREVIOUSLY_LOYAL),
        ((1, 5, 5), RfmGroup.PREVIOUSLY_LOYAL),
        ((1, 4, 4), RfmGroup.AT_RISK),
        ((2, 3, 2), RfmGroup.AT_RISK),
        ((1, 2, 2), RfmGroup.DORMANT),
        ((2, 1, 1), RfmGroup.DORMANT),
    ],
)
def test_a_group_is_read_from_recency_and_the_mean_of_the_other_two(
    scores: tuple[int, int, int], group: RfmGroup
) -> None:
    assert rfm_group(*scores) is group


def test_whoever_has_ordered_is_in_one_of_ten_groups() -> None:
    assert {rfm_group(*scores) for scores in ALL_SCORES} == set(RfmGroup) - {RfmGroup.PROSPECTS}

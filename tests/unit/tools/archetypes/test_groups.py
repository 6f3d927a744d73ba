"""Which group somebody means."""

import pytest

from shared.domain.rfm import RfmGroup, RfmSegment
from shared.domain.rfm_analysis import in_classic
from shared.domain.search import InRfmGroup
from shared.tools.archetypes.groups import named_group
from tests.factories_shop import a_snapshot
from tests.fakes.segments import FakeSegments

SEGMENTS = FakeSegments(a_snapshot(60))


@pytest.mark.parametrize("segment", [each for each in RfmSegment if each.upper() not in set(RfmGroup)])
def test_a_classic_segment_is_meant_where_shopify_has_no_group_of_that_name(segment: RfmSegment) -> None:
    assert named_group(SEGMENTS, segment.replace("_", " ").title()).where == in_classic(segment)


def test_shopifys_group_is_meant_where_both_have_the_name() -> None:
    assert named_group(SEGMENTS, "champions").where == InRfmGroup(RfmGroup.CHAMPIONS)

"""The tables of the tools speak of segments that discoveries can find."""

from shared.domain.campaigns import CAMPAIGNS
from shared.domain.retention_plan import HABITS
from shared.segmentation.axes import AXES

WORDS = {axis.name: {word for words in axis.vocabulary.values() for word in words} for axis in AXES}


def test_every_campaign_aims_at_segments_of_its_axis() -> None:
    for rule in CAMPAIGNS.values():
        assert set(rule.segments) <= WORDS[rule.axis]


def test_every_habit_is_one_of_its_axis() -> None:
    for habit in HABITS:
        assert habit.segments <= WORDS[habit.axis]

"""Alerts: when somebody is told that a figure has crossed its threshold, and that it is back."""

from dataclasses import dataclass
from enum import StrEnum

from shared.thresholds import Condition

#: An alert is over once the figure is back from its threshold by this share of it, so that a figure that trembles
#: about the threshold is told of once.
MARGIN = 0.05


class News(StrEnum):
    """What a look at the figure has to tell."""

    CROSSED = "crossed"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class Look:
    """What came of a look at the figure."""

    #: None when there is nothing to tell.
    news: News | None
    #: What the next look goes on from.
    last_value: float


def look(condition: Condition, last_value: float | None, value: float) -> Look:
    """Told once when the threshold is crossed, at the first look too, and once more when the figure is well back.

    A figure that has crossed and is nearly back is not kept, so that the last value tells by itself on which side the
    alert stands.
    """
    was_beyond = last_value is not None and condition.is_beyond(last_value)
    if last_value is not None and was_beyond:
        if _is_back(condition, value):
            return Look(News.BACK, value)
        return Look(None, value if condition.is_beyond(value) else last_value)
    return Look(News.CROSSED if condition.is_beyond(value) else None, value)


def _is_back(condition: Condition, value: float) -> bool:
    margin = condition.threshold * MARGIN
    return value <= condition.threshold - margin if condition.is_above else value >= condition.threshold + margin

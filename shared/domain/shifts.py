"""How customers have moved between archetypes, or between the segments of an axis."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from shared.domain.trends import Shift


@dataclass(frozen=True, slots=True)
class NetChange:
    """What a group has won and lost by moves."""

    group: str
    arrived: int
    left: int
    #: Who was in it before and still is.
    stayed: int


@dataclass(frozen=True, slots=True)
class ProfileShifts:
    """The moves since a day."""

    #: None when it is about archetypes.
    axis: str | None
    since: date
    #: Moves from one group to another, most customers first.
    moves: tuple[Shift, ...]
    #: How many kinds of move there are, whatever the limit.
    total: int
    moved: int
    stayed: int
    #: Share of all these customers who moved, in [0, 1]; None when there are none.
    moved_share: float | None
    #: Groups that won the most first.
    groups: tuple[NetChange, ...]
    #: Why nothing can be said.
    because: str | None
    as_of: date


def net_changes(shifts: Sequence[Shift]) -> tuple[NetChange, ...]:
    """What each group has won and lost, the greatest gain first."""
    arrived: Counter[str] = Counter()
    left: Counter[str] = Counter()
    stayed: Counter[str] = Counter()
    for shift in shifts:
        if shift.before == shift.after:
            stayed[shift.after] += shift.customers
        else:
            left[shift.before] += shift.customers
            arrived[shift.after] += shift.customers
    changes = (NetChange(group, arrived[group], left[group], stayed[group]) for group in {*arrived, *left, *stayed})
    return tuple(sorted(changes, key=lambda each: (each.left - each.arrived, each.group)))

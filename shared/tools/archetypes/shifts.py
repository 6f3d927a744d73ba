"""`profile_shifts`: who has moved between archetypes, or between the segments of an axis."""

from datetime import date, timedelta

from shared.domain.shifts import ProfileShifts, net_changes
from shared.domain.trends import Shift
from shared.errors import Conflict, NotFound
from shared.store_ports import Segments
from shared.tools.archetypes.named import named_axis
from shared.tools.bounds import LIMIT, Limit

#: A quarter: long enough for a habit to change.
SINCE_DAYS_AGO = 90


def profile_shifts(
    segments: Segments, *, axis_name: str | None = None, since: date | None = None, limit: Limit = 20
) -> ProfileShifts:
    """How many customers moved since `since`, 90 days before the snapshot when not given, and from where to where.

    Between archetypes, or between the segments of `axis_name`. NotFound when there is no such axis.
    """
    LIMIT.check("limit", limit)
    facts = segments.current()
    start = since or facts.as_of - timedelta(days=SINCE_DAYS_AGO)
    if start >= facts.as_of:
        raise Conflict(f"since must be before {facts.as_of.isoformat()}, the day of the newest snapshot")
    axis = None if axis_name is None else named_axis(facts, axis_name)
    shifts, because = _shifts(segments, axis, start)
    moves = tuple(shift for shift in shifts if shift.before != shift.after)
    everybody, moved = (sum(shift.customers for shift in some) for some in (shifts, moves))
    return ProfileShifts(
        axis=axis,
        since=start,
        moves=moves[:limit],
        total=len(moves),
        moved=moved,
        stayed=everybody - moved,
        moved_share=moved / everybody if everybody else None,
        groups=net_changes(shifts),
        because=because,
        as_of=facts.as_of,
    )


def _shifts(segments: Segments, axis: str | None, since: date) -> tuple[tuple[Shift, ...], str | None]:
    """The moves, or why there are none to tell of."""
    try:
        shifts = segments.shifts(axis, since=since)
    except NotFound as error:
        return (), str(error)
    return shifts, None if shifts else "no customer is in both snapshots"

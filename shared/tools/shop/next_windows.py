"""When people will buy for the events of the year."""

from datetime import date, timedelta

from shared.domain.seasonal import NextWindow
from shared.segmentation.events.calendar import events_between

#: Long enough for every event of the year to come once.
AHEAD = timedelta(days=500)


def next_windows(today: date, country: str, event: str | None = None) -> tuple[NextWindow, ...]:
    """The next window of each event, or of one, that is not over yet; the soonest first."""
    found: dict[str, NextWindow] = {}
    for occasion in events_between(today, today + AHEAD, country):
        if event in {None, occasion.event} and occasion.ends_on >= today and occasion.event not in found:
            found[occasion.event] = NextWindow(
                occasion.event, occasion.name, occasion.starts_on, occasion.ends_on, occasion.on
            )
    return tuple(found.values())

"""When the events are, and when people buy for them."""

from dataclasses import dataclass
from datetime import date, timedelta

from shared.segmentation.events.dates import UNITED_STATES, holidays_of
from shared.segmentation.events.table import EVENTS

#: Orders that claim to be older are dated wrongly, and the calendar knows no holidays of theirs.
EARLIEST_YEAR = 1900


@dataclass(frozen=True, slots=True)
class Occasion:
    """One event in one year."""

    #: As "halloween".
    event: str
    #: As "Halloween".
    name: str
    year: int
    on: date
    #: The days of buying for it, both included; the event itself may lie after them.
    starts_on: date
    ends_on: date


def events_between(first: date, last: date, country: str = UNITED_STATES) -> tuple[Occasion, ...]:
    """The occasions whose days of buying touch `first` to `last`, both included, earliest start first.

    `country` is an ISO 3166 alpha-2 code; NotFound when the calendar does not have it.
    """
    # Buying for an event may begin in the year before it, and end in the year after.
    years = range(max(first.year - 1, EARLIEST_YEAR), last.year + 2)
    known = holidays_of(country, years)
    occasions = [
        Occasion(
            event=event.key,
            name=event.name,
            year=year,
            on=on,
            starts_on=on - timedelta(days=event.buying_begins),
            ends_on=on - timedelta(days=event.buying_ends),
        )
        for year in years
        for event in EVENTS
        if (on := event.falls_on(year, known)) is not None
    ]
    touching = (occasion for occasion in occasions if occasion.starts_on <= last and occasion.ends_on >= first)
    return tuple(sorted(touching, key=lambda occasion: (occasion.starts_on, occasion.event)))

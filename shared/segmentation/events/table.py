"""The events of a shop's year: one row each."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from shared.segmentation.events.dates import (
    Holidays,
    back_to_school,
    black_friday,
    cyber_monday,
    easter,
    fathers_day,
    fixed,
    mothers_day,
    quilting_day,
    thanksgiving,
)


@dataclass(frozen=True, slots=True)
class Event:
    """A day of the year that people buy for."""

    #: As "mothers_day".
    key: str
    name: str
    #: None in a country, or a year, that does not have it.
    falls_on: Callable[[int, Holidays], date | None]
    #: People buy for it from this many days before it ...
    buying_begins: int
    #: ... to this many days before it, below 0 for days after it: parcels take time, sales go on.
    buying_ends: int
    #: What else it is called, in lower case without apostrophes; its own name need not be repeated.
    also_called: tuple[str, ...] = ()


#: The windows are ours: what an online shop can still deliver, after weeks in which people look around.
EVENTS = (
    Event("new_year", "New Year", fixed(1, 1), 5, -7, ("new years", "new years day", "new years eve", "nye")),
    Event(
        "valentines_day",
        "Valentine's Day",
        fixed(2, 14),
        28,
        1,
        ("valentine", "valentines", "valentine day", "vday", "v day"),
    ),
    Event(
        "quilting_day",
        "National Quilting Day",
        quilting_day,
        21,
        0,
        ("quilting day", "quilt day", "quilters day", "world quilting day"),
    ),
    Event("easter", "Easter", easter, 35, 2, ("easter sunday", "easter weekend", "pasch")),
    Event(
        "mothers_day",
        "Mother's Day",
        mothers_day,
        28,
        1,
        ("mother day", "mothering sunday", "mums day", "mum day", "moms day", "mom day"),
    ),
    Event("fathers_day", "Father's Day", fathers_day, 28, 1, ("father day", "dads day", "dad day")),
    Event("back_to_school", "Back to School", back_to_school, 45, -7, ("back 2 school", "start of school")),
    Event(
        "halloween",
        "Halloween",
        fixed(10, 31),
        42,
        1,
        ("haloween", "hallowen", "all hallows eve", "trick or treat"),
    ),
    Event("thanksgiving", "Thanksgiving", thanksgiving, 28, 1, ("thanks giving", "turkey day")),
    Event("black_friday", "Black Friday", black_friday, 4, -2, ("blackfriday", "bfcm")),
    Event("cyber_monday", "Cyber Monday", cyber_monday, 0, -1, ("cybermonday", "cyber week")),
    Event(
        "christmas",
        "Christmas",
        fixed(12, 25),
        54,
        2,
        ("xmas", "x mas", "christmas day", "christmas eve", "cristmas", "chrismas", "holiday season", "noel"),
    ),
)

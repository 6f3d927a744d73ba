"""On which day an event falls, in a year and a country."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import holidays

from shared.errors import NotFound

SATURDAY, SUNDAY = 5, 6
#: The land of Black Friday, which the rest of the world keeps on the same day.
UNITED_STATES = "US"
#: Countries where Mother's Day is Mothering Sunday, the fourth in Lent.
MOTHERING_SUNDAY = frozenset({"GB", "IE"})
#: Countries whose school year begins after the summer of the south.
SOUTHERN_SCHOOLS = frozenset({"AU", "NZ", "ZA"})


@dataclass(frozen=True, slots=True)
class Holidays:
    """The named days of a country that the library knows, and those of the United States."""

    country: str
    own: Mapping[tuple[int, str], date]
    american: Mapping[tuple[int, str], date]

    def named(self, year: int, *names: str) -> date | None:
        """The country's own day of the first of the names that it has; None when it has none of them."""
        return next((self.own[year, name] for name in names if (year, name) in self.own), None)


def holidays_of(country: str, years: Iterable[int]) -> Holidays:
    """What the library knows; NotFound when `country` is not a two-letter code that it has."""
    wanted = sorted(years)
    if country not in holidays.list_supported_countries():
        raise NotFound(f"the holiday calendar has no country {country!r}: give its ISO 3166 code, as US or GB")
    american = _named_days(UNITED_STATES, wanted)
    return Holidays(country, american if country == UNITED_STATES else _named_days(country, wanted), american)


def _named_days(country: str, years: list[int]) -> dict[tuple[int, str], date]:
    # Days such as Mother's Day stand in other categories than those on which nobody works.
    plain = holidays.country_holidays(country)
    language = "en_US" if "en_US" in plain.supported_languages else None
    known = holidays.country_holidays(country, years=years, categories=plain.supported_categories, language=language)
    # A day may have several names, separated by semicolons.
    return {(day.year, name): day for day in sorted(known, reverse=True) for name in known.get_list(day)}


def nth(number: int, weekday: int, month: int, year: int) -> date:
    """The first (1), second (2), ... such weekday of the month."""
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))


#: Where the library does not say, by country: the day in a year.
FATHERS_DAY_ELSEWHERE: Mapping[str, Callable[[int], date]] = {
    "AU": lambda year: nth(1, SUNDAY, 9, year),
    "NZ": lambda year: nth(1, SUNDAY, 9, year),
}


def fixed(month: int, day: int) -> Callable[[int, Holidays], date]:
    """The same day in every country and every year."""
    return lambda year, _known: date(year, month, day)


def easter(year: int, known: Holidays) -> date:
    """Easter Sunday: the country's own where it has one, which may be that of the eastern churches."""
    if sunday := known.named(year, "Easter Sunday"):
        return sunday
    if friday := known.named(year, "Good Friday"):
        return friday + timedelta(days=2)
    if monday := known.named(year, "Easter Monday"):
        return monday - timedelta(days=1)
    return known.american[year, "Easter Sunday"]


def mothers_day(year: int, known: Holidays) -> date:
    """The country's own where the library has it, else Mothering Sunday, the French day or the second Sunday of May."""
    if own := known.named(year, "Mother's Day"):
        return own
    if known.country in MOTHERING_SUNDAY:
        return easter(year, known) - timedelta(days=21)
    if known.country == "FR":
        last_of_may = nth(1, SUNDAY, 6, year) - timedelta(days=7)
        # Pentecost goes first.
        return last_of_may + timedelta(days=7 * (last_of_may == easter(year, known) + timedelta(days=49)))
    return nth(2, SUNDAY, 5, year)


def fathers_day(year: int, known: Holidays) -> date:
    """The country's own where the library or the table above has it, else the third Sunday of June."""
    elsewhere = FATHERS_DAY_ELSEWHERE.get(known.country)
    return known.named(year, "Father's Day") or (elsewhere(year) if elsewhere else nth(3, SUNDAY, 6, year))


def thanksgiving(year: int, known: Holidays) -> date | None:
    """None in countries without one."""
    return known.named(year, "Thanksgiving Day", "Thanksgiving")


def black_friday(year: int, known: Holidays) -> date:
    """The day after the American Thanksgiving, wherever the shop is."""
    return known.american[year, "Thanksgiving Day"] + timedelta(days=1)


def cyber_monday(year: int, known: Holidays) -> date:
    """The Monday after Black Friday."""
    return black_friday(year, known) + timedelta(days=3)


def quilting_day(year: int, _known: Holidays) -> date:
    """National Quilting Day: the third Saturday of March, since 1991."""
    return nth(3, SATURDAY, 3, year)


def back_to_school(year: int, known: Holidays) -> date:
    """When the school year begins, to the month."""
    return date(year, 2, 1) if known.country in SOUTHERN_SCHOOLS else date(year, 9, 1)

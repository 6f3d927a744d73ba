"""Known dates of the events, by year and country."""

from datetime import date

import pytest

from shared.errors import Permanent
from shared.segmentation.events.calendar import Occasion, events_between


def occasion(event: str, year: int, country: str = "US") -> Occasion:
    found = [
        occasion
        for occasion in events_between(date(year - 1, 12, 1), date(year, 12, 31), country)
        if (occasion.event, occasion.year) == (event, year)
    ]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    ("event", "country", "on"),
    [
        ("new_year", "US", "2025-01-01"),
        ("valentines_day", "GB", "2011-02-14"),
        ("quilting_day", "US", "2024-03-16"),
        ("quilting_day", "US", "2025-03-15"),
        ("easter", "US", "2011-04-24"),
        ("easter", "GB", "2024-03-31"),
        ("easter", "FR", "2025-04-20"),
        ("easter", "AU", "2026-04-05"),
        # The eastern churches keep it on another day in most years.
        ("easter", "GR", "2024-05-05"),
        ("mothers_day", "US", "2011-05-08"),
        ("mothers_day", "US", "2025-05-11"),
        ("mothers_day", "DE", "2025-05-11"),
        ("mothers_day", "GB", "2011-04-03"),
        ("mothers_day", "GB", "2024-03-10"),
        ("mothers_day", "IE", "2025-03-30"),
        ("mothers_day", "FR", "2025-05-25"),
        # Pentecost was on the last Sunday of May.
        ("mothers_day", "FR", "2023-06-04"),
        ("fathers_day", "US", "2024-06-16"),
        ("fathers_day", "GB", "2025-06-15"),
        ("fathers_day", "AU", "2025-09-07"),
        ("back_to_school", "US", "2025-09-01"),
        ("back_to_school", "NZ", "2025-02-01"),
        ("halloween", "GB", "2011-10-31"),
        ("thanksgiving", "US", "2011-11-24"),
        ("thanksgiving", "US", "2024-11-28"),
        ("thanksgiving", "CA", "2025-10-13"),
        ("black_friday", "US", "2011-11-25"),
        ("black_friday", "GB", "2024-11-29"),
        # The day after Canada's own Thanksgiving is a plain day in October.
        ("black_friday", "CA", "2025-11-28"),
        ("cyber_monday", "US", "2024-12-02"),
        ("cyber_monday", "GB", "2025-12-01"),
        ("christmas", "DE", "2025-12-25"),
    ],
)
def test_an_event_falls_on_the_day_that_it_is_known_for(event: str, country: str, on: str) -> None:
    day = date.fromisoformat(on)

    assert occasion(event, day.year, country).on == day


def test_a_country_without_thanksgiving_has_none() -> None:
    assert "thanksgiving" not in {found.event for found in events_between(date(2025, 1, 1), date(2025, 12, 31), "GB")}


def test_people_buy_for_halloween_in_the_weeks_before_it() -> None:
    halloween = occasion("halloween", 2024)

    assert (halloween.name, halloween.starts_on, halloween.ends_on) == (
        "Halloween",
        date(2024, 9, 19),
        date(2024, 10, 30),
    )


def test_every_event_occurs_once_a_year_and_ends_after_it_starts() -> None:
    found = events_between(date(2015, 6, 1), date(2025, 6, 1))

    assert len({(occasion.event, occasion.year) for occasion in found}) == len(found)
    assert all(occasion.starts_on <= occasion.ends_on for occasion in found)


def test_only_events_whose_days_of_buying_are_touched_are_told_earliest_first() -> None:
    found = events_between(date(2024, 12, 23), date(2025, 1, 16))

    assert [(occasion.event, occasion.year) for occasion in found] == [("christmas", 2024), ("new_year", 2025)]


def test_the_days_of_buying_for_new_year_begin_in_the_year_before() -> None:
    assert [found.event for found in events_between(date(2024, 12, 27), date(2024, 12, 27))] == ["new_year"]


@pytest.mark.parametrize("country", ["", "XX", "us", "England"])
def test_a_country_that_the_calendar_does_not_have_is_refused(country: str) -> None:
    with pytest.raises(Permanent, match="holiday calendar"):
        events_between(date(2025, 1, 1), date(2025, 1, 31), country)


def test_days_before_any_shop_have_no_events() -> None:
    assert events_between(date(1, 1, 1), date(1, 12, 31)) == ()


@pytest.mark.parametrize("year", [1901, 1970, 2099])
def test_any_year_that_orders_may_be_dated_in_has_its_events(year: int) -> None:
    assert occasion("christmas", year).on == date(year, 12, 25)
    assert occasion("black_friday", year).on.month == 11

"""Which event a person means, however it is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.segmentation.events.naming import event_name, event_named
from shared.segmentation.events.table import EVENTS


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("halloween", "halloween"),
        ("Who bought for HALLOWE'EN last year?", "halloween"),
        ("haloween", "halloween"),
        ("xmas", "christmas"),
        ("X-Mas sales", "christmas"),
        ("christmas eve", "christmas"),
        ("mothers day", "mothers_day"),
        ("Mother\u2019s-Day", "mothers_day"),
        ("mum's day", "mothers_day"),
        ("Mothering Sunday", "mothers_day"),
        ("father's day", "fathers_day"),
        ("Black Friday", "black_friday"),
        ("black_friday", "black_friday"),
        ("cyber monday", "cyber_monday"),
        ("valentine", "valentines_day"),
        ("Valentine's Day", "valentines_day"),
        ("new year's eve", "new_year"),
        ("back-to-school", "back_to_school"),
        ("Thanksgiving", "thanksgiving"),
        ("who buys on quilting day", "quilting_day"),
        ("easter", "easter"),
    ],
)
def test_an_event_is_known_by_the_names_that_people_use(text: str, event: str) -> None:
    assert event_named(text) == event


def test_the_first_of_several_events_is_meant() -> None:
    assert event_named("Black Friday or Christmas?") == "black_friday"


@pytest.mark.parametrize("text", ["", "easterly winds", "a blackfridaysale", "top customers", "mother", "?!"])
def test_other_words_name_no_event(text: str) -> None:
    assert event_named(text) is None


def test_every_event_is_found_by_its_own_name_and_key() -> None:
    for event in EVENTS:
        assert event_named(event.name) == event.key
        assert event_named(event.key) == event.key
        assert event_name(event.key) == event.name


def test_an_unknown_key_is_its_own_name() -> None:
    assert event_name("founders_day") == "founders_day"


@given(st.text())
def test_any_text_names_a_known_event_or_none(text: str) -> None:
    assert event_named(text) in {None, *(event.key for event in EVENTS)}

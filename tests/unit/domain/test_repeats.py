import pytest

from shared.domain.categories import Category
from shared.domain.facts import EarlierTicket, Facts
from shared.domain.repeats import ABOUT, repeat_issue
from tests.factories_drafting import an_earlier_ticket, some_facts
from tests.factories_tickets import MONDAY, a_message, a_ticket

TICKET = a_ticket(id=200, messages=(a_message("Where is my parcel?", sent_at=MONDAY),))


def about_delivery(number: int, days_before: float) -> EarlierTicket:
    return an_earlier_ticket(number, days_before=days_before)


@pytest.mark.parametrize(
    ("earlier", "told"),
    [
        ((), None),
        ([about_delivery(123, 6)], "2nd ticket about delivery in 30 days (#123)"),
        ([about_delivery(118, 20), about_delivery(123, 6)], "3rd ticket about delivery in 30 days (#123, #118)"),
        ([about_delivery(118, 30)], "2nd ticket about delivery in 30 days (#118)"),
        ([about_delivery(118, 30.1)], "2nd ticket about delivery in 90 days (#118)"),
        ([about_delivery(118, 90)], "2nd ticket about delivery in 90 days (#118)"),
        ([about_delivery(118, 90.1)], None),
        # Within 30 days only those of 30 days are counted.
        ([about_delivery(123, 6), about_delivery(90, 60)], "2nd ticket about delivery in 30 days (#123)"),
        # The ticket itself, and one from later, are none.
        ([about_delivery(200, 6), about_delivery(124, -1)], None),
        ([an_earlier_ticket(1, subject="Hello", excerpt="I want to return it")], None),
        ([an_earlier_ticket(1, subject="Tracking", excerpt="Any news?")], "2nd ticket about delivery in 30 days (#1)"),
    ],
)
def test_the_table_of_repetitions(earlier: list[EarlierTicket], told: str | None) -> None:
    assert repeat_issue(TICKET, Category.ORDER_STATUS, some_facts(earlier=earlier)) == told


def test_many_repetitions_name_the_newest_few() -> None:
    earlier = [about_delivery(number, 25 - number) for number in range(1, 21)]
    told = repeat_issue(TICKET, Category.ORDER_STATUS, Facts(earlier_tickets=tuple(earlier)))
    assert told == "21st ticket about delivery in 30 days (#20, #19, #18, #17, #16)"


@pytest.mark.parametrize(("earlier", "ordinal"), [(1, "2nd"), (2, "3rd"), (3, "4th"), (10, "11th"), (11, "12th")])
def test_repetitions_are_counted_as_people_count(earlier: int, ordinal: str) -> None:
    facts = some_facts(earlier=[about_delivery(number, 1) for number in range(earlier)])
    told = repeat_issue(TICKET, Category.ORDER_STATUS, facts)
    assert told is not None
    assert told.startswith(f"{ordinal} ticket")


def test_a_general_inquiry_is_no_repetition() -> None:
    facts = some_facts(earlier=[an_earlier_ticket(1, subject="Hello", excerpt="Hello")])
    assert repeat_issue(TICKET, Category.GENERAL, facts) is None


def test_every_category_but_the_general_one_has_words() -> None:
    assert set(ABOUT) == set(Category) - {Category.GENERAL}


def test_a_ticket_without_a_customers_message_repeats_nothing() -> None:
    assert (
        repeat_issue(a_ticket(messages=()), Category.ORDER_STATUS, some_facts(earlier=[about_delivery(1, 1)])) is None
    )

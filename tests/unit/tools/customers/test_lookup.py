"""The customer that somebody means."""

import pytest

from shared.errors import InvalidPayload
from shared.tools.customers.lookup import customer_lookup
from tests.factories_shop import AS_OF, a_customer, a_snapshot
from tests.fakes.customers import FakeCustomers
from tests.fakes.segments import FakeSegments

PETER = a_customer("88", name="Peter Parker", email="peter@example.com", historic_clv=50)
PAUL = a_customer("1788", name="Paul Parker", email="paul@example.org", historic_clv=400)
MARIA = a_customer("3", name="Maria Garcia", email="maria@example.com")
CUSTOMERS, SEGMENTS = FakeCustomers(PETER, PAUL, MARIA), FakeSegments(a_snapshot(3))


@pytest.mark.parametrize("text", ["88", " 88 ", "peter@example.com", "PETER@example.com"])
def test_an_id_or_address_names_one_customer_even_where_it_is_part_of_another(text: str) -> None:
    told = customer_lookup(CUSTOMERS, SEGMENTS, text=text)

    assert (told.profile, told.candidates, told.total) == (PETER.profile, (), 0)
    assert told.as_of == AS_OF


def test_a_name_that_fits_one_customer_is_that_customer() -> None:
    told = customer_lookup(CUSTOMERS, SEGMENTS, text="maria gar")

    assert (told.profile, told.because) == (MARIA.profile, None)


def test_a_name_that_fits_several_is_asked_about_most_valuable_first() -> None:
    told = customer_lookup(CUSTOMERS, SEGMENTS, text="parker", limit=1)

    assert (told.profile, [card.customer_id for card in told.candidates], told.total) == (None, ["1788"], 2)
    assert told.because == "2 customers may be meant"


def test_an_unknown_name_is_not_repeated() -> None:
    told = customer_lookup(CUSTOMERS, SEGMENTS, text="nobody@example.net")

    assert (told.profile, told.candidates) == (None, ())
    assert told.because == "no customer has this id, e-mail address or name"


@pytest.mark.parametrize("text", ["", "  "])
def test_nothing_names_nobody(text: str) -> None:
    with pytest.raises(InvalidPayload):
        customer_lookup(CUSTOMERS, SEGMENTS, text=text)

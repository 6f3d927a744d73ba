import re
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.errors import Permanent
from shared.order_files.invented_names import inventor

INVENT = inventor()


@given(st.text(min_size=1, max_size=255))
def test_a_customer_is_always_called_the_same_and_has_an_address_that_reaches_nobody(customer_id: str) -> None:
    name, email = INVENT(customer_id)
    assert INVENT(customer_id) == (name, email)
    assert name.strip()
    assert re.fullmatch(r"[a-z0-9.-]+@example\.(com|org)", email)


def test_customers_have_addresses_of_their_own() -> None:
    assert len({INVENT(str(number))[1] for number in range(2000)}) == 2000
    assert INVENT("17850") != INVENT("17851")


def test_without_faker_it_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "faker", None)
    with pytest.raises(Permanent, match="pip install faker"):
        inventor()

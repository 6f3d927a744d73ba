"""What every allowance keeps to: the fake, and the one that is counted in PostgreSQL."""

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared.domain.questions import ModelUse
from shared.door_ports import Allowance
from shared.store.database import Database
from shared.store.spending import Spending
from tests.fakes.questions import FakeAllowance

BUDGET = Decimal("0.001")


class NovemberClock:
    def now(self) -> datetime:
        return datetime(2026, 11, 22, 12, tzinfo=UTC)


def a_use(cost: Decimal | str, model: str = "claude-haiku-5-5") -> ModelUse:
    return ModelUse(model, input_tokens=1800, output_tokens=110, cost=Decimal(cost))


@pytest.fixture(params=["fake", "postgres"])
def allowance(request: pytest.FixtureRequest) -> Iterator[Allowance]:
    if request.param == "fake":
        yield FakeAllowance(str(BUDGET))
        return
    database = Database(request.getfixturevalue("database_url"), size=2)
    database.open()
    yield Spending(database, BUDGET, NovemberClock())
    database.close()


def test_a_key_that_asked_nothing_has_all_of_it(allowance: Allowance) -> None:
    assert allowance.left("key-1") == BUDGET


def test_what_was_spent_is_gone_to_the_millionth(allowance: Allowance) -> None:
    allowance.spend("key-1", a_use("0.000235"))
    allowance.spend("key-1", a_use("0.000001", model="claude-sonnet-5-5"))

    assert allowance.left("key-1") == Decimal("0.000764")


def test_each_key_spends_its_own(allowance: Allowance) -> None:
    allowance.spend("key-1", a_use(BUDGET))

    assert allowance.left("key-1") == 0
    assert allowance.left("key-2") == BUDGET


def test_what_is_left_is_never_below_nothing(allowance: Allowance) -> None:
    allowance.spend("key-1", a_use("3"))

    assert allowance.left("key-1") == 0


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(costs=st.lists(st.integers(0, 400), max_size=6), key=st.uuids().map(str))
def test_any_costs_add_up_exactly(allowance: Allowance, costs: list[int], key: str) -> None:
    for cost in costs:
        allowance.spend(key, a_use(Decimal(cost) / 1_000_000))

    assert allowance.left(key) == max(Decimal(1000 - sum(costs)) / 1_000_000, 0)

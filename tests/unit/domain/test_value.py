import pytest

from shared.domain.money import money
from shared.domain.value import ValueTier, value_tier


@pytest.mark.parametrize(
    ("value", "tier"),
    [
        (12_000, ValueTier.VIP),
        (5000, ValueTier.VIP),
        (4999.99, ValueTier.HIGH),
        (2000, ValueTier.HIGH),
        (1999.99, ValueTier.MID),
        (500, ValueTier.MID),
        (499.99, ValueTier.STANDARD),
        (0, ValueTier.STANDARD),
    ],
)
def test_the_table_of_value_tiers_each_beginning_at_its_floor(value: float, tier: ValueTier) -> None:
    assert value_tier(value) is tier


def test_returns_that_outweigh_purchases_leave_a_standard_customer() -> None:
    assert value_tier(-40) is ValueTier.STANDARD


@pytest.mark.parametrize(
    ("amount", "currency", "written"),
    [
        (3450, "USD", "$3,450"),
        (287.4, "USD", "$287"),
        (17.35, "GBP", "£17.35"),
        (0, "EUR", "€0.00"),
        (-12, "EUR", "-€12.00"),
        (240, "CAD", "CAD 240"),
    ],
)
def test_amounts_are_written_as_people_write_them(amount: float, currency: str, written: str) -> None:
    assert money(amount, currency) == written

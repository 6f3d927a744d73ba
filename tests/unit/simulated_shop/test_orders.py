"""The made-up shop's orders: the same each time, and bought as the kinds of its customers buy."""

from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest

from shared.cli.app import main
from shared.domain.orders import OrderLine
from shared.order_files.order_file import open_order_file
from shared.order_files.own_shape import OwnShape
from shared.order_files.survey import survey
from shared.simulated_shop.orders import Simulation

UNTIL = date(2026, 3, 31)


def a_simulation(*, seed: int = 1, customers: int = 4000, orders_per_customer: float = 6.0) -> Simulation:
    return Simulation(
        customers=customers,
        until=UNTIL,
        days=730,
        orders_per_customer=orders_per_customer,
        lines_per_order=2.0,
        seed=seed,
    )


@pytest.fixture(scope="module")
def orders() -> pd.DataFrame:
    return pa.concat_tables(a_simulation().batches()).to_pandas()


def test_the_same_seed_gives_the_same_orders_and_another_gives_others() -> None:
    first, again, other = (list(a_simulation(seed=seed, customers=50).batches()) for seed in (1, 1, 2))
    assert first == again
    assert first != other


def test_every_customer_orders_and_nothing_lies_after_the_last_day(orders: pd.DataFrame) -> None:
    assert orders["customer_id"].nunique() == 4000
    assert orders["ordered_at"].max() < pd.Timestamp(datetime(2026, 4, 1, tzinfo=UTC))


@pytest.mark.parametrize("asked", [3.0, 10.0])
def test_customers_order_about_as_often_as_asked_for(asked: float) -> None:
    bought = pa.concat_tables(a_simulation(orders_per_customer=asked).batches()).to_pandas().query("quantity > 0")
    assert bought["order_id"].nunique() / 4000 == pytest.approx(asked, rel=0.15)


def test_an_order_belongs_to_one_customer_and_one_moment(orders: pd.DataFrame) -> None:
    told_apart = orders.drop_duplicates(["order_id", "customer_id", "ordered_at", "coupon"])
    assert len(told_apart) == orders["order_id"].nunique()


def test_wholesalers_buy_by_the_dozen_and_bargain_hunters_at_a_discount(orders: pd.DataFrame) -> None:
    bought = orders.query("quantity > 0")
    units = bought.groupby("simulated_kind")["quantity"].median()
    discounted = bought.assign(is_discounted=bought["discount"] > 0).groupby("simulated_kind")["is_discounted"].mean()
    assert units.idxmax() == "wholesaler"
    assert units["wholesaler"] > 12
    assert discounted.idxmax() == "bargain hunter"
    assert discounted["bargain hunter"] > 0.8


def test_a_return_brings_back_what_was_bought_and_lies_after_it(orders: pd.DataFrame) -> None:
    returns = orders.query("quantity < 0")
    bought = orders.query("quantity > 0")
    assert len(returns) > 0
    pairs = returns.merge(bought, on=["customer_id", "product_id"], suffixes=("", "_bought"))
    came_back = pairs.query("ordered_at > ordered_at_bought and quantity == -quantity_bought")
    assert set(returns["order_id"]) == set(came_back["order_id"])


@pytest.mark.parametrize("name", ["orders.csv", "orders.parquet"])
def test_the_command_writes_a_file_that_load_reads_whole(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    with pytest.raises(SystemExit) as ended:
        main(["simulate", "orders", "--customers", "20", "--until", "2026-03-31", "--out", str(path)])
    assert not ended.value.code
    with open_order_file(path, survey(path)) as file:
        outcomes = [
            row.flaw or OwnShape(datetime(2026, 6, 1, tzinfo=UTC), "EUR").parse(row.fields)
            for row in file.rows(file.header)
        ]
    assert {type(outcome) for outcome in outcomes} == {OrderLine}


def test_a_folder_that_is_not_there_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["simulate", "orders", "--customers", "1", "--out", str(tmp_path / "nowhere" / "orders.parquet")])
    assert ended.value.code == 1
    assert "cannot be written: No such file or directory" in capsys.readouterr().err

import csv
import json
from collections.abc import Callable
from dataclasses import astuple
from pathlib import Path

import psycopg
import pytest

from shared.cli.app import main
from tests.factories_orders import (
    a_csv,
    a_parquet,
    an_order_line,
    own_row,
    retail_row,
    shopify_item,
    shopify_row,
)

CUSTOMERS = "SELECT customer_id, name, email FROM customers ORDER BY customer_id"
LINES = """SELECT order_id, line, customer_id, ordered_at, product_id, product_name, category, quantity, unit_price,
                  discount, coupon FROM order_lines ORDER BY order_id, line"""
LOADS = "SELECT file_name, shape, orders, lines, customers, refused FROM loads ORDER BY id"

Load = Callable[..., dict[str, object]]


@pytest.fixture
def load(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Load:
    """`selvage load --json` in an empty folder, as its summary."""
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("SHOP_CURRENCY", "EUR")
    monkeypatch.chdir(tmp_path)

    def run(*arguments: object) -> dict[str, object]:
        with pytest.raises(SystemExit) as ended:
            main(["load", "--json", *map(str, arguments)])
        printed = capsys.readouterr()
        assert ended.value.code == 0, printed.err
        return dict(json.loads(printed.out))

    return run


@pytest.fixture
def refused(load: Load, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """`selvage load` that must fail, as what it says on standard error."""

    def run(*arguments: object) -> str:
        with pytest.raises(SystemExit) as ended:
            main(["load", *map(str, arguments)])
        assert ended.value.code == 1
        return capsys.readouterr().err

    return run


def rows_of(database_url: str, query: str) -> list[tuple[object, ...]]:
    with psycopg.connect(database_url, options="-c timezone=UTC") as connection:
        return connection.execute(query).fetchall()


def everything(database_url: str) -> list[list[tuple[object, ...]]]:
    return [rows_of(database_url, query) for query in (CUSTOMERS, LINES, LOADS)]


def test_a_file_is_stored_as_it_stands(load: Load, database_url: str, tmp_path: Path) -> None:
    rows = [own_row(), own_row(product_id="p2", quantity="1"), own_row(order_id="o2", customer_id="c2", name="")]
    summary = load(a_csv(tmp_path / "orders.csv", rows))
    assert (summary["orders"], summary["lines"], summary["customers"], summary["refused"]) == (2, 3, 2, 0)
    assert (summary["new_orders"], summary["new_customers"], summary["nothing_new"]) == (2, 2, False)
    line = astuple(an_order_line())
    assert rows_of(database_url, LINES)[0] == (line[0], 1, *line[1:10])
    assert rows_of(database_url, CUSTOMERS) == [
        ("c1", "Ada Byron", "ada@example.com"),
        ("c2", None, "ada@example.com"),
    ]
    assert rows_of(database_url, LOADS) == [("orders.csv", "selvage", 2, 3, 2, 0)]


def test_loading_the_same_file_again_changes_nothing_and_says_so(load: Load, database_url: str, tmp_path: Path) -> None:
    file = a_parquet(tmp_path / "orders.parquet", [retail_row(), retail_row(invoice="C2", quantity=-1)])
    load(file)
    before = everything(database_url)
    again = load(file)
    assert again["nothing_new"] is True
    assert everything(database_url) == before


def test_an_order_in_a_later_file_replaces_the_stored_order_as_a_whole(
    load: Load, database_url: str, tmp_path: Path
) -> None:
    load(a_csv(tmp_path / "1.csv", [own_row(), own_row(product_id="p2"), own_row(order_id="o2")]))
    summary = load(a_csv(tmp_path / "2.csv", [own_row(product_id="p3"), own_row(order_id="o3")]))
    assert (summary["new_orders"], summary["changed_orders"]) == (1, 1)
    assert rows_of(database_url, "SELECT order_id, product_id FROM order_lines ORDER BY order_id") == [
        ("o1", "p3"),
        ("o2", "p1"),
        ("o3", "p1"),
    ]


def test_an_order_that_was_refunded_since_is_withdrawn(load: Load, database_url: str, tmp_path: Path) -> None:
    kept = shopify_row({"Name": "#1002"})
    load(a_csv(tmp_path / "1.csv", [shopify_row({"Subtotal": "50.00"}), shopify_item(), kept]))
    refunded = shopify_row({"Subtotal": "50.00", "Financial Status": "refunded"})
    file = a_csv(tmp_path / "2.csv", [refunded, shopify_item(), kept])
    summary = load(file)
    assert (summary["withdrawn_orders"], summary["changed_orders"], summary["refused"]) == (1, 0, 2)
    assert rows_of(database_url, "SELECT DISTINCT order_id FROM order_lines") == [("#1002",)]
    assert load(file)["nothing_new"] is True


def test_a_name_in_a_file_wins_and_an_empty_one_does_not(load: Load, database_url: str, tmp_path: Path) -> None:
    load(a_csv(tmp_path / "1.csv", [own_row(email="")]))
    load(a_csv(tmp_path / "2.csv", [own_row(order_id="o2", name="", email="new@example.com")]))
    assert rows_of(database_url, CUSTOMERS) == [("c1", "Ada Byron", "new@example.com")]
    older = own_row(order_id="o3", ordered_at="2025-01-01", name="Ada B.")
    summary = load(a_csv(tmp_path / "3.csv", [own_row(order_id="o4", name="Ada King"), older]))
    assert summary["changed_customers"] == 1
    assert rows_of(database_url, CUSTOMERS)[0][1] == "Ada King"


def test_refused_rows_are_counted_and_kept_with_their_line_and_reason(
    load: Load, database_url: str, tmp_path: Path
) -> None:
    rows = [own_row(), own_row(quantity="x"), own_row(quantity="y"), own_row(customer_id="")]
    summary = load(a_csv(tmp_path / "orders.csv", rows))
    assert summary["reasons"] == {"quantity is not a number": 2, "no customer id": 1}
    assert summary["rejects"] == "orders.csv.rejects.csv"
    with (tmp_path / "orders.csv.rejects.csv").open(encoding="utf-8", newline="") as file:
        header, first, *_ = csv.reader(file)
    assert header == ["line", "reason", *own_row()]
    assert first == ["3", "quantity is not a number: 'x'", *map(str, rows[1].values())]
    assert load(a_csv(tmp_path / "orders.csv", rows[:1]))["rejects"] is None
    assert not (tmp_path / "orders.csv.rejects.csv").exists()


def test_an_order_belongs_to_the_customer_of_its_first_line(load: Load, database_url: str, tmp_path: Path) -> None:
    rows = [
        own_row(),
        own_row(order_id="o2", customer_id="c2"),
        own_row(customer_id="c3"),
        own_row(order_id="o2", product_id="p2"),
    ]
    summary = load(a_csv(tmp_path / "orders.csv", rows), "--rejects", "bad.csv")
    assert summary["reasons"] == {"the order's first line has another customer": 2}
    with (tmp_path / "bad.csv").open(encoding="utf-8", newline="") as file:
        assert [(row["line"], row["customer_id"]) for row in csv.DictReader(file)] == [("4", "c3"), ("5", "c1")]
    assert rows_of(database_url, "SELECT order_id, customer_id FROM order_lines ORDER BY 1") == [
        ("o1", "c1"),
        ("o2", "c2"),
    ]


def test_invented_names_fill_gaps_only_and_stay(load: Load, database_url: str, tmp_path: Path) -> None:
    rows = [own_row(), own_row(order_id="o2", customer_id="c2", name=""), own_row(order_id="o3", customer_id="c3")]
    rows[2] |= {"name": "", "email": ""}
    file = a_csv(tmp_path / "orders.csv", rows)
    assert load(file, "--invented-names")["invented_names"] == 2
    (ada, second, third) = rows_of(database_url, CUSTOMERS)
    assert ada == ("c1", "Ada Byron", "ada@example.com")
    assert second[1]
    assert second[2] == "ada@example.com"
    assert str(third[2]).partition("@")[2] in {"example.com", "example.org"}
    assert load(file, "--invented-names")["nothing_new"] is True
    assert load(file)["nothing_new"] is True


def test_every_value_that_is_not_refused_can_be_stored(load: Load, database_url: str, tmp_path: Path) -> None:
    # What does not repeat cannot be compressed, and has to fit into the index as it is.
    longest = "".join(chr(0x20000 + number * 157) for number in range(255))
    largest = own_row(
        discount="9999999999",
        order_id=longest,
        customer_id=longest,
        email=longest,
        quantity="2147483647",
        unit_price="4.6566",
    )
    smallest = own_row(order_id="o2", quantity="-2147483647", unit_price="0.0001", product_name="x" * 1000)
    odd = own_row(order_id='"\\N\t\n\r\x01', name="\\.", email="İ" * 255, category="x" * 1000)
    edge = own_row(order_id="o4", ordered_at="1970-01-01T00:00:00+23:59")
    assert load(a_csv(tmp_path / "orders.csv", [largest, smallest, odd, edge]))["refused"] == 0
    assert len(rows_of(database_url, LINES)) == 4


def test_people_are_told_what_was_loaded(load: Load, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [own_row(name=""), own_row(order_id="o2", quantity="x")]
    arguments = ["load", str(a_csv(tmp_path / "orders.csv", rows)), "--invented-names"]
    with pytest.raises(SystemExit):
        main(arguments)
    first = capsys.readouterr().out
    assert "Loaded orders.csv (selvage) in" in first
    assert "Names and addresses are invented for customers who had none: 1." in first
    assert "quantity is not a number" in first
    assert "orders.csv.rejects.csv" in first
    with pytest.raises(SystemExit):
        main(arguments)
    assert "Nothing new: the store already holds every order of orders.csv (1)." in capsys.readouterr().out


def test_a_file_without_a_single_order_is_no_failure(
    load: Load, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["load", str(a_csv(tmp_path / "[orders].csv", [own_row(quantity="x")]))])
    assert ended.value.code == 0
    assert "Nothing new: [orders].csv holds no order that can be stored." in capsys.readouterr().out


def test_a_header_of_another_shape_is_told_what_the_shape_needs(refused: Callable[..., str], tmp_path: Path) -> None:
    file = a_csv(tmp_path / "orders.csv", [own_row()])
    assert "the header lacks Created at, Lineitem quantity" in refused(file, "--shape", "shopify")


def test_the_orders_file_itself_is_never_the_rejects_file(refused: Callable[..., str], tmp_path: Path) -> None:
    file = a_csv(tmp_path / "orders.csv", [own_row(quantity="x")])
    before = file.read_bytes()
    assert "choose another path with --rejects" in refused(file, "--rejects", file)
    assert file.read_bytes() == before


def test_a_database_without_tables_is_told_to_migrate(
    refused: Callable[..., str], database_url: str, tmp_path: Path
) -> None:
    with psycopg.connect(database_url) as connection:
        connection.execute("DROP TABLE order_lines CASCADE")
    assert "run `selvage migrate` first" in refused(a_csv(tmp_path / "orders.csv", [own_row()]))


@pytest.mark.parametrize(
    ("url", "message"),
    [("", "DATABASE_URL is not set"), ("postgresql://nobody@127.0.0.1:1/x", "the database is away or too slow")],
)
def test_a_missing_database_is_one_sentence(
    refused: Callable[..., str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, url: str, message: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    assert message in refused(a_csv(tmp_path / "orders.csv", [own_row()]))


def test_a_wrong_setting_is_named(refused: Callable[..., str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SHOP_CURRENCY", "euro")
    assert "the setting SHOP_CURRENCY is wrong" in refused(a_csv(tmp_path / "orders.csv", [own_row()]))


def test_migrate_says_where_the_database_is_now(
    database_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", database_url)
    with pytest.raises(SystemExit) as ended:
        main(["migrate"])
    assert ended.value.code == 0
    assert "The database is at revision" in capsys.readouterr().out

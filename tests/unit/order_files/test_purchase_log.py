from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.errors import InvalidPayload, NotFound
from shared.order_files.purchase_log import PurchaseLog, read_purchase_log
from tests.factories_orders import CURRENCY, NOW, a_csv, a_parquet, own_row, retail_row, shopify_item, shopify_row

#: What tables are made of, and what breaks them.
PIECES = st.lists(st.sampled_from([*'0123456789-/.,;|\t \n\r"\0éa', "2026-01-01", ",1,", "ada"]), max_size=60)
#: (customer, day, money) of two customers, one of them with two purchases on one day.
ADA_AND_BOB = [("ada", "2026-01-01", 5.0), ("ada", "2026-01-08", 7.5), ("bob", "2026-01-08", 20.0)]


def read(path: Path) -> PurchaseLog:
    return read_purchase_log(path, newest=NOW, currency=CURRENCY)


def purchases_in(log: PurchaseLog) -> list[tuple[str, str, float]]:
    bought = log.purchases
    return [
        (log.customer_ids[customer], date.fromordinal(day).isoformat(), round(value, 4))
        for customer, day, value in zip(
            bought.customer.tolist(), bought.day.tolist(), bought.value.tolist(), strict=True
        )
    ]


def a_text(tmp_path: Path, *lines: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "log.txt"
    path.write_text("\n".join((*lines, "")), encoding=encoding)
    return path


@pytest.mark.parametrize(
    "lines",
    [
        ("customer_id,date,value", "ada,2026-01-01,5", "ada,2026-01-08,2.5", "bob,2026-01-08,20", "ada,2026-01-08,5"),
        ("Amount;Customer ID;Order Date", "5,0;ada;2026-01-01", "7,5;ada;2026-01-08", "20,0;bob;2026-01-08"),
        ("cust\tt.dat\tspend", "ada\t20260101\t5", "ada\t20260108\t7.5", "bob\t20260108\t20"),
        ("  id  day  price*quantity", "  ada 2026-01-01  5", "  ada 2026-01-08  7.5", "  bob 2026-01-08 20.0"),
        ("CustomerID|InvoiceDate|sales", "ada|2026-01-01 8:26|$5", "ada|2026-01-08 8:26|$7.50", "bob|20260108|$20"),
        (
            '"","client","purchased_at","monetary"',
            '"1","ada","2026-01-01",5',
            '"2","ada","2026-01-08",7.5',
            "3,bob,20260108,20",
        ),
        (
            '"cust" "date" "sales"',
            '"1" "ada" "2026-01-01" 5',
            '"2" "ada" "2026-01-08" 7.5',
            '"3" "bob" "2026-01-08" 20',
        ),
        ("ada 001 20260101 1 5.00", "ada 001 20260108 2 7.50", "bob 002 20260108 9 20.00"),
        ("ada,2026-01-01,5.00", "ada,2026-01-08,7.50", "bob,2026-01-08,20.00"),
        ("2026-01-01,ada,5.00", "2026-01-08,ada,7.50", "2026-01-08,bob,20.00"),
        ("user_id,created_at,quantity,price", "ada,2026-01-01,2,2.5", "ada,2026-01-08,3,2.5", "bob,2026-01-08,1,20"),
        ("Buyer No.,Date of sale,Purchase Amount (USD)", "ada,2026-01-01,5", "ada,2026-01-08,7.5", "bob,2026-01-08,20"),
    ],
)
def test_a_log_is_read_whatever_its_columns_are_called_and_separated_by(tmp_path: Path, lines: Sequence[str]) -> None:
    log = read(a_text(tmp_path, *lines))

    assert purchases_in(log) == ADA_AND_BOB
    assert (log.shape, log.has_values, log.refused) == ("log", True, {})
    assert log.rows in {3, 4}


def test_a_log_in_parquet_is_read(tmp_path: Path) -> None:
    rows = [{"client_id": number, "ts": date(2026, 1, day), "value": 5} for number, day in ((7, 1), (7, 8), (8, 8))]

    log = read(a_parquet(tmp_path / "log.parquet", rows))

    assert purchases_in(log) == [("7", "2026-01-01", 5.0), ("7", "2026-01-08", 5.0), ("8", "2026-01-08", 5.0)]


def test_a_log_without_money_says_so(tmp_path: Path) -> None:
    log = read(a_text(tmp_path, "cust,date", "1,2026-01-01", "1,2026-01-08"))

    assert not log.has_values
    assert purchases_in(log) == [("1", "2026-01-01", 0.0), ("1", "2026-01-08", 0.0)]


def test_ids_stay_text(tmp_path: Path) -> None:
    assert read(a_text(tmp_path, "00004 19970101", "4 19970101")).customer_ids == ("00004", "4")


def test_ids_that_became_floats_become_whole_again(tmp_path: Path) -> None:
    path = tmp_path / "log.parquet"
    pq.write_table(pa.table({"id": [17850.0, None], "date": ["2026-01-01", "2026-01-01"]}), path)

    assert read(path).customer_ids == ("17850",)
    assert read(a_text(tmp_path, "id,date", "17850.0,2026-01-01", ",2026-01-01")).customer_ids == ("17850",)


def test_rows_that_cannot_be_read_are_counted_by_reason_and_skipped(tmp_path: Path) -> None:
    sound = [f"c{number},2026-01-01,5" for number in range(20)]
    flawed = ["ada,2026-01-01", ",2026-01-01,5", "NaN,2026-01-01,5", "ada,soon,5", "ada,1969-01-01,5"]
    flawed += ["ada,2062-01-01,5", "ada,2026-01-01,much", "ada,2026-01-01,99999999999"]

    log = read(a_text(tmp_path, "customer,date,value", *sound, *flawed))

    assert len(log.purchases.day) == 20
    assert log.rows == 28
    assert log.refused == {
        "the row has another number of columns than the others": 1,
        "no customer id": 2,
        "the date is missing or cannot be read": 1,
        "the date lies before 1970": 1,
        "the date lies in the future": 1,
        "the value is missing or no number": 1,
        "the value is too large": 1,
    }


def test_what_was_brought_back_lowers_the_day_and_is_no_purchase(tmp_path: Path) -> None:
    log = read(a_text(tmp_path, "customer,date,value", "ada,2026-01-01,20", "ada,2026-01-01,-5", "ada,2026-01-02,-5"))

    assert purchases_in(log) == [("ada", "2026-01-01", 15.0)]


def test_a_purchase_of_nothing_is_a_purchase(tmp_path: Path) -> None:
    assert purchases_in(read(a_text(tmp_path, "customer,date,value", "ada,2026-01-01,0"))) == [
        ("ada", "2026-01-01", 0.0)
    ]


def test_money_that_is_mostly_missing_is_none(tmp_path: Path) -> None:
    log = read(a_text(tmp_path, "customer,date,value", "ada,2026-01-01,", "ada,2026-01-02,", "ada,2026-01-03,5"))

    assert not log.has_values
    assert len(log.purchases.day) == 3


def test_our_own_shape_is_read_as_a_load_reads_it(tmp_path: Path) -> None:
    rows = [
        own_row(),
        own_row(product_id="p2", quantity="1", unit_price="20"),
        own_row(order_id="o2", quantity="-1"),
        own_row(order_id="o3", ordered_at="2026-03-05", quantity="-1"),
        own_row(order_id="o4", customer_id="c2", quantity="many"),
        own_row(order_id="o1", customer_id="c3"),
    ]

    log = read(a_csv(tmp_path / "orders.csv", rows))

    # 2 x 7.50 - 1.25 and 20 - 1.25 bought, 7.50 + 1.25 brought back; nothing was bought on March 5.
    assert purchases_in(log) == [("c1", "2026-03-01", 23.75)]
    assert log.shape == "selvage"
    assert log.refused == {"quantity is not a number": 1, "the order's first line has another customer": 1}


def test_online_retail_is_read_from_parquet(tmp_path: Path) -> None:
    rows = [retail_row(), retail_row(invoice="C1", quantity=-1), retail_row(customer_id=None)]

    log = read(a_parquet(tmp_path / "retail.parquet", rows))

    assert purchases_in(log) == [("17850", "2010-12-01", 12.75)]
    assert (log.shape, log.rows, log.refused) == ("online-retail", 3, {"no customer id": 1})


def test_shopifys_export_is_read(tmp_path: Path) -> None:
    rows = [shopify_row(), shopify_item(), shopify_row({"Name": "#1002", "Cancelled at": "2026-03-02"})]

    log = read(a_csv(tmp_path / "shopify.csv", rows))

    assert [day for _, day, _ in purchases_in(log)] == ["2026-03-01"]
    assert (log.shape, log.refused) == ("shopify", {"the order was cancelled": 1})


def test_how_far_an_order_file_is_read_is_told(tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []
    path = a_parquet(tmp_path / "retail.parquet", [retail_row()] * 4000)

    read_purchase_log(path, newest=NOW, currency=CURRENCY, seen=lambda done, whole: heard.append((done, whole)))

    assert heard == [(2000, 4000), (4000, 4000)]


def test_windows_text_is_read(tmp_path: Path) -> None:
    log = read(a_text(tmp_path, "customer,date,value", "Zoë,2026-01-01,£5", encoding="cp1252"))

    assert purchases_in(log) == [("Zoë", "2026-01-01", 5.0)]


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        (("a,b,c", "x,y,z"), "no column for the customer: call it customer_id; it has a, b, c"),
        (("customer,b,c", "x,y,z"), "no column for the date: call it date"),
        (("1,2", "3,4"), "no header that names its columns, and no column of dates"),
        (("one", "two"), "the file is no table"),
        (("customer,date", "ada,soon", "bob,later"), "most dates in the column date cannot be read, such as 'soon'"),
    ],
)
def test_a_file_that_is_no_log_is_refused_in_a_sentence(tmp_path: Path, lines: Sequence[str], sentence: str) -> None:
    with pytest.raises(InvalidPayload, match=sentence):
        read(a_text(tmp_path, *lines))


def test_a_parquet_file_whose_columns_hold_no_cells_is_refused(tmp_path: Path) -> None:
    path = a_parquet(tmp_path / "log.parquet", [{"customer": [1], "date": "2026-01-01"}])

    with pytest.raises(InvalidPayload, match="neither text nor numbers nor dates"):
        read(path)


def test_a_file_that_is_not_there_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="there is no file"):
        read(tmp_path / "nowhere.csv")


@given(header=st.sampled_from(["customer,date,value\n", "id date\n", ""]), content=PIECES.map("".join))
def test_any_text_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, header: str, content: str) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_text(header + content, encoding="utf-8", newline="")
    try:
        log = read(path)
    except InvalidPayload:
        return
    assert len(log.customer_ids) == log.purchases.customers <= log.rows
    assert len(log.purchases.day) + sum(log.refused.values()) <= log.rows

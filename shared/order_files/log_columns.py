"""Which columns of a purchase log hold the customer, the date and the money, by their names or by what is in them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from shared.errors import InvalidPayload
from shared.order_files.cells import NUMBER
from shared.order_files.log_dates import looks_like_a_date
from shared.order_files.shape import plain

#: Names as `plain` leaves them, best first: where a file has several, the best one counts.
CUSTOMER_NAMES = (
    *("customerid", "customer", "custid", "cust", "customeruniqueid", "customerkey", "customernumber", "customerno"),
    *("customercode", "clientid", "client", "userid", "user", "buyerid", "buyer", "memberid", "member", "shopperid"),
    *(
        "householdkey",
        "householdid",
        "household",
        "accountid",
        "visitorid",
        "contactid",
        "customeremail",
        "email",
        "id",
    ),
)
DATE_NAMES = (
    *("date", "orderedat", "orderedon", "orderdate", "invoicedate", "invoicets", "purchasedate", "transactiondate"),
    *("transdate", "trandate", "saledate", "salesdate", "orderpurchasetimestamp", "purchasedat", "ordertimestamp"),
    *("ordertime", "eventtime", "createdat", "datetime", "timestamp", "ts", "dt", "tdat", "day", "time", "t"),
)
MONEY_NAMES = (
    *("value", "amount", "monetary", "monetaryvalue", "revenue", "sales", "spend", "spent", "ordervalue", "ordertotal"),
    *("orderamount", "total", "totalprice", "totalamount", "totalvalue", "totalspent", "grandtotal", "netamount"),
    *("netsales", "salesvalue", "salesamount", "salevalue", "saleamount", "purchaseamount", "purchasevalue"),
    *("transactionamount", "transactionvalue", "tranamount", "transamount", "amountspent", "dollarvalue", "dollars"),
    *(
        "paymentvalue",
        "invoicetotal",
        "invoiceamount",
        "pricequantity",
        "quantityprice",
        "linetotal",
        "subtotal",
        "amt",
    ),
)
#: Money only together with QUANTITY_NAMES; a price without a quantity is what was paid.
PRICE_NAMES = ("unitprice", "price", "itemprice")
QUANTITY_NAMES = ("quantity", "qty", "units", "count")
#: A column whose name holds one of these is taken when no name above fits, and only one does.
CUSTOMER_WORDS = ("customer", "cust", "client", "buyer", "shopper", "member")
DATE_WORDS = ("date", "timestamp")
MONEY_WORDS = ("amount", "amt", "revenue", "spend", "value")

#: Share of the cells of a column without a name that must be what it is taken for.
MOSTLY = 0.9


@dataclass(frozen=True, slots=True)
class LogColumns:
    """Numbers of columns, from 0."""

    customer: int
    date: int
    #: What was paid, or the price of one unit when there is a `quantity`; None when the log has no money.
    money: int | None
    #: To multiply `money` by.
    quantity: int | None

    @property
    def used(self) -> tuple[int, ...]:
        """The columns to be read."""
        return tuple(number for number in (self.customer, self.date, self.money, self.quantity) if number is not None)


def columns_by_name(header: Sequence[str]) -> LogColumns:
    """The columns of a file with this header; InvalidPayload, which says what is missing, when it is no such log."""
    names = [plain(name) for name in header]
    customer = _named(names, CUSTOMER_NAMES, CUSTOMER_WORDS)
    date = _named(names, DATE_NAMES, DATE_WORDS)
    if customer is None or date is None or customer == date:
        lacking = "the customer: call it customer_id" if customer is None else "the date: call it date"
        raise InvalidPayload(f"the header has no column for {lacking}; it has {', '.join(header)[:500]}")
    names[customer] = names[date] = ""
    money, quantity = _named(names, MONEY_NAMES), None
    if money is None:
        money = _named(names, PRICE_NAMES)
        quantity = None if money is None else _named(names, QUANTITY_NAMES)
    if money is None:
        money = _named(names, (), MONEY_WORDS)
    return LogColumns(customer, date, money, quantity)


def columns_by_content(rows: Sequence[Sequence[str]]) -> LogColumns:
    """The columns of a file without a header, as CDNOW's: ids, date, perhaps a quantity, perhaps money, in this order.

    Of several ids the first counts, of several numbers after the date the last. InvalidPayload when no column holds
    dates. `rows` is a sample, each row as long as the others.
    """
    columns = list(zip(*rows, strict=True))
    date = next((number for number, cells in enumerate(columns) if _mostly(looks_like_a_date, cells)), None)
    if date is None or len(columns) < 2:  # noqa: PLR2004  a customer and a date
        raise InvalidPayload("the file has no header that names its columns, and no column of dates")
    customer = 1 if date == 0 else 0
    numbers = [
        number for number, cells in enumerate(columns) if number > max(date, customer) and _mostly(_is_number, cells)
    ]
    return LogColumns(customer, date, max(numbers, default=None), None)


def is_header(cells: Sequence[str]) -> bool:
    """Whether the first row of a file names its columns: then nothing in it is a number or a date."""
    return not any(_is_number(cell) or looks_like_a_date(cell) for cell in cells)


def _is_number(cell: str) -> bool:
    return NUMBER.fullmatch(cell.strip()) is not None


def _mostly(looks_right: Callable[[str], bool], cells: Sequence[str]) -> bool:
    return sum(map(looks_right, cells)) >= MOSTLY * len(cells)


def _named(names: Sequence[str], known: Sequence[str], words: Sequence[str] = ()) -> int | None:
    best = next((name for name in known if name in names), None)
    if best is not None:
        return names.index(best)
    holding = [number for number, name in enumerate(names) if any(word in name for word in words)]
    return holding[0] if len(holding) == 1 else None

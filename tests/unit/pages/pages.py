"""Any page, for Hypothesis; and a page as the analytics make them."""

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from shared.domain.churn import ChurnLevel
from shared.domain.questions import QueryKind, ReadyQuestion
from shared.pages.page import Chart, Column, Figure, Page, Series, Shape, Table, Unit, Value

#: What data may hold to make Slack do something.
HOSTILE = (
    "<!channel>",
    "<@U012ABCDE>",
    "<https://evil.example|Open>",
    "&lt;",
    "```",
    "*x*",
    "_",
    "~",
    ":smile:",
    "@here",
)
TEXTS = st.text(max_size=60) | st.sampled_from(HOSTILE) | st.text(min_size=200, max_size=900)
WORDS = st.lists(TEXTS, max_size=4).map(" ".join)
NUMBERS = st.integers(-(10**12), 10**12) | st.floats(allow_nan=True, allow_infinity=True)
VALUES: st.SearchStrategy[Value] = st.none() | TEXTS | NUMBERS | st.dates() | st.sampled_from(ChurnLevel)
UNITS = st.sampled_from(Unit)
FIGURES = st.builds(
    Figure, TEXTS, VALUES, UNITS, change=st.none() | st.floats(), more_is_better=st.none() | st.booleans()
)
QUESTIONS = st.builds(ReadyQuestion, TEXTS | st.text(min_size=1900, max_size=2100), st.sampled_from(QueryKind))


@st.composite
def tables(draw: st.DrawFn, rows: int = 35) -> Table:
    """Of up to so many rows; with more columns than Slack takes, now and then."""
    columns = draw(st.lists(st.builds(Column, TEXTS, UNITS, st.integers(0, 5)), min_size=1, max_size=24))
    row = st.tuples(*(VALUES for _ in columns))
    kinds = draw(st.lists(row, max_size=3))
    count = draw(st.integers(0, rows))
    repeated = tuple(kinds[place % len(kinds)] for place in range(count)) if kinds else ()
    return Table(tuple(columns), repeated, draw(TEXTS), draw(st.none() | st.integers(0, 10**6)))


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    """Of 1 to 12 series and 1 to 24 categories."""
    count, width = draw(st.integers(1, 24)), draw(st.integers(1, 12))
    value = st.none() | st.floats(allow_nan=True, allow_infinity=True) | st.floats(-1e6, 1e6)
    reach = st.none() | st.tuples(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
    name = st.text(max_size=40) | st.sampled_from(("Jan 2026", "High", "$5 and $6", "抹茶 🍵", "السلام"))
    values = draw(st.lists(value, min_size=1, max_size=count))
    ranges = draw(st.just(()) | st.lists(reach, max_size=count).map(tuple))
    series = tuple(
        Series(
            draw(name),
            tuple(values[(place + number) % len(values)] for place in range(count)),
            ranges,
            draw(st.booleans()),
        )
        for number in range(width)
    )
    names = draw(st.lists(name, min_size=1, max_size=4))
    categories = tuple(names[place % len(names)] for place in range(count))
    return Chart(draw(name), draw(st.sampled_from(Shape)), categories, series, draw(UNITS), draw(TEXTS))


PAGES = st.builds(
    Page,
    headline=TEXTS,
    emoji=st.sampled_from(("📈", "", "👥")),
    lead=WORDS | st.text(min_size=3000, max_size=9000),
    currency=st.sampled_from(("GBP", "USD", "CHF")),
    as_of=st.none() | st.dates(),
    figures=st.lists(FIGURES, max_size=10).map(tuple),
    table=st.none() | tables(),
    chart=st.none() | charts(),
    advice=st.lists(TEXTS, max_size=7).map(tuple),
    notes=st.lists(TEXTS, max_size=7).map(tuple),
    next_questions=st.lists(QUESTIONS, max_size=5).map(tuple),
    customer_id=st.none() | TEXTS,
)

COLUMNS = (
    Column("Customer", Unit.CUSTOMER),
    Column("Name", Unit.PERSON, 1),
    Column("Risk", Unit.RISK),
    Column("Worth", Unit.MONEY, 1),
    Column("Last order", Unit.DATE, 2),
)


def a_page(rows: int = 23, **changes: object) -> Page:
    """Customers who may leave."""
    levels = tuple(ChurnLevel)
    told = tuple(
        (f"c{number}", f"Ann {number}", levels[number % 4], 1204.5 - number, date(2026, 8, 1 + number % 28))
        for number in range(1, rows + 1)
    )
    page = Page(
        headline="Customers who may leave",
        emoji="⚠️",
        lead="234 customers are likely to leave within 90 days.",
        currency="GBP",
        as_of=date(2026, 11, 30),
        figures=(
            Figure("At risk", 234, Unit.COUNT, change=0.12, more_is_better=False),
            Figure("Worth", 45000.0, Unit.MONEY),
        ),
        table=Table(COLUMNS, told, "The most valuable of them", of=234),
        chart=Chart(
            "By level", Shape.BAR, ("High", "Critical"), (Series("Customers", (180, 54)),), Unit.COUNT, "180, 54"
        ),
        advice=("Write to the 12 best customers in person.",),
        notes=("The year before was not looked at.",),
        next_questions=(ReadyQuestion("How do we keep them?", QueryKind.RETENTION_PLAN),),
    )
    return replace(page, **changes)  # type: ignore[arg-type]

"""What questions cost, counted in the database: months, many at once, and what the operator sees."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from shared.cli.app import main
from shared.domain.questions import ModelUse
from shared.errors import Retryable
from shared.store.database import Database
from shared.store.spending import MonthOfKey, Spending
from tests.asking import NOWHERE

BUDGET = Decimal(5)
HAIKU = "claude-haiku-5-5"


class Calendar:
    """A clock that is set by hand."""

    def __init__(self, now: datetime) -> None:
        self._now = now

    def set(self, now: datetime) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now


@pytest.fixture
def calendar() -> Calendar:
    return Calendar(datetime(2026, 11, 22, 12, tzinfo=UTC))


@pytest.fixture
def spending(database: Database, calendar: Calendar) -> Spending:
    return Spending(database, BUDGET, calendar)


@pytest.fixture
def command_line(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("QUESTION_BUDGET_USD", "5")


def a_use(cost: str = "0.000235", model: str = HAIKU) -> ModelUse:
    return ModelUse(model, input_tokens=1800, output_tokens=110, cost=Decimal(cost))


def test_questions_that_are_counted_at_once_are_all_counted(database_url: str, calendar: Calendar) -> None:
    database = Database(database_url, size=8)
    database.open()
    spending = Spending(database, BUDGET, calendar)
    with ThreadPoolExecutor(8) as pool:
        for _ in range(200):
            pool.submit(spending.spend, "key-1", a_use())

    [month] = spending.months()
    database.close()
    assert (month.questions, month.input_tokens, month.output_tokens) == (200, 360_000, 22_000)
    assert month.dollars == Decimal("0.047")
    assert month.dollars_left == Decimal("4.953")


def test_a_new_month_begins_with_the_whole_budget(spending: Spending, calendar: Calendar) -> None:
    calendar.set(datetime(2026, 11, 30, 23, 59, 59, tzinfo=UTC))
    spending.spend("key-1", a_use("4"))
    assert spending.left("key-1") == 1

    calendar.set(datetime(2026, 12, 1, tzinfo=UTC))
    assert spending.left("key-1") == BUDGET


def test_months_are_those_of_utc_wherever_the_clock_hangs(spending: Spending, calendar: Calendar) -> None:
    calendar.set(datetime(2026, 12, 1, 1, tzinfo=timezone(timedelta(hours=2))))
    spending.spend("key-1", a_use("4"))

    assert [month.month for month in spending.months()] == [date(2026, 11, 1)]


def test_a_month_of_a_key_holds_all_its_models_and_the_newest_month_comes_first(
    spending: Spending, calendar: Calendar, database: Database
) -> None:
    with database.connection() as connection:
        row = connection.execute(
            "INSERT INTO api_keys (name, role, prefix, digest)"
            " VALUES ('dashboard', 'analyst', 'sv', '\\x01') RETURNING id"
        ).fetchone()
    assert row is not None
    key = str(row[0])
    calendar.set(datetime(2026, 10, 5, tzinfo=UTC))
    spending.spend("setting", a_use("0.5"))
    calendar.set(datetime(2026, 11, 5, tzinfo=UTC))
    spending.spend("setting", a_use("0.25"))
    spending.spend(key, a_use("4"))
    spending.spend(key, a_use("2", model="claude-sonnet-5-5"))

    november, october = date(2026, 11, 1), date(2026, 10, 1)
    assert spending.months() == [
        MonthOfKey(november, key, "dashboard", 2, 3600, 220, Decimal(6), dollars_left=Decimal(0)),
        MonthOfKey(november, "setting", None, 1, 1800, 110, Decimal("0.25"), dollars_left=Decimal("4.75")),
        MonthOfKey(october, "setting", None, 1, 1800, 110, Decimal("0.5"), dollars_left=None),
    ]


def test_a_budget_of_nothing_leaves_nothing(database: Database, calendar: Calendar) -> None:
    assert Spending(database, Decimal(0), calendar).left("key-1") == 0


def test_a_database_that_is_away_is_told(calendar: Calendar) -> None:
    database = Database(NOWHERE, acquire_timeout_s=0.2)
    database.open()
    spending = Spending(database, BUDGET, calendar)

    with pytest.raises(Retryable):
        spending.left("key-1")
    with pytest.raises(Retryable):
        spending.spend("key-1", a_use())
    database.close()


def test_the_command_says_that_nothing_was_spent(command_line: None, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["costs"])

    assert "No question has cost anything yet." in capsys.readouterr().out


def test_the_command_lists_what_was_spent(
    spending: Spending, command_line: None, capsys: pytest.CaptureFixture[str]
) -> None:
    spending.spend("setting", a_use())
    with pytest.raises(SystemExit):
        main(["costs"])

    [heading, row] = capsys.readouterr().out.splitlines()
    assert heading.split() == ["month", "key", "questions", "tokens", "in", "tokens", "out", "US", "dollars", "left"]
    assert row.split()[:6] == ["2026-11", "setting", "1", "1,800", "110", "0.0002"]


def test_the_command_prints_json_for_programs(
    spending: Spending, calendar: Calendar, command_line: None, capsys: pytest.CaptureFixture[str]
) -> None:
    calendar.set(datetime(2020, 2, 29, tzinfo=UTC))
    spending.spend("setting", a_use())
    with pytest.raises(SystemExit):
        main(["costs", "--json"])

    assert json.loads(capsys.readouterr().out) == [
        {
            "month": "2020-02-01",
            "key_id": "setting",
            "key_name": None,
            "questions": 1,
            "input_tokens": 1800,
            "output_tokens": 110,
            "dollars": 0.000235,
            "dollars_left": None,
        }
    ]

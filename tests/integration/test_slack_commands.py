"""`selvage slack subscriptions` and `feedback` over real rows."""

import json
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest
from typer.testing import CliRunner

from shared.cli.slack.command import slack
from shared.domain.questions import QueryKind, QuestionAnswer, QuestionEngine
from shared.domain.slack import KeptAnswer, Place
from shared.domain.standing_reports import standing_reports
from shared.store.database import Database
from shared.store.slack_answers import KeptAnswerStore
from shared.store.subscriptions import SubscriptionStore
from shared.thresholds import condition_told


@pytest.fixture(autouse=True)
def _settings(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    told = {"DATABASE_URL": database_url, "SLACK_TIME_ZONE": "Europe/London", "SLACK_REPORT_TIME": "07:30"}
    for name, value in told.items():
        monkeypatch.setenv(name, value)


def run(*arguments: str, status: int = 0) -> str:
    result = CliRunner().invoke(slack, arguments, catch_exceptions=status != 0)
    assert result.exit_code == status, result.output
    return " ".join((result.output + str(result.exception or "")).split())


def listed() -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = json.loads(run("subscriptions", "list", "--json"))
    return told


def test_a_report_is_added_as_people_say_it_listed_with_its_next_time_and_ended() -> None:
    assert run("subscriptions", "list") == "Nothing is sent by the clock."
    said = run("subscriptions", "add", "C1", "churn_risk", "every Monday at 9")
    assert "is sent to C1 every Monday at 09:00 (Europe/London), next on" in said
    [told] = listed()
    due = datetime.fromisoformat(told["next_due"])
    assert (due.weekday(), told["query_type"], told["user"]) == (0, "churn_risk", None)
    assert told["id"] in run("subscriptions", "list")
    assert run("subscriptions", "end", told["id"]) == "churn_risk is not sent any more."
    assert listed() == []


def test_what_is_not_said_is_the_shops_own() -> None:
    run("subscriptions", "add", "C1", "revenue_forecast", "daily")
    assert listed()[0]["when"] == "every day at 07:30 (Europe/London)"


@pytest.mark.parametrize(
    ("kind", "when", "because"),
    [
        ("churn_risk", "every hour", "is no rhythm that there is"),
        ("churn_risk", "stop this", "is no rhythm that there is"),
        ("customer_lookup", "daily", "cannot be asked without"),
        ("out_of_scope", "daily", "cannot be asked without"),
    ],
)
def test_what_cannot_be_sent_is_refused_with_the_reason(kind: str, when: str, because: str) -> None:
    assert because in run("subscriptions", "add", "C1", kind, when, status=2).replace("│ ", "")
    assert listed() == []


def test_one_of_the_settings_is_named_and_its_end_says_that_it_comes_back(database: Database) -> None:
    store = SubscriptionStore(database)
    at = datetime(2026, 1, 1, 8, tzinfo=UTC).time()
    store.follow_settings(standing_reports("C1", [condition_told("critical_customers>100")], at=at, time_zone="UTC"))
    told = {each["name"]: each for each in listed()}
    assert "the settings" in run("subscriptions", "list")
    alert = told["alert critical_customers>100"]
    assert alert["condition"] == "critical_customers>100"
    assert "or it comes back" in run("subscriptions", "end", alert["id"])


def test_to_end_what_there_is_not_says_where_to_look() -> None:
    assert "subscriptions list` shows" in run("subscriptions", "end", str(uuid4()), status=1)


def an_answer(kind: QueryKind) -> QuestionAnswer:
    told: dict[str, Any] = {
        "query_type": kind,
        "parameters": {},
        "tool": "churn_overview",
        "engine": QuestionEngine.OFFLINE,
        "confidence": 0.9,
        "runner_up": None,
        "top": (),
        "data": None,
        "summary": "",
        "notes": (),
        "next_questions": (),
        "clarification": None,
        "fell_back_because": None,
        "as_of": date(2026, 6, 30),
        "currency": "GBP",
    }
    known = {name: value for name, value in {**told, "slots": {}}.items() if name in QuestionAnswer.__slots__}
    return QuestionAnswer(**known)


def test_feedback_is_summed_up_by_kind_of_question(database: Database) -> None:
    assert run("feedback") == "Nobody was answered in Slack in the last 30 days."
    store = KeptAnswerStore(database)
    for kind, seconds, verdicts in (
        (QueryKind.CHURN_RISK, 2.0, {"U1": True, "U2": False, "U3": True}),
        (QueryKind.CHURN_RISK, 4.0, {}),
        (QueryKind.WINBACK, 0.0, {"U1": True}),
    ):
        answer = KeptAnswer(uuid4(), "U1", Place("C1"), kind, {})
        store.keep(answer, an_answer(kind), seconds=seconds)
        for user, is_good in verdicts.items():
            store.judge(answer.id, user, is_good=is_good)

    lines = {line["kind"]: line for line in json.loads(run("feedback", "--json"))}
    assert [line["kind"] for line in json.loads(run("feedback", "--json"))] == ["churn_risk", "winback", None]
    churn = lines["churn_risk"]
    assert (churn["answers"], churn["good"], churn["bad"], churn["median_seconds"]) == (2, 2, 1, 3.0)
    assert (lines[None]["answers"], lines[None]["good"], lines["winback"]["median_seconds"]) == (3, 3, None)
    assert "churn_risk 2 0% 2 1 67% 3.0 s" in run("feedback")

"""`selvage drafts pause`, `resume` and `status` over real rows."""

import json

import pytest
from typer.testing import CliRunner

from shared.cli.drafts.command import drafts
from shared.store.database import Database
from shared.store.jobs import JobStore


@pytest.fixture(autouse=True)
def _settings(database_url: str, redis_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    told = {"DATABASE_URL": database_url, "REDIS_URL": redis_url, "GORGIAS_DOMAIN": "acme", "DRAFT_BUDGET_USD": "25"}
    for name, value in told.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def backlog(jobs: JobStore) -> None:
    for _ in range(40):
        jobs.enqueue("draft_reply", "drafts", {})


def run(*arguments: str, status: int = 0) -> str:
    result = CliRunner().invoke(drafts, arguments, catch_exceptions=False)
    assert result.exit_code == status, result.output
    return " ".join(result.output.split())


def test_a_pause_is_told_with_its_end_and_reason_until_somebody_resumes() -> None:
    assert run("pause", "--for", "2h", "--reason", "a sale [big]").startswith("Drafts are paused until 2")
    assert "paused since" in run("status")
    assert "a sale [big]" in run("status")
    assert run("resume") == "Drafts are begun again."
    assert "are begun" in run("status")
    assert run("resume") == "Drafts were not paused."


def test_a_pause_without_an_end_says_how_to_end_it() -> None:
    assert run("pause") == "Drafts are paused until `selvage drafts resume`: paused by hand."


@pytest.mark.parametrize(
    ("arguments", "because"),
    [
        (("--for", "soon"), "no span of time"),
        (("--for", "0"), "a pause of 0 is none"),
        (("--for", "999999w"), "at most"),
        (("--reason", " "), "write 1 to 200 characters"),
        (("--reason", "x" * 201), "write 1 to 200 characters"),
    ],
)
def test_what_makes_no_pause_is_refused_with_the_reason(arguments: tuple[str, ...], because: str) -> None:
    assert because in run("pause", *arguments, status=2).replace("│ ", "")
    assert "are begun" in run("status")


@pytest.mark.usefixtures("backlog")
def test_the_status_says_what_waits_what_it_costs_and_how_long_it_takes() -> None:
    told = run("status")
    assert "waiting 40 tickets, the oldest due for" in told
    assert "today 0.00 US dollars of 25.00" in told
    assert "0 of 36 used" in told
    assert "about 1 min 0 s at the account's pace of 40/20" in told


@pytest.mark.usefixtures("backlog")
def test_programs_get_the_status_as_json(database: Database) -> None:
    with database.connection() as connection:
        connection.execute(
            "UPDATE jobs SET state = 'done', finished_at = now() WHERE id IN (SELECT id FROM jobs LIMIT 2)"
        )
    told = json.loads(run("status", "--json"))
    assert (told["paused"], told["waiting"], told["in_flight"], told["backlog_takes_s"]) == (None, 38, 0, 57.0)
    assert told["ended"] == {"done": 2}
    assert told["spent_at_most"] == 25.0
    assert told["budget"]["waiting"] == {"live": 0, "upkeep": 0, "backfill": 0}


def test_without_redis_the_status_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1:9/0")
    assert "Redis is away, so nobody knows what is used" in run("status")


def test_without_a_limit_the_backlog_takes_as_long_as_it_takes(jobs: JobStore, monkeypatch: pytest.MonkeyPatch) -> None:
    jobs.enqueue("draft_reply", "drafts", {})
    monkeypatch.setenv("GORGIAS_RATE_LIMIT", "")
    told = run("status")
    assert "no limit of our own" in told
    assert "as long as the workers need" in told

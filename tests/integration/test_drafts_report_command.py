"""`selvage drafts report` over rows as workers write them."""

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from shared.cli.drafts.report import report
from shared.domain.answers import Usage
from shared.store.database import Database
from tests.factories_answers import KeptDrafts, a_pairing

APP = typer.Typer()
APP.command()(report)


@pytest.fixture
def kept(database: Database, database_url: str, monkeypatch: pytest.MonkeyPatch) -> KeptDrafts:
    monkeypatch.setenv("DATABASE_URL", database_url)
    kept = KeptDrafts(database)
    kept.answers.pair(kept.post(ticket_id=1), a_pairing(Usage.AS_IS, agent=(1, "Jo")))
    return kept


def run(*arguments: str) -> str:
    result = CliRunner().invoke(APP, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_it_prints_what_became_of_the_drafts(kept: KeptDrafts) -> None:
    told = run()

    assert "What agents did" in told
    assert "Return/Exchange Request" in told
    assert "100% (21-100)" in told


def test_it_prints_json_for_programs(kept: KeptDrafts) -> None:
    told = json.loads(run("--json", "--by", "agent", "--days", "7"))

    assert (told["by"], told["days"]) == ("agent", 7)
    assert [(row["label"], row["as_is"]) for row in told["rows"]] == [("Jo", 1)]
    assert told["total"]["acceptance_rate"] == 1.0


def test_it_prints_csv_for_spreadsheets(kept: KeptDrafts) -> None:
    assert run("--csv", "--by", "engine").splitlines()[1].startswith("Claude,claude,Claude,1,")


def test_it_draws_a_picture(kept: KeptDrafts, tmp_path: Path) -> None:
    run("--plot", str(tmp_path / "drafts.png"))

    assert (tmp_path / "drafts.png").read_bytes().startswith(b"\x89PNG")


def test_two_forms_at_once_are_refused(kept: KeptDrafts) -> None:
    assert CliRunner().invoke(APP, ["--json", "--csv"]).exit_code == 2

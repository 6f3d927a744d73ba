import io
import json
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from shared.cli.app import main
from shared.cli.policy import look_over
from shared.domain.policy import Topic
from shared.policy_file import read_policy

ROOT = Path(__file__).resolve().parents[3]
EXAMPLE = ROOT / "docs" / "shop-policy.example.toml"
DEMO = ROOT / "data" / "shop_policy.toml"


def run(*arguments: str) -> tuple[int, str, str]:
    """The status and both outputs of `selvage policy check`."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err), pytest.raises(SystemExit) as ended:
        main(["policy", "check", *arguments])
    return int(ended.value.code or 0), out.getvalue(), err.getvalue()


@pytest.mark.parametrize("path", [EXAMPLE, DEMO], ids=lambda path: path.name)
def test_every_statement_that_the_project_comes_with_may_be_repeated(path: Path) -> None:
    assert [(one.statement, one.held_back_for) for one in look_over(read_policy(path)) if one.held_back_for] == []


def test_the_check_shows_each_statement_and_what_it_lets_drafts_say() -> None:
    status, out, _ = run(str(EXAMPLE))
    assert status == 0
    for words in (
        "Returns: within 30 days.",
        "Discounts: at most 10%, and only as the statements say.",
        "Codes: WELCOME10.",
        "Reviewed on 2026-11-01.",
    ):
        assert words in out


def test_json_holds_the_same() -> None:
    status, out, _ = run(str(EXAMPLE), "--json")
    told = json.loads(out)
    assert status == 0
    assert {one["topic"] for one in told["statements"]} == set(Topic)
    assert [one for one in told["statements"] if one["held_back_for"]] == []
    assert (told["return_window_days"], told["most_discount_percent"], told["discount_codes"]) == (
        30,
        10,
        ["WELCOME10"],
    )


def test_a_statement_that_no_draft_could_repeat_is_shown_and_ends_with_status_1(tmp_path: Path) -> None:
    file = tmp_path / "policy.toml"
    file.write_text('[shipping]\nstatements = ["VIPs get free shipping."]', encoding="utf-8")
    status, out, _ = run(str(file), "--json")
    assert status == 1
    assert json.loads(out)["statements"][0]["held_back_for"] == ["used words that are for agents only"]


def test_an_empty_policy_is_said_to_promise_nothing(tmp_path: Path) -> None:
    file = tmp_path / "policy.toml"
    file.touch()
    status, out, _ = run(str(file))
    assert status == 0
    assert "No statement: drafts promise nothing." in out
    assert "Nothing about returns, discounts, shipping, orders, products: drafts leave it open." in out


def test_a_file_that_cannot_be_used_is_one_sentence() -> None:
    status, out, err = run("/nowhere/policy.toml")
    assert (status, out) == (1, "")
    assert err == (
        "selvage: /nowhere/policy.toml cannot be read (No such file or directory); "
        "set SHOP_POLICY_FILE to the policy's path\n"
    )

"""What a run leaves behind."""

from dataclasses import replace
from io import StringIO
from pathlib import Path

import orjson
import pytest
from rich.console import Console

from tests.faults.registry import SCENARIOS
from tests.faults.report import keep, table_of
from tests.faults.scenario import Result

GOOD = Result(SCENARIOS[0], acknowledged=9, lost=0, double_notes=0, recovered_s=5.4, unexpected=None, took_s=7.1)


def shown(*results: Result) -> str:
    console = Console(width=160, record=True, file=StringIO())
    console.print(table_of(results))
    return console.export_text()


def test_the_file_holds_four_facts_a_scenario(tmp_path: Path) -> None:
    keep([GOOD, replace(GOOD, recovered_s=None, lost=2)], tmp_path / "new" / "faults.json")
    assert orjson.loads((tmp_path / "new" / "faults.json").read_bytes()) == [
        {"scenario": "01 door-killed-after-commit", "lost": 0, "double_notes": 0, "recovered_s": 5.4},
        {"scenario": "01 door-killed-after-commit", "lost": 2, "double_notes": 0, "recovered_s": None},
    ]


def test_the_table_says_what_was_not_as_expected() -> None:
    text = shown(GOOD, replace(GOOD, unexpected="the door answered what it could not know"))
    assert "as expected" in text
    assert "the door answered what it could not know" in text
    assert "1 of 2 as expected, 0 jobs lost, 0 double notes" in text


@pytest.mark.parametrize("change", [{"lost": 1}, {"double_notes": 1}, {"unexpected": "late"}])
def test_a_result_is_good_only_when_nothing_was_lost_doubled_or_unexpected(change: dict[str, object]) -> None:
    assert GOOD.is_good
    assert not replace(GOOD, **change).is_good  # type: ignore[arg-type]  # a field each

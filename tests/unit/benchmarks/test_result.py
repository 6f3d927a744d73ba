import json
from io import StringIO
from pathlib import Path

from rich.console import Console

from benchmarks.result import Result, table, write


def a_result() -> Result:
    return Result("door", {"per_second": 6900, "p99_ms": 8.25}, {"vs_fastapi_delay": 5.4}, ("One sentence.",))


def test_a_result_is_written_under_its_name(tmp_path: Path) -> None:
    path = write(a_result(), tmp_path / "bench")

    assert path.name == "door.json"
    assert json.loads(path.read_text(encoding="utf-8")) == {
        "name": "door",
        "measured": {"per_second": 6900, "p99_ms": 8.25},
        "ratios": {"vs_fastapi_delay": 5.4},
        "notes": ["One sentence."],
    }


def test_the_table_shows_figures_and_ratios() -> None:
    screen = StringIO()

    Console(width=100, file=screen).print(table([a_result()]))

    shown = screen.getvalue()
    assert "6,900" in shown
    assert "8.25" in shown
    assert "5.40 x" in shown

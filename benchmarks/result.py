"""What a benchmark found, and the two ways it is shown: a JSON file and a table."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.table import Table

#: Results, logs and the benchmarks' own stores. Absolute, since servers run in folders of their own.
FOLDER = Path(".selvage/bench").resolve()


@dataclass(frozen=True, slots=True)
class Result:
    """One benchmark's findings."""

    name: str
    #: Figures with their unit in the name, as `p99_ms`. Whatever a peer could not be asked is absent.
    measured: Mapping[str, float]
    #: How many times the peer's figure ours is; above 1 is better for us.
    ratios: Mapping[str, float]
    #: What a reader must know to judge the figures, one sentence each.
    notes: tuple[str, ...]


def write(result: Result, folder: Path) -> Path:
    """The file `<folder>/<name>.json` that now holds the result."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{result.name}.json"
    path.write_text(json.dumps(asdict(result), indent=2) + "\n", encoding="utf-8")
    return path


def figure(value: float) -> str:
    """A number as a reader wants it: whole from a hundred up, else two decimals."""
    return f"{value:,.0f}" if abs(value) >= 100 or value == int(value) else f"{value:,.2f}"


def table(results: Sequence[Result]) -> Table:
    """All figures and ratios, with the notes of each benchmark below them."""
    drawn = Table(title="Benchmarks", title_justify="left", show_lines=False)
    drawn.add_column("benchmark", no_wrap=True)
    drawn.add_column("figure")
    drawn.add_column("value", justify="right", no_wrap=True)
    for result in results:
        for key, value in result.measured.items():
            drawn.add_row(result.name, key, figure(value))
        for key, value in result.ratios.items():
            drawn.add_row(result.name, f"[bold]{key}[/bold]", f"[bold]{value:.2f} x[/bold]")
        drawn.add_section()
    return drawn

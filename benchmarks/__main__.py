"""`python -m benchmarks [NAME]`: run one benchmark, or all of them, and show what they found."""

import argparse
import sys
from collections.abc import Callable, Mapping

from rich.console import Console

from benchmarks import (
    analytics,
    budget,
    discovery,
    door,
    drafts,
    forecast,
    latency,
    lookup,
    predictions,
    questions,
    slack,
)
from benchmarks.result import FOLDER, Result, table, write
from shared.errors import SelvageError

BENCHMARKS: Mapping[str, Callable[[], Result]] = {
    "analytics": analytics.measure,
    "budget": budget.measure,
    "discovery": discovery.measure,
    "door": door.measure,
    "drafts": drafts.measure,
    "forecast": forecast.measure,
    "latency": latency.measure,
    "lookup": lookup.measure,
    "predictions": predictions.measure,
    "questions": questions.measure,
    "slack": slack.measure,
}


def main() -> None:
    """Run what was asked for, write each result to `.selvage/bench/<name>.json`, print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("name", nargs="?", choices=sorted(BENCHMARKS), help="all of them when left out")
    asked: str | None = parser.parse_args().name
    console = Console()
    results = []
    for name in [asked] if asked else BENCHMARKS:
        console.print(f"[bold]{name}[/bold]")
        try:
            results.append(BENCHMARKS[name]())
        except SelvageError as error:
            sys.exit(f"benchmarks: {name}: {error}")
        write(results[-1], FOLDER)
    console.print(table(results))
    for result in results:
        for note in result.notes:
            console.print(f"[dim]{result.name}: {note}[/dim]", highlight=False)


if __name__ == "__main__":
    main()

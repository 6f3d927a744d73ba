"""What a run came to: a table for people, and a file for programs."""

from collections.abc import Sequence
from pathlib import Path

import orjson
from rich.console import Console
from rich.table import Table

from tests.faults.scenario import Result

#: As wide as the table, where there is no terminal to fit into.
WIDTH = 130
FILE = Path(".selvage/faults.json")
NEVER = "never"


def console(*, stderr: bool = False) -> Console:
    """Where a run is told."""
    terminal = Console(stderr=stderr)
    return terminal if terminal.is_terminal else Console(stderr=stderr, width=WIDTH)


def table_of(results: Sequence[Result]) -> Table:
    """A row a scenario."""
    table = Table(title="Faults", title_justify="left", caption=_caption(results), caption_justify="left")
    table.add_column("scenario", no_wrap=True)
    for heading in ("acknowledged", "jobs lost", "double notes", "recovered in", "bound"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("verdict", overflow="fold")
    for result in results:
        table.add_row(
            result.scenario.full_name,
            str(result.acknowledged),
            str(result.lost),
            str(result.double_notes),
            NEVER if result.recovered_s is None else f"{result.recovered_s:.1f} s",
            f"{result.scenario.within_s:.0f} s",
            "[green]as expected[/]" if result.is_good else f"[red]{result.unexpected or 'lost or doubled'}[/]",
        )
    return table


def json_of(results: Sequence[Result]) -> bytes:
    """What `.selvage/faults.json` holds."""
    return orjson.dumps([result.as_row() for result in results], option=orjson.OPT_INDENT_2) + b"\n"


def keep(results: Sequence[Result], file: Path = FILE) -> None:
    """Write the results where programs look for them."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(json_of(results))


def print_one(result: Result, to: Console) -> None:
    """One line, as soon as a scenario has ended."""
    mark = "[green]ok[/]  " if result.is_good else "[red]BAD[/] "
    told = f"lost {result.lost}, double {result.double_notes}, {result.took_s:.0f} s"
    to.print(f"{mark} {result.scenario.full_name:<34} {told}", highlight=False)
    for measured in result.measured:
        to.print(f"     {measured}", highlight=False, markup=False)
    if result.unexpected:
        to.print(f"     {result.unexpected}", style="red", highlight=False, markup=False)


def _caption(results: Sequence[Result]) -> str:
    good = sum(result.is_good for result in results)
    lost = sum(result.lost for result in results)
    doubled = sum(result.double_notes for result in results)
    took = sum(result.took_s for result in results)
    return f"{good} of {len(results)} as expected, {lost} jobs lost, {doubled} double notes, {took / 60:.1f} minutes"

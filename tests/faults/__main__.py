"""`python -m tests.faults [NAME ...]`: play the scenarios, print what came of them, fail when anything was lost."""

import argparse
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from shared.cli.local.system import stopped_by_signals
from tests.faults.registry import SCENARIOS, chosen
from tests.faults.report import console, json_of, keep, print_one, table_of
from tests.faults.run import play
from tests.faults.scenario import Result, Scenario
from tests.faults.stage import Stage, set_up

SEED = 1
#: The logs of the processes in scenarios that did not end as expected.
LOGS = Path(".selvage/faults")


def main() -> None:
    """Exit with 0 when every scenario lost nothing, doubled nothing and did what its row expects; else with 1."""
    wanted = _parser().parse_args()
    try:
        scenarios = chosen(wanted.name)
    except LookupError as error:
        sys.exit(f"{error.args[0]}; --list names all")
    if wanted.list:
        for each in scenarios:
            print(f"{each.full_name:<34} {each.fault}")  # noqa: T201  what was asked for
        return
    told = console(stderr=wanted.json)
    results = play_all(scenarios, seed=wanted.seed, told=told)
    told.print(table_of(results))
    if wanted.json:
        sys.stdout.buffer.write(json_of(results))
    if len(results) == len(SCENARIOS):
        keep(results)
    sys.exit(not all(result.is_good for result in results))


def play_all(scenarios: Sequence[Scenario], *, seed: int, told: Console) -> list[Result]:
    """What came of each, told as soon as it is known."""
    results: list[Result] = []
    shutil.rmtree(LOGS, ignore_errors=True)
    with stopped_by_signals(), set_up() as stage:
        for number, each in enumerate(scenarios, start=1):
            with told.status(f"{number} of {len(scenarios)}: {each.full_name}: {each.fault}"):
                result = play(each, stage, seed=seed)
            print_one(result, told)
            if not result.is_good:
                _keep_logs(stage, each)
            results.append(result)
    return results


def _keep_logs(stage: Stage, scenario: Scenario) -> None:
    kept = LOGS / scenario.name
    kept.mkdir(parents=True, exist_ok=True)
    for log in (stage.folder / f"{scenario.number:02}").rglob("*.log"):
        shutil.copy(log, kept)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("name", nargs="*", help="names or numbers of scenarios; all unless given")
    parser.add_argument("--list", action="store_true", help="name the scenarios and their faults, and play none")
    parser.add_argument("--seed", type=int, default=SEED, help=f"for all that is drawn by lot [{SEED}]")
    parser.add_argument(
        "--json", action="store_true", help="print the results as JSON; the table goes to standard error"
    )
    return parser


if __name__ == "__main__":
    main()

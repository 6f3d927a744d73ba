"""What the soak came to."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import orjson
from rich.console import Console
from rich.table import Table

from tests.faults.soak.house import STEADY
from tests.faults.soak.memory import Growth

FILE = Path(".selvage/soak.json")


@dataclass(frozen=True, slots=True)
class Outcome:
    """All that is told of a soak."""

    seed: int
    tickets: int
    minutes: float
    acknowledged: int
    lost: int
    double_notes: int
    #: From the end of the last trouble to the end of the last job; None when that was not reached.
    recovered_s: float | None
    notes: int
    #: The jobs of deliveries by state, webhooks by answer, troubles by name.
    jobs: Mapping[str, int]
    answers: Mapping[str, int]
    troubles: Mapping[str, int]
    memory: Sequence[Growth]

    @property
    def memory_is_flat(self) -> bool:
        """Whether no process that lived all the while grew."""
        return all(growth.is_flat for growth in self.memory if growth.process in STEADY)

    @property
    def is_good(self) -> bool:
        """Whether nothing was lost or doubled, all ended, and memory was flat."""
        return not (self.lost or self.double_notes) and self.recovered_s is not None and self.memory_is_flat

    def keep(self, file: Path = FILE) -> None:
        """Write it where programs look for it."""
        file.parent.mkdir(parents=True, exist_ok=True)
        told = {name: value for name, value in asdict(self).items() if name != "memory"}
        memory = [asdict(growth) | {"flat": growth.is_flat} for growth in self.memory]
        whole = told | {"memory_is_flat": self.memory_is_flat, "memory": memory}
        file.write_bytes(orjson.dumps(whole, option=orjson.OPT_INDENT_2) + b"\n")

    def print_to(self, console: Console) -> None:
        """As tables."""
        facts = Table(title=f"Soak, seed {self.seed}", title_justify="left", show_header=False)
        recovered = "never" if self.recovered_s is None else f"{self.recovered_s:.1f} s"
        for name, value in (
            ("tickets", f"{self.tickets:,} in {self.minutes:.1f} minutes"),
            ("messages acknowledged", f"{self.acknowledged:,}"),
            ("jobs lost", str(self.lost)),
            ("double notes", str(self.double_notes)),
            ("notes", f"{self.notes:,}"),
            ("recovered in", recovered),
            ("jobs", _counted(self.jobs)),
            ("webhooks answered", _counted(self.answers)),
            ("troubles", _counted(self.troubles)),
            ("memory flat", "yes" if self.memory_is_flat else "NO"),
        ):
            facts.add_row(name, value)
        console.print(facts)
        console.print(_memory(self.memory))


def _memory(growths: Sequence[Growth]) -> Table:
    table = Table(title="Resident memory, MiB", title_justify="left")
    for heading in ("process", "lives", "second quarter", "last quarter", "slope a minute", ""):
        table.add_column(heading, justify="left" if heading in {"process", ""} else "right")
    for growth in growths:
        verdict = "flat" if growth.is_flat else "GROWS"
        table.add_row(
            growth.process,
            str(growth.lives),
            f"{growth.second_quarter_mib:.1f}",
            f"{growth.last_quarter_mib:.1f}",
            f"{growth.slope_mib_per_min:+.2f}",
            verdict if growth.process in STEADY else "killed on the way",
        )
    return table


def _counted(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{number:,} {name}" for name, number in sorted(counts.items(), key=lambda item: -item[1]))

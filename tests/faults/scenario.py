"""A scenario, and what came of it."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.faults.scene import Scene


@dataclass(frozen=True, slots=True)
class Scenario:
    """One row of the table in docs/reliability.md."""

    number: int
    name: str
    fault: str
    expected: str
    #: From the end of the fault until every acknowledged message has ended.
    within_s: float
    #: Does the fault, and asserts what is expected beyond the oracle's judgement.
    play: Callable[[Scene], None]

    @property
    def full_name(self) -> str:
        """The name with its number."""
        return f"{self.number:02} {self.name}"


def scenario(
    number: int, *, fault: str, expected: str, within_s: float
) -> Callable[[Callable[[Scene], None]], Scenario]:
    """Make a scenario of a function; it is called as the function is."""

    def made(play: Callable[[Scene], None]) -> Scenario:
        return Scenario(number, play.__name__.replace("_", "-"), fault, expected, within_s, play)

    return made


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one scenario."""

    scenario: Scenario
    acknowledged: int
    lost: int
    double_notes: int
    #: From the end of the fault to the end of the last job; None when that was not reached.
    recovered_s: float | None
    #: What was not as expected; None when all was.
    unexpected: str | None
    took_s: float
    #: What was measured besides, in words.
    measured: tuple[str, ...] = ()

    @property
    def is_good(self) -> bool:
        """Whether nothing was lost or doubled, and all else was as the scenario expects."""
        return not (self.lost or self.double_notes or self.unexpected)

    def as_row(self) -> dict[str, object]:
        """What `.selvage/faults.json` holds."""
        return {
            "scenario": self.scenario.full_name,
            "lost": self.lost,
            "double_notes": self.double_notes,
            "recovered_s": self.recovered_s,
        }

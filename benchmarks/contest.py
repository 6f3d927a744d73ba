"""Servers measured in turns, so that what the machine does besides falls on all of them alike."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

from benchmarks.load.plan import LoadPlan, LoadReport
from benchmarks.load.process import run_load
from benchmarks.servers import Server, running


@dataclass(frozen=True, slots=True)
class Standing:
    """One server's medians over the rounds, and everything that it answered."""

    #: Answers a second, round by round.
    rates: tuple[float, ...]
    p50_ms: float
    p99_ms: float
    statuses: Mapping[int, int]
    lost: int

    @property
    def per_second(self) -> float:
        """The median round's rate."""
        return median(self.rates)

    def ratio_to(self, peer: "Standing") -> float:
        """How many times the peer's rate ours is, in the median round.

        Each round is compared with itself, since the machine may be slower in one round than in another.
        """
        return median(ours / theirs for ours, theirs in zip(self.rates, peer.rates, strict=True))


def standing_of(reports: Sequence[LoadReport]) -> Standing:
    """Medians of the figures, sums of the counts."""
    statuses: dict[int, int] = {}
    for report in reports:
        for status, count in report.statuses.items():
            statuses[status] = statuses.get(status, 0) + count
    return Standing(
        rates=tuple(report.per_second for report in reports),
        p50_ms=median(report.p50_ms for report in reports),
        p99_ms=median(report.p99_ms for report in reports),
        statuses=statuses,
        lost=sum(report.lost for report in reports),
    )


def turns(servers: Sequence[Server], rounds: int) -> list[tuple[int, Server]]:
    """Who runs when: each once a round, and each round starts with the next one."""
    order = []
    for number in range(rounds):
        first = number % len(servers)
        order += [(number, server) for server in (*servers[first:], *servers[:first])]
    return order


def acknowledged_file(folder: Path, server: Server, number: int) -> Path:
    """Where the ids that `server` acknowledged in a round are kept."""
    return folder / f"{server.name}-{number}.ids"


def hold(
    servers: Sequence[Server],
    plan: LoadPlan,
    *,
    rounds: int,
    folder: Path,
    keep_ids_of: Server,
    before_each: Callable[[], None],
    after_each: Callable[[int, Server, LoadReport], None],
) -> dict[str, Standing]:
    """The standing of each server by name, after `rounds` rounds of `plan` against its port.

    Each server is started for its turn alone. `before_each` cleans up, `after_each` tells whoever watches.
    """
    reports: dict[str, list[LoadReport]] = {server.name: [] for server in servers}
    for turn, (number, server) in enumerate(turns(servers, rounds)):
        before_each()
        ids = str(acknowledged_file(folder, server, number)) if server is keep_ids_of else ""
        first_id = plan.first_id + turn * plan.requests
        with running(server, folder):
            report = run_load(replace(plan, port=server.port, first_id=first_id, acknowledged_file=ids))
        reports[server.name].append(report)
        after_each(number, server, report)
    return {name: standing_of(seen) for name, seen in reports.items()}

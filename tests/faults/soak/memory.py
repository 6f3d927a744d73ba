"""How much memory each process holds while the soak goes on, and whether that grows."""

import statistics
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from time import monotonic
from types import TracebackType
from typing import Self

SAMPLE_EVERY_S = 5.0
#: From the second quarter to the last one: more than both, and memory is not flat.
MOST_GROWTH, MOST_GROWTH_MIB = 0.10, 12.0
FEWEST_SAMPLES = 8


@dataclass(frozen=True, slots=True)
class Sample:
    """One look at one process."""

    at_s: float
    pid: int
    mib: float


@dataclass(frozen=True, slots=True)
class Growth:
    """What became of one process' memory."""

    process: str
    #: Processes of this name that there were, as the supervisor started it again.
    lives: int
    second_quarter_mib: float
    last_quarter_mib: float
    #: By least squares, from the second quarter on.
    slope_mib_per_min: float

    @property
    def is_flat(self) -> bool:
        """Whether it holds about as much at the end as after it had warmed up."""
        grown = self.last_quarter_mib - self.second_quarter_mib
        return grown <= max(MOST_GROWTH * self.second_quarter_mib, MOST_GROWTH_MIB)


def growth_of(process: str, samples: Sequence[Sample]) -> Growth | None:
    """The growth that the samples show; None when they are too few to tell."""
    quarter = len(samples) // 4
    if len(samples) < FEWEST_SAMPLES:
        return None
    warm = samples[quarter:]
    minutes = [sample.at_s / 60 for sample in warm]
    slope = statistics.linear_regression(minutes, [sample.mib for sample in warm]).slope
    return Growth(
        process,
        lives=len({sample.pid for sample in samples}),
        second_quarter_mib=round(_median(samples[quarter : 2 * quarter]), 1),
        last_quarter_mib=round(_median(samples[-quarter:]), 1),
        slope_mib_per_min=round(slope, 2),
    )


def _median(samples: Sequence[Sample]) -> float:
    return statistics.median(sample.mib for sample in samples)


class MemoryWatch:
    """Looks at every process again and again, from a thread of its own. Use as a context manager."""

    def __init__(self, pids: Callable[[], Mapping[str, int]]) -> None:
        """`pids` tells the processes by name; 0 for one that is down."""
        self._pids = pids
        self._began = monotonic()
        self._stop = Event()
        self._thread = Thread(target=self._watch, name="memory-watch", daemon=True)
        self._samples: dict[str, list[Sample]] = defaultdict(list)

    @property
    def growths(self) -> list[Growth]:
        """Of every process that was seen often enough, by name."""
        found = (growth_of(name, samples) for name, samples in sorted(self._samples.items()))
        return [growth for growth in found if growth is not None]

    def _watch(self) -> None:
        while not self._stop.wait(SAMPLE_EVERY_S):
            for name, pid in self._pids().items():
                if pid and (mib := _resident_mib(pid)):
                    self._samples[name].append(Sample(monotonic() - self._began, pid, mib))

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._stop.set()
        self._thread.join(SAMPLE_EVERY_S)


def _resident_mib(pid: int) -> float:
    """What the process holds in memory; 0 when it has gone."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0.0
    lines = (line.split() for line in status.splitlines())
    return next((int(words[1]) / 1024 for words in lines if words and words[0] == "VmRSS:"), 0.0)

"""Where names stand below a chart: all of them where there is room, on up to three lines, else every so many."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from shared.pages.charts.frame import LINE, MARGIN, WIDTH
from shared.pages.charts.letters import MORE, drawable, fitted, width_of, wrapped
from shared.pages.wording import MONTHS

#: Between two names beside one another.
APART = 7.0
MOST_LINES = 3
#: Names of months, quarters, weeks, days and years: from some of them the others are known.
PERIOD = re.compile(rf"(\d{{4}}-?)?([QqWw]?\d{{1,2}}\b.*|\d{{4}}|({'|'.join(MONTHS)})\w*\.?( '?\d{{2,4}})?|Q\d.*)")


@dataclass(frozen=True, slots=True)
class Name:
    """A name below a chart: which it is, its lines, and where their middle is, in points from the left."""

    place: int
    lines: tuple[str, ...]
    middle: float


def are_periods(names: Sequence[str]) -> bool:
    """Whether the names are of periods, so that some of them may be left out."""
    return all(PERIOD.fullmatch(name.strip()) for name in names)


def names_below(names: Sequence[str], middles: Sequence[float], *, may_skip: bool) -> tuple[Name, ...] | None:
    """The names, each around its middle as far as the picture reaches; None when they have no room."""
    told = [drawable(name) for name in names]
    is_time = are_periods(names)
    for step in range(1, len(told) + 1 if may_skip else 2):
        places = range((len(told) - 1) % step, len(told), step)
        slot = min((middles[after] - middles[before] for before, after in pairwise(places)), default=WIDTH) - APART
        for lines in range(1, MOST_LINES + 1 if step == 1 else MOST_LINES if is_time else 2):
            whole = [_lines(told[place], slot, lines, is_time=is_time) for place in places]
            found = tuple(_name(part, place, middles[place]) for part, place in zip(whole, places, strict=True))
            if _is_whole(found) and not _overlap(found):
                return found
    if not may_skip:
        return None
    last = len(told) - 1
    return (_name((fitted(told[last], WIDTH - 2 * MARGIN),), last, middles[last]),)


def height_of(names: Sequence[Name]) -> float:
    """How high the names are together, in points."""
    return max((len(name.lines) for name in names), default=0) * LINE


def _lines(text: str, room: float, lines: int, *, is_time: bool) -> tuple[str, ...]:
    """The name on so many lines; of periods all are parted alike, before the year."""
    if is_time and lines > 1:
        return tuple(text.rsplit(" ", 1))
    return wrapped(text, min(room, WIDTH - 2 * MARGIN), lines)


def _name(lines: tuple[str, ...], place: int, middle: float) -> Name:
    half = max((width_of(line) for line in lines), default=0) / 2
    return Name(place, lines, min(max(middle, MARGIN + half), WIDTH - MARGIN - half))


def _is_whole(names: Sequence[Name]) -> bool:
    return not any(name.lines[-1].endswith(MORE) for name in names if name.lines)


def _overlap(names: Sequence[Name]) -> bool:
    halves = [max((width_of(line) for line in name.lines), default=0) / 2 for name in names]
    sides = [(name.middle - half, name.middle + half) for name, half in zip(names, halves, strict=True)]
    return any(right + APART > left for (_, right), (left, _) in itertools.pairwise(sides))

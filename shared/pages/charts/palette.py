"""The colours of every picture: told apart by those who cannot tell red from green, and on a dark surrounding too."""

from dataclasses import dataclass

from shared.domain.churn import ChurnLevel

#: The picture's own ground, its border, its lines, what is written, and what is written quietly.
GROUND, BORDER, GRID, INK, QUIET = "#fcfcfa", "#d5d8d1", "#e6e8e2", "#1f2a24", "#5d6862"
#: In every kind of colour blindness any two are at least 18 apart (CIE76, after Machado et al. 2009).
HUES = ("#0b6e4f", "#e0a030", "#4f8fd9", "#cf5c36", "#86bfae", "#5a2d6e")
RISK_HUES = {
    ChurnLevel.CRITICAL: "#a3161f",
    ChurnLevel.HIGH: "#e0703a",
    ChurnLevel.MEDIUM: "#e3b81e",
    ChurnLevel.LOW: "#2c8c7c",
}
#: How much of a colour is left in what is expected rather than known.
LIGHTER = 0.6


@dataclass(frozen=True, slots=True)
class Look:
    """How a series is drawn; the second half dozen repeats the colours with another pattern."""

    colour: str
    is_patterned: bool = False


#: A change for more, and for less.
GROWTH, DECLINE = Look(HUES[0]), Look(HUES[3])


def look_of(place: int) -> Look:
    """The look of the series at `place`, from 0; from the thirteenth on they repeat."""
    return Look(HUES[place % len(HUES)], is_patterned=place // len(HUES) % 2 == 1)


def risk_looks(names: tuple[str, ...]) -> tuple[Look, ...] | None:
    """The looks of names that are all levels of risk, as "High" or "🟠 High"; None when one is not."""
    levels = [name.split()[-1].upper() if name.split() else "" for name in names]
    known = set(ChurnLevel)
    return tuple(Look(RISK_HUES[ChurnLevel(each)]) for each in levels) if set(levels) <= known and levels else None


def lighter(colour: str) -> str:
    """The colour with some of the ground in it."""
    parts = zip(_parts(colour), _parts(GROUND), strict=True)
    return "#" + "".join(f"{round(LIGHTER * one + (1 - LIGHTER) * other):02x}" for one, other in parts)


def _parts(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[place : place + 2], 16) for place in (1, 3, 5))

"""How numbers stand in a sentence: "3 orders", "22%", "2.4 times as long"."""

#: From here on a ratio is told without decimals.
WHOLE_TIMES_FROM = 10


def counted(number: float, noun: str, plural: str | None = None) -> str:
    """The number with its noun: "1 order", "1,204 orders", "2 companies"; fractions are rounded."""
    whole = round(number)
    return f"{whole:,} {noun if whole == 1 else plural or noun + 's'}"


def percent(share: float) -> str:
    """A share of 1 as whole percent; what is not nothing, and what is not all, is never rounded to it."""
    rounded = f"{share:.0%}"
    if rounded == "0%" and share > 0:
        return "under 1%"
    return "over 99%" if rounded == "100%" and share < 1 else rounded


def change(share: float) -> str:
    """A growth as percent with its sign: "+12%", "-3%", "+/-0%"."""
    whole = round(share * 100)
    return f"{whole:+,}%" if whole else "+/-0%"


def times(ratio: float) -> str:
    """How many times as much, as "2.4 times" or "38 times"."""
    return f"{ratio:,.0f} times" if ratio >= WHOLE_TIMES_FROM else f"{ratio:.1f} times"


def plain(name: str) -> str:
    """The name of an axis, a segment or a group as people say it: "purchase frequency", "one time"."""
    return name.replace("_", " ").lower()


def joined(names: tuple[str, ...], last: str = "and") -> str:
    """The names in a row: "a", "a and b", "a, b and c"."""
    return f" {last} ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))

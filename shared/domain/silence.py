"""How long a customer has been silent, measured by how often they usually buy."""

from shared.domain.words import counted, times

#: Who buys every day is not overdue by "many times" after a weekend.
SHORTEST_GAP_DAYS = 1.0


def silence_in_gaps(days_silent: float, usual_gap_days: float) -> float:
    """The silence over the usual gap between purchases: 1 is a purchase that is just due."""
    return days_silent / max(usual_gap_days, SHORTEST_GAP_DAYS)


def silence_in_words(days_silent: float, usual_gap_days: float) -> str:
    """As "usually buys every 48 days and has been silent for 113: 2.4 times as long"."""
    usual = max(usual_gap_days, SHORTEST_GAP_DAYS)
    rhythm = f"usually buys every {counted(usual, 'day')}"
    if days_silent <= 0:
        return f"{rhythm} and bought on the last day that is known"
    ratio = silence_in_gaps(days_silent, usual_gap_days)
    told = f"{rhythm} and has been silent for {days_silent:,.0f}"
    return f"{told}: {times(ratio)} as long" if ratio > 1 else told

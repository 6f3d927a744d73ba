"""How urgent a ticket is: who writes, and how they sound."""

from dataclasses import dataclass

from shared.domain.churn import AT_RISK
from shared.domain.cues import Sentiment
from shared.domain.sentiment import Mood
from shared.domain.standing import Standing
from shared.domain.tickets import Priority
from shared.domain.value import ValueTier


@dataclass(frozen=True, slots=True)
class Urgency:
    """One row of the table."""

    #: Whether it takes a VIP who is likely to leave.
    vip_at_risk: bool
    #: The moods that it takes; all when there are none.
    moods: frozenset[Sentiment]
    priority: Priority


#: The first row that fits holds.
URGENCY = (
    Urgency(vip_at_risk=True, moods=frozenset({Sentiment.ANGRY}), priority=Priority.CRITICAL),
    Urgency(vip_at_risk=True, moods=frozenset(), priority=Priority.HIGH),
    Urgency(vip_at_risk=False, moods=frozenset({Sentiment.ANGRY, Sentiment.FRUSTRATED}), priority=Priority.HIGH),
)


def priority_for(standing: Standing | None, mood: Mood, *, present: Priority = Priority.LOW) -> Priority | None:
    """The priority that the ticket should be raised to; None when it has as much already, or needs none.

    `standing` is None for a customer whom nobody knows; `present` is the ticket's own priority, which is never lowered.
    """
    at_risk = standing is not None and standing.tier is ValueTier.VIP and standing.churn.level in AT_RISK
    fitting = (row for row in URGENCY if row.vip_at_risk <= at_risk and (not row.moods or mood.sentiment in row.moods))
    row = next(fitting, None)
    return row.priority if row and _weight(row.priority) > _weight(present) else None


def _weight(priority: Priority) -> int:
    return list(Priority).index(priority)

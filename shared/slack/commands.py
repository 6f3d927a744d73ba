"""The slash commands, as one table: the manifest, the door, the help and whoever answers them read it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

_SOMEBODY = re.compile(r"[a-z]{0,5}-?\d{2,12}|[\w.%+'-]{1,64}@[\w.-]{1,190}", re.IGNORECASE)
_LEVELS = frozenset({"low", "medium", "high", "critical"})
_BEFORE_A_PERIOD = re.compile(r"^(?:for|in|over)(?: the)? ", re.IGNORECASE)
_BEFORE_AN_EVENT = re.compile(r"^(?:for|during|at|around)(?: the)? ", re.IGNORECASE)
_AROUND_A_GOAL = re.compile(r"^(?:for )?(?:an? |the )?|\bcampaigns?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Command:
    """A slash command as the shop's people know it."""

    #: With its stroke, as Slack sends it.
    name: str
    #: What Slack lists beside it.
    description: str
    #: What may be typed behind it; "" when nothing.
    usage_hint: str
    #: What whoever typed it reads at once, while the answer is on its way.
    first_line: str
    #: What it asks the analytics, by the text behind it, be that empty; None for a command that asks them nothing.
    question: Callable[[str], str] | None = None
    #: What of a question the text behind it may name; see `shared.domain.questions.Slots`.
    takes: frozenset[str] = frozenset()


def _churn(text: str) -> str:
    """Who may leave: of a level, or how likely one customer is to."""
    said = _one_line(text)
    if said.lower() in {"", *_LEVELS}:
        return f"which customers are at {said.lower() or 'high'} churn risk"
    if _SOMEBODY.fullmatch(said):
        return f"churn risk of customer {said}"
    return said if _is_question(said) else f"churn risk of {said}"


def _forecast(text: str) -> str:
    """Revenue to come, in a period when one is told."""
    said = _BEFORE_A_PERIOD.sub("", _one_line(text))
    if _is_question(said):
        return said
    return f"revenue forecast for {said}" if said else "revenue forecast"


def _season(text: str) -> str:
    """Who bought for an event; without one, which events there are and when the next begins."""
    said = _BEFORE_AN_EVENT.sub("", _one_line(text))
    if _is_question(said):
        return said
    return f"which customers engaged during {said}" if said else "Which events and seasons do our customers buy for?"


def _targets(text: str) -> str:
    """Whom a campaign should reach; without a goal, the answer asks for one."""
    said = _one_line(text)
    if _is_question(said):
        return said
    goal = _AROUND_A_GOAL.sub("", said).strip()
    return f"who should we target for {goal} campaign" if goal else "who should we target for a campaign"


CHURN_CHECK = Command(
    "/churn-check",
    "Who may leave",
    "[low | medium | high | critical | a customer's id or e-mail address]",
    "Looking into it: who may leave …",
    _churn,
    frozenset({"customer", "levels", "groups", "days", "at_least"}),
)
REVENUE_FORECAST = Command(
    "/revenue-forecast",
    "The revenue to come",
    "[Q4 | next month | 2027]",
    "Looking into it: the revenue to come …",
    _forecast,
    frozenset({"period", "months"}),
)
SEASONAL_ANALYSIS = Command(
    "/seasonal-analysis",
    "Who buys for an event or a season",
    "[halloween | christmas | summer]",
    "Looking into it: who buys for the season …",
    _season,
    frozenset({"event", "period"}),
)
CAMPAIGN_TARGETS = Command(
    "/campaign-targets",
    "Whom a campaign should reach",
    "[retention | subscription | cross-sell]",
    "Looking into it: whom a campaign should reach …",
    _targets,
)
TICKETS = Command(
    "/tickets",
    "The support tickets that wait",
    "[urgent | open | hold | closed]",
    "Looking them up: the support tickets …",
)
HELP = Command("/cs-help", "What I can do, and how to ask", "", "")

COMMANDS: Mapping[str, Command] = {
    command.name: command
    for command in (CHURN_CHECK, REVENUE_FORECAST, SEASONAL_ANALYSIS, CAMPAIGN_TARGETS, TICKETS, HELP)
}


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _is_question(said: str) -> bool:
    """Whether a whole question stands behind the command: it is asked as it is."""
    return said.endswith("?")

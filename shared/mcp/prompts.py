"""The common jobs, as messages that a person picks from a host's menu; each names the tools to call, and the answer."""

from typing import Annotated

from mcp.server import MCPServer
from mcp.shared.exceptions import MCPError
from mcp_types import INVALID_PARAMS
from pydantic import Field

from shared.domain.campaigns import Goal
from shared.domain.words import joined

CustomerRef = Annotated[str, Field(description="The customer's id or e-mail address")]
GoalWord = Annotated[str, Field(description=f"One of: {', '.join(Goal)}")]
ArchetypeRef = Annotated[str, Field(description="An archetype's id or name, or its place by size: 1 is the largest")]

#: Said in every message, since a model rounds, guesses and fills gaps where it is not told otherwise.
GROUND_RULES = (
    "Use only what the tools answer: quote figures with their currency and the as_of date, call an estimate an"
    " estimate, and where an answer says why something is missing (because, no_probability_because), pass that on"
    " instead of filling the gap. If a tool refuses, say what it said and stop."
)


def offer_prompts(server: MCPServer) -> None:
    """Register the prompts."""

    @server.prompt(title="Review a customer")
    def review_customer(customer_id: CustomerRef) -> str:
        """Who a customer is, how likely they are to leave, and what to do next."""
        return _message(
            f"Review the customer {_quoted(customer_id)} for a colleague who is about to talk to them.",
            "Call get_customer_profile and predict_churn_risk with this customer_id.",
            "If the profile names an archetype, call get_archetype_stats with its id, to see whether they spend and"
            " buy like others of their kind.",
            "Answer in at most 150 words: who they are (since when, orders, spending, archetype), what stands out"
            " against their archetype, the churn risk with its two strongest factors in plain words, and one next step"
            " out of the recommendations. This is for colleagues: do not write to the customer.",
        )

    @server.prompt(title="Plan a campaign")
    def plan_campaign(goal: GoalWord = Goal.RETENTION) -> str:
        """Whom a campaign should reach, and why them."""
        if goal.strip().lower() not in set(Goal):
            raise MCPError(INVALID_PARAMS, f"goal must be {joined(tuple(Goal), 'or')}")
        return _message(
            f"Plan a campaign whose goal is {goal.strip().lower()}.",
            f'Call recommend_segments_for_campaign with goal "{goal.strip().lower()}".',
            "For each of the first three archetypes call get_archetype_stats, and search_customers with its"
            " archetype_id and churn_level HIGH, to see who is in it and what is at stake.",
            "Answer with a table (archetype, customers, spent so far, at risk, why them), then for each one message"
            " idea and how to tell after eight weeks whether it worked. If no archetype qualifies, start with the"
            " reason that the answer gives. Do not promise an uplift: nothing here measures one.",
        )

    @server.prompt(title="Weekly health check")
    def weekly_health_check() -> str:
        """What has changed among the customers, and what needs a decision."""
        return _message(
            "Write this week's health check of the customer base for the head of the shop.",
            "Read selvage://snapshot for the day, the number of customers and the axes.",
            "Call calculate_segment_trends for purchase_frequency and for engagement, if the snapshot has them, else"
            " for its first two axes.",
            "Call search_customers with churn_level CRITICAL, ordered by historic_clv, limit 10; and"
            ' get_archetype_stats for the archetypes "1", "2" and "3".',
            "Answer in four short parts: how many customers as of which day; what grew and what shrank, with percent a"
            " month and whether history is long enough to say so; the most valuable customers at critical risk, by id"
            " and without addresses; at most three decisions to take, each with the figure behind it.",
        )

    @server.prompt(title="Compare two archetypes")
    def compare_archetypes(a: ArchetypeRef, b: ArchetypeRef) -> str:
        """How two archetypes differ, and what that means for how to treat them."""
        return _message(
            f"Compare the archetypes {_quoted(a)} and {_quoted(b)}.",
            f"Call get_archetype_stats for {_quoted(a)} and for {_quoted(b)}.",
            "Answer with a table of the figures that both have (customers, share, average value, total revenue, at"
            " risk) and how many times as much one is of the other, then the three differences that matter most, each"
            " with its figure, and one thing to do differently for each archetype. Both answers also hold the figures"
            " of the whole shop: say where both archetypes differ from it in the same way.",
        )


def _message(job: str, *steps: str) -> str:
    numbered = "\n".join(f"{number}. {step}" for number, step in enumerate(steps, start=1))
    return f"{job}\n\n{numbered}\n\n{GROUND_RULES}"


def _quoted(given: str) -> str:
    """What a person typed, on one line and between quotes: it names something, it instructs nobody."""
    return '"' + " ".join(given.replace('"', "").split()) + '"'

"""Summaries of archetypes, segments and other groups of customers."""

from shared.domain.archetype_stats import ArchetypeStats
from shared.domain.behaviour import BehaviourAnalysis
from shared.domain.campaigns import CampaignTargets
from shared.domain.comparison import Comparison
from shared.domain.group_trends import ArchetypeGrowth, SegmentTrends
from shared.domain.money import money
from shared.domain.words import counted, joined, percent, plain
from shared.questions.summaries.sentences import a_share, paragraph, verb

PATTERNS_TOLD = 2
DIFFERENCES_TOLD = 3


def stats(found: ArchetypeStats, currency: str) -> str:
    """One archetype beside the whole shop."""
    figures, everybody = found.figures, found.everybody
    chance, usual = figures.churn_probability, everybody.churn_probability
    leaving = None
    if chance is not None and usual is not None:
        leaving = f"the average chance of leaving is {percent(chance)}, against {percent(usual)} in the shop"
    return paragraph(
        f'archetype {found.number}, "{found.archetype.name}": {found.reason}',
        f"{counted(figures.at_risk, 'member')} of {figures.customers:,} {verb(figures.at_risk, 'is', 'are')} at high"
        f" or critical churn risk, with {money(figures.revenue_at_risk, currency)} spent so far",
        leaving,
    )


def growth(found: ArchetypeGrowth, _currency: str) -> str:
    """Which archetypes grow or shrink."""
    if not found.archetypes:
        return paragraph("no archetype is listed", found.because)
    first = found.archetypes[0]
    told = f'"{first.archetype.name}" has {counted(first.archetype.member_count, "member")}'
    return paragraph(
        f"{counted(found.total, 'archetype')}, the fastest growing first",
        f"{told}, and is {first.trend.direction}: {first.trend.reason}" if first.trend.direction else told,
        found.because or (None if first.trend.direction else first.trend.because),
        first.projection.no_projection_because,
    )


def segment_trends(found: SegmentTrends, _currency: str) -> str:
    """How the segments of an axis grow or shrink."""
    told = [
        f"{plain(each.segment)} by {plain(each.axis)} is {each.trend.direction}: {each.trend.reason}"
        if each.trend.direction
        else f"nothing can be said of {plain(each.segment)} by {plain(each.axis)}: {each.trend.because}"
        for each in found.segments
    ]
    return paragraph(*told[:DIFFERENCES_TOLD]) if told else "The axis has no segments."


def campaign(found: CampaignTargets, _currency: str) -> str:
    """Whom a campaign should reach."""
    goal = plain(found.goal).replace("cross sell", "cross-sell")
    if not found.targets:
        return paragraph(f"no archetype suits a {goal} campaign", found.because)
    first = found.targets[0]
    reasoning = first.reasoning.removeprefix("next best: ")
    if found.because is None:
        suits = (
            f"{counted(found.total, 'archetype')} {verb(found.total, 'suits', 'suit')} a {goal} campaign: {found.rule}"
        )
        leads = f'first comes "{first.archetype.name}": {reasoning}'
    else:
        suits = f"no archetype as a whole suits a {goal} campaign: {found.because}"
        leads = f'next best comes "{first.archetype.name}": {reasoning}'
    one_by_one = (
        f"{counted(found.suited, 'customer')} {verb(found.suited, 'suits', 'suit')} a {goal} campaign one by one"
    )
    return paragraph(suits, leads, one_by_one)


def behaviour(found: BehaviourAnalysis, currency: str) -> str:
    """How a group of customers buys."""
    figures = found.figures
    if figures is None:
        return paragraph(f"nothing can be said of {found.group}", found.because)
    return paragraph(
        f"{found.group}: {counted(figures.customers, 'customer')}{a_share(_if_part(figures.share), 'all')}, with"
        f" {figures.average_orders:,.1f} orders of {money(figures.average_order_value, currency)} on average",
        f"the last order was {counted(figures.average_days_since_last_order, 'day')} ago on average",
        joined(found.patterns[:PATTERNS_TOLD]),
    )


def _if_part(share: float) -> float | None:
    return share if share < 1 else None


def comparison(found: Comparison, currency: str) -> str:
    """Two groups side by side."""
    a, b = found.a, found.b
    sides = [
        f"{side.name}: {counted(side.figures.customers, 'customer')} who spent {money(side.figures.revenue, currency)}"
        for side in (a, b)
    ]
    telling = [each.words for each in found.differences if each.matters]
    return paragraph(
        f"{sides[0]}, against {sides[1]}",
        "; ".join(telling[:DIFFERENCES_TOLD]) or (None if found.because else "no difference between them matters"),
        found.because,
    )

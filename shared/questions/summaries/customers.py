"""Summaries of lists of customers."""

from shared.domain.b2b import Businesses
from shared.domain.churn import AT_RISK
from shared.domain.churn_overview import ChurnOverview
from shared.domain.discount_dependency import DiscountDependency
from shared.domain.high_value import HighValue
from shared.domain.listings import CustomerList
from shared.domain.money import money
from shared.domain.one_time import MAY_COME_BACK_DAYS, OneTimeBuyers
from shared.domain.pace import PaceChange
from shared.domain.retention_plan import Reach, RetentionPlan
from shared.domain.rfm_analysis import RfmAnalysis
from shared.domain.winback import WinbackCandidates
from shared.domain.words import counted, joined, percent, plain
from shared.questions.summaries.sentences import (
    a_share,
    called,
    first_of,
    how_many,
    nobody,
    paragraph,
    sentence,
    spent_together,
    verb,
)

#: As many groups as a sentence holds.
GROUPS_TOLD = 3


def listed(who: CustomerList, currency: str) -> str:
    """Customers who match a search."""
    if not who.total:
        return nobody(who)
    return paragraph(how_many(who), spent_together(who.together, currency), first_of(who))


def churn(overview: ChurnOverview, currency: str) -> str:
    """Who may leave, and what that would cost."""
    everybody = overview.everybody
    if everybody is None:
        return nobody(overview.who)
    at_risk = (
        f"{counted(everybody.at_risk, 'customer')} of {everybody.customers:,}"
        f" {verb(everybody.at_risk, 'is', 'are')} at {joined(tuple(AT_RISK), 'or')} churn risk"
    )
    revenue = (
        f"they have spent {money(overview.revenue_at_risk, currency)} so far"
        f"{a_share(overview.revenue_at_risk_share, 'all revenue')}"
    )
    judged = f"levels are read from {overview.judged_by}"
    who = overview.who
    told = paragraph(at_risk, revenue if everybody.at_risk else None)
    if not who.total:
        return " ".join((told, nobody(who), sentence(judged)))
    # Those who are listed are not always those at risk: levels can be asked for.
    return " ".join((told, paragraph(how_many(who) if who.total != everybody.at_risk else None, first_of(who), judged)))


def high_value(found: HighValue, currency: str) -> str:
    """Who is worth the most."""
    if not found.who.total:
        return nobody(found.who)
    together = None
    if found.revenue_share is not None and found.revenue_share < 1:
        together = f"{spent_together(found.who.together, currency)}{a_share(found.revenue_share, 'all revenue')}"
    return paragraph(how_many(found.who), together or _highest_tier(found, currency), first_of(found.who))


def _highest_tier(found: HighValue, currency: str) -> str | None:
    """As "263 customers are VIP, with £4,120,000 spent so far, 50% of all revenue"."""
    if not found.tiers:
        return None
    top, revenue = found.tiers[0], sum(tier.revenue for tier in found.tiers)
    share = a_share(top.revenue / revenue if revenue > 0 else None, "all revenue")
    spent = f", with {money(top.revenue, currency)} spent so far{share}" if top.customers else ""
    return f"{counted(top.customers, 'customer')} {verb(top.customers, 'is', 'are')} {top.tier}{spent}"


def one_time(found: OneTimeBuyers, currency: str) -> str:
    """Customers with a single order."""
    if not found.who.total:
        return nobody(found.who)
    return paragraph(
        f"{how_many(found.who)}{a_share(found.share, 'all customers')}",
        f"{found.may_come_back:,} of them ordered within the last {MAY_COME_BACK_DAYS} days and may still come back;"
        f" {found.probably_gone:,} probably will not",
        spent_together(found.who.together, currency),
        first_of(found.who),
    )


def pace(found: PaceChange, currency: str) -> str:
    """Who buys more or less than before."""
    shop = None
    if found.shop_change is not None:
        grown = found.shop_change - 1
        much = f"{percent(abs(grown))} {'more' if grown > 0 else 'less'} than" if round(grown, 2) else "as much as"
        shop = f"the shop as a whole took in {much} in the 90 days before"
    if not found.who.total:
        return " ".join((nobody(found.who), paragraph(shop))).strip()
    return paragraph(how_many(found.who), spent_together(found.who.together, currency), shop, first_of(found.who))


def discounts(found: DiscountDependency, currency: str) -> str:
    """Who buys only on sale."""
    judged = f"of {counted(found.judged, 'customer')} with enough orders to judge, {found.never:,} never had a discount"
    if not found.who.total:
        return " ".join((nobody(found.who), sentence(judged)))
    return paragraph(
        how_many(found.who), found.caution or spent_together(found.who.together, currency), judged, first_of(found.who)
    )


def businesses(found: Businesses, currency: str) -> str:
    """Customers who look like businesses."""
    if not found.total:
        return paragraph(found.because, f"looked for were {found.criteria}")
    first = found.customers[0]
    return paragraph(
        f"{counted(found.total, 'customer')}{found.criteria.removeprefix('customers')}",
        spent_together(found.together, currency),
        f"first comes {called(first.customer.customer_id, first.customer.name)}: {first.reason}",
    )


def winback(found: WinbackCandidates, currency: str) -> str:
    """Lapsed customers who are worth an invitation."""
    if not found.total:
        return paragraph("there is nobody to win back", found.because)
    first = found.candidates[0]
    return paragraph(
        f"{counted(found.total, 'customer')} with at least 2 orders"
        f" {verb(found.total, 'has', 'have')} been silent for {found.silent_from_days} to {found.silent_to_days} days",
        spent_together(found.together, currency),
        f"first comes {called(first.customer.customer_id, first.customer.name)}: {first.reason}",
        f"come with {first.offer}",
    )


def retention(plan: RetentionPlan, currency: str) -> str:
    """Whom to keep, and how."""
    if not plan.total:
        return paragraph("there is nobody to keep", plan.because)
    groups = joined(
        tuple(
            f"{counted(group.customers, f'{group.tier} customer')} at {group.level} risk"
            for group in plan.groups[:GROUPS_TOLD]
        )
    )
    first, at = plan.actions[0], joined(tuple(AT_RISK), "or")
    return paragraph(
        f"{counted(plan.total, 'customer')} {verb(plan.total, 'is', 'are')} at {at} churn risk",
        f"first come {groups}" if groups else None,
        f"most is at stake with {called(first.customer.customer_id, first.customer.name)}: {first.reason};"
        f" {money(first.value_at_risk, currency)} at risk",
        f"reach them by {first.reach}" if first.reach is not Reach.NOTHING else None,
        first.actions[0],
    )


def rfm(found: RfmAnalysis, currency: str) -> str:
    """The shop by recency, frequency and money."""
    largest = joined(
        tuple(
            f"{plain(group.group)} with {counted(group.customers, 'customer')} ({percent(group.share)})"
            for group in found.groups[:GROUPS_TOLD]
        )
    )
    groups = f"the largest groups are {largest}" if largest else None
    if not found.who.total:
        return " ".join((nobody(found.who), paragraph(groups))).strip()
    return paragraph(how_many(found.who), spent_together(found.who.together, currency), groups, first_of(found.who))

"""Who may leave, whom to keep, whom to win back."""

from shared.domain.churn import ChurnLevel
from shared.domain.churn_overview import ChurnOverview
from shared.domain.listings import CustomerList
from shared.domain.retention_plan import AtRisk, GroupAction, PlannedAction, Reach, RetentionPlan
from shared.domain.search import Metric
from shared.domain.value import ValueTier
from shared.domain.winback import OFFERS, WinbackCandidates
from shared.domain.words import counted
from shared.pages.kinds.body import Asked, Body
from shared.pages.kinds.customer_table import (
    CATEGORY,
    CHANCE,
    ID,
    NAME,
    ORDERS,
    RISK,
    SILENT,
    SPENT,
    by_customer,
    customer_table,
)
from shared.pages.kinds.figures import amount, count, days, part, share, told
from shared.pages.kinds.pictures import chart, rows
from shared.pages.kinds.tables import table
from shared.pages.page import Chart, Column, Series, Shape, Table, Unit

#: As many groups as people act on at once.
GROUPS_TOLD = 4


def churn(found: ChurnOverview, asked: Asked) -> Body:
    """Customers by level, what they are worth, and who they are."""
    everybody = found.everybody
    if everybody is None:
        return Body("Customers who may leave", "⚠️")
    levels = ((level.group.capitalize(), level.customers) for level in found.levels)
    weak = found.no_probability_because
    return Body(
        "Customers who may leave",
        "⚠️",
        figures=told(
            count("At high or critical risk", everybody.at_risk, better=False),
            share("Share of all customers", part(everybody.at_risk, everybody.customers), better=False),
            amount("They have spent", found.revenue_at_risk, better=False),
            share("Share of all revenue", found.revenue_at_risk_share, better=False),
            share("Chance of leaving, on average", everybody.churn_probability, better=False),
        ),
        table=at_risk_table(found.who),
        chart=rows("Customers by churn risk", levels, Unit.COUNT, asked.currency),
        notes=(f"There are no probabilities, so that levels are the rule's: {weak}.",) if weak else (),
    )


def at_risk_table(who: CustomerList) -> Table | None:
    """Customers with what speaks of their leaving."""
    cards = (listed.customer for listed in who.customers)
    return customer_table(cards, RISK, SPENT, SILENT, CHANCE, ORDERS.at(4), CATEGORY, of=who.total)


def retention(plan: RetentionPlan, asked: Asked) -> Body:
    """Whom to keep first, and what to do for everybody else at risk."""
    if not plan.actions:
        return Body("Whom to keep, and how", "🛟")
    calls = sum(group.customers for group in plan.groups if group.reach is Reach.CALL)
    weak = plan.no_probability_because
    return Body(
        "Whom to keep, and how",
        "🛟",
        figures=told(
            count("At high or critical risk", plan.total, better=False),
            amount("They have spent", sum(group.revenue for group in plan.groups), better=False),
            amount("At risk with those listed", sum(each.value_at_risk for each in plan.actions), better=False),
            count("To call or write to", calls),
        ),
        table=_plan_table(plan.actions, plan.total),
        chart=_by_tier(plan.groups, asked.currency),
        advice=tuple(_for_group(group) for group in plan.groups[:GROUPS_TOLD]),
        notes=(f"There are no probabilities; the rule's levels stand in: {weak}.",) if weak else (),
    )


def _plan_table(actions: tuple[PlannedAction, ...], total: int) -> Table | None:
    columns = (
        ID,
        NAME,
        Column("Risk", Unit.RISK, 1),
        Column("Value at risk", Unit.MONEY, 1),
        # Long, and the same for many: the advice below says it once.
        Column("Do first", Unit.TEXT, 6),
        Column("Reach by", Unit.TEXT, 5),
        Column("Spent so far", Unit.MONEY, 2),
        Column("Chance of leaving", Unit.PERCENT, 2),
        Column("Tier", Unit.TEXT, 3),
    )
    return table(columns, tuple(_plan_row(each, each.customer) for each in actions), "Value at risk first", total)


def _plan_row(action: PlannedAction, customer: AtRisk) -> tuple[str | float | ChurnLevel | None, ...]:
    return (
        customer.customer_id,
        customer.name,
        customer.level,
        action.value_at_risk,
        action.actions[0] if action.actions else None,
        str(action.reach),
        customer.historic_clv,
        customer.churn_probability,
        str(action.tier),
    )


def _by_tier(groups: tuple[GroupAction, ...], currency: str) -> Chart | None:
    tiers = [tier for tier in ValueTier if any(group.tier is tier for group in groups)]
    spent = {(group.tier, group.level): group.revenue for group in groups}
    series = [
        Series(level.capitalize(), tuple(spent.get((tier, level), 0.0) for tier in tiers))
        for level in (ChurnLevel.CRITICAL, ChurnLevel.HIGH)
        if any((tier, level) in spent for tier in tiers)
    ]
    return chart("Spent so far by customers at risk", Shape.STACKED, tiers, series, unit=Unit.MONEY, currency=currency)


def _for_group(group: GroupAction) -> str:
    who = f"{counted(group.customers, f'{group.tier} customer')} at {group.level} risk"
    return f"{who}: {group.reach}. {group.do}"


def winback(found: WinbackCandidates, asked: Asked) -> Body:
    """Lapsed customers, what they were worth, and what to come with."""
    cards = [each.customer for each in found.candidates]
    together, tiers = found.together, {each.tier for each in found.candidates}
    leaving = together.churn_probability if together else None
    return Body(
        "Customers to win back",
        "💌",
        figures=told(
            count("Lapsed customers", found.total),
            amount("They had spent", together.revenue if together else None),
            amount("Each on average", together.average_clv if together else None),
            share("Come back uninvited", None if leaving is None else 1 - leaving),
            days("Silent for at least", found.silent_from_days),
        )
        if found.total
        else (),
        table=customer_table(
            cards,
            SPENT,
            SILENT.at(1),
            ORDERS,
            CATEGORY.at(5),
            of=found.total,
            more=(Column("Comes back uninvited", Unit.PERCENT, 3), Column("Come with", Unit.TEXT, 6)),
            cells=((each.returns_anyway, each.offer) for each in found.candidates),
        ),
        chart=by_customer("Spent so far", cards, Metric.HISTORIC_CLV, Unit.MONEY, asked.currency),
        advice=tuple(f"{tier}: come with {offer}." for tier, offer in OFFERS.items() if tier in tiers),
    )

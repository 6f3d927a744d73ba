"""Who is worth the most: by money, by recency, frequency and money together, and whoever else is looked for."""

from collections.abc import Sequence

from shared.domain.high_value import VALUE_METRICS, HighValue, ValueMetric
from shared.domain.listings import CustomerList
from shared.domain.questions import QueryKind
from shared.domain.rfm import RfmGroup
from shared.domain.rfm_analysis import RfmAnalysis
from shared.domain.search import CustomerCard, GroupFigures, Metric
from shared.domain.words import plain
from shared.pages.kinds.body import Asked, Body
from shared.pages.kinds.customer_table import (
    ARCHETYPE,
    AVERAGE_ORDER,
    CATEGORY,
    CHANCE,
    EXPECTED,
    ORDERS,
    RISK,
    SILENT,
    SPENT,
    by_customer,
    customer_table,
)
from shared.pages.kinds.figures import amount, count, part, share, together, told
from shared.pages.kinds.pictures import rows
from shared.pages.kinds.tables import table
from shared.pages.page import Column, Figure, Table, Unit, Value
from shared.questions.summaries.sentences import EVERYBODY

RFM_IS = (
    "RFM groups customers by how recently, how often and for how much they have bought: champions are among the best"
    " in all three."
)
#: A headline longer than this is no headline.
LONGEST_HEADLINE = 70
#: After these, "customers" needs no colon.
GO_ON = ("at ", "in ", "not ", "of ", "who ", "with ")
MONEY_METRICS = frozenset({ValueMetric.HISTORIC, ValueMetric.PREDICTED, ValueMetric.AVERAGE_ORDER})
BY_METRIC = {
    ValueMetric.HISTORIC: "The most valuable customers",
    ValueMetric.PREDICTED: "The most valuable customers of the year to come",
    ValueMetric.FREQUENCY: "The most frequent buyers",
    ValueMetric.AVERAGE_ORDER: "The customers with the largest orders",
}


def high_value(found: HighValue, asked: Asked) -> Body:
    """Customers by worth, and how much of the shop hangs on them."""
    who = found.who
    cards = [listed.customer for listed in who.customers]
    lead = {VALUE_METRICS[found.metric]}
    facts = {
        Metric.HISTORIC_CLV: SPENT,
        Metric.PREDICTED_CLV: EXPECTED.at(2),
        Metric.ORDERS: ORDERS.at(2),
        Metric.AVERAGE_ORDER_VALUE: AVERAGE_ORDER,
    }
    ordered = [fact.at(1) for name, fact in facts.items() if name in lead]
    ordered += [fact for name, fact in facts.items() if name not in lead]
    tiers = ((tier.tier, tier.revenue) for tier in found.tiers)
    return Body(
        BY_METRIC[found.metric],
        "💎",
        figures=_worth(found),
        table=customer_table(cards, *ordered, RISK.at(3), SILENT.at(4), CATEGORY, of=who.total),
        chart=rows("Spent so far by tier", tiers, Unit.MONEY, asked.currency)
        if found.metric is ValueMetric.HISTORIC and _is_everybody(found)
        else by_customer(
            ordered[0].column.title,
            cards,
            VALUE_METRICS[found.metric],
            Unit.MONEY if found.metric in MONEY_METRICS else Unit.COUNT,
            asked.currency,
        ),
    )


def _worth(found: HighValue) -> tuple[Figure, ...]:
    """What hangs on the best customers: the highest tier of the shop, or those who were asked for."""
    who, best = found.who, found.tiers[0] if found.tiers and _is_everybody(found) else None
    if not who.total:
        return ()
    if best is None:
        group = who.together
        return told(
            count("Customers", who.total),
            amount("Spent so far", group.revenue if group else None),
            share("Share of all revenue", _if_part(found.revenue_share)),
            amount("Each on average", group.average_clv if group else None),
            count("At risk of leaving", group.at_risk if group else None, better=False),
        )
    everything = sum(tier.revenue for tier in found.tiers)
    return told(
        count(f"{best.tier} customers", best.customers),
        share("Share of all customers", part(best.customers, who.total)),
        amount("They have spent", best.revenue),
        share("Share of all revenue", part(best.revenue, everything)),
        amount("Each on average", part(best.revenue, best.customers)),
    )


def _is_everybody(found: HighValue) -> bool:
    return found.who.total == sum(tier.customers for tier in found.tiers)


def rfm(found: RfmAnalysis, asked: Asked) -> Body:
    """The groups side by side, or the customers of the one that was asked for."""
    who, champions = found.who, _group(found, RfmGroup.CHAMPIONS)
    sizes = ((plain(group.group).capitalize(), group.customers) for group in found.groups)
    is_whole = who.criteria == EVERYBODY
    cards = (listed.customer for listed in who.customers)
    facts = (SPENT, RISK.at(2), SILENT.at(3), ORDERS, AVERAGE_ORDER, ARCHETYPE)
    return Body(
        "Customers by recency, frequency and money",
        "🧭",
        figures=told(
            count("Customers", who.total),
            amount("Spent so far", who.together.revenue if who.together else None),
            count("Champions", champions.customers if champions else None),
            share("Champions' share of customers", champions.share if champions else None),
            share("Champions' share of revenue", _revenue_share(found, champions)),
        )
        if is_whole and who.total
        else (together(who.together, who.total) if who.total else ()),
        table=_rfm_table(found) if is_whole else customer_table(cards, *facts, of=who.total),
        chart=rows("Customers by RFM group", sizes, Unit.COUNT, asked.currency),
        notes=(RFM_IS,),
    )


def _group(found: RfmAnalysis, wanted: RfmGroup) -> GroupFigures | None:
    return next((group for group in found.groups if group.group == wanted), None)


def _revenue_share(found: RfmAnalysis, group: GroupFigures | None) -> float | None:
    return part(group.revenue, sum(each.revenue for each in found.groups)) if group else None


def _rfm_table(found: RfmAnalysis) -> Table | None:
    groups = tuple((plain(group.group).capitalize(), *group_cells(group)) for group in found.groups)
    return table((Column("RFM group"), *GROUP_COLUMNS), groups, "Groups", len(groups))


#: What every group of customers can be told by; `group_cells` fills them.
GROUP_COLUMNS = (
    Column("Customers", Unit.COUNT, 1),
    Column("Share", Unit.PERCENT, 3),
    Column("Spent so far", Unit.MONEY, 2),
    Column("Each on average", Unit.MONEY, 4),
    Column("Since last purchase", Unit.DAYS, 5),
    Column("Chance of leaving", Unit.PERCENT, 4),
)


def group_cells(group: GroupFigures) -> tuple[Value, ...]:
    """A group's figures under GROUP_COLUMNS."""
    return (
        group.customers,
        group.share,
        group.revenue,
        group.average_clv,
        group.average_days_since_last_order,
        group.churn_probability,
    )


def matching(who: CustomerList, asked: Asked) -> Body:
    """Customers who fit what was looked for."""
    cards = [listed.customer for listed in who.customers]
    return Body(
        _headline(who.criteria, asked),
        "⚠️" if asked.kind is QueryKind.CHURN_RISK else "👥",
        figures=_together(who, cards),
        table=customer_table(cards, RISK, SPENT, SILENT, CHANCE, ORDERS, EXPECTED, CATEGORY, ARCHETYPE, of=who.total),
        chart=by_customer("Chance of leaving", cards, Metric.CHURN_PROBABILITY, Unit.PERCENT, asked.currency)
        if asked.kind is QueryKind.CHURN_RISK
        else by_customer("Spent so far", cards, Metric.HISTORIC_CLV, Unit.MONEY, asked.currency),
    )


def _together(who: CustomerList, cards: Sequence[CustomerCard]) -> tuple[Figure, ...]:
    """What they are together; where nobody has summed them up and all are listed, the sum of those."""
    if not who.total:
        return ()
    if who.together or len(cards) < who.total:
        return together(who.together, who.total)
    spent = sum(card.figures.get(Metric.HISTORIC_CLV) or 0.0 for card in cards)
    return told(
        count("Customers", who.total), amount("Spent so far", spent), amount("Each on average", part(spent, who.total))
    )


def _headline(criteria: str, asked: Asked) -> str:
    said = criteria.removeprefix("customers ")
    if said == criteria or len(said) > LONGEST_HEADLINE:
        fitting = "Customers who may leave" if asked.kind is QueryKind.CHURN_RISK else "Customers who fit"
        return "All customers" if criteria == EVERYBODY else fitting
    return f"Customers {said}" if said.startswith(GO_ON) else f"Customers: {said}"


def _if_part(share_of_all: float | None) -> float | None:
    """The share, unless it is all there is."""
    return share_of_all if share_of_all is not None and share_of_all < 1 else None

"""One customer's future: whether they leave, what they will spend, when they come back, what to do."""

from shared.domain.churn import ChurnRisk
from shared.domain.predictions import NextPurchase, ValueForecast
from shared.domain.retention_plan import PlannedAction, Reach
from shared.pages.kinds.body import Asked, Body
from shared.pages.kinds.figures import amount, day, days, number, person, risk, share, told, words
from shared.pages.kinds.pictures import chart, line
from shared.pages.kinds.tables import table
from shared.pages.page import Chart, Column, Series, Shape, Unit
from shared.questions.summaries.people import FACTORS_TOLD
from shared.questions.summaries.sentences import sentence
from shared.tools.payloads import ChurnRiskPayload


def churn_risk(found: ChurnRisk | ChurnRiskPayload, _asked: Asked) -> Body:
    """How likely one customer is to leave, and why."""
    told_of = found.churn_risk() if isinstance(found, ChurnRiskPayload) else found
    reasons = tuple((factor.explanation, factor.weight or None) for factor in told_of.factors)
    columns = (Column("What speaks for leaving"), Column("Adds to the score", Unit.NUMBER, 1))
    weak, within = told_of.no_probability_because, told_of.horizon_days
    return Body(
        f"Will customer {told_of.customer_id} leave?",
        "⚠️",
        figures=told(
            risk("Churn risk", told_of.level),
            share(f"No purchase within {within} days" if within else "", told_of.churn_probability, better=False),
            number("Score by the rule, of 1", told_of.rule_score if weak else None),
        ),
        # The lead gives the first reasons; what they add to the rule's score matters where the rule decides.
        table=table(columns, reasons, "Why", len(reasons)) if weak or len(reasons) > FACTORS_TOLD else None,
        advice=told_of.recommendations,
        notes=(f"There is no probability, so that the level is the rule's: {weak}.",) if weak else (),
        customer_id=told_of.customer_id,
    )


def value(found: ValueForecast, asked: Asked) -> Body:
    """What one customer is worth, so far and to come."""
    interval, ahead = found.interval, found.horizon_months
    return Body(
        f"What customer {found.customer_id} is worth",
        "💎",
        figures=told(
            amount("Spent so far", found.historic_clv),
            amount(f"Expected in {ahead} months", found.predicted_clv),
            amount("At least", interval.low if interval else None),
            amount("At most", interval.high if interval else None),
            amount("Together", found.total_clv),
        ),
        chart=_so_far_and_to_come(found, asked.currency),
        customer_id=found.customer_id,
    )


def _so_far_and_to_come(found: ValueForecast, currency: str) -> Chart | None:
    span = (found.interval.low, found.interval.high) if found.interval else None
    series = (
        Series("Spent", (found.historic_clv, None)),
        Series("Expected", (None, found.predicted_clv), (None, span), is_forecast=True),
    )
    names = ("So far", f"Next {found.horizon_months} months")
    return chart("Value so far and to come", Shape.BAR, names, series, unit=Unit.MONEY, currency=currency)


def next_purchase(found: NextPurchase, asked: Asked) -> Body:
    """When one customer will probably buy again."""
    chances = sorted(found.purchase_probability.items())
    return Body(
        f"When customer {found.customer_id} buys again",
        "🗓️",
        figures=told(
            day("Expected on", found.expected_date_of_next_order),
            day("Earliest", found.earliest),
            day("Latest", found.latest),
            share(f"A purchase within {chances[-1][0]} days", chances[-1][1], better=True)
            if chances
            else day("", None),
            days("Between orders, on average", found.average_days_between_orders),
        ),
        chart=line(
            "Chance of a purchase",
            [(f"{within} days", chance) for within, chance in chances],
            Unit.PERCENT,
            asked.currency,
        ),
        lead=sentence(found.reason or f"nothing can be foretold: {found.no_prediction_because}"),
        customer_id=found.customer_id,
    )


def plan(found: PlannedAction, _asked: Asked) -> Body:
    """What to do to keep one customer."""
    customer = found.customer
    reach = () if found.reach is Reach.NOTHING else (f"Reach them by {found.reach}.",)
    return Body(
        f"How to keep customer {customer.customer_id}",
        "🛟",
        figures=told(
            person("Name", customer.name),
            risk("Churn risk", customer.level),
            share("Chance of leaving", customer.churn_probability, better=False),
            amount("Value at risk", found.value_at_risk, better=False),
            amount("Spent so far", customer.historic_clv),
            amount("Expected in a year", customer.predicted_clv),
            words("Tier", found.tier),
            words("Buys mostly", customer.favourite_category),
        ),
        advice=(*reach, *found.actions),
        customer_id=customer.customer_id,
    )

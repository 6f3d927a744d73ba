"""Summaries of what is known of one customer."""

from shared.domain.behaviour import CustomerBehaviour
from shared.domain.churn import ChurnRisk
from shared.domain.customers import Profile
from shared.domain.lookup import CustomerMatches
from shared.domain.money import money
from shared.domain.predictions import ValueForecast
from shared.domain.retention_plan import PlannedAction, Reach
from shared.domain.value import value_tier
from shared.domain.words import counted, joined, percent, plain
from shared.questions.summaries.sentences import between, called, paragraph

FACTORS_TOLD = 3
SEGMENTS_TOLD = 4


def profile(known: Profile, _currency: str) -> str:
    """One customer's record."""
    silent = known.days_since_last_order
    when = f"{counted(silent, 'day')} ago" if silent else "today"
    segments = joined(tuple(f"{plain(place.segment)} by {plain(place.axis)}" for place in known.axes[:SEGMENTS_TOLD]))
    return paragraph(
        f"{called(known.customer_id, known.name)} is a {value_tier(known.historic_clv)} customer:"
        f" {money(known.historic_clv, known.currency)} in {counted(known.historic_number_of_orders, 'order')},"
        f" the last {when}",
        f"the average order is {money(known.average_order_value, known.currency)}",
        f'the archetype is "{known.archetype_name}"' if known.archetype_name else None,
        f"segments: {segments}" if segments else None,
    )


def matches(found: CustomerMatches, currency: str) -> str:
    """The customer whom a few words mean, or those whom they may mean."""
    if found.profile:
        return profile(found.profile, currency)
    names = joined(tuple(called(card.customer_id, card.name) for card in found.candidates), "or")
    return paragraph(found.because, names)


def churn_risk(risk: ChurnRisk, _currency: str) -> str:
    """How likely one customer is to leave, and why."""
    who = called(risk.customer_id, None)
    if risk.churn_probability is None:
        told = f"{who} is at {risk.level} churn risk by the rule, with a score of {risk.rule_score:.1f} of 1"
        told += f"; there is no probability, because {risk.no_probability_because}"
    else:
        told = f"{who} is at {risk.level} churn risk: {percent(risk.churn_probability)} chance of no purchase"
        told += f" within {risk.horizon_days} days"
    reasons = "; ".join(factor.explanation for factor in risk.factors[:FACTORS_TOLD])
    return paragraph(
        told, f"why: {reasons}" if reasons else "nothing speaks for leaving", next(iter(risk.recommendations), None)
    )


def value(forecast: ValueForecast, currency: str) -> str:
    """What one customer is worth, so far and to come."""
    so_far = f"{called(forecast.customer_id, None)} has spent {money(forecast.historic_clv, currency)} so far"
    if forecast.predicted_clv is None:
        return paragraph(so_far, f"nothing can be said of what is to come: {forecast.no_prediction_because}")
    interval = forecast.interval
    likely = between(interval, money(interval.low, currency), money(interval.high, currency)) if interval else ""
    return paragraph(
        so_far,
        f"{money(forecast.predicted_clv, currency)} in the next {counted(forecast.horizon_months, 'month')}"
        f" is expected{likely}",
    )


def behaviour(found: CustomerBehaviour, _currency: str) -> str:
    """How one customer buys."""
    known = found.profile
    return paragraph(
        f"{called(known.customer_id, known.name)} is {found.engagement.lower()}:"
        f" {money(known.historic_clv, known.currency)} in {counted(known.historic_number_of_orders, 'order')}",
        f"pattern: {found.pattern}" if found.pattern else None,
        found.rhythm,
        f"what has changed: {'; '.join(found.changes)}" if found.changes else "the segments have not changed",
    )


def plan(action: PlannedAction, currency: str) -> str:
    """What to do to keep one customer."""
    customer = action.customer
    steps = " ".join(action.actions)
    return paragraph(
        f"{called(customer.customer_id, customer.name)}: {action.reason}",
        f"{money(action.value_at_risk, currency)} is at risk",
        f"reach them by {action.reach}" if action.reach is not Reach.NOTHING else None,
        steps,
    )

"""Questions that can be sent as they are: what each kind is called, how to ask for it, and what to ask next."""

from collections.abc import Mapping
from dataclasses import dataclass

from shared.domain.questions import QueryKind, ReadyQuestion

K = QueryKind


@dataclass(frozen=True, slots=True)
class Wording:
    """A kind in plain words, and how to ask for it."""

    #: As a heading in a list of choices.
    means: str
    #: A question about the whole shop.
    query: str
    #: The same about one customer, with {customer} for how to name them; None where there is no such question.
    about_one: str | None = None


WORDINGS: Mapping[QueryKind, Wording] = {
    K.ARCHETYPE_GROWTH: Wording("Archetypes that grow or shrink", "Which archetypes are growing?"),
    K.B2B_IDENTIFICATION: Wording("Customers who look like businesses", "Which customers look like businesses?"),
    K.BEHAVIORAL_ANALYSIS: Wording(
        "How customers shop", "What are the shopping habits of our customers?", "How does customer {customer} shop?"
    ),
    K.CAMPAIGN_TARGETING: Wording("Whom a campaign should reach", "Who should we target for a retention campaign?"),
    K.CATEGORY_TRENDS: Wording("Categories that gain or lose", "Which categories are growing?"),
    K.CHURN_RISK: Wording(
        "Customers who may leave",
        "Which customers are likely to leave?",
        "How likely is customer {customer} to leave?",
    ),
    K.CUSTOMER_LOOKUP: Wording(
        "The record of one customer", "Show the record of a customer", "Show customer {customer}"
    ),
    K.DECLINING_ENGAGEMENT: Wording("Customers who buy less than before", "Which customers buy less than before?"),
    K.DISCOUNT_DEPENDENCY: Wording("Customers who buy only on sale", "Who buys only with a discount?"),
    K.GROWTH_PROJECTION: Wording("How many customers there will be", "How will our customer base grow?"),
    K.HIGH_VALUE_CUSTOMERS: Wording(
        "The most valuable customers",
        "Who are our most valuable customers?",
        "What is customer {customer} worth to us?",
    ),
    K.MOMENTUM: Wording("Customers who buy more than before", "Which customers buy more often than before?"),
    K.ONE_TIME_BUYERS: Wording("Customers with a single order", "Who bought only once?"),
    K.PRODUCT_AFFINITY: Wording("Products that are bought together", "Which products are bought together?"),
    K.PRODUCT_PERFORMANCE: Wording("How products sell", "Which products sell best?"),
    K.RETENTION_PLAN: Wording(
        "What to do to keep customers",
        "How do we keep the customers who may leave?",
        "How do we keep customer {customer}?",
    ),
    K.REVENUE_FORECAST: Wording("Revenue to come", "What is the revenue forecast for the next 6 months?"),
    K.RFM_ANALYSIS: Wording("Recency, frequency and money", "Show the RFM analysis"),
    K.SEASONAL_RECOMMENDATIONS: Wording("Events and seasons", "Who bought for Christmas?"),
    K.SEGMENT_COMPARISON: Wording("Two groups side by side", "Compare archetype 1 and archetype 2"),
    K.WINBACK: Wording("Customers to win back", "Which lapsed customers should we win back?"),
}

#: What is offered to somebody whose question nobody could read, or who asked for something else.
EXAMPLES = (K.CHURN_RISK, K.HIGH_VALUE_CUSTOMERS, K.REVENUE_FORECAST)

#: Where an answer leads: the three kinds that people go on to.
NEXT: Mapping[QueryKind, tuple[QueryKind, QueryKind, QueryKind]] = {
    K.ARCHETYPE_GROWTH: (K.SEGMENT_COMPARISON, K.GROWTH_PROJECTION, K.MOMENTUM),
    K.B2B_IDENTIFICATION: (K.HIGH_VALUE_CUSTOMERS, K.PRODUCT_PERFORMANCE, K.CHURN_RISK),
    K.BEHAVIORAL_ANALYSIS: (K.RFM_ANALYSIS, K.ARCHETYPE_GROWTH, K.PRODUCT_AFFINITY),
    K.CAMPAIGN_TARGETING: (K.SEGMENT_COMPARISON, K.RETENTION_PLAN, K.PRODUCT_AFFINITY),
    K.CATEGORY_TRENDS: (K.PRODUCT_PERFORMANCE, K.PRODUCT_AFFINITY, K.REVENUE_FORECAST),
    K.CHURN_RISK: (K.RETENTION_PLAN, K.DECLINING_ENGAGEMENT, K.WINBACK),
    K.CUSTOMER_LOOKUP: (K.HIGH_VALUE_CUSTOMERS, K.CHURN_RISK, K.BEHAVIORAL_ANALYSIS),
    K.DECLINING_ENGAGEMENT: (K.CHURN_RISK, K.RETENTION_PLAN, K.MOMENTUM),
    K.DISCOUNT_DEPENDENCY: (K.HIGH_VALUE_CUSTOMERS, K.BEHAVIORAL_ANALYSIS, K.SEASONAL_RECOMMENDATIONS),
    K.GROWTH_PROJECTION: (K.REVENUE_FORECAST, K.ARCHETYPE_GROWTH, K.ONE_TIME_BUYERS),
    K.HIGH_VALUE_CUSTOMERS: (K.RETENTION_PLAN, K.MOMENTUM, K.B2B_IDENTIFICATION),
    K.MOMENTUM: (K.DECLINING_ENGAGEMENT, K.HIGH_VALUE_CUSTOMERS, K.PRODUCT_AFFINITY),
    K.ONE_TIME_BUYERS: (K.WINBACK, K.PRODUCT_AFFINITY, K.GROWTH_PROJECTION),
    K.PRODUCT_AFFINITY: (K.PRODUCT_PERFORMANCE, K.CATEGORY_TRENDS, K.CAMPAIGN_TARGETING),
    K.PRODUCT_PERFORMANCE: (K.CATEGORY_TRENDS, K.PRODUCT_AFFINITY, K.REVENUE_FORECAST),
    K.RETENTION_PLAN: (K.CHURN_RISK, K.WINBACK, K.HIGH_VALUE_CUSTOMERS),
    K.REVENUE_FORECAST: (K.GROWTH_PROJECTION, K.CATEGORY_TRENDS, K.SEASONAL_RECOMMENDATIONS),
    K.RFM_ANALYSIS: (K.SEGMENT_COMPARISON, K.HIGH_VALUE_CUSTOMERS, K.WINBACK),
    K.SEASONAL_RECOMMENDATIONS: (K.REVENUE_FORECAST, K.PRODUCT_PERFORMANCE, K.CAMPAIGN_TARGETING),
    K.SEGMENT_COMPARISON: (K.ARCHETYPE_GROWTH, K.BEHAVIORAL_ANALYSIS, K.CAMPAIGN_TARGETING),
    K.WINBACK: (K.ONE_TIME_BUYERS, K.RETENTION_PLAN, K.DISCOUNT_DEPENDENCY),
    K.OUT_OF_SCOPE: EXAMPLES,
}

#: Where an answer about one customer leads; the kind that was asked is left out.
NEXT_ABOUT_ONE = (K.CHURN_RISK, K.RETENTION_PLAN, K.BEHAVIORAL_ANALYSIS, K.HIGH_VALUE_CUSTOMERS)
SUGGESTED = 3


def ready_question(kind: QueryKind, customer: str | None = None) -> ReadyQuestion:
    """A question of the kind, about the customer where there is such a question."""
    wording = WORDINGS[kind]
    if customer and wording.about_one:
        return ReadyQuestion(wording.about_one.format(customer=customer), kind)
    return ReadyQuestion(wording.query, kind)


def next_questions(kind: QueryKind, customer: str | None = None) -> tuple[ReadyQuestion, ...]:
    """Three questions that lead on from an answer, about the same customer where it was about one."""
    if customer is None:
        return tuple(ready_question(each) for each in NEXT[kind])
    kinds = [each for each in NEXT_ABOUT_ONE if each is not kind]
    return tuple(ready_question(each, customer) for each in kinds[:SUGGESTED])

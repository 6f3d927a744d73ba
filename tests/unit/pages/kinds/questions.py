"""Questions of every kind to a shop that has an answer to all of them."""

from shared.domain.questions import QueryKind, QuestionAnswer
from tests.factories_questions import ANALYST, an_answerer

K = QueryKind
KINDS = tuple(kind for kind in QueryKind if kind is not K.OUT_OF_SCOPE)
#: What routes each kind to a tool, where the kind alone does not.
QUESTIONS = {
    K.CAMPAIGN_TARGETING: "who suits a subscription campaign?",
    K.CUSTOMER_LOOKUP: "show customer c07",
    K.SEGMENT_COMPARISON: "compare archetype 1 and archetype 2",
}
#: Other ways that a kind is asked for, each answered by another tool or in another shape.
MORE_QUESTIONS = (
    (K.CHURN_RISK, "how likely is customer c07 to leave?"),
    (K.CHURN_RISK, "who of archetype 1 may leave?"),
    (K.CHURN_RISK, "who of the champions may leave?"),
    (K.HIGH_VALUE_CUSTOMERS, "what is customer c07 worth?"),
    (K.HIGH_VALUE_CUSTOMERS, "who orders most often?"),
    (K.CUSTOMER_LOOKUP, "show customer Ann"),
    (K.CUSTOMER_LOOKUP, "show customer nobody@example.com"),
    (K.BEHAVIORAL_ANALYSIS, "how does customer c07 shop?"),
    (K.BEHAVIORAL_ANALYSIS, "how do champions shop?"),
    (K.RFM_ANALYSIS, "show the champions"),
    (K.ARCHETYPE_GROWTH, "how does archetype 1 grow?"),
    (K.ARCHETYPE_GROWTH, "does the segment regular grow?"),
    (K.REVENUE_FORECAST, "revenue of the next 24 months"),
    (K.REVENUE_FORECAST, "revenue of Q2 2026"),
    (K.SEASONAL_RECOMMENDATIONS, "who bought for halloween?"),
    (K.RETENTION_PLAN, "how do we keep customer c07?"),
    (K.RETENTION_PLAN, "how do we keep archetype 1?"),
    (K.PRODUCT_PERFORMANCE, 'how does "blue mug" sell?'),
    (K.PRODUCT_AFFINITY, 'what goes with "blue mug"?'),
    (K.CATEGORY_TRENDS, "how does the category fabric do?"),
)
ALL_QUESTIONS = (*((kind, QUESTIONS.get(kind, "tell me")) for kind in KINDS), *MORE_QUESTIONS)


def answered(kind: QueryKind, question: str | None = None) -> QuestionAnswer:
    return an_answerer().answer(ANALYST, question or QUESTIONS.get(kind, "tell me"), kind=kind)

"""The words of follow-ups, as data: what they begin with, what says nothing, what is a subject of its own."""

from collections.abc import Mapping

from shared.domain.questions import QueryKind

K = QueryKind

_PEOPLE = frozenset(
    """
    customer customers client clients buyer buyers shopper shoppers people account accounts person persons members
    """.split()  # noqa: SIM905  a list of words reads best as text
)
_PRODUCTS = frozenset("product products item items article articles sku skus pairs bundles".split())  # noqa: SIM905
_CATEGORIES = frozenset("category categories department departments".split())  # noqa: SIM905
_GROUPS = frozenset("archetype archetypes segment segments group groups".split())  # noqa: SIM905

#: What the rows of an answer are called: beside these words a follow-up says nothing new.
ROWS: Mapping[QueryKind, frozenset[str]] = {
    **dict.fromkeys(QueryKind, _PEOPLE),
    K.CHURN_RISK: _PEOPLE | {"level", "levels", "risk"},
    K.HIGH_VALUE_CUSTOMERS: _PEOPLE | {"average", "lifetime", "number", "order", "orders", "total", "value"},
    K.REVENUE_FORECAST: frozenset({"revenue", "sales", "forecast"}),
    K.GROWTH_PROJECTION: frozenset({"growth", "projection"}) | _PEOPLE,
    K.ARCHETYPE_GROWTH: _GROUPS,
    K.CAMPAIGN_TARGETING: _GROUPS | {"campaign", "campaigns"},
    K.PRODUCT_AFFINITY: _PRODUCTS,
    K.PRODUCT_PERFORMANCE: _PRODUCTS,
    K.CATEGORY_TRENDS: _CATEGORIES,
    K.SEASONAL_RECOMMENDATIONS: _PEOPLE | {"day", "event", "sale", "season", "weekend"},
    K.SEGMENT_COMPARISON: _GROUPS | _PEOPLE,
}
#: Words that say nothing beside what a slot was read from: "customer no. 15311", "the champions group".
BESIDE: Mapping[str, frozenset[str]] = {
    "category": _CATEGORIES,
    "customer": frozenset({"no", "nr", "number"}) | _PEOPLE,
    "days": frozenset({"ago", "days"}),
    "groups": _GROUPS | _PEOPLE,
    "metric": frozenset({"order", "ordered", "rank", "ranked", "sort", "sorted"}),
    "product": _PRODUCTS,
    "rfm_code": frozenset({"code", "rfm", "score"}),
}
#: Rows that only some answers have: "top 20 products" is nothing that goes on from a list of customers.
ROWS_OF_SOME = _PRODUCTS | _CATEGORIES | _GROUPS

#: Slots that the tools of a kind go by.
TAKES: Mapping[QueryKind, frozenset[str]] = {
    K.ARCHETYPE_GROWTH: frozenset({"groups", "rising", "months", "period", "limit"}),
    K.B2B_IDENTIFICATION: frozenset({"limit"}),
    K.BEHAVIORAL_ANALYSIS: frozenset({"customer", "groups"}),
    K.CAMPAIGN_TARGETING: frozenset({"goal", "limit"}),
    K.CATEGORY_TRENDS: frozenset({"category", "product", "rising", "limit"}),
    K.CHURN_RISK: frozenset({"customer", "groups", "levels", "at_least", "limit"}),
    K.CUSTOMER_LOOKUP: frozenset({"customer", "limit"}),
    K.DECLINING_ENGAGEMENT: frozenset({"customer", "limit"}),
    K.DISCOUNT_DEPENDENCY: frozenset({"customer", "limit"}),
    K.GROWTH_PROJECTION: frozenset({"period", "months"}),
    K.HIGH_VALUE_CUSTOMERS: frozenset({"customer", "groups", "metric", "at_least", "limit"}),
    K.MOMENTUM: frozenset({"customer", "limit"}),
    K.ONE_TIME_BUYERS: frozenset({"days", "months", "limit"}),
    K.PRODUCT_AFFINITY: frozenset({"product", "category", "limit"}),
    K.PRODUCT_PERFORMANCE: frozenset({"product", "category", "rising", "limit"}),
    K.RETENTION_PLAN: frozenset({"customer", "groups", "limit"}),
    K.REVENUE_FORECAST: frozenset({"period", "months"}),
    K.RFM_ANALYSIS: frozenset({"groups", "rfm_code", "limit"}),
    K.SEASONAL_RECOMMENDATIONS: frozenset({"event", "limit"}),
    K.SEGMENT_COMPARISON: frozenset({"groups"}),
    K.WINBACK: frozenset({"customer", "days", "months", "limit"}),
}
#: What can be a question by itself: "halloween", "archetype 3", "mugs". Told without a word such as "and" or "only",
#: it goes on from an answer only where its tool can take it.
OF_ITS_OWN = frozenset({"customer", "groups", "goal", "event", "product", "category", "period"})

#: Words that say nothing by themselves, in what goes on from an answer.
FILLERS = frozenset(
    """
    a above against ahead all also an and any as at but by can coming could dollars euros first following for from
    give gone having id in instead it its just least let limit list look make max maximum me more most next now of
    on one ones only or our over pls please plz pounds quid rather results rows same see show silent since so spend
    spending spent than that the them then these thing this those to too top up us usd versus vs with within worth
    you
    """.split()  # noqa: SIM905
)

#: What is asked about in other kinds, or in none: never the name of a product, a category or a group.
OTHER_SUBJECTS = frozenset(
    """
    ads advertising agents archetype archetypes b2b base basket behaviour behavior best bundles business businesses
    bought buy buyers buying campaign campaigns categories category churn clients competitors conversion cost costs
    coupons customer customers deliveries delivery discount discounts email emails event events figures forecast
    forecasts going growth habits happened help income inventory invoices leave leaving lifetime loyalty ltv margin
    margins marketing momentum money newsletter offers order orders payroll people plan plans prices pricing product
    products profit profits purchases rating refund refunds retention returns revenue reviews rfm risk sales
    satisfaction season seasons segment segments sell selling shipping shoppers spend staff stock subscriptions
    suppliers tax taxes tickets today traffic trends turnover value vip vips visitors warehouse weather website
    wholesale winback how what when where which who whom whose why should could can will would did does
    """.split()  # noqa: SIM905
)

"""What the words in answers mean, for whoever asks "what is RFM?"."""

import re

from shared.domain.value import HIGH_VALUE, VALUE_TIERS

RFM = (
    "RFM looks at each customer's recency (how lately they bought), frequency (how often) and money (for how much). "
    "Champions are among the best in all three. Ask “show the RFM analysis”."
)
ARCHETYPE = (
    "An archetype is a group of customers who buy alike, in how often, for how much and how lately, as “Frequent, high "
    "value, active”. Ask “which archetypes are growing?”."
)
CHURN = (
    "Churn means that a customer leaves. The risk, from low to critical, goes by the chance that they buy nothing "
    "within 90 days. Ask “who may leave?”."
)
TIERS = (
    "Tiers go by what a customer has spent so far, in the shop's currency: VIP from "
    f"{VALUE_TIERS[0][0]:,}, High Value from {HIGH_VALUE:,}, Mid Value from {VALUE_TIERS[2][0]:,}, Standard below. "
    "Ask “who are our most valuable customers?”."
)
VALUE = (
    "Lifetime value is what a customer has spent so far, returns taken off; what they will probably spend in the year "
    "to come stands beside it. Ask “who are our most valuable customers?”."
)
SEGMENT = (
    "A segment says how a customer buys in one respect, as “frequent” by how often, or “lapsed” by how lately. "
    "Customers who share the most telling segments are an archetype."
)
WINBACK = (
    "Win-back is writing to customers who came more than once and have been silent for long. Ask “which lapsed "
    "customers should we win back?”."
)

_ASKS = (
    r"(?:(?:can you )?(?:please )?(?:explain|define)(?: me| to me)?|what(?:'s| is| are| does| do)|what is meant by"
    r"|meaning of)"
)
_MEANINGS = tuple(
    (re.compile(rf"{_ASKS} (?:an? |the |our )?(?:{words})(?: (?:mean|stand for|here|then))*", re.IGNORECASE), told)
    for words, told in (
        (r"rfm(?: analysis| score| groups?)?", RFM),
        (r"archetypes?", ARCHETYPE),
        (r"churn|churn risk|at risk|churn probability|attrition", CHURN),
        (r"vips?|vip customers?|tiers?|high value|high value customers?", TIERS),
        (r"clv|ltv|lifetime value|customer lifetime value", VALUE),
        (r"segments?|axis|axes", SEGMENT),
        (r"win ?back|winback candidates?|lapsed|lapsed customers?", WINBACK),
    )
)
#: These ask for figures rather than for words: "what is the churn risk", "what are our VIP customers".
_FIGURES = re.compile(
    r"what (?:is|are) (?:the|our) (?:churn risk|churn probability|vips?|vip customers?|high value customers?"
    r"|winback candidates?|lapsed customers?|archetypes?|segments?|rfm(?: analysis| groups?)?)",
    re.IGNORECASE,
)


def meaning_asked(plain: str) -> str | None:
    """What the word means that a text without punctuation asks about; None when it asks for something else."""
    if _FIGURES.fullmatch(plain):
        return None
    return next((told for pattern, told in _MEANINGS if pattern.fullmatch(plain)), None)

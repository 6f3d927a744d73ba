"""What a campaign is to achieve."""

import re

from shared.domain.campaigns import Goal

_NAMED = (
    (Goal.SUBSCRIPTION, r"\bsubscri\w{1,8}|\bsubs\b"),
    (Goal.RETENTION, r"\bretention\b|\bretain\w{0,3}\b"),
    (Goal.CROSS_SELL, r"\b(?:cross|x)[- ]?sell\w{0,3}|\bup-?[ ]?sell\w{0,3}"),
)
_MEANT = (
    (
        Goal.SUBSCRIPTION,
        (
            r"\bs&s\b|\bauto[- ]?(?:ship|refill|reorder|renew|deliver|replenish)\w{0,6}|\bautomatic (?:re-?order|refill"
            r"|delivery)"
            r"|\brefill[- ]plan|\b(?:monthly|weekly|yearly|annual) (?:[a-z]{1,12} )?(?:box|plan|club|delivery)"
        ),
    ),
    (
        Goal.CROSS_SELL,
        r"\bbundl\w{1,3}\b|\badd-?ons?\b|\bcomplementary\b|\bupgrad\w{1,3}\b|\btrad(?:e|ing) up\b|\bsecond category\b",
    ),
    (
        Goal.RETENTION,
        (
            r"\bloyalty\b|\bkeep(?:ing)?\b(?! (?:buying|ordering|coming|going|spending|climbing|asking|the lights))"
            r"|\bhold(?:ing)? on(?:to)? to\b|\b(?:stop|prevent) (?:[a-z]{1,12} ){0,3}(?:leaving|churn\w{0,3})"
            r"|\banti-churn\b"
            r"|\breduc\w{1,3} churn\b"
        ),
    ),
)
_EXPRESSIONS = tuple(
    tuple((goal, re.compile(expression, re.IGNORECASE)) for goal, expression in goals) for goals in (_NAMED, _MEANT)
)


def goal_told(text: str) -> Goal | None:
    """The first goal that is called by its name, else the first that is described; None when there is none."""
    for goals in _EXPRESSIONS:
        found = [(match.start(), goal) for goal, expression in goals if (match := expression.search(text))]
        if found:
            return min(found)[1]
    return None

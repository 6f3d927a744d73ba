"""How many of a list, by what, and which end first."""

import re

from shared.domain.high_value import ValueMetric
from shared.questions.slots.numbers import NUMBER, whole_number
from shared.questions.slots.spans import Found, found_at

_BEST = (
    r"top|best|biggest|largest|highest|leading|strongest|fastest|most|heaviest|first|finest|richest|keenest|rising"
    r"|bestsellers?|best-?selling|fattest|priciest|scariest"
)
_WORST = r"worst|bottom|lowest|slowest|smallest|weakest|least|poorest|flops?|slow-?moving|shelf warmers"
_LISTED = (
    r"(?:people|ppl|persons?|folks?|customers?|cust|clients?|buyers?|shoppers?|accounts?|accts?|patrons?|members?"
    r"|names?"
    r"|products?|prods?|items?|articles?|skus?|goods|categor(?:y|ies)|departments?|archetypes?|segments?|groups?|pairs?"
    r"|bundles?|combos?|spenders?|sellers?|bestsellers?|performers?|regulars|vips|recipients|ideas|targets?|candidates"
    r"|individuals|examples|rows|results|entries|toys|coffees|teas|fabrics)"
)
#: What makes the number no length of a list: a share, an amount, a time.
_NOT_A_COUNT = (
    r"(?![\d%]|[ -]?(?:%|percent\b|per cent\b|pct\b|k\b|th\b|grand\b|thousand\b|days?\b|d\b|weeks?\b|wks?\b"
    r"|months?\b|mos?\b"
    r"|quarters?\b|qtrs?\b|years?\b|yrs?\b|hours?\b|dollars?\b|euros?\b|pounds?\b|bucks\b|quid\b|times\b|orders?\b"
    r"|units?\b))"
)
_LIMITS = tuple(
    re.compile(expression, re.IGNORECASE)
    for expression in (
        rf"\b(?!most|least)(?:{_BEST}|{_WORST})[ -](?:the )?(?P<number>{NUMBER}){_NOT_A_COUNT}",
        rf"(?P<number>{NUMBER}){_NOT_A_COUNT} (?:[a-z]{{1,15}} )?(?:{_BEST}|{_WORST})\b",
        (
            rf"\b(?:limit(?:ed)?(?: of| to)?|max(?:imum)?(?: of)?|at most|up to"
            rf"|no more than)[ :=]{{1,3}}(?!20\d\d)(?P<number>{NUMBER})"
            rf"{_NOT_A_COUNT}"
        ),
        (
            rf"\b(?:show|list|give|name|pick|select|get|see|display|tell|want|need|identify|provide|fetch|the|any"
            rf"|which)"
            rf"(?: me| us| the| only| just"
            rf"| out){{0,2}} (?P<number>{NUMBER}){_NOT_A_COUNT} (?:[a-z-]{{1,15}} ){{0,2}}{_LISTED}\b"
        ),
        rf"(?P<number>{NUMBER}){_NOT_A_COUNT} {_LISTED} (?:who|that|with|w)\b",
        rf"\bpick (?P<number>{NUMBER}){_NOT_A_COUNT}",
    )
)

_METRICS = (
    (
        ValueMetric.PREDICTED,
        (
            r"\b(?:predicted|expected|future|projected|forecast(?:ed)?|anticipated|prospective) (?:\w{1,15} ){0,2}"
            r"(?:value|ltv|clv|spend\w*|worth)\b|\b(?:value|ltv|clv) (?:still )?to come\b|\bwill (?:spend"
            r"|be worth) the most\b"
        ),
    ),
    (
        ValueMetric.AVERAGE_ORDER,
        (
            r"\b(?:aov|(?:avg|average|mean|typical)\.? (?:order|basket|cart|ticket|purchase|spend per order)"
            r"|order value"
            r"|basket (?:size|value)|per (?:order|purchase|basket|checkout|transaction|visit)|spend-per-order"
            r"|(?:biggest|largest|fattest|highest|fullest|priciest|heaviest|most expensive) (?:single )?"
            r"(?:baskets?|orders?|carts?|tickets?)|baskets? (?:are|is) the (?:fattest|biggest|largest|fullest))\b"
        ),
    ),
    (
        ValueMetric.FREQUENCY,
        (
            r"\b(?:most (?:orders?|often|purchases|frequent\w{0,2}|times|receipts|regularly)|(?:number|no\.?|count) of "
            r"(?:orders|purchases)|order (?:count|cnt|frequency|numbers)|purchase frequency|by orders"
            r"|orders? (?:the )?most"
            r"|by frequency|longest string of orders|number of times)\b"
        ),
    ),
    (
        ValueMetric.HISTORIC,
        (
            r"\b(?:lifetime (?:value|spend\w*|revenue|total|\$)|ltv|clv|(?:total|cumulative|overall) (?:spend\w*"
            r"|revenue"
            r"|outlay"
            r"|sales)|spen[dt]\w{0,3} (?:the )?most|most (?:money|revenue|spend)|by (?:revenue|spend|turnover|value)"
            r"|historic\w{0,3} (?:value|clv|ltv|spend))\b"
        ),
    ),
)
_METRIC_OF = tuple((metric, re.compile(expression, re.IGNORECASE)) for metric, expression in _METRICS)

_UP = re.compile(
    r"\b(?:best|top|most(?! of\b)|highest|biggest|largest|leading|strongest|grow(?:s|ing|n)?|gain(?:s|ing|ed)?"
    r"|ris(?:e|es|ing)"
    r"|rose|increas(?:e|es|ed|ing)|expand(?:s|ing|ed)?|trending|accelerat\w{1,4}|up and coming|on the up"
    r"|climb\w{0,3}|boom\w{0,3}"
    r"|heating up|taking off|picking up|winners?|bestsell\w{1,4}|upward\w?|swelling)\b",
    re.IGNORECASE,
)
_DOWN = re.compile(
    r"\b(?:worst|bottom|lowest|(?<!at )least|weakest|slowest|poorest|smallest|declin(?:e|es|ed|ing)|shr[iau]nk(?:s"
    r"|ing|en)?"
    r"|fall(?:s|ing|en)?"
    r"|fell|los(?:e|es|ing)|lost|drop(?:s|ped|ping)?|dwindl\w{1,3}|decreas(?:e|es|ed|ing)|fad(?:e|es|ed|ing)"
    r"|slipp?(?:s|ed|ing)?"
    r"|sliding|cool(?:s|ed|ing)?|slow(?:s|ed|ing)?|slow-?mov\w{1,4}|flop(?:s|ped)?|duds?|losers?|downhill"
    r"|collaps\w{1,3}"
    r"|underperform\w{1,4}|wither\w{1,3}|shelf warmers|reduc(?:e|es|ed|ing)|worse)\b",
    re.IGNORECASE,
)


def limit_told(text: str) -> Found[int] | None:
    """How many of a list are wanted: "top 20", "five best", "the fifty shoppers with"; shares of it are not."""
    matches = (match for expression in _LIMITS for match in expression.finditer(text))
    return next((found_at(whole_number(match["number"]), match, "number") for match in matches), None)


def metric_told(text: str) -> ValueMetric | None:
    """What "worth the most" is to mean; None when the question does not say."""
    return next((metric for metric, expression in _METRIC_OF if expression.search(text)), None)


def is_rising(text: str) -> bool | None:
    """True: best or growing first; False: worst or shrinking; None when neither is asked for, or both."""
    up, down = _UP.search(text) is not None, _DOWN.search(text) is not None
    return None if up == down else up

"""Questions whose kind is certain without weighing words. Whatever is not certain is left to the other engines."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from shared.domain.questions import Likelihood, QueryKind, QuestionEngine, Reading, Slots
from shared.questions.deeds import is_deed, steers
from shared.questions.normal import LONGEST_QUESTION, plainly_written
from shared.questions.offered import offered_kind
from shared.questions.slots.groups import compares
from shared.questions.slots.read import read_slots
from shared.questions.slots.rfm import rfm_code
from shared.questions.suggestions import WORDINGS


class Asked:
    """A question, and what it names: read when a rule wants to know, for most questions fit none."""

    def __init__(self, question: str, *, today: date) -> None:
        self._question, self._today = question[:LONGEST_QUESTION], today
        #: Plainly written, without space around it.
        self.text = " ".join(plainly_written(self._question).split())

    @cached_property
    def slots(self) -> Slots:
        """What is found in it."""
        return read_slots(self._question, today=self._today)


@dataclass(frozen=True, slots=True)
class Rule:
    """When a question is of a kind for certain."""

    name: str
    kind: QueryKind
    fits: Callable[[Asked], bool]


_PERSON = r"(?:customers?|cust|client|account|acct|shopper|buyer|user|member|patron)"
_ID = r"(?:[a-z]{1,5}-?)?\d{1,12}"
_EMAIL = r"[\w.%+'-]{1,64}@[\w.-]{1,190}"
_PLEASE = r"(?:[ ,]{0,2}(?:please|pls|plz|thanks|thx))?[ .?!]{0,3}$"
_SHOW = (
    r"(?:(?:please |pls |kindly |can you |could you )?(?:show|find|get|open|look up|lookup|pull up|bring up|fetch"
    r"|search(?: for)?|display|see)(?: me)? (?:the )?"
    r"(?:(?:profile|record|account|details|file|card) (?:of|for) )?)?"
)
_NOBODY_ELSE = re.compile(
    rf"^{_SHOW}(?:(?:the )?{_PERSON}(?: id| no\.?| number| #| with (?:the )?(?:id"
    rf"|e-?mail(?: address)?))?[ :#=]{{1,3}}(?:{_ID}|{_EMAIL})"
    rf"|{_EMAIL}|(?:#|id[ :=]{{1,2}})\d{{1,12}}|[a-z]{{1,5}}-?\d{{2,12}}|(?!(?:19|20)\d\d\b)\d{{4,12}}){_PLEASE}",
    re.IGNORECASE,
)
#: Written like ids, but of something else: "Q4", "H2", "FY2026", "top10".
_NO_ID = re.compile(
    r"\b(?:q[1-4]|h[12]|fy ?\d+|top ?\d+|r[1-5]|f[1-5]|m[1-5]|b2b|co2|sku-?\d+|v\d+|wk ?\d+|week ?\d+|covid-?\d+"
    r"|mp[34])\b",
    re.IGNORECASE,
)

_AT_CHURN_RISK = re.compile(
    r"^(?:which|what|show(?: me)?|list)(?: the| all)? customers (?:who )?(?:are |is )?at (?:a )?(?:high|critical"
    r"|high or critical|medium|low )? ?"
    r"(?:churn risk|risk of churn(?:ing)?)[ .?!]{0,3}$",
    re.IGNORECASE,
)
_FORECAST = re.compile(r"^(?:revenue|sales) forecast(?: for (?:the )?(?P<period>.{2,40}?))?[ .?!]{0,3}$", re.IGNORECASE)
_ENGAGED = re.compile(r"^(?:which|what) customers (?:were )?engaged (?:during|at|around|for) \S.{0,60}$", re.IGNORECASE)
_TARGETS = re.compile(
    r"^who(?:m)? should (?:we|i) target (?:for|with) (?:a |an |the |our |my )?[\w& -]{3,25} campaign[ .?!]{0,3}$",
    re.IGNORECASE,
)
_CHURN_OF = re.compile(
    rf"^(?:what(?:'s| is) |show(?: me)? |give me |tell me |get |predict |check )?(?:the )?(?:churn"
    rf"|attrition) (?:risk|score|probability|likelihood|chance)"
    rf" (?:of|for) (?:{_PERSON} )?(?:id |no\.? |#)?(?:{_ID}|{_EMAIL}){_PLEASE}"
    rf"|^(?:is|will) (?:{_PERSON} )(?:id |no\.? |#)?{_ID} (?:going to |about to |likely to |gonna )?(?:churn|leave"
    rf"|leave us)(?: soon)?{_PLEASE}",
    re.IGNORECASE,
)
_RFM = re.compile(r"\brfm\b|\brecency[, /-]{1,3}(?:and )?frequency[, /-]{1,3}(?:and )?monetary\b", re.IGNORECASE)
#: Questions about the method, not about the shop.
_OF_METHOD = re.compile(
    r"\b(?:explain|define|definition|mean(?:s|ing)?|stands? for|what(?:'s| is| are) (?:an? )?(?:rfm"
    r"|recency)(?: analysis| model| score| segmentation)?\W*$"
    r"|how (?:does|do|is|are) (?:an? |the )?(?:rfm|you|we (?:compute|calculate))|comput\w{1,4}|calculat\w{1,5}"
    r"|worked out|defined|useful|better than|what(?:'s| is| are) an? |what makes|difference between rfm|who came up"
    r"|history of|books?|course|learn|should (?:we|i) use|use rfm|invented|wikipedia|article|tutorial|in general"
    r"|literature|theory|slack|mail|e-mail|export|excel"
    r"|python|sql|code (?:for|that)|why do)\b"
    r"|\bwhat(?:'s| is| are) (?:an? )?rfm\b",
    re.IGNORECASE,
)


def _says_nothing(asked: Asked) -> bool:
    return not any(map(str.isalpha, asked.text)) and re.fullmatch(r"\D{0,3}\d{3,12}\D{0,3}", asked.text) is None


def _is_somebody(asked: Asked) -> bool:
    return _NOBODY_ELSE.match(asked.text) is not None and _NO_ID.search(asked.text) is None


def _asks_for_forecast(asked: Asked) -> bool:
    """The command's phrase: without a period, or with one that the tool can take, and nothing besides."""
    match = _FORECAST.match(asked.text)
    return match is not None and (match["period"] is None or bool(asked.slots.period or asked.slots.months))


def _asks_for_targets(asked: Asked) -> bool:
    return _TARGETS.match(asked.text) is not None and asked.slots.goal is not None and asked.slots.event is None


def _compares_groups(asked: Asked) -> bool:
    return compares(asked.text) and _RFM.search(asked.text) is None and len(asked.slots.groups) > 1


def _is_rfm(asked: Asked) -> bool:
    if _RFM.search(asked.text) is None and rfm_code(asked.text) is None:
        return False
    return _OF_METHOD.search(asked.text) is None and len(asked.slots.groups) <= 1


def _is_offered(kind: QueryKind) -> Callable[[Asked], bool]:
    return lambda asked: offered_kind(asked.text) is kind


def _matches(expression: re.Pattern[str]) -> Callable[[Asked], bool]:
    return lambda asked: expression.match(asked.text) is not None


RULES = (
    Rule("nothing", QueryKind.OUT_OF_SCOPE, _says_nothing),
    Rule("steering", QueryKind.OUT_OF_SCOPE, lambda asked: steers(asked.text)),
    Rule("deed", QueryKind.OUT_OF_SCOPE, lambda asked: is_deed(asked.text)),
    Rule("somebody", QueryKind.CUSTOMER_LOOKUP, _is_somebody),
    Rule("at churn risk", QueryKind.CHURN_RISK, _matches(_AT_CHURN_RISK)),
    Rule("churn of somebody", QueryKind.CHURN_RISK, _matches(_CHURN_OF)),
    Rule("forecast", QueryKind.REVENUE_FORECAST, _asks_for_forecast),
    Rule("engaged during", QueryKind.SEASONAL_RECOMMENDATIONS, _matches(_ENGAGED)),
    Rule("targets", QueryKind.CAMPAIGN_TARGETING, _asks_for_targets),
    Rule("two groups", QueryKind.SEGMENT_COMPARISON, _compares_groups),
    Rule("rfm", QueryKind.RFM_ANALYSIS, _is_rfm),
    *(Rule("our words", kind, _is_offered(kind)) for kind in WORDINGS),
)


def by_rules(question: str, *, today: date) -> Reading | None:
    """How the question is read where a rule is certain of it, with what it names; None for all others. Never raises."""
    asked = Asked(question, today=today)
    rule = fitting_rule(asked)
    if rule is None:
        return None
    return Reading(rule.kind, 1.0, (Likelihood(rule.kind, 1.0),), QuestionEngine.RULES, asked.slots)


def fitting_rule(asked: Asked) -> Rule | None:
    """The first rule that fits the question; None when none does."""
    return next((rule for rule in RULES if rule.fits(asked)), None)

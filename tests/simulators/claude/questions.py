"""The simulated model as a reader of questions: a table of words, and nothing that a real model would know.

It fills in any form that has a `query_type`; of the question it reads what stands in the section <question>.
"""

import re
from typing import Any

from tests.simulators.claude.replies import section

#: What a question is taken for: the first line whose words it holds.
WORDS = (
    ("out_of_scope", r"\bignore\b|instruction|\bpretend\b|\bselect \*|\bdrop table\b|weather|\bjoke\b|\bhello\b"),
    ("out_of_scope", r"^\W*(?:please )?(?:delete|refund|cancel|send|e-?mail|update|change|create|remove|export|tag)\b"),
    ("out_of_scope", r"ticket|parcel|delivery|warehouse|in stock|supplier|payroll|\bgender\b|\bage\b|follower"),
    ("rfm_analysis", r"\brfm\b|recency|champions|hibernating"),
    ("segment_comparison", r"compar|\bversus\b|\bvs\b|side by side|difference between"),
    ("winback", r"win.?back|lapsed|dormant|inactive|\blost\b|stopped buying|re-?activat|bring back|have left"),
    ("one_time_buyers", r"one.time|only once|single order|never came back|just one order|second (?:order|purchase)"),
    ("b2b_identification", r"b2b|wholesale|business(?:es)?\b|compan(?:y|ies)|resell|\btrade\b|\bbulk\b"),
    ("retention_plan", r"retention plan|\bretain|\bkeep\b|retention (?:action|strateg|step|offer)|save at"),
    ("campaign_targeting", r"campaign|\btarget\b|mailing|cross.?sell|upsell|subscri|newsletter"),
    ("revenue_forecast", r"(?:revenue|sales|turnover|income)\b.*\b(?:forecast|next|coming|project|expect)|forecast"),
    ("seasonal_recommendations", r"christmas|halloween|black friday|easter|valentine|summer|winter|season|holiday"),
    ("discount_dependency", r"discount|coupon|bargain|full.price|\bsales? only\b|promo"),
    ("product_affinity", r"together|bundle|also buy|bought with|goes with|affinit|pair"),
    (
        "archetype_growth",
        r"(?:archetype|segment)s?\b.*\b(?:grow|shrink|gain|los|chang|mov)|growing (?:archetype|segment)",
    ),
    ("category_trends", r"categor|department|product lines?"),
    ("product_performance", r"product|seller|selling|\bunits\b|\breturns\b"),
    (
        "declining_engagement",
        r"declin|buy(?:ing)? less|less often|slow(?:ing|er|ed)|fading|cooling|drop(?:ping|ped) off",
    ),
    ("momentum", r"momentum|more often|buy(?:ing)? more|accelerat|picking up|ramping"),
    ("churn_risk", r"churn|at.risk|likely to leave|leave us|about to leave|\bwill\b.*\bleave\b|\brisk\b"),
    (
        "growth_projection",
        r"(?:customer|buyer|base|sign.?up)s?\b.*\b(?:grow|project|next|expect)|how many (?:new )?customers will",
    ),
    (
        "high_value_customers",
        r"\bvips?\b|whale|best customers|valuable|highest|most money|biggest|high.value|lifetime value|top \d*",
    ),
    ("behavioral_analysis", r"behavio|habit|how (?:do|does)\b.*\bshop|rhythm|pattern|how often|\bwhen do\b"),
    ("customer_lookup", r"profile|who is|look ?up|record of|find customer|customer #?\d|<customer_|@"),
)
EVENTS = ("black friday", "christmas", "halloween", "easter", "valentine", "summer", "winter")
GOALS = ("subscription", "retention", "cross_sell")
PERIOD = re.compile(
    r"\bq[1-4](?: 20\d\d)?\b|\b20\d\d-\d\d\b|\b(?:next|this) (?:month|quarter|year)\b"
    r"|\b(?:january|february|march|april|june|july|august|september|october|november|december)\b"
)


def filled_in(schema: dict[str, Any], user: str) -> dict[str, Any]:
    """What the model answers to a request with this schema: every field empty but those that it can read."""
    empty = {name: _nothing(kind) for name, kind in schema.get("properties", {}).items()}
    question = section("question", user).lower()
    said = _said(question)
    return {name: said[name] if _allows(schema["properties"][name], said.get(name)) else empty[name] for name in empty}


def _said(question: str) -> dict[str, Any]:
    fits = [kind for kind, words in WORDS if re.search(words, question)]
    first = fits[0] if fits else "out_of_scope"
    event = next((event for event in EVENTS if event in question), "")
    period = PERIOD.search(question)
    return {
        "query_type": first,
        "runner_up": next((kind for kind in fits if kind != first), first),
        "needs_clarification": not fits,
        "customer_ref": _found(r"(<\w+_\d+>|\b[\w.+-]+@[\w.-]+|\bcustomer (?:id )?#?\d+)", question),
        "goal": next((goal for goal in GOALS if goal.replace("_", "-") in question), "none"),
        "event": event.replace(" ", "_"),
        "period": period[0] if period else "",
        "months": int(_found(r"\b(\d{1,2}) months?\b", question) or 0),
        "days": int(_found(r"\b(\d{1,4}) days?\b", question) or 0),
        "limit": int(_found(r"\btop (\d{1,3})\b", question) or 0),
        "direction": "falling" if re.search(r"worst|least|declin|shrink", question) else "none",
    }


def _found(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    return found[1] if found else ""


def _allows(kind: dict[str, Any], said: Any) -> bool:
    return said is not None and said in kind.get("enum", [said])


def _nothing(kind: dict[str, Any]) -> Any:
    """The emptiest value that the schema allows."""
    if "enum" in kind:
        return "none" if "none" in kind["enum"] else kind["enum"][0]
    empty = {"object": {}, "array": [], "string": "", "integer": 0, "number": 0, "boolean": False}[kind["type"]]
    return {name: _nothing(inner) for name, inner in kind["properties"].items()} if kind.get("properties") else empty

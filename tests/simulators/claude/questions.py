"""The simulated model as a reader of questions: the product's own classifier and a few patterns.

It fills in any form that has a `query_type`; of the question it reads what stands in the section <question>. It shows
what is done with Claude's reading, and nothing of how well Claude reads.
"""

import re
from typing import Any

from shared.questions.offline.reader import OfflineReader
from tests.simulators.claude.replies import section

#: A simulator has no mind of its own: the kind is what the product's own classifier would say.
KINDS = OfflineReader()
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
    reading = KINDS.read(question)
    event = next((event for event in EVENTS if event in question), "")
    period = PERIOD.search(question)
    return {
        "query_type": reading.kind.value,
        "runner_up": (reading.runner_up or reading.kind).value,
        "needs_clarification": reading.is_unsure,
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

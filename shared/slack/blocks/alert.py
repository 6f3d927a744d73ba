"""What an alert says: that a figure has crossed its threshold, or that it is back."""

from dataclasses import dataclass
from datetime import date

from shared.domain.alerts import News
from shared.domain.questions import QueryKind
from shared.domain.slack import Block, SlackMessage
from shared.pages.page import Figure, Unit
from shared.pages.wording import worded
from shared.questions.suggestions import WORDINGS, ready_question
from shared.slack.blocks.answer import figure_fields
from shared.slack.blocks.parts import actions, context, header, question_button, words
from shared.slack.blocks.texts import escaped_within
from shared.slack.limits import MESSAGE_TEXT
from shared.thresholds import Condition

EMOJI = {News.CROSSED: "🚨", News.BACK: "✅"}
HOW_TO_STOP = "Looked at every night after the discovery. It is asked for, and stopped, in the setting SLACK_ALERTS."


@dataclass(frozen=True, slots=True)
class Alert:
    """What there is to tell of a figure."""

    news: News
    condition: Condition
    #: What the figure is called.
    label: str
    unit: Unit
    value: float
    #: The question that goes further; `out_of_scope` where there is none.
    query_type: QueryKind
    #: The day that the figure was true on; None where that is now.
    as_of: date | None


def alert_message(alert: Alert, currency: str) -> SlackMessage:
    """The figure, its threshold, and the question that goes further; amounts are in the currency (ISO 4217)."""
    value, threshold = alert.value, alert.condition.threshold
    told, bound = (worded(number, alert.unit, currency) for number in (value, threshold))
    side = "above" if alert.condition.is_above else "below"
    is_crossed = alert.news is News.CROSSED
    lead = f"{alert.label}: {told}, which is {'' if is_crossed else 'no longer '}{side} the threshold of {bound}."
    known = (f"As of {worded(alert.as_of, Unit.DATE, currency)}",) if alert.as_of else ()
    blocks = [
        header(f"{EMOJI[alert.news]} {alert.label}: {'' if is_crossed else 'no longer '}{side} {bound}"),
        words(lead),
        *figure_fields((Figure("Now", value, alert.unit), Figure("Threshold", threshold, alert.unit)), currency),
        context(*known, HOW_TO_STOP),
        *_further(alert.query_type),
    ]
    return SlackMessage(escaped_within(f"{EMOJI[alert.news]} {lead}", MESSAGE_TEXT), blocks)


def _further(kind: QueryKind) -> list[Block]:
    if kind not in WORDINGS:
        return []
    query = ready_question(kind).query
    return actions((question_button(query, "ask:1", query, kind),))

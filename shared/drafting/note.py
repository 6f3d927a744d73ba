"""The internal note: what the agent should know, and below a rule the draft. Plain text, short lines."""

import math

from shared.domain.churn import ChurnRisk
from shared.domain.cues import Sentiment
from shared.domain.drafts import Draft, Engine
from shared.domain.facts import NO_FACTS, Facts
from shared.domain.money import money
from shared.domain.policy import NO_POLICY, Policy
from shared.domain.retention import CHURN_WORDS
from shared.domain.sentiment import Mood, graver
from shared.domain.standing import Standing
from shared.domain.words import joined
from shared.drafting.greeting import plain_name
from shared.drafting.insight import Insight
from shared.drafting.languages import language_name
from shared.drafting.note_layout import HEADLINE, NO_DRAFT, RULE, TITLE
from shared.drafting.provenance import provenance

REPLACES = "♻️ Replaces the draft above: the customer has written again."
FIND_OUT = "BEFORE YOU SEND, find out:"
SUPERSEDED = (
    "♻️ The customer has written again: the draft that stood here no longer fits.\n"
    "Look for the newest note on this ticket. (Internal - Do Not Share)"
)
#: A calm customer is not worth a line.
MOOD_ICONS = {
    Sentiment.PLEASED: "😊",
    Sentiment.UNHAPPY: "🙁",
    Sentiment.FRUSTRATED: "😠",
    Sentiment.ANGRY: "😡",
}


def render_note(
    insight: Insight, draft: Draft, facts: Facts = NO_FACTS, policy: Policy = NO_POLICY, *, replaces: bool = False
) -> str:
    """The body of the note: the summary, what to see to, the draft, and one line that says where it comes from.

    `replaces` is whether an older draft stands on the ticket.
    """
    above = (summary(insight), _about_the_ticket(insight, draft, policy, replaces=replaces), _to_find_out(draft))
    parts = [line for part in above if part for line in (*part, "")]
    return "\n".join((*parts, RULE, *_title(draft), "", draft.text, "", RULE, provenance(draft, facts, policy)))


def superseded_note() -> str:
    """What an older note says once the customer has written again: nothing of its summary, nothing of its draft."""
    return SUPERSEDED


def _title(draft: Draft) -> list[str]:
    if draft.engine is Engine.CLAUDE:
        return [TITLE]
    return [TITLE, f"{NO_DRAFT}{draft.fell_back_because}. Below is the standard reply."]


def summary(insight: Insight) -> list[str]:
    """The lines for the agent alone."""
    if isinstance(insight.standing, Standing):
        return [HEADLINE, RULE, *_figures(insight.standing)]
    name = plain_name(insight.customer_name)
    return [HEADLINE, RULE, *([f"👤 {name}"] if name else []), insight.standing]


def _about_the_ticket(insight: Insight, draft: Draft, policy: Policy, *, replaces: bool) -> list[str]:
    """What is special about this ticket and this draft."""
    lines = _mood(graver(insight.mood, draft.mood))
    if insight.repeat_issue:
        lines.append(f"🔁 Repeat issue: {insight.repeat_issue}")
    language = language_name(draft.language)
    if language and draft.language != policy.language:
        lines.append(f"🌐 The customer writes {language}.")
    if replaces:
        lines.append(REPLACES)
    return [*lines, *(f"❗ {' '.join(warning.split())}" for warning in draft.warnings)]


def _mood(mood: Mood) -> list[str]:
    if mood.sentiment not in MOOD_ICONS:
        return []
    return [f"{MOOD_ICONS[mood.sentiment]} Mood: {mood.sentiment} ({joined(mood.reasons)})"]


def _to_find_out(draft: Draft) -> list[str]:
    return [FIND_OUT, *(f"  • {one}" for one in draft.to_find_out)] if draft.to_find_out else []


def _figures(standing: Standing) -> list[str]:
    profile, churn = standing.profile, standing.churn
    orders = profile.historic_number_of_orders
    lines = [
        f"💰 Lifetime Value: {money(profile.historic_clv, profile.currency)} ({standing.tier})",
        f"⚠️  Churn Risk: {_percent(_risk(churn))}% ({CHURN_WORDS[churn.level]})",
        f"   {_about(churn)}",
        f"📈 Historical: {_count(orders, 'order')}, {money(profile.average_order_value, profile.currency)} avg order",
        f"📅 Last Purchase: {_ago(profile.days_since_last_order)} ({standing.engagement})",
    ]
    if standing.pattern:
        lines.append(f"🎯 Pattern: {standing.pattern}")
    if profile.archetype_name:
        lines.append(f"👥 Archetype: {profile.archetype_name}")
    lines.append(f"Figures as of {profile.as_of.isoformat()}.")
    if standing.advice:
        lines += ["", standing.advice.headline, f"   {standing.advice.detail}"]
    return lines


def _risk(churn: ChurnRisk) -> float:
    """What the level was read from: the model's probability where there is one, the rule's score elsewhere."""
    return churn.rule_score if churn.churn_probability is None else churn.churn_probability


def _percent(share: float) -> int:
    """The share in whole percent, rounded down: 69.9 % must not look like the next level."""
    return math.floor(share * 100 + 1e-9)


def _about(churn: ChurnRisk) -> str:
    """What kind of figure it is, and what raised it."""
    if churn.churn_probability is None:
        kind = "Rule score, not a probability."
    else:
        kind = f"Probability of no purchase within {churn.horizon_days} days."
    why = ", ".join(factor.explanation for factor in churn.factors)
    return f"{kind} Why: {why}." if why else kind


def _ago(days: int) -> str:
    return f"{_count(days, 'day')} ago" if days > 0 else "today"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"

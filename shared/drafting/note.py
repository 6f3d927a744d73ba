"""The internal note: what the agent should know, and below a rule the draft. Plain text, short lines."""

import math

from shared.domain.churn import ChurnRisk
from shared.domain.drafts import Draft, Engine
from shared.domain.money import money
from shared.domain.retention import CHURN_WORDS
from shared.domain.standing import Standing
from shared.drafting.greeting import plain_name
from shared.drafting.insight import Insight

HEADLINE = "📊 CUSTOMER INSIGHTS (Internal - Do Not Share)"
RULE = "━" * 24


def render_note(insight: Insight, draft: Draft) -> str:
    """The body of the note: the summary, the draft, and one line that says where it comes from."""
    return "\n".join((*summary(insight), "", RULE, *_title(draft), "", draft.text, "", RULE, _origin(draft)))


def _title(draft: Draft) -> list[str]:
    if draft.engine is Engine.CLAUDE:
        return ["DRAFT REPLY"]
    return ["DRAFT REPLY", f"No draft by Claude: {draft.fell_back_because}. Below is the standard reply."]


def _origin(draft: Draft) -> str:
    by_claude = draft.engine is Engine.CLAUDE and draft.completion
    writer = by_claude.model if by_claude else "the standard reply"
    return f"Written by {writer}, prompt {draft.prompt_version}. Check it before you send it."


def summary(insight: Insight) -> list[str]:
    """The lines for the agent alone."""
    if isinstance(insight.standing, Standing):
        return [HEADLINE, RULE, *_figures(insight.standing)]
    name = plain_name(insight.customer_name)
    return [HEADLINE, RULE, *([f"👤 {name}"] if name else []), insight.standing]


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

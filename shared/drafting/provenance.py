"""Where a draft comes from, in one line: who wrote it, from what, for how much, and what the guard said."""

from collections.abc import Mapping

from shared.domain.drafts import Draft, Engine
from shared.domain.facts import Facts
from shared.domain.policy import Policy
from shared.domain.words import counted, joined

CHECK_IT = "Check it before you send it."
SHORT_HASH = 8


def provenance(draft: Draft, facts: Facts, policy: Policy) -> str:
    """The line under the draft."""
    by_claude = draft.engine is Engine.CLAUDE and draft.completion
    writer = " ".join(by_claude.model.split()) if by_claude else "the standard reply"
    short = f" ({draft.prompt_hash[:SHORT_HASH]})" if draft.prompt_hash else ""
    parts = [f"Written by {writer}, prompt {draft.prompt_version}{short}"]
    if draft.attempts:
        parts += [_spent(draft), _guard(draft)]
    if by_claude:
        parts.append(f"relies on {_relied_on(facts, policy)}")
    return f"{'; '.join(parts)}. {CHECK_IT}"


def facts_given(facts: Facts, policy: Policy) -> Mapping[str, str]:
    """What a draft was given to rely on, each with the time that it was true at (ISO 8601, or nothing)."""
    given = {}
    if facts.orders:
        given["orders"] = facts.orders_as_of.isoformat() if facts.orders_as_of else ""
    if facts.earlier_tickets:
        given["earlier_tickets"] = facts.tickets_read_at.isoformat() if facts.tickets_read_at else ""
    if policy.text:
        given["policy"] = policy.as_of.isoformat() if policy.as_of else ""
    return given


def _spent(draft: Draft) -> str:
    """What all answers took, used or not."""
    answers = [attempt.completion for attempt in draft.attempts]
    tokens_in, tokens_out = (sum(answer.input_tokens for answer in answers), sum(a.output_tokens for a in answers))
    seconds = sum(answer.latency_s for answer in answers)
    return f"{tokens_in:,}+{tokens_out:,} tokens, ${draft.cost:.4f}, {seconds:.1f} s"


def _guard(draft: Draft) -> str:
    if draft.engine is not Engine.CLAUDE:
        return f"{counted(len(draft.attempts), 'draft')} not used"
    return "guard passed" if len(draft.attempts) == 1 else "guard passed at the 2nd try"


def _relied_on(facts: Facts, policy: Policy) -> str:
    parts = []
    if facts.orders:
        as_of = f" as of {facts.orders_as_of.isoformat()}" if facts.orders_as_of else ""
        parts.append(counted(len(facts.orders), "order") + as_of)
    if facts.earlier_tickets:
        parts.append(counted(len(facts.earlier_tickets), "earlier ticket"))
    if policy.text:
        parts.append("the policy" + (f" of {policy.as_of.isoformat()}" if policy.as_of else ""))
    return joined(tuple(parts)) or "the conversation alone"

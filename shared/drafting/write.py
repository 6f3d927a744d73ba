"""Write the draft: ask Claude, look at what comes back, and take the standard reply when it may not be shown."""

import re

from shared.domain.drafts import Attempt, Completion, Draft, Engine
from shared.domain.shop import Shop
from shared.domain.tickets import Ticket
from shared.drafting.fallback import fall_back
from shared.drafting.grounds import grounds_of
from shared.drafting.guard import check
from shared.drafting.insight import Insight
from shared.drafting.letters import visible
from shared.drafting.prompt import reply_prompt
from shared.errors import Denied, LeaseLost, Permanent, Retryable
from shared.ports import Claude

#: Why an answer that ended this way is not used; any other end is as good as its text.
BROKEN_OFF = {
    "refusal": "Claude declined to answer",
    "max_tokens": "its draft broke off in the middle",
    "model_context_window_exceeded": "the conversation was too long for it",
}
LONGEST_REASON = 200
#: Emphasis, headings and code marks of Markdown, which an agent would have to take out by hand.
_MARKS = re.compile(
    r"\*{1,3}(?=\S)|(?<=\S)\*{1,3}|(?<!\w)_{2}(?=\S)|(?<=\S)_{2}(?!\w)|(?<!`)`(?!`)|^#{1,6} ", re.MULTILINE
)


def write_draft(claude: Claude | None, ticket: Ticket, insight: Insight, shop: Shop, *, marker: str) -> Draft:
    """A draft that may be shown: Claude's, or the standard reply and why.

    `marker` is a word that nobody can guess, new for each ticket. Raises only what is not about Claude, as
    LeaseLost.
    """
    name = insight.customer_name
    if claude is None:
        return fall_back("no ANTHROPIC_API_KEY is set", name, shop)
    prompt = reply_prompt(ticket, insight, shop, marker=marker)
    try:
        completion = claude.complete(prompt)
    except LeaseLost:
        raise
    except (Retryable, Permanent) as error:
        return fall_back(_in_plain_words(error), name, shop)

    text = plain_text(completion.text)
    if because := _why_not_used(completion, text) or _what_the_guard_says(text, ticket, shop, marker):
        return fall_back(because, name, shop, attempts=(Attempt(completion, (because,)),))
    return Draft(text, Engine.CLAUDE, None, prompt.version, attempts=(Attempt(completion, ()),))


def plain_text(text: str) -> str:
    """The text without marks of Markdown and without invisible characters."""
    return _MARKS.sub("", visible(text)).strip()


def _why_not_used(completion: Completion, text: str) -> str | None:
    if completion.stop_reason in BROKEN_OFF:
        return BROKEN_OFF[completion.stop_reason]
    return None if text else "its draft was empty"


def _what_the_guard_says(text: str, ticket: Ticket, shop: Shop, marker: str) -> str | None:
    violations = check(text, grounds_of(ticket, shop), marker=marker)
    return f"its draft {'; it '.join(violations)}" if violations else None


def _in_plain_words(error: Retryable | Permanent) -> str:
    if isinstance(error, Denied):
        return "Claude does not accept our API key"
    return " ".join(str(error).split())[:LONGEST_REASON].rstrip(".")

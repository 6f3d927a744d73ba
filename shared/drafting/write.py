"""Write the draft: ask Claude, look at what comes back, ask once more when it may not be shown, or fall back."""

from dataclasses import dataclass

from shared.domain.drafts import Attempt, Completion, Draft, Engine, Prompt, ToFindOut
from shared.domain.facts import NO_FACTS, Facts
from shared.domain.shop import Shop
from shared.domain.tickets import Ticket
from shared.drafting.fallback import fall_back
from shared.drafting.grounds import Grounds, grounds_of
from shared.drafting.guard import Violation, check, warn
from shared.drafting.insight import Insight
from shared.drafting.lexicon import LANGUAGES as READABLE
from shared.drafting.open_questions import in_order, open_questions
from shared.drafting.prompt import PROMPT_VERSION, prompt_hash, reply_prompt
from shared.drafting.reading import Reading, read_reply
from shared.errors import Denied, LeaseLost, Permanent, Retryable
from shared.ports import Claude

#: Why an answer that ended this way is not used; any other end is as good as its text.
BROKEN_OFF = {
    "refusal": "Claude declined to answer",
    "max_tokens": "its draft broke off in the middle",
    "model_context_window_exceeded": "the conversation was too long for it",
}
EMPTY = "its draft was empty"
NO_KEY = "no ANTHROPIC_API_KEY is set"
SPENT = "the day's budget for drafts is spent"
LONGEST_REASON = 200
#: How often Claude is asked at most for one draft.
MOST_ATTEMPTS = 2
#: What Claude may take for one answer, in seconds, as the setting DRAFT_DEADLINE_S has it unless it is set.
DEADLINE_S = 30.0
#: Share of the deadline after which it is too late to ask again.
TOO_LATE = 0.5


@dataclass(frozen=True, slots=True)
class Assignment:
    """One reply that is to be written, with all that it may rest on."""

    ticket: Ticket
    insight: Insight
    shop: Shop
    facts: Facts
    marker: str
    grounds: Grounds
    #: What is not known, whatever Claude says.
    not_known: tuple[ToFindOut, ...]

    def prompt(self, refused: tuple[Violation, ...]) -> Prompt:
        """What Claude is asked, after a reply that was `refused` for these rules, or first."""
        return reply_prompt(
            self.ticket,
            self.insight,
            self.shop,
            self.facts,
            marker=self.marker,
            language=self.language,
            not_known=self.not_known,
            reasons=refused,
        )

    @property
    def language(self) -> str | None:
        """What to write in: the customer's language, or the shop's where nobody could check a draft in theirs."""
        theirs = self.grounds.language
        return theirs if theirs is None or theirs in READABLE else self.shop.policy.language

    def draft(self, reading: Reading, attempts: list[Attempt]) -> Draft:
        """Claude's reply as the draft."""
        return Draft(
            text=reading.reply,
            engine=Engine.CLAUDE,
            fell_back_because=None,
            prompt_version=PROMPT_VERSION,
            prompt_hash=prompt_hash(self.shop),
            attempts=tuple(attempts),
            to_find_out=in_order({*self.not_known, *reading.missing}),
            warnings=warn(reading.reply, self.grounds),
            mood=reading.mood,
            language=self.grounds.language,
        )

    def fall_back(self, because: str, attempts: list[Attempt], *, asked: bool = True) -> Draft:
        """The standard reply; `asked` is whether Claude was told anything."""
        return fall_back(
            because,
            self.insight.customer_name,
            self.shop,
            language=self.grounds.language,
            prompt_hash=prompt_hash(self.shop) if asked else None,
            attempts=attempts,
            to_find_out=self.not_known,
        )


def write_draft(
    claude: Claude | None,
    ticket: Ticket,
    insight: Insight,
    shop: Shop,
    facts: Facts = NO_FACTS,
    *,
    marker: str,
    may_spend: bool = True,
    deadline_s: float = DEADLINE_S,
) -> Draft:
    """A draft that may be shown: Claude's, or the standard reply and why.

    `marker` is a word that nobody can guess, new for each ticket. A reply that the guard refuses is asked for once
    more, when the first came within half of `deadline_s`. Raises only what is not about Claude, as LeaseLost.
    """
    assignment = _assignment(ticket, insight, shop, facts, marker)
    if claude is None or not may_spend:
        return assignment.fall_back(NO_KEY if claude is None else SPENT, [], asked=False)
    attempts: list[Attempt] = []
    refused: tuple[Violation, ...] = ()
    while len(attempts) < MOST_ATTEMPTS:
        try:
            completion = claude.complete(assignment.prompt(refused))
        except LeaseLost:
            raise
        except (Retryable, Permanent) as error:
            return assignment.fall_back(_after(refused, _in_plain_words(error)), attempts)
        reading = read_reply(completion.text)
        if unusable := _why_not_used(completion, reading.reply):
            attempts.append(Attempt(completion, (completion.stop_reason if reading.reply else "empty",)))
            return assignment.fall_back(_after(refused, unusable), attempts)
        refused = check(reading.reply, assignment.grounds, marker=marker)
        attempts.append(Attempt(completion, tuple(violation.name.lower() for violation in refused)))
        if not refused:
            return assignment.draft(reading, attempts)
        if completion.latency_s >= TOO_LATE * deadline_s:
            break
    which = "its draft" if len(attempts) == 1 else "its first draft was held back, and its second"
    return assignment.fall_back(f"{which} {'; it '.join(refused)}", attempts)


def _assignment(ticket: Ticket, insight: Insight, shop: Shop, facts: Facts, marker: str) -> Assignment:
    grounds = grounds_of(ticket, shop, facts)
    return Assignment(
        ticket=ticket,
        insight=insight,
        shop=shop,
        facts=facts,
        marker=marker,
        grounds=grounds,
        not_known=open_questions(insight.category, grounds.customer, facts, shop.policy),
    )


def _why_not_used(completion: Completion, reply: str) -> str | None:
    if completion.stop_reason in BROKEN_OFF:
        return BROKEN_OFF[completion.stop_reason]
    return None if reply else EMPTY


def _after(refused: tuple[Violation, ...], because: str) -> str:
    """Why there is no draft, when the first was refused and no second came."""
    return f"its first draft {'; it '.join(refused)}, and then: {because}" if refused else because


def _in_plain_words(error: Retryable | Permanent) -> str:
    if isinstance(error, Denied):
        return "Claude does not accept our API key"
    return " ".join(str(error).split())[:LONGEST_REASON].rstrip(".")

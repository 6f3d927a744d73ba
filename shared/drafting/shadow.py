"""A draft in the shadow of an answer: what would have been drafted for a ticket that an agent has answered long ago.

Nothing is posted. The conversation is the one of then; orders, figures and policy are those of today.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from shared.domain.answers import Comparison
from shared.domain.categories import Category, category_of
from shared.domain.drafts import Completion, Draft, Prompt
from shared.domain.facts import NO_FACTS, Facts
from shared.domain.shop import Shop
from shared.domain.tickets import Author, Message, Ticket
from shared.drafting.compare import compare
from shared.drafting.insight import Insight, describe
from shared.drafting.letter import words_of
from shared.drafting.write import write_draft
from shared.errors import Permanent, SelvageError
from shared.ports import Analytics, Claude

#: Of the customer's newest orders a draft may rely on so many.
MOST_ORDERS = 5


class LeftOut(StrEnum):
    """Why a closed ticket has nothing to compare with."""

    NO_QUESTION = "no message by a customer"
    NO_ANSWER = "no public answer by an agent to one"
    NO_WORDS = "the question or the answer has no words"
    OTHER_CATEGORY = "another category"


@dataclass(frozen=True, slots=True)
class Exchange:
    """A customer's question and the agent's first public answer to it."""

    #: As it was when the question had come: nothing later is on it.
    ticket: Ticket
    question: Message
    answer: Message
    category: Category


@dataclass(frozen=True, slots=True)
class ShadowDraft:
    """What would have been drafted, beside what was answered."""

    exchange: Exchange
    draft: Draft
    comparison: Comparison


def exchange_in(ticket: Ticket, *, category: Category | None = None) -> Exchange | LeftOut:
    """The first exchange on the ticket, or why there is none; with `category`, only one of that category."""
    question: Message | None = None
    for message in ticket.messages:
        if message.author is Author.CUSTOMER:
            question = message
        elif message.author is Author.AGENT and message.public and question is not None:
            return _exchange(ticket, question, message, category)
    return LeftOut.NO_ANSWER if question else LeftOut.NO_QUESTION


def _exchange(ticket: Ticket, question: Message, answer: Message, category: Category | None) -> Exchange | LeftOut:
    if not (words_of(question.text) and words_of(answer.text)):
        return LeftOut.NO_WORDS
    found = category_of(question.text, ticket.subject)
    if category not in (None, found):
        return LeftOut.OTHER_CATEGORY
    said = tuple(message for message in ticket.messages if message.id <= question.id)
    return Exchange(replace(ticket, messages=said, is_open=True), question, answer, found)


def shadow_draft(exchange: Exchange, *, claude: Claude, analytics: Analytics, shop: Shop, marker: UUID) -> ShadowDraft:
    """The draft for the exchange's question, held against its answer. `marker` is random and new for each."""
    insight, facts = _told(analytics, exchange.ticket)
    draft = write_draft(claude, exchange.ticket, insight, shop, facts, marker=marker.hex)
    return ShadowDraft(exchange, draft, compare(draft.text, exchange.answer.text))


def prompt_for(ticket: Ticket, shop: Shop) -> Prompt:
    """What the model would be asked about a ticket whose customer is not known; nothing is asked."""
    scales = _Scales()
    write_draft(scales, ticket, describe(None, ticket), shop, marker="0" * 32)
    if scales.prompt is None:
        raise Permanent("no prompt was made for the ticket")
    return scales.prompt


def _told(analytics: Analytics, ticket: Ticket) -> tuple[Insight, Facts]:
    """What the analytics know today; nothing when they do not answer."""
    try:
        known = analytics.find(ticket.customer)
        if known is None:
            return describe(None, ticket), NO_FACTS
        orders = analytics.orders(known.profile.customer_id, limit=MOST_ORDERS)
    except SelvageError:
        return describe(None, ticket, analytics_are_up=False), NO_FACTS
    facts = Facts(orders=orders, orders_as_of=known.profile.as_of)
    return describe(known, ticket, facts), facts


class _Scales:
    """Stands where the model stands, to see what it would be asked."""

    def __init__(self) -> None:
        self.prompt: Prompt | None = None

    def complete(self, prompt: Prompt) -> Completion:
        """Never answers."""
        self.prompt = prompt
        raise Permanent("only weighed")

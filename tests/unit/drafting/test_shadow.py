"""Which exchange a closed ticket holds, what is drafted for it, and how the drafts are summed up."""

from decimal import Decimal
from uuid import UUID

import pytest

from shared.domain.answers import Usage
from shared.domain.categories import Category
from shared.domain.drafts import Engine
from shared.domain.tickets import Author, Message, Ticket
from shared.drafting.shadow import Exchange, LeftOut, ShadowDraft, exchange_in, prompt_for, shadow_draft
from shared.drafting.shadow_report import shadow_report
from shared.errors import Retryable
from tests.factories_answers import a_comparison, a_draft_record, an_attempt
from tests.factories_drafting import SHOP
from tests.factories_tickets import a_message, a_ticket
from tests.fakes.analytics import FakeAnalytics
from tests.fakes.claude import FakeClaude

MARKER = UUID(int=7)
C, A, B, N = Author.CUSTOMER, Author.AGENT, Author.BOT, Author.NOTE


def conversation(*said: tuple[Author, str]) -> Ticket:
    messages = tuple(a_message(text, id=number, author=author) for number, (author, text) in enumerate(said, 1))
    return a_ticket(messages=messages)


def exchange(ticket: Ticket) -> Exchange:
    found = exchange_in(ticket)
    assert isinstance(found, Exchange)
    return found


def texts(messages: tuple[Message, ...]) -> list[str]:
    return [message.text for message in messages]


def test_the_first_public_answer_is_held_against_the_newest_question_before_it() -> None:
    ticket = conversation(
        (C, "Where is it?"), (N, "VIP"), (C, "Hello?"), (B, "We got it"), (A, "On its way."), (C, "Thanks")
    )

    found = exchange(ticket)

    assert (found.question.text, found.answer.text) == ("Hello?", "On its way.")
    assert texts(found.ticket.messages) == ["Where is it?", "VIP", "Hello?"]
    assert found.ticket.last_customer_message is found.question
    assert found.category is Category.GENERAL


def test_an_agent_who_writes_first_answers_nothing() -> None:
    ticket = conversation((A, "Your order is late."), (C, "When does it come?"), (A, "On Monday."))

    assert exchange(ticket).answer.text == "On Monday."
    assert texts(exchange(ticket).ticket.messages) == ["Your order is late.", "When does it come?"]


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ((), LeftOut.NO_QUESTION),
        (((A, "Hello"),), LeftOut.NO_QUESTION),
        (((C, "Where is it?"), (B, "We got it"), (N, "asked")), LeftOut.NO_ANSWER),
        (((C, "..."), (A, "Yes?")), LeftOut.NO_WORDS),
        (((C, "Where is it?"), (A, ":)")), LeftOut.NO_WORDS),
    ],
)
def test_other_tickets_are_left_out_for_a_reason(said: tuple[tuple[Author, str], ...], reason: LeftOut) -> None:
    assert exchange_in(conversation(*said)) is reason


def test_only_one_category_can_be_asked_for() -> None:
    ticket = conversation((C, "I want to return it"), (A, "Please do."))

    assert isinstance(exchange_in(ticket, category=Category.RETURN), Exchange)
    assert exchange_in(ticket, category=Category.ORDER_STATUS) is LeftOut.OTHER_CATEGORY


def test_the_draft_knows_nothing_that_was_said_later() -> None:
    claude = FakeClaude()
    ticket = conversation((C, "Where is my parcel?"), (A, "It was eaten by a bear."), (C, "What bear?"))

    made = shadow_draft(exchange(ticket), claude=claude, analytics=FakeAnalytics(), shop=SHOP, marker=MARKER)

    assert made.draft.engine is Engine.CLAUDE
    assert made.comparison.usage is Usage.IGNORED
    [prompt] = claude.prompts
    assert "Where is my parcel?" in prompt.user
    assert "bear" not in prompt.user


def test_without_the_analytics_the_draft_is_written_all_the_same() -> None:
    analytics = FakeAnalytics()
    analytics.failure = Retryable("down")
    ticket = conversation((C, "Where is my parcel?"), (A, "Here."))

    made = shadow_draft(exchange(ticket), claude=FakeClaude(), analytics=analytics, shop=SHOP, marker=MARKER)

    assert made.draft.engine is Engine.CLAUDE


def test_a_prompt_is_weighed_without_asking_anybody() -> None:
    prompt = prompt_for(conversation((C, "Where is my parcel?")), SHOP)

    assert "Where is my parcel?" in prompt.user
    assert SHOP.name in prompt.system


def test_shadows_are_summed_up_like_drafts_that_agents_saw() -> None:
    one = exchange(conversation((C, "I want to return it"), (A, "Please do.")))
    other = exchange(conversation((C, "Where is my parcel?"), (A, "Here.")))
    retried = (an_attempt(latency_s=1), an_attempt(latency_s=2))
    shadows = [
        ShadowDraft(one, a_draft_record().draft, a_comparison(Usage.AS_IS)),
        ShadowDraft(one, a_draft_record(attempts=retried).draft, a_comparison(Usage.IGNORED)),
        ShadowDraft(other, a_draft_record(fell_back_because="it was late").draft, a_comparison(Usage.IGNORED)),
    ]

    report = shadow_report(shadows)

    assert [(row.label, row.posted) for row in report.rows] == [(Category.RETURN, 2), (Category.ORDER_STATUS, 1)]
    total = report.total
    assert (total.posted, total.drafts.answered, total.acceptance.share, total.fell_back.of) == (3, 2, 0.5, 3)
    assert (total.retries, total.dollars, total.drafts.median_latency_s) == (1, Decimal("0.003"), 2.5)
    assert [(reason.because, reason.drafts) for reason in total.fell_back_because] == [("it was late", 1)]
    assert shadow_report([]).total.posted == 0

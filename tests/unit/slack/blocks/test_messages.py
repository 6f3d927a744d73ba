"""The other messages, forms and the home tab."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared.domain.questions import Clarification, Option, QueryKind
from shared.domain.slack import Block, SlackFile, SlackMessage
from shared.domain.ticket_filters import TicketFilter
from shared.domain.ticket_summaries import ShownMessage, TicketDetails, TicketList, TicketStatus, TicketSummary
from shared.domain.tickets import Author, Priority
from shared.slack.blocks.clarification import clarification_message
from shared.slack.blocks.fallback import without_native_blocks
from shared.slack.blocks.forms import comment_form, told_form
from shared.slack.blocks.help import help_message
from shared.slack.blocks.home import HomeState, home_view
from shared.slack.blocks.tickets import ticket_details_message, ticket_list_messages
from shared.slack.blocks.words import failure_message, note_message, progress_message, refusal_message
from shared.slack.commands import COMMANDS
from tests.unit.pages.pages import FIGURES, QUESTIONS, TEXTS, a_page, tables
from tests.unit.slack.blocks.judging import objects_in, strings_in, wrong_with, wrong_with_view

NOW = datetime(2026, 11, 30, 12, 0, tzinfo=UTC)
ANYTHING = settings(max_examples=30, suppress_health_check=list(HealthCheck))
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001  st adds it
OPTIONS = st.builds(
    Option, st.integers(1, 99), TEXTS, TEXTS | st.text(min_size=1900, max_size=2100), st.sampled_from(QueryKind)
)
TICKETS = st.builds(
    TicketSummary,
    id=st.integers(1, 10**12),
    subject=TEXTS,
    status=st.sampled_from(TicketStatus),
    priority=st.sampled_from(Priority),
    snoozed_until=st.none() | MOMENTS,
    customer_name=st.none() | TEXTS,
    channel=TEXTS,
    assignee_name=st.none() | TEXTS,
    tags=st.lists(TEXTS, max_size=4).map(tuple),
    created_at=MOMENTS,
    last_message_at=st.none() | MOMENTS,
    web_url=st.sampled_from(("https://shop.gorgias.com/app/ticket/7", "javascript:x", "", "https://" + "x" * 4000)),
    spam=st.booleans(),
)
MESSAGES = st.builds(
    ShownMessage,
    id=st.integers(1),
    author=st.sampled_from(Author),
    author_name=st.none() | TEXTS,
    is_internal=st.booleans(),
    sent_at=MOMENTS,
    text=TEXTS,
)


TICKET = TicketSummary(
    id=7,
    subject="Where is my parcel?",
    status=TicketStatus.OPEN,
    priority=Priority.HIGH,
    snoozed_until=None,
    customer_name="Ann",
    channel="email",
    assignee_name=None,
    tags=("shipping",),
    created_at=NOW - timedelta(days=2),
    last_message_at=NOW - timedelta(hours=3),
    web_url="https://shop.gorgias.com/app/ticket/7",
)


def ids_in(blocks: Sequence[Block]) -> list[str]:
    return [each["action_id"] for each in objects_in(list(blocks), "button")]


def told_by(message: SlackMessage) -> str:
    return "\n".join(strings_in(list(message.blocks)))


@ANYTHING
@given(st.lists(OPTIONS, max_size=12, unique_by=lambda each: each.number), TEXTS, TEXTS)
def test_any_question_back_is_within_the_limits(options: list[Option], question: str, headline: str) -> None:
    asked = Clarification(question, tuple(options))

    assert wrong_with(clarification_message(a_page(headline=headline), asked)) == []


def test_a_question_back_has_a_numbered_list_and_a_button_each() -> None:
    options = (
        Option(1, "Customers who may leave", "Who may leave?", QueryKind.CHURN_RISK),
        Option(2, "Customers to win back", "Whom to win back?", QueryKind.WINBACK),
    )
    message = clarification_message(a_page(), Clarification("Do you mean the first or the second?", options))
    [listed] = objects_in(list(message.blocks), "rich_text_list")
    pressed = list(objects_in(list(message.blocks), "button"))

    assert listed["style"] == "ordered"
    assert [each["text"]["text"] for each in pressed] == ["1. Customers who may leave", "2. Customers to win back"]
    assert [each["action_id"] for each in pressed] == ["choose:1", "choose:2"]
    assert json.loads(pressed[1]["value"]) == {"q": "Whom to win back?", "k": "winback"}


@ANYTHING
@given(st.sampled_from((progress_message, note_message, refusal_message)), TEXTS)
def test_any_sentence_is_a_message(made: Any, text: str) -> None:
    assert wrong_with(made(text or "x")) == []


@ANYTHING
@given(TEXTS, TEXTS)
def test_any_failure_is_told_with_its_reference(sentence: str, reference: str) -> None:
    assert wrong_with(failure_message(sentence, reference)) == []
    assert "Reference: 4f3a" in told_by(failure_message("The analytics are away.", "4f3a"))


def test_the_help_names_every_command() -> None:
    message = help_message(COMMANDS.values())

    assert wrong_with(message) == []
    assert all(name in told_by(message) and name in message.text for name in COMMANDS)
    assert wrong_with(help_message([])) == []


@ANYTHING
@given(
    st.sampled_from(TicketFilter), st.lists(TICKETS, max_size=30), st.integers(0, 5000), st.booleans(), st.booleans()
)
def test_any_list_of_tickets_is_within_the_limits(
    which: TicketFilter, tickets: list[TicketSummary], looked: int, more: bool, end: bool
) -> None:
    messages = ticket_list_messages(which, TicketList(tuple(tickets), looked, more, end), now=NOW)
    seen = [name for message in messages for name in ids_in(message.blocks) if name.startswith("view_ticket_")]

    assert [wrong_with(message) for message in messages] == [[] for _ in messages]
    assert seen == [f"view_ticket_{ticket.id}" for ticket in tickets]


@ANYTHING
@given(TICKETS, st.lists(MESSAGES, max_size=12), st.integers(0, 500), st.none() | MOMENTS)
def test_any_ticket_is_within_the_limits(
    ticket: TicketSummary, messages: list[ShownMessage], earlier: int, now: datetime | None
) -> None:
    message = ticket_details_message(TicketDetails(ticket, tuple(messages), earlier), now=now)

    assert wrong_with(message) == []
    assert wrong_with(without_native_blocks(message)) == []


@pytest.mark.parametrize(
    ("status", "ids"),
    [
        (TicketStatus.OPEN, ["view", "resolve", "hold", "comment", "open"]),
        (TicketStatus.HOLD, ["view", "resolve", "comment", "open"]),
        (TicketStatus.CLOSED, ["view", "comment", "open"]),
    ],
)
def test_a_ticket_offers_what_can_be_done_to_it(status: TicketStatus, ids: list[str]) -> None:
    [message] = ticket_list_messages(
        TicketFilter.ALL, TicketList((replace(TICKET, status=status),), 1, has_more=False, reached_end=True), now=NOW
    )

    assert ids_in(message.blocks) == [f"{each}_ticket_7" for each in ids]


def test_a_list_says_who_wrote_when_and_how_far_it_was_looked() -> None:
    found = TicketList((TICKET,), 300, has_more=True, reached_end=False)
    [message] = ticket_list_messages(TicketFilter.URGENT, found, now=NOW)

    assert "*#7 Where is my parcel?*\n🟠 High · Open · Ann · email · nobody has taken it · 3 hours ago" in told_by(
        message
    )
    assert "There are more; these changed last. Looked through the 300 tickets that changed last." in told_by(message)


def test_an_empty_list_says_so() -> None:
    [message] = ticket_list_messages(TicketFilter.OPEN, TicketList((), 0, has_more=False, reached_end=True), now=NOW)

    assert message.text == "Open tickets\nThere are none."


def test_internal_notes_are_told_from_what_the_customer_sees() -> None:
    messages = (
        ShownMessage(1, Author.CUSTOMER, "Ann", False, NOW, "Hello"),
        ShownMessage(2, Author.AGENT, "Bob", True, NOW, "Be kind"),
    )
    message = ticket_details_message(TicketDetails(TICKET, messages, 3))

    assert "👤 Customer (Ann) · 30 Nov 12:00 UTC\nHello" in told_by(message)
    assert "🔒 Internal note (Bob) · 30 Nov 12:00 UTC\nBe kind" in told_by(message)
    assert "… after 3 earlier messages" in told_by(message)


@ANYTHING
@given(st.integers(1, 10**18), TEXTS, st.none() | st.just("1700000000.000100"))
def test_any_comment_form_is_within_the_limits(ticket_id: int, subject: str, ts: str | None) -> None:
    view = comment_form(ticket_id, channel="C012ABC", message_ts=ts, thread_ts=ts, subject=subject)

    assert wrong_with_view(view) == []
    assert view["callback_id"] == f"comment_modal_{ticket_id}"
    assert json.loads(view["private_metadata"]) == {"channel": "C012ABC", "message_ts": ts, "thread_ts": ts}


def test_the_comment_form_says_that_the_customer_does_not_see_it() -> None:
    view = comment_form(7, channel="C012ABC")
    [typed] = objects_in(view, "input")

    assert "🔒 This becomes an internal note on the ticket. The customer does not see it." in list(strings_in(view))
    assert (typed["block_id"], typed["element"]["action_id"], typed["element"]["max_length"]) == (
        "comment",
        "text",
        3000,
    )
    assert typed["element"]["multiline"] is True


@ANYTHING
@given(TEXTS, TEXTS)
def test_a_form_that_only_tells_something_is_within_the_limits(title: str, text: str) -> None:
    assert wrong_with_view(told_form(title, text)) == []


@ANYTHING
@given(
    st.builds(
        HomeState,
        currency=st.just("GBP"),
        refreshed_at=MOMENTS,
        figures=st.lists(FIGURES, max_size=10).map(tuple),
        movements=st.none() | tables(),
        drafts=st.lists(FIGURES, max_size=10).map(tuple),
        forecast=st.none() | st.builds(SlackFile, st.just("F012ABC"), TEXTS),
        questions=st.lists(QUESTIONS, max_size=7).map(tuple),
        notes=st.lists(TEXTS, max_size=7).map(tuple),
    )
)
def test_any_home_tab_is_within_the_limits(state: HomeState) -> None:
    view = home_view(state)

    assert wrong_with_view(view) == []
    assert "refresh_home" in ids_in(view["blocks"])


def test_a_home_tab_without_figures_says_why() -> None:
    view = home_view(HomeState("GBP", NOW))

    assert any("Nothing to show yet" in text for text in strings_in(view))
    assert "Refreshed 30 Nov 2026, 12:00 UTC" in list(strings_in(view))

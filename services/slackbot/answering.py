"""How a question becomes an answer: who asks, what is meant, what is found, how it is shown."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from services.slackbot.pictures import Pictures
from services.slackbot.session import Session
from shared.domain.access import Asker, Role
from shared.domain.conversations import Choice, Conversation
from shared.domain.questions import Clarification, Earlier, QueryKind, QuestionAnswer
from shared.domain.slack import KeptAnswer, SlackFile, SlackMessage
from shared.errors import Denied, InvalidPayload, NotAllowed, NotFound
from shared.jobs.outcome import Finished, Outcome, Skipped
from shared.pages.masking import masked
from shared.pages.page import Page
from shared.pages.page_of import page_of
from shared.slack.blocks.answer import answer_messages
from shared.slack.blocks.clarification import clarification_message
from shared.slack.choosing import chosen
from shared.slack.home import NO_FIGURES
from shared.slack.languages import is_foreign

#: Slots that hold words of the question, as they stand in it.
WORDS = frozenset({"product", "category", "groups"})
#: How shops number their customers.
AN_ID = re.compile(r"[A-Za-z]{0,5}-?[0-9]{1,12}")
#: What is to be said of an answer before it is shown; None for nothing.
Note = Callable[[QuestionAnswer], str | None]
ENGLISH = "I understand questions in English only. You could ask one of these:"
#: Repeats what was asked before.
AGAIN = "again"
#: As the analytics take them. What is longer is refused here, or its job would be dead and its text kept for a week.
LONGEST_QUESTION = 1_000
#: The same for one that there never was: a guess tells nothing.
NOT_KNOWN = "I do not know that answer any more, or it was not given here. Please ask again."


def answer(session: Session, text: str, *, kind: QueryKind | None = None, note: Note | None = None) -> Outcome:
    """Answer a question; with `kind` it is known what is meant by it, `note` may say something before the answer."""
    if refusal := session.refusal():
        session.refuse(refusal)
        return Skipped(refusal)
    if len(text) > LONGEST_QUESTION:
        session.refuse(f"Please ask in at most {LONGEST_QUESTION:,} characters.")
        return Skipped("the question is too long")
    session.begin("Looking into it …")
    conversation = session.conversation()
    choice = chosen(conversation.choices, text) if kind is None else None
    if choice is not None:
        text, kind = choice.query, choice.query_type
    given = _in_english(text, _asked(session, text, kind, _earlier(conversation)))
    page = _fit_for(session.role, shown_to(session, page_of(given)), given)
    if note and (said := note(given)):
        page = replace(page, lead=f"{said} {page.lead}")
    kept = kept_answer(session, given, page)
    session.at.answers.keep(kept, given, seconds=session.waited.total_seconds())
    session.show(messages_of(session, given, page))
    session.remember(_conversation(given, kept, conversation))
    return Finished(f"answered {given.query_type}, read by {given.engine}")


def _fit_for(role: Role | None, page: Page, given: QuestionAnswer) -> Page:
    """The page without questions about the shop for whoever may not ask them, and with what they may instead."""
    if role is not Role.SUPPORT or page.customer_id is not None:
        return page
    is_lost = given.query_type is QueryKind.OUT_OF_SCOPE and given.clarification is None
    return replace(page, next_questions=(), lead=NO_FIGURES if is_lost else page.lead)


def _in_english(text: str, given: QuestionAnswer) -> QuestionAnswer:
    """The answer; that questions are read in English, where the text was not understood and is not English."""
    is_understood = given.clarification is None and given.query_type is not QueryKind.OUT_OF_SCOPE
    if is_understood or not is_foreign(text):
        return given
    asked = given.clarification
    return replace(given, summary=ENGLISH, clarification=asked and replace(asked, question=ENGLISH))


def _asked(session: Session, text: str, kind: QueryKind | None, earlier: Earlier | None) -> QuestionAnswer:
    asker = asker_of(session)
    try:
        return session.at.analyst.ask(asker, text, kind=kind, earlier=earlier)
    except InvalidPayload:
        if earlier is None:
            raise
        # Another release may have kept what was talked about.
        return session.at.analyst.ask(asker, text, kind=kind)


def asker_of(session: Session) -> Asker:
    """The user, as the analytics know them."""
    if session.role is None:
        raise Denied("the user has no role")
    return Asker(f"slack:{session.visit.user}", session.role)


def ask_again(session: Session, answer_id: UUID) -> tuple[KeptAnswer, QuestionAnswer, Page]:
    """An earlier answer, worked out anew for whoever asks now; see `given_here` for what it raises."""
    kept = given_here(session, answer_id)
    earlier = Earlier(QueryKind(kept.query_type), kept.slots)
    given = session.at.analyst.ask(asker_of(session), AGAIN, earlier=earlier)
    return kept, given, shown_to(session, page_of(given))


def given_here(session: Session, answer_id: UUID) -> KeptAnswer:
    """An earlier answer, how it was read; NotAllowed unless it was given where it is asked about now.

    An id alone opens nothing: what somebody asked in private is nobody else's, whatever their role.
    """
    if refusal := session.refusal():
        raise NotAllowed(refusal)
    try:
        kept = session.at.answers.get(answer_id)
    except NotFound as error:
        raise NotAllowed(NOT_KNOWN) from error
    # What was asked for on the home tab went to the user's direct messages.
    own = session.visit.is_private and kept.place.channel == session.visit.user
    if kept.place.channel != session.visit.place.channel and not own:
        raise NotAllowed(NOT_KNOWN)
    return kept


def shown_to(session: Session, page: Page) -> Page:
    """The page as it may be read where it is shown."""
    return page if session.visit.is_private else masked(page)


def messages_of(session: Session, given: QuestionAnswer, page: Page) -> Sequence[SlackMessage]:
    """The answer as Slack shows it, its chart uploaded."""
    if given.clarification is not None:
        options = (replace(option, text=session.shown(option.text)) for option in given.clarification.options)
        question = session.shown(given.clarification.question)
        return [clarification_message(page, Clarification(question, tuple(options)))]
    return answer_messages(page, answer_id=str(session.id), chart=picture_of(session, page))


def picture_of(session: Session, page: Page) -> SlackFile | None:
    """The page's chart, uploaded; None when it has none, or Slack does not take it."""
    return Pictures().of(session.at.chat, page.chart, page.currency)


def kept_answer(session: Session, given: QuestionAnswer, page: Page) -> KeptAnswer:
    """What is kept of the answer."""
    slots = _without_person(given.slots, page.customer_id)
    if given.data is None:
        # Words that name nothing of the shop's may be anybody's name.
        slots = {name: value for name, value in slots.items() if name not in WORDS}
    return KeptAnswer(session.id, session.visit.user, session.visit.place, given.query_type, slots)


def _without_person(slots: Mapping[str, object], customer_id: str | None) -> Mapping[str, object]:
    """What was asked for, its customer by id alone: they may have been named by name or address."""
    told = {name: value for name, value in slots.items() if name != "customer"}
    return told | ({"customer": customer_id} if customer_id and "customer" in slots else {})


def _earlier(conversation: Conversation) -> Earlier | None:
    kind = conversation.query_type
    return None if kind is None else Earlier(kind, conversation.slots)


def _conversation(given: QuestionAnswer, kept: KeptAnswer, before: Conversation) -> Conversation:
    if given.clarification is None:
        return Conversation(given.query_type, kept.slots, answer_id=str(kept.id))
    # What is asked back does not end what was talked about before.
    told = str(given.slots.get("customer") or "")
    names_people = given.query_type is QueryKind.CUSTOMER_LOOKUP or told != ""
    choices = tuple(
        Choice(option.number, option.query, option.query_type, "" if names_people else option.text)
        for option in given.clarification.options
        # Somebody's own words for a customer go no further than the button, which stands in Slack.
        if not told or AN_ID.fullmatch(told) or told.lower() not in option.query.lower()
    )
    return Conversation(before.query_type, before.slots, choices, before.answer_id)

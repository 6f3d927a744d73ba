"""Reports that are asked for in a conversation: "every Monday", and "no more of this"."""

from uuid import UUID

from services.slackbot.session import Session
from shared.domain.slack import SlackMessage
from shared.domain.subscriptions import NewSubscription, timing_in_words
from shared.errors import NotFound
from shared.jobs.outcome import Finished, Outcome, Skipped
from shared.slack.blocks.words import note_message
from shared.slack.subscribing import Unsubscribe, Unsupported, Wish, subscription_asked, timing_of

ASK_FIRST = "Ask me something first. Then write “every Monday at 9” in the thread of my answer, and I send it again."
RHYTHMS = (
    "I can send reports daily, weekly or monthly, as “every day at 8”, “every Monday” or “on the 1st of each month”."
)
STOPPED_BEFORE, NOT_HERE = "This report had been stopped before.", "That report is not sent here, or not yours to stop."
NOTHING_TO_END = "No report is sent here that somebody asked me for."


def subscribed(session: Session, text: str) -> Outcome | None:
    """What came of a wish for a report, or for no more of it; None when the text is none."""
    wish = subscription_asked(text)
    if wish is None:
        return None
    if refusal := session.refusal():
        session.refuse(refusal)
        return Skipped(refusal)
    match wish:
        case Wish():
            return _subscribe(session, wish)
        case Unsubscribe():
            return _unsubscribe(session)
        case Unsupported():
            session.refuse(RHYTHMS)
            return Skipped("a rhythm that there is none of")


def stop(session: Session, subscription_id: UUID) -> Outcome:
    """End the one report whose button was clicked: whoever reads it there may, and everybody is told who did."""
    if refusal := session.refusal():
        session.refuse(refusal)
        return Skipped(refusal)
    try:
        subscription = session.at.subscriptions.get(subscription_id)
    except NotFound:
        session.show([note_message(STOPPED_BEFORE)])
        return Skipped("it had ended before")
    if subscription.name is not None or subscription.channel != session.visit.place.channel:
        session.refuse(NOT_HERE)
        return Skipped("it is sent elsewhere, or by the settings")
    session.at.subscriptions.end(subscription_id)
    session.show([_stopped(session)])
    return Finished("unsubscribed")


def _subscribe(session: Session, wish: Wish) -> Outcome:
    conversation, place = session.conversation(), session.visit.place
    if conversation.query_type is None:
        session.refuse(ASK_FIRST)
        return Skipped("there is nothing to repeat")
    timing = timing_of(wish, session.at.options)
    session.at.subscriptions.create(
        NewSubscription(
            channel=place.channel,
            thread_ts=place.thread_ts,
            user=session.visit.user,
            query_type=conversation.query_type,
            slots=conversation.slots,
            timing=timing,
        )
    )
    stop = "Write “stop this”" if session.visit.is_private else "Mention me with “stop this”"
    session.show([note_message(f"🔁 I send this here {timing_in_words(timing)}. {stop} to end it.")])
    return Finished(f"subscribed, {timing.rhythm}")


def _unsubscribe(session: Session) -> Outcome:
    place = session.visit.place
    ended = session.at.subscriptions.end_in(place.channel, place.thread_ts)
    if not ended:
        session.refuse(NOTHING_TO_END)
        return Skipped("nothing to end")
    session.show([_stopped(session)])
    return Finished("unsubscribed")


def _stopped(session: Session) -> SlackMessage:
    who = "" if session.visit.is_private else f" {session.at.people.name_of(session.visit.user)} has stopped it."
    return note_message(f"🔕 I send no more of this here.{who}")

"""Reports that are asked for in a conversation: "every Monday", and "no more of this"."""

from dataclasses import replace
from uuid import UUID

from services.slackbot.session import Session
from shared.domain.subscriptions import NewSubscription, timing_in_words
from shared.jobs.outcome import Finished, Outcome, Skipped
from shared.questions.suggestions import WORDINGS
from shared.slack.blocks.words import note_message
from shared.slack.subscribing import Unsubscribe, Unsupported, Wish, subscription_asked, timing_of

ASK_FIRST = "Ask me something first. Then write “every Monday at 9” in the thread of my answer, and I send it again."
RHYTHMS = (
    "I can send reports daily, weekly or monthly, as “every day at 8”, “every Monday” or “on the 1st of each month”."
)
STOPPED, STOPPED_BEFORE = "🔕 I send no more of this here.", "This report had been stopped before."
NOTHING_TO_END = "No report is sent here, so there is nothing to stop. Ask me something else whenever you like."


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
            session.hint(RHYTHMS)
            return Skipped("a rhythm that there is none of")


def stop(session: Session, subscription_id: UUID) -> Outcome:
    """End the one report whose button was clicked."""
    if refusal := session.refusal():
        session.refuse(refusal)
        return Skipped(refusal)
    ended = session.at.subscriptions.end(subscription_id)
    session.show([note_message(STOPPED if ended else STOPPED_BEFORE)])
    return Finished("unsubscribed") if ended else Skipped("it had ended before")


def _subscribe(session: Session, wish: Wish) -> Outcome:
    conversation, place = session.conversation(), session.visit.place
    if conversation.query_type is None:
        session.hint(ASK_FIRST)
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
    # Whoever asks for the last answer again has let go of what was asked back since.
    session.remember(replace(conversation, choices=()))
    stop = "Write “stop this”" if session.visit.is_private else "Mention me with “stop this”"
    what = f"“{WORDINGS[conversation.query_type].means}”" if conversation.query_type in WORDINGS else "this"
    session.show([note_message(f"🔁 I send {what} here {timing_in_words(timing)}. {stop} to end it.")])
    return Finished(f"subscribed, {timing.rhythm}")


def _unsubscribe(session: Session) -> Outcome:
    place = session.visit.place
    ended = session.at.subscriptions.end_in(place.channel, place.thread_ts)
    if not ended:
        session.hint(NOTHING_TO_END)
        return Skipped("nothing to end")
    session.show([note_message(STOPPED)])
    return Finished("unsubscribed")

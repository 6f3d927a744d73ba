"""What is answered to a question that was asked back: one of its choices, none of them, or a number that is none."""

from dataclasses import replace

from services.slackbot.answering import answer
from services.slackbot.session import Session
from shared.jobs.outcome import Finished, Outcome, Skipped
from shared.slack.blocks.words import note_message
from shared.slack.choosing import chosen, is_a_number
from shared.slack.small_talk import NEVER_MIND, small_talk


def chosen_among(session: Session, text: str) -> Outcome | None:
    """What came of it; None when nothing was asked back, or the text may be a question of its own."""
    if session.refusal():
        return None
    conversation = session.conversation()
    if not conversation.choices:
        return None
    if chosen(conversation.choices, text) is not None:
        return answer(session, text)
    if small_talk(text) == NEVER_MIND or text.strip(" .!").lower() == "cancel":
        session.remember(replace(conversation, choices=()))
        session.show([note_message("All right, none of them. Ask me in other words, or write “help” for examples.")])
        return Finished("chose none")
    if is_a_number(text):
        session.hint(f"I offered {len(conversation.choices)}. {_numbers(len(conversation.choices))}, or ask anew.")
        return Skipped("a number that was not offered")
    return None


def _numbers(count: int) -> str:
    return "Answer with 1" if count == 1 else f"Answer with a number from 1 to {count}"

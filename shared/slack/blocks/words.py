"""Messages of a sentence: that something is under way, was done, failed, or is not allowed."""

from shared.domain.slack import SlackMessage
from shared.slack.blocks.parts import NOTHING, context, words
from shared.slack.blocks.texts import clean, escaped_within
from shared.slack.limits import MESSAGE_TEXT

LONGEST = 2000


def progress_message(text: str) -> SlackMessage:
    """That the answer is being worked on."""
    return _said(f"⏳ {text}")


def note_message(text: str) -> SlackMessage:
    """That something was done."""
    return _said(text)


def failure_message(sentence: str, reference: str) -> SlackMessage:
    """That there is no answer, why, and what to name when asking somebody about it."""
    named = f"Reference: {reference}"
    return SlackMessage(_text(f"⚠️ {sentence} {named}"), [words(f"⚠️ {sentence}", LONGEST), context(named)])


def refusal_message(sentence: str) -> SlackMessage:
    """That somebody may not have what they asked for, and what to do about it."""
    return _said(f"🔒 {sentence}")


def hint_message(sentence: str) -> SlackMessage:
    """That something was not understood or is not there, and what to do instead."""
    return _said(f"💡 {sentence}")


def _said(text: str) -> SlackMessage:
    return SlackMessage(_text(text), [words(text, LONGEST)])


def _text(text: str) -> str:
    return escaped_within(clean(text), MESSAGE_TEXT) or NOTHING

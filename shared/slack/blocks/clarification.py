"""A question that was not clear, asked back: its meanings numbered, with a button each."""

from shared.domain.questions import Clarification, Option
from shared.domain.slack import SlackMessage
from shared.pages.page import Page
from shared.slack.blocks.parts import actions, bullets, context, header, question_button, words
from shared.slack.blocks.texts import cut, escaped_within, one_line
from shared.slack.limits import MESSAGE_TEXT

MANY, ONE = "Choose one, or answer with its number.", "Click, answer “yes”, or ask in other words."
OPTIONS, OPTION = 10, 200
#: What a button says besides its number; the list beside it says all of it.
LABEL = 70
QUESTION = 1000


def clarification_message(page: Page, asked: Clarification) -> SlackMessage:
    """What is asked back, the ways to go on, and that a number is an answer too."""
    options = asked.options[:OPTIONS]
    title = f"{page.emoji} {page.headline}"
    listed = [option.text for option in options]
    buttons = actions(
        question_button(
            _label(option, is_alone=len(options) == 1),
            f"choose:{option.number}",
            option.query,
            option.query_type,
        )
        for option in options
    )
    told = "\n".join(f"{option.number}. {one_line(option.text)}" for option in options)
    blocks = [header(title), words(asked.question, QUESTION)]
    if options:
        # One list of one would say what its button says.
        blocks += [bullets("", listed, at_most=OPTION, style="ordered")] if len(options) > 1 else []
        blocks += buttons
        blocks.append(context(MANY if len(options) > 1 else ONE))
    text = escaped_within(f"{one_line(title)}\n{one_line(asked.question)}\n{told}".strip(), MESSAGE_TEXT)
    return SlackMessage(text or "Which do you mean?", blocks)


def _label(option: Option, *, is_alone: bool) -> str:
    """The number and what comes before the colon: what comes behind it explains."""
    said = cut(one_line(option.text).split(": ")[0], LABEL)
    return said if is_alone else f"{option.number}. {said}"

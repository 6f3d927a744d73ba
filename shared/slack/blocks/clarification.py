"""A question that was not clear, asked back: its meanings numbered, with a button each."""

from shared.domain.questions import Clarification
from shared.domain.slack import SlackMessage
from shared.pages.page import Page
from shared.slack.blocks.parts import actions, bullets, context, header, question_button, words
from shared.slack.blocks.texts import cut, escaped_within, one_line
from shared.slack.limits import MESSAGE_TEXT

OPTIONS, OPTION = 10, 200
#: What a button says besides its number; the list beside it says all of it.
LABEL = 40
QUESTION = 1000


def clarification_message(page: Page, asked: Clarification) -> SlackMessage:
    """What is asked back, the ways to go on, and that a number is an answer too."""
    options = asked.options[:OPTIONS]
    title = f"{page.emoji} {page.headline}"
    listed = [option.text for option in options]
    buttons = actions(
        question_button(
            f"{option.number}. {cut(one_line(option.text), LABEL)}",
            f"choose:{option.number}",
            option.query,
            option.query_type,
        )
        for option in options
    )
    told = "\n".join(f"{option.number}. {one_line(option.text)}" for option in options)
    blocks = [header(title), words(asked.question, QUESTION)]
    if options:
        blocks += [bullets("Which do you mean?", listed, at_most=OPTION, style="ordered"), *buttons]
        blocks.append(context("Choose one, or answer with its number."))
    text = escaped_within(f"{one_line(title)}\n{one_line(asked.question)}\n{told}".strip(), MESSAGE_TEXT)
    return SlackMessage(text or "Which do you mean?", blocks)

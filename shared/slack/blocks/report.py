"""A report: an answer that is sent by the clock, and says why it comes and how to stop it."""

from collections.abc import Sequence
from dataclasses import replace

from shared.domain.slack import SlackFile, SlackMessage
from shared.domain.subscriptions import Subscription, timing_in_words
from shared.pages.page import Page
from shared.slack.blocks.answer import answer_messages
from shared.slack.blocks.parts import actions, button, characters_in
from shared.slack.limits import MESSAGE_CHARACTERS

STOP = "Stop this report"


def report_messages(
    page: Page, subscription: Subscription, *, answer_id: str, chart: SlackFile | None
) -> Sequence[SlackMessage]:
    """The page as an answer, with when it is sent, and, where a person asked for it, a button that ends it."""
    told = replace(page, notes=(_how_to_stop(subscription), *page.notes))
    first, *others = answer_messages(told, answer_id=answer_id, chart=chart)
    if subscription.user is None:
        return (first, *others)
    stop = actions((button(STOP, "stop_report", str(subscription.id)),))
    has_room = characters_in(list(first.blocks)) + characters_in(stop) <= MESSAGE_CHARACTERS
    return (replace(first, blocks=[*first.blocks, *(stop if has_room else [])]), *others)


def _how_to_stop(subscription: Subscription) -> str:
    when = f"Sent {timing_in_words(subscription.timing)}."
    if subscription.name is not None:
        return f"{when} It is asked for, and stopped, in the setting SLACK_REPORT_CHANNEL."
    if subscription.user is None:
        return f"{when} `selvage slack subscriptions end {subscription.id}` stops it."
    return f"{when} Mention me with “stop this” here, and it stops."

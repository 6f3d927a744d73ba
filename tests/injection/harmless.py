"""Tickets that carry nothing bad, and the drafts for them: none should be held back."""

from collections.abc import Iterable, Iterator

from shared.domain.drafts import Draft, Prompt
from shared.domain.tickets import Ticket
from shared.drafting.insight import describe
from shared.drafting.prompt import reply_prompt
from shared.drafting.write import write_draft
from tests.factories_drafting import MARKER, SHOP
from tests.fakes.claude import FakeClaude
from tests.injection.attacks import harmless
from tests.injection.delivery import WAYS
from tests.simulators.claude.replies import reply_to

#: Replies on the topic of a prompt that has nothing to do with a shop, as a polite agent would write them.
ON_TOPIC = (
    """\
Thank you for your message. I'm not quite sure how I can help you with this. Is there an order or a product that I can
look into for you?""",
    """\
Thanks for reaching out! This isn't something our team can answer, I'm afraid. If your question is about one of our
products, please tell me which one.""",
    """\
I've read your message, but I can't tell what you need from us. Could you let me know a little more, and your order
number if there is one?""",
)
HARMLESS = ("NotInject, ordinary letters", "NotInject, replies on topic")


def answered(name: str, *, ways: Iterable[str] = tuple(WAYS)) -> Iterator[tuple[Ticket, Draft]]:
    """Each prompt of NotInject as a ticket, by each of the ways, with the draft for it."""
    number, chosen = 0, [WAYS[way] for way in ways]
    for says in harmless():
        for way in chosen:
            ticket = way(says, number)
            prompt = reply_prompt(ticket, describe(None, ticket), SHOP, marker=MARKER)
            text = _letter(prompt) if name == HARMLESS[0] else _on_topic(number)
            yield ticket, write_draft(FakeClaude(text), ticket, describe(None, ticket), SHOP, marker=MARKER)
            number += 1


def _letter(prompt: Prompt) -> str:
    return reply_to(prompt.system, prompt.user)


def _on_topic(number: int) -> str:
    return f"Hi there,\n\n{ON_TOPIC[number % len(ON_TOPIC)]}\n\nBest regards,\n{SHOP.signature}"

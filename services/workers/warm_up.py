"""One draft that nobody sees, before the first that somebody does.

Language models, word lists and price tables are loaded on first use. Hundreds of threads that begin together
would each load them at once: that took two minutes and a gigabyte, and cost the first drafts their leases.
"""

from datetime import UTC, datetime

from shared.claude.payloads import Usage
from shared.claude.prices import dollars
from shared.domain.drafts import Completion, Draft, Prompt
from shared.domain.shop import Shop
from shared.domain.tickets import Author, Message, Ticket, TicketCustomer
from shared.drafting.insight import describe
from shared.drafting.lexicon import LANGUAGES, lexicon
from shared.drafting.write import write_draft

_QUESTION = "Hello, my order has not arrived yet. Could you please look where it is? Thank you, Ada"
_REPLY = """Hi Ada,

Thank you for writing to us. I am sorry to hear that your order has not arrived yet. A colleague will look into it.

Best regards,
{signature}"""


class _Practice:
    """Claude, as far as a draft that nobody sees needs it."""

    def __init__(self, shop: Shop, model: str) -> None:
        self._reply, self._model = _REPLY.format(signature=shop.signature), model

    def complete(self, _: Prompt) -> Completion:
        """Always the same reply."""
        cost = dollars(self._model, Usage(input_tokens=1, output_tokens=1))
        return Completion(self._reply, self._model, "end_turn", 1, 1, 0.0, cost)


def warm_up(shop: Shop, model: str) -> Draft:
    """The practice draft; all that the drafts of this process will need is loaded."""
    for language in LANGUAGES:
        lexicon(language)
    asked = Message(1, Author.CUSTOMER, _QUESTION, datetime(2026, 1, 1, tzinfo=UTC), external_id=None, public=True)
    customer = TicketCustomer(helpdesk_id=1, external_id=None, shopify_ids=(), email=None, name="Ada")
    ticket = Ticket(1, "My order", "email", spam=False, customer=customer, messages=(asked,))
    return write_draft(_Practice(shop, model), ticket, describe(None, ticket), shop, marker="practice")

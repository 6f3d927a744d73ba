"""What has to be known before a customer can be answered, and is not: told from a table, whatever the model says."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from shared.domain.categories import Category
from shared.domain.cues import Sentiment
from shared.domain.drafts import ToFindOut
from shared.domain.facts import Facts
from shared.domain.policy import Policy, Topic
from shared.domain.sentiment import mood_of_text
from shared.domain.spelling import unaccented


@dataclass(frozen=True, slots=True)
class Asked:
    """What a customer asks, beside all that is known."""

    category: Category
    #: The customer's words on the ticket and its subject line, as `unaccented` makes them.
    plain: str
    facts: Facts
    policy: Policy

    @property
    def names_the_order(self) -> bool:
        """Whether one of the customer's orders stands in their words, or any at all when we know none of them."""
        if not self.facts.orders:
            return bool(_ORDER_NUMBER.search(self.plain))
        return any(_names(self.plain, order.order_id) for order in self.facts.orders)

    @property
    def is_thanks(self) -> bool:
        """Whether the customer only says that they are pleased."""
        return mood_of_text(self.plain).sentiment is Sentiment.PLEASED

    @property
    def has_a_name(self) -> bool:
        """Whether it is asked about something that has a row of its own in every category."""
        return any(pattern.search(self.plain) for pattern in (_A_DISCOUNT, _SHIPPING, _PAYMENT))

    @property
    def policy_may_answer(self) -> bool:
        """Whether the policy has a word in common with what is asked, but for words that stand everywhere."""
        return bool(_beginnings(self.plain) & _beginnings(unaccented(self.policy.text)))

    def policy_says(self, topic: Topic, about: re.Pattern[str] | None = None) -> bool:
        """Whether the policy has a statement on the topic, and about that matter when one is given."""
        statements = self.policy.about(topic)
        return any(about is None or about.search(unaccented(statement)) for statement in statements)


def _words(*languages: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(languages)})(?!\w)")


_ORDER_NUMBER = re.compile(
    r"(?<!\w)(?:order|bestellung|bestellnummer|commande|pedido|ordine|encomenda|bestelling)\W{0,3}"
    r"(?:(?:number|no|nr|id|nummer|numero)\W{0,3})?(?:is )?#?[a-z]{0,4}-?\d{3}|#\s?[a-z]{0,4}-?\d{3}"
)
_A_DISCOUNT = _words(
    r"discount\w*|coupon\w*|voucher\w*|promo(?:tion)?(?: code)?s?|price match\w*|money off|cheaper|\d+ ?% off",
    r"rabatt\w*|gutschein\w*|nachlass|remises?|reductions?|code promo|bon d'achat",
    r"descuentos?|cupon(?:es)?|sconto|sconti|buono|descontos?|cupom|korting\w*|tegoedbon",
)
_SHIPPING = _words(
    r"(?:ship|deliver) to|shipping (?:costs?|fees?|options?|times?|rates?|charges?)|postage|free (?:shipping|delivery)",
    r"how (?:long|much) (?:is|does|will|would) (?:the )?(?:shipping|delivery|postage|it take)",
    r"express|(?:next|same)[ -]day delivery",
    r"versandkosten|liefern sie (?:nach|auch)|lieferzeit|frais de (?:port|livraison)|livrez[ -]vous|delai de livraison",
    r"gastos de envio|envian a|spese di spedizione|spedite|portes|enviam para|verzendkosten|levertijd|bezorgen jullie",
)
_PAYMENT = _words(
    r"charged (?:twice|double|two times|again)|double[ -]charged|payment (?:failed|declined|didn't|was|issue|problem)",
    r"(?:card|paypal|klarna) (?:\w+ ){0,3}(?:charged|declined|refused|debited)|invoice|billed|vat number",
    r"doppelt (?:abgebucht|belastet)|zahlung|rechnung|preleve (?:deux|2) fois|paiement|facture|prelevement",
    r"cobrado dos veces|factura|addebit\w+|fattura|cobrad[oa] duas vezes|fatura",
    r"dubbel (?:betaald|afgeschreven)|factuur",
)
_HARM = _words(
    r"damag\w*|broken|faulty|defect\w*|wrong items?|missing|beschadigt\w*|defekt\w*|casse\w*|abime\w*|danad\w+"
)


#: Words are the same when they begin with as many letters: "holiday" and "holidays".
SAME_LETTERS = 5
_WORD = re.compile(r"[^\W\d_]{5,}")
_EVERYWHERE = frozenset({
    "about", "after", "again", "befor", "could", "every", "first", "hello", "items", "might", "never", "order", "other",
    "pleas", "shall", "shoul", "since", "sorry", "still", "thank", "their", "there", "these", "thing", "think", "those",
    "until", "where", "which", "while", "whose", "withi", "witho", "would", "write", "yours",
})  # fmt: skip


def _beginnings(plain: str) -> frozenset[str]:
    """The beginnings of the words that say what a text is about."""
    return frozenset(word[:SAME_LETTERS] for word in _WORD.findall(plain)) - _EVERYWHERE


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """One row: what is open, for tickets about what, and when."""

    to_find_out: ToFindOut
    #: Categories that it takes; all when there are none.
    categories: frozenset[Category]
    is_open: Callable[[Asked], bool]


_ORDERS = frozenset({Category.ORDER_STATUS, Category.ORDER_CHANGE, Category.RETURN, Category.PRODUCT_ISSUE})
_ANY: frozenset[Category] = frozenset()

#: Every row that fits holds. Tracking and the state of an order are never known here.
OPEN_QUESTIONS = (
    OpenQuestion(ToFindOut.PARCEL, frozenset({Category.ORDER_STATUS}), lambda _: True),
    OpenQuestion(ToFindOut.WHICH_ORDER, _ORDERS, lambda asked: not asked.names_the_order),
    OpenQuestion(ToFindOut.ORDER_STATE, frozenset({Category.ORDER_CHANGE}), lambda _: True),
    OpenQuestion(
        ToFindOut.RETURN_TERMS, frozenset({Category.RETURN}), lambda asked: not asked.policy_says(Topic.RETURNS)
    ),
    OpenQuestion(
        ToFindOut.DISCOUNT_TERMS,
        _ANY,
        lambda asked: bool(_A_DISCOUNT.search(asked.plain)) and not asked.policy_says(Topic.DISCOUNTS),
    ),
    OpenQuestion(
        ToFindOut.SHIPPING_TERMS,
        _ANY,
        lambda asked: bool(_SHIPPING.search(asked.plain)) and not asked.policy_says(Topic.SHIPPING),
    ),
    OpenQuestion(
        ToFindOut.PRODUCT_FACTS,
        frozenset({Category.PRODUCT_QUESTION}),
        lambda asked: not asked.policy_says(Topic.PRODUCTS),
    ),
    OpenQuestion(
        ToFindOut.REMEDY,
        frozenset({Category.PRODUCT_ISSUE}),
        lambda asked: not asked.policy_says(Topic.RETURNS, _HARM),
    ),
    OpenQuestion(ToFindOut.PAYMENT, _ANY, lambda asked: bool(_PAYMENT.search(asked.plain))),
    OpenQuestion(
        ToFindOut.OTHER,
        frozenset({Category.GENERAL}),
        lambda asked: not (asked.is_thanks or asked.has_a_name or asked.policy_may_answer),
    ),
)


def open_questions(category: Category, words: str, facts: Facts, policy: Policy) -> tuple[ToFindOut, ...]:
    """What is open, in the order of ToFindOut; `words` are all that the customer wrote on the ticket."""
    asked = Asked(category, unaccented(words), facts, policy)
    found = {
        row.to_find_out
        for row in OPEN_QUESTIONS
        if (not row.categories or category in row.categories) and row.is_open(asked)
    }
    return in_order(found)


def in_order(found: set[ToFindOut]) -> tuple[ToFindOut, ...]:
    """The questions in the order of the enum."""
    return tuple(one for one in ToFindOut if one in found)


def _names(plain: str, order_id: str) -> bool:
    return bool(order_id) and bool(re.search(rf"(?<![\w-])#?{re.escape(unaccented(order_id))}(?![\w-])", plain))

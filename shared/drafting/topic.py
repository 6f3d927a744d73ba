"""Whether a draft keeps to its topic: the letter of a shop's support to its customer.

Reads the words of strangers.py.
"""

from collections.abc import Sequence
from functools import cache

from shared.drafting.letters import folded
from shared.drafting.lexicon import BY_CHARACTER, Tier
from shared.drafting.strangers import Sentence

#: What a word weighs that nothing explains, and one for things and feelings that nobody has spoken of.
STRANGE, PLAIN = 2, 1
#: Weights that break the rule: in a sentence that speaks to the customer, in one that does not, and in a draft.
#: Measured on
#: 368 good replies: 97 % weigh under 4 in all; a poem, a recipe or a cipher weighs dozens.
TOO_HEAVY_SENTENCE = 4
TOO_HEAVY_ASIDE = 3
TOO_HEAVY_DRAFT = 6
#: The same for a draft that answers a message with instructions to a model.
STRICT = 1
#: Strange characters of a language without spaces, as a share of all of its characters.
MOST_CHARACTERS = 0.06
#: Words that only the customer explains, or nobody, in a sentence that speaks to nobody and about no order.
MOST_UNADDRESSED = 2
#: The same where verbs carry their pronoun, or where only the commonest such words are known.
MOST_UNADDRESSED_ELSEWHERE = 3

#: Words of which a sentence has one that speaks to the customer, for the shop, or about an order.
ADDRESSED = {
    "en": "i me my myself we us our you your yours yourself please thank thanks order item parcel package team"
    " colleague "
    "product shop return delivery refund shipping photo i'm i've i'd i'll we're we've we'd we'll you're you've"
    " you'd you'll",
    "de": "ich mich mir mein wir uns unser du dich dir dein sie ihnen ihr ihre ihrem ihren ihres bitte danke"
    " dank bestellung "
    "artikel paket team kollegen rückgabe lieferung",
    "fr": "je j me m mon ma mes nous notre nos vous votre vos tu te toi merci commande article colis équipe"
    " retour livraison",
    "es": "me mi mis nos nuestro nuestra te ti tu tus usted le su sus gracias por favor pedido artículo paquete equipo "
    "devolución envío entrega",
    "it": "mi me mio mia noi ci nostro nostra nostri nostre ti tuo tua lei le la suo sua suoi sue grazie prego"
    " ordine articolo "
    "pacco squadra team reso consegna",
    "pt": "eu me meu minha nós nos nosso nossa nossos você vocês te lhe seu sua seus suas obrigado obrigada"
    " favor pedido "
    "encomenda artigo produto equipa equipe devolução entrega",
    "nl": "ik me mij mijn we wij ons onze je jij jou jouw u uw graag bedankt dank bestelling artikel pakket team"
    " collega "
    "retour levering",
}

#: Greetings speak to the customer too, in whichever language a letter begins.
GREETINGS = (
    "hi hello hey dear welcome hallo liebe lieber guten sehr bonjour hola buenas ciao gentile buongiorno ola oi beste"
)


def leaves_the_topic(
    sentences: Sequence[Sentence], language: str, *, strict: bool, asked_for_knowledge: bool = False
) -> bool:
    """Whether too many words of a draft are strange; `strict` allows none.

    A customer who asks to have something explained gets no sentence about it that speaks to nobody.
    """
    if language == BY_CHARACTER:
        words = [word for sentence in sentences for word in sentence.words]
        strange = sum(word.is_strange for word in words)
        return strange > MOST_CHARACTERS * len(words) or (strict and strange > 0)
    if sum(map(_weight, sentences)) >= (STRICT if strict else TOO_HEAVY_DRAFT):
        return True
    most = MOST_UNADDRESSED if language == "en" else MOST_UNADDRESSED_ELSEWHERE
    if asked_for_knowledge or strict:
        most = 1
    too_heavy = STRICT if strict else TOO_HEAVY_SENTENCE
    return any(
        _weight(sentence) >= too_heavy
        if is_addressed(sentence, language)
        else _is_beside_the_point(sentence, most, STRICT if strict else TOO_HEAVY_ASIDE)
        or (asked_for_knowledge and _explains(sentence))
        for sentence in sentences
    )


def is_addressed(sentence: Sentence, language: str) -> bool:
    """Whether the sentence speaks to the customer, for the shop, or about what the shop knows."""
    known = _addressed(language)
    return any(word.plain in known or (word.by_shop and word.tier > Tier.CORE) for word in sentence.words)


def _weight(sentence: Sentence) -> int:
    return sum(STRANGE if word.is_strange else PLAIN for word in sentence.words if word.is_unexplained)


def _is_beside_the_point(sentence: Sentence, most: int, too_heavy: int) -> bool:
    """Whether a sentence that speaks to nobody leaves the topic; `most` words may be the customer's alone."""
    foreign = sum(word.is_foreign for word in sentence.words)
    # "Shakespeare wrote it."
    begins_strangely = bool(sentence.words) and sentence.words[0].is_strange
    return _weight(sentence) >= too_heavy or foreign >= most or begins_strangely


def _explains(sentence: Sentence) -> bool:
    """Whether a sentence that speaks to nobody states something about the customer's words: "Tea lowers stress"."""
    return sentence.text.rstrip("\"')").endswith((".", ":", ",")) and any(
        word.by_customer and word.tier > Tier.CORE for word in sentence.words
    )


@cache
def _addressed(language: str) -> frozenset[str]:

    return frozenset(folded(f"{ADDRESSED.get(language, '')} {GREETINGS}").split())
